"""Full-text search: the same tokens in SQLite's FTS5 and in PostgreSQL's tsvector, newest first.

The FTS5 table keeps no text, its rowid is the post's order key, so that newest first is the order
in which it reads. Addresses and telephone numbers are masked before they are indexed: a search must
not tell whose mailbox stands behind a post.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, TextClause, bindparam, select, text
from sqlalchemy import Engine as _Engine
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState
from forum.base import order_key, table_of
from forum.text.bigrams import Query, tokens
from forum.text.masking import mask

_posts = table_of(Post)

_CREATE = {
    "sqlite": (
        # The words come told apart and in lower case, so the tokeniser that only looks for blanks
        # finds the same ones in a third less time; an index of 0.1.0 keeps the one it has.
        (
            "CREATE VIRTUAL TABLE post_search USING fts5(words, board, content='',"
            " tokenize='ascii', prefix='1')"
        ),
        # A fifth off the cost of reading a mail; a search looks into some more segments.
        "INSERT INTO post_search(post_search, rank) VALUES ('automerge', 8)",
    ),
    "postgresql": (
        (
            "CREATE TABLE post_search (order_key BIGINT PRIMARY KEY, board_id INTEGER NOT NULL,"
            " words TSVECTOR NOT NULL)"
        ),
        "CREATE INDEX ix_post_search_words ON post_search USING gin (words)",
        "CREATE INDEX ix_post_search_board ON post_search (board_id, order_key)",
    ),
}
_INSERT_SQLITE = "INSERT INTO post_search(rowid, words, board) VALUES (?, ?, ?)"
_INSERT_POSTGRESQL = text(
    "INSERT INTO post_search(order_key, board_id, words)"
    " VALUES (:key, :board_id, to_tsvector('simple', :words))"
)
_DELETE = {
    "sqlite": text(
        "INSERT INTO post_search(post_search, rowid, words, board)"
        " VALUES ('delete', :key, :words, :board)"
    ),
    "postgresql": text("DELETE FROM post_search WHERE order_key = :key"),
}
# PostgreSQL takes no tsvector over 1 MiB, and nobody searches for what stands behind a long novel.
_MAX_INDEXED = 200_000


@dataclass(frozen=True, slots=True)
class Indexed:
    """One post as the index sees it; the same values delete it again."""

    key: int
    board_id: int
    words: str

    @classmethod
    def of(cls, key: int, board_id: int, subject: str, author: str, body: str) -> "Indexed":
        return cls(key, board_id, words_of(subject, author, body))

    def _row(self) -> dict[str, Any]:
        return {"key": self.key, "board_id": self.board_id, "words": self.words,
                "board": f"b{self.board_id}"}  # fmt: skip


def words_of(subject: str, author: str, body: str) -> str:
    """The search words of a post, as they go into the index and as they must come out again."""
    return tokens(f"{mask(subject)}\n{author}\n{mask(body[:_MAX_INDEXED])}")


def create(connection: Connection) -> None:
    """Make the search table; called by the migration and by tests."""
    for statement in _CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def drop(connection: Connection) -> None:
    connection.execute(text("DROP TABLE IF EXISTS post_search"))


def add(session: Session, posts: Sequence[Indexed]) -> None:
    """Index posts; by rising key, since FTS5 cuts a new segment at every step back."""
    if posts:
        _put(session.connection(), sorted(posts, key=lambda post: post.key))


def rebuild(connection: Connection, progress: Callable[[int], None], batch: int = 1000) -> None:
    """Index every post anew, in the order of its keys: after a restore or a new tokeniser.

    What is hidden stays out, since showing it again puts it in.
    """
    drop(connection)
    create(connection)
    last = None
    while True:
        posts = select(
            _posts.c.order_key, _posts.c.board_id, _posts.c.subject, _posts.c.author_name, _posts.c.text
        ).where(_posts.c.state != PostState.HIDDEN).order_by(_posts.c.order_key).limit(batch)  # fmt: skip
        rows = connection.execute(
            posts if last is None else posts.where(_posts.c.order_key > last)
        ).all()
        if not rows:
            return
        _put(connection, [Indexed.of(*row) for row in rows])
        last = rows[-1].order_key
        progress(len(rows))


def _put(connection: Connection, posts: Sequence[Indexed]) -> None:
    rows = [post._row() for post in posts]
    if connection.dialect.name == "sqlite":
        # As it is: Core's way with parameters costs as much as the index itself.
        values = [(row["key"], row["words"], row["board"]) for row in rows]
        connection.exec_driver_sql(_INSERT_SQLITE, values)
    else:
        connection.execute(_INSERT_POSTGRESQL, rows)


def remove(session: Session, post: Indexed) -> None:
    """Take a post out again, by the words under which it went in."""
    session.execute(_DELETE[_dialect(session)], post._row())


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: boards that the reader may read, and what the reader narrowed it to."""

    board_ids: tuple[int, ...]
    author: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    with_attachment: bool = False


