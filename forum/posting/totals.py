"""What posts change on their threads and boards: rows opened, counts and last dates moved on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, func, update
from sqlalchemy.orm import Session

from forum.archive.thread import Thread
from forum.base import insert_many, table_of
from forum.boards import Board
from forum.posting.rows import Row

_boards, _threads = table_of(Board), table_of(Thread)


class Totals:
    """The threads and boards of a batch of posts, each written once for all its posts."""

    def __init__(self) -> None:
        self._opened: dict[int, Row] = {}
        self._joined: dict[int, Row] = {}
        self._boards: dict[int, Row] = {}

    def open_thread(self, row: Row) -> None:
        """A thread that a post of this batch opens."""
        self._opened[row["id"]] = row
        self._board(row["board_id"])["threads"] += 1

    def add_post(self, board_id: int, thread_id: int, key: int, received_at: datetime) -> None:
        """One post more in a thread, of the order key `key`."""
        self._board(board_id)["posts"] += 1
        if opened := self._opened.get(thread_id):
            opened["post_count"] += 1
            opened["revision"] += 1
            opened["last_order_key"] = max(opened["last_order_key"], key)
            opened["last_post_at"] = max(opened["last_post_at"], received_at)
            return
        row = self._joined.setdefault(
            thread_id, {"thread": thread_id, "more": 0, "key": 0, "at": received_at}
        )
        row["more"] += 1
        row["key"] = max(row["key"], key)
        row["at"] = max(row["at"], received_at)

    def write_threads(self, session: Session) -> None:
        """The threads alone: the posts' rows, which name them, come next."""
        insert_many(session, _threads, list(self._opened.values()))
        if self._joined:
            is_sqlite = session.get_bind().dialect.name == "sqlite"
            session.execute(_join(is_sqlite), list(self._joined.values()))

    def write_boards(self, session: Session) -> None:
        if self._boards:
            session.execute(_COUNT, list(self._boards.values()))

    def _board(self, board_id: int) -> Row:
        return self._boards.setdefault(board_id, {"board": board_id, "posts": 0, "threads": 0})


def _join(is_sqlite: bool) -> Update:
    newest: Callable[..., Any] = func.max if is_sqlite else func.greatest
    last_at = bindparam("at", type_=_threads.c.last_post_at.type)
    return (
        update(_threads)
        .where(_threads.c.id == bindparam("thread"))
        .values(
            post_count=_threads.c.post_count + bindparam("more"),
            revision=_threads.c.revision + bindparam("more"),
            last_order_key=newest(_threads.c.last_order_key, bindparam("key")),
            last_post_at=newest(_threads.c.last_post_at, last_at),
        )
    )


_COUNT = (
    update(_boards)
    .where(_boards.c.id == bindparam("board"))
    .values(
        post_count=_boards.c.post_count + bindparam("posts"),
        thread_count=_boards.c.thread_count + bindparam("threads"),
    )
)
