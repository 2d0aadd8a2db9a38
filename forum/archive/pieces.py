"""The pieces of SQLite's search index, brought together in quiet moments, a little at a time.

Every transaction leaves a piece, and each search looks into all of them: in 1,000,000 posts that
cost half of it. FTS5 joins eight of a kind by itself while it writes; here two of a kind are joined
while nobody writes. PostgreSQL has one index, and tidies it itself.
"""

from sqlalchemy import Engine, func, select

from forum.archive.thread import Post
from forum.base import table_of, writing
from forum.turns import TurnTaking

QUIET_S = 30.0
_PAGES = 200  # some 20 ms, in which nobody else can write
_JOIN = "INSERT INTO post_search(post_search, rank) VALUES ('merge', ?)"
_HOW_MANY = "SELECT v FROM post_search_config WHERE k = 'usermerge'"
_BY_TWO = "INSERT INTO post_search(post_search, rank) VALUES ('usermerge', 2)"


def gather(engine: Engine, pages: int = _PAGES) -> bool:
    """Join pieces as far as so many pages of 4 KB go; whether there was something to join."""
    if engine.dialect.name != "sqlite":
        return False
    with writing(engine).begin() as connection:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, TurnTaking)
        if connection.exec_driver_sql(_HOW_MANY).scalar() != 2:
            connection.exec_driver_sql(_BY_TWO)
        before = raw.total_changes
        connection.exec_driver_sql(_JOIN, (pages,))
        return raw.total_changes - before > 1  # giving the order counts as one


class Gathering:
    """Turns of it, given away while posts come in: then the index would only be written twice."""

    def __init__(self, engine: Engine, pages: int = _PAGES) -> None:
        self._engine, self._pages = engine, pages
        self._newest: int | None = None
        self._look_at = 0.0

    def go_on(self, now: float) -> bool:
        """One turn where it is time for one, `now` being a monotonic clock's; whether to go on."""
        if now < self._look_at:
            return False
        with self._engine.connect() as connection:
            newest = connection.scalar(select(func.max(table_of(Post).c.id))) or 0
        is_quiet, self._newest = newest == self._newest, newest
        if is_quiet and gather(self._engine, self._pages):
            return True
        self._look_at = now + QUIET_S
        return False
