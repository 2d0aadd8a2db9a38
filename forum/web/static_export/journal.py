"""How far a record is: which addresses were found, and which of them lie in their files."""

import sqlite3
from collections.abc import Iterator, Sequence
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
            "CREATE TABLE IF NOT EXISTS topics (id TEXT PRIMARY KEY, revision INTEGER);"
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

    def saw(self, topic: str, revision: int | None) -> None:
        """The revision that a page of a topic tells of; of several pages the oldest counts."""
        self._rows.execute("INSERT OR IGNORE INTO topics VALUES (?, ?)", (topic, revision))

    def revision_of(self, topic: str) -> int | None:
        """What the pages of a topic tell of; None where none was fetched."""
        row = self._rows.execute("SELECT revision FROM topics WHERE id = ?", (topic,)).fetchone()
        return row[0] if row else None

    def again(self, topic: str, posts: Sequence[str], attachments: Sequence[str]) -> Iterator[str]:
        """Fetch a topic and its posts once more; the files that are no longer to be there.

        Its further pages are found from the first, where posts may have changed places; the
        attachments are those that nobody may read any more.
        """
        self._rows.execute("DELETE FROM topics WHERE id = ?", (topic,))
        self._wait(f"threads/{topic}.html")
        yield from self._drop(f"threads/{topic}~")
        for post in posts:
            self._wait(f"posts/{post}.html")
            self._wait(f"posts/{post}/versions.html")
        for attachment in attachments:
            yield from self._drop(f"attachments/{attachment}/")

    def lists_again(self) -> None:
        """Fetch once more every page that is neither a topic nor a post, and may tell of both."""
        self._rows.execute(
            "UPDATE pages SET done = 0 WHERE file GLOB '*.html' AND file NOT GLOB 'threads/*'"
            " AND file NOT GLOB 'posts/*' AND file NOT GLOB 'm/*'"
        )

    def _wait(self, file: str) -> None:
        self._rows.execute("UPDATE pages SET done = 0 WHERE file = ?", (file,))

    def _drop(self, beginning: str) -> list[str]:
        """All files whose names begin so (neither a topic's nor a post's id ends another's)."""
        ends = beginning[:-1] + chr(ord(beginning[-1]) + 1)
        found = self._rows.execute(
            "DELETE FROM pages WHERE file >= ? AND file < ? RETURNING file", (beginning, ends)
        )
        return [file for (file,) in found.fetchall()]

    def counts(self) -> tuple[int, int]:
        """How many are done, and how many are known."""
        row = self._rows.execute("SELECT COALESCE(SUM(done), 0), COUNT(*) FROM pages").fetchone()
        return row[0], row[1]

    def close(self) -> None:
        self._rows.execute("COMMIT")
        self._rows.close()
