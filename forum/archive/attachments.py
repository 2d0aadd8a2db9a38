"""Attachments: the bytes once in a content-addressed store, a row for each time one was sent."""

import hashlib
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Protocol

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, intpk, public_id
from forum.public_words import PublicWords

_MOST_HANDS = 8


class Attachment(Base):
    """A file that came with a post."""

    __tablename__ = "attachments"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    position: Mapped[int]
    name: Mapped[str] = mapped_column(PublicWords())
    content_type: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)


class Store(Protocol):
    """Where the bytes are; `keep` returns only when they would survive a power cut."""

    def keep(self, contents: list[bytes]) -> list[str]: ...

    def read(self, sha256: str) -> bytes: ...


class Directory:
    """A store in a directory: 256 folders, in them a file named by its SHA-256."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, contents: list[bytes]) -> list[str]:
        """Keep each of `contents`; their SHA-256 in the same order, all of them synced."""
        names = [hashlib.sha256(content).hexdigest() for content in contents]
        files = dict(zip(names, contents, strict=True))
        if not files:
            return names
        with _hands(len(files)) as hands:
            folders = set(hands.map(self._keep, files, files.values()))
            # Whoever made a folder may not have come to the sync of what holds it.
            list(hands.map(_sync_directory, folders | {self.root}))
        return names

    def read(self, sha256: str) -> bytes:
        return self._path(sha256).read_bytes()

    def _path(self, name: str) -> Path:
        return self.root / name[:2] / name

    def _keep(self, name: str, content: bytes) -> Path:
        path = self._path(name)
        if path.exists():
            # Whoever wrote it may not have come to the sync of its folder.
            return path.parent
        _make_directory(path.parent)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return path.parent


def _hands(files: int) -> ThreadPoolExecutor:
    """Threads that wait for the disk together: it syncs many files at once as soon as one."""
    return ThreadPoolExecutor(min(files, _MOST_HANDS))


def _make_directory(path: Path) -> None:
    """Make a folder and sync each parent that got a new entry."""
    if path.is_dir():
        return
    _make_directory(path.parent)
    path.mkdir(exist_ok=True)
    _sync_directory(path.parent)


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
