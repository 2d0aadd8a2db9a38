"""The folder that a record is written into: each file whole, or not there."""

import os
from collections.abc import Iterable
from pathlib import Path


class Folder:
    """Keeps to its place: every file is named from its root."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def count(self) -> int:
        """How many files it has; what is unfinished has a dot before its name."""
        names = (name for _, _, names in os.walk(self._path) for name in names)
        return sum(not name.startswith(".") for name in names)

    def has(self, file: str) -> bool:
        return (self._path / file).exists()

    def put(self, file: str, octets: bytes | Iterable[bytes]) -> None:
        path = self._path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name[:100]}.part")
        with draft.open("wb") as out:
            # A board as one mbox is larger than memory should have to hold.
            out.writelines([octets] if isinstance(octets, bytes) else octets)
        os.replace(draft, path)

    def remove(self, file: str) -> None:
        (self._path / file).unlink(missing_ok=True)
