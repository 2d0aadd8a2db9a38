"""Where old mail comes from: an mbox (also packed, or in pieces), or a Maildir; read as a stream.

Only the From_ line is ours to read; each message keeps the bytes that it has in its file.
"""

import gzip
import os
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from forum.archive.mbox import Entry, read
from forum.archive.receipt import receipt_time

_HEAD = 1 << 16
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_MONTHLY = re.compile(r"(?P<year>\d{4})-?(?P<month>[A-Za-z]{3,9}|\d{2})?")
_RETURN_PATH = re.compile(rb"\AReturn-Path:[ \t]*<([^<>\r\n]*)>", re.I)
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"


class Unusable(Exception):
    """There is no mail in it that we could read; says why."""


@dataclass(frozen=True, slots=True)
class Source:
    """Messages in the order in which they were received, and how many octets they have together.

    The offsets of the entries grow through all files; `total` is 0 where nobody knows.
    """

    entries: Callable[[], Iterator[Entry]]  # read from the beginning at each call
    total: int


def opened(path: Path) -> Source:
    """The messages of a file or a folder; Unusable where there are none of a kind that we know."""
    if path.is_dir():
        if (path / "cur").is_dir() or (path / "new").is_dir():
            return _maildir(path)
        pieces = [each for each in path.iterdir() if _is_piece(each)]
        if not pieces:
            raise Unusable(f"{path} is neither a Maildir nor a folder of mbox files.")
        return _joined([_file(piece) for piece in sorted(pieces, key=lambda p: _month(p.name))])
    return _joined([_file(path)]) if path.suffix.lower() != ".zip" else _zip(path)


def stream(file: BinaryIO) -> Source:
    """The messages of an mbox that can be read only once, as from a pipe."""
    return Source(lambda: read(file), 0)


@dataclass(frozen=True, slots=True)
class _Piece:
    """One mbox: what it is called, how large it is unpacked, and how it is opened."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


def _joined(pieces: Sequence[_Piece]) -> Source:
    return Source(lambda: _read_all(pieces), sum(piece.size for piece in pieces))


def _read_all(pieces: Sequence[_Piece]) -> Iterator[Entry]:
    before = 0
    for piece in pieces:
        with piece.open() as file:
            for entry in read(file):
                name = piece.name if len(pieces) > 1 else ""
                yield replace(entry, offset=before + entry.offset, name=name)
        before += piece.size


def _file(path: Path) -> _Piece:
    with path.open("rb") as file:
        begins = file.read(4)
    if not begins.startswith(_GZIP):
        return _Piece(path.name, path.stat().st_size, lambda: path.open("rb"))
    return _Piece(path.name, _unpacked_size(path), lambda: cast("BinaryIO", gzip.open(path)))


def _unpacked_size(path: Path) -> int:
    """What gzip says at its end: right up to 4 GiB, and enough to say how long it will take."""
    with path.open("rb") as file:
        file.seek(-4, os.SEEK_END)
        return int.from_bytes(file.read(4), "little")


def _zip(path: Path) -> Source:
    archive = zipfile.ZipFile(path)
    inside = [one for one in archive.infolist() if not one.is_dir() and one.file_size]
    pieces = [
        _Piece(one.filename, one.file_size, partial(_member, archive, one))
        for one in sorted(inside, key=lambda one: _month(one.filename))
    ]
    return _joined([_unpacked(piece) for piece in pieces])


def _member(archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> BinaryIO:
    return cast("BinaryIO", archive.open(one))


def _unpacked(piece: _Piece) -> _Piece:
    """A member of a zip that is packed once more: pipermail's months."""
    if not piece.name.lower().endswith(".gz"):
        return piece
    return _Piece(piece.name, piece.size, lambda: cast("BinaryIO", gzip.open(piece.open())))


def _is_piece(path: Path) -> bool:
    """Whether a file of a folder is an mbox: it begins like one, packed or not."""
    if not path.is_file():
        return False
    with _file(path).open() as file:
        try:
            return file.read(5) == b"From "
        except (OSError, EOFError):
            return False


def _month(name: str) -> tuple[int, int, str]:
    """2015-May.txt.gz before 2015-June.txt.gz; whatever has no month by its name."""
    found = _MONTHLY.match(Path(name).name)
    word = ((found["month"] if found else "") or "").lower()
    month = int(word) if word.isdigit() else 0
    if word[:3] in _MONTHS:
        month = _MONTHS.index(word[:3]) + 1
    return (int(found["year"]) if found else 0, month, name)


# --- Maildir ---


def _maildir(path: Path) -> Source:
    """The messages of cur and new by the time of their receipt; what is in tmp never arrived."""
    found = [
        (_received(file), file.name, file.stat().st_size, file)
        for folder in ("cur", "new")
        if (path / folder).is_dir()
        for file in (path / folder).iterdir()
        if file.is_file() and not file.name.startswith(".")
    ]
    found.sort(key=lambda one: one[:2])
    return Source(lambda: _each(found), sum(size for _, _, size, _ in found))


def _each(found: Sequence[tuple[datetime, str, int, Path]]) -> Iterator[Entry]:
    offset = 0
    for at, name, size, file in found:
        raw = file.read_bytes()
        sender = _RETURN_PATH.match(raw)
        told = sender[1].decode("utf-8", "replace") if sender else ""
        yield Entry(offset, told, at, raw, name.partition(":")[0])
        offset += size


def _received(file: Path) -> datetime:
    """As its own headers say; else by the file's name, which begins with a time; else its date."""
    with file.open("rb") as opened_:
        at = receipt_time(opened_.read(_HEAD))
    if at is not None:
        return at
    digits = re.match(r"\d{9,11}(?=\D)", file.name)
    return datetime.fromtimestamp(int(digits[0]) if digits else file.stat().st_mtime, UTC)