def find(
    session: Session, query: Query, scope: Scope, *, limit: int = 20, before: int | None = None
) -> Sequence[Row[Any]]:
    """Rows (id, order_key) of published posts that say it, newest first, keys under `before`."""
    if query.is_empty or not scope.board_ids:
        return ()
    parameters: dict[str, Any] = {"boards": list(scope.board_ids), "limit": limit}
    conditions = ["p.state = 'published'", "p.board_id IN :boards"]
    sqlite = _dialect(session) == "sqlite"
    if sqlite:
        key, source = "f.rowid", "post_search f JOIN posts p ON p.order_key = f.rowid"
        boards = " OR ".join(f"b{board_id}" for board_id in scope.board_ids)
        conditions.append("post_search MATCH :match")
        parameters["match"] = f"words : ({query.fts5}) AND board : ({boards})"
    else:
        key, source = "f.order_key", "post_search f JOIN posts p ON p.order_key = f.order_key"
        conditions += ["f.words @@ to_tsquery('simple', :match)", "f.board_id IN :boards"]
        parameters["match"] = query.tsquery
    return _narrowed(session, source, key, conditions, parameters, scope, before)


def newest(
    session: Session, scope: Scope, *, limit: int = 20, before: int | None = None
) -> Sequence[Row[Any]]:
    """Rows (id, order_key) of published posts in that scope, whatever they say, newest first."""
    if not scope.board_ids:
        return ()
    parameters: dict[str, Any] = {"boards": list(scope.board_ids), "limit": limit}
    conditions = ["p.state = 'published'", "p.board_id IN :boards"]
    return _narrowed(session, "posts p", "p.order_key", conditions, parameters, scope, before)


def _narrowed(
    session: Session,
    source: str,
    key: str,
    conditions: list[str],
    parameters: dict[str, Any],
    scope: Scope,
    before: int | None,
) -> Sequence[Row[Any]]:
    """What is found under these conditions within the scope's days, author and files."""
    bounds = (
        (before, f"{key} < :before", "before", before),
        (scope.since, f"{key} >= :since", "since", scope.since and order_key(scope.since, 0)),
        (scope.until, f"{key} < :until", "until", scope.until and order_key(scope.until, 0)),
        (scope.author, "p.author_name LIKE :author ESCAPE '\\'", "author", _like(scope.author)),
    )
    for given, condition, name, value in bounds:
        if given is not None:
            conditions.append(condition)
            parameters[name] = value
    if scope.with_attachment:
        conditions.append("p.attachment_count > 0")
    statement = _statement(
        f"SELECT p.id, p.order_key FROM {source} WHERE {' AND '.join(conditions)}"
        f" ORDER BY {key} DESC LIMIT :limit"
    )
    return session.execute(statement, parameters).all()


@lru_cache(maxsize=64)  # one for each way to narrow a search
def _statement(words: str) -> TextClause:
    return text(words).bindparams(bindparam("boards", expanding=True))


def _like(part: str | None) -> str:
    escaped = (part or "").replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _dialect(session: Session) -> str:
    bind: _Engine | Connection = session.get_bind()
    return bind.dialect.name
