"""How far a record is: which addresses were found, and which of them lie in their files."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from forum.web.static_export.names import Target

NAME = ".unfinished.sqlite3"
_COMMIT_EVERY = 200


class Journal:
    """Kept beside the record until it is whole, so that a run which was cut short goes on."""

    def __init__(self, folder: Path, now: datetime) -> None:
        self._rows = sqlite3.connect(folder / NAME, isolation_level=None)
        self._rows.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
            "CREATE TABLE IF NOT EXISTS begun (at TEXT);"
            "CREATE TABLE IF NOT EXISTS pages"
            " (id INTEGER PRIMARY KEY, file TEXT UNIQUE, address TEXT, done INTEGER DEFAULT 0);"
            "CREATE INDEX IF NOT EXISTS waiting ON pages (id) WHERE done = 0;"
            "BEGIN"
        )
        if self._rows.execute("SELECT at FROM begun").fetchone() is None:
            self._rows.execute("INSERT INTO begun VALUES (?)", (now.isoformat(),))
        self._changes = 0

    @property
    def begun(self) -> datetime:
        """The moment of which the record tells."""
        return datetime.fromisoformat(self._rows.execute("SELECT at FROM begun").fetchone()[0])

    def add(self, target: Target) -> bool:
        """An address that belongs into the record; whether it was not known before."""
        if not target.address:
            return False
        added = self._rows.execute(
            "INSERT OR IGNORE INTO pages (file, address) VALUES (?, ?)",
            (target.file, target.address),
        )
        return added.rowcount > 0

    def knows(self, file: str) -> bool:
        """Whether a file is among what is fetched."""
        found = self._rows.execute("SELECT 1 FROM pages WHERE file = ?", (file,))
        return found.fetchone() is not None

    def forget(self, target: Target) -> None:
        """There is nothing at this address."""
        self._rows.execute("DELETE FROM pages WHERE file = ?", (target.file,))

    def waiting(self) -> Iterator[Target]:
        """What is still to be fetched, what is found meanwhile too."""
        while row := self._rows.execute(
            "SELECT address, file FROM pages WHERE done = 0 ORDER BY id LIMIT 1"
        ).fetchone():
            yield Target(*row)

    def done(self, target: Target) -> None:
        self._rows.execute("UPDATE pages SET done = 1 WHERE file = ?", (target.file,))
        self._changes += 1
        if self._changes % _COMMIT_EVERY == 0:
            self._rows.execute("COMMIT")
            self._rows.execute("BEGIN")

    def counts(self) -> tuple[int, int]:
        """How many are done, and how many are known."""
        row = self._rows.execute("SELECT COALESCE(SUM(done), 0), COUNT(*) FROM pages").fetchone()
        return row[0], row[1]

    def close(self) -> None:
        self._rows.execute("COMMIT")
        self._rows.close()
