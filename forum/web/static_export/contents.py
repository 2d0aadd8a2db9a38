"""Every public post by board and month, for who looks for a subject or a Message-ID in the record."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, islice
from typing import Any

from sqlalchemy import Engine, select

from forum.archive.thread import Post, PostState, Thread
from forum.base import TOKYO, table_of
from forum.boards import Board, Visibility
from forum.text.masking import mask

_posts, _threads, _boards = table_of(Post), table_of(Thread), table_of(Board)
AT_ONCE = 500
LONGEST = 1000  # lines of one page


@dataclass(frozen=True, slots=True)
class Line:
    """One post in a list: no author, the subject as everybody may read it."""

    post: str
    subject: str
    message_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Month:
    """The posts of one board in one month."""

    slug: str
    board: str
    month: str  # 2026-11
    lines: list[Line]
    part: int = 1  # a month of more than a thousand posts stands on several pages

    @property
    def name(self) -> str:
        return f"{self.slug}-{self.month}" + (f"~{self.part}" if self.part > 1 else "")

    @property
    def file(self) -> str:
        return f"contents/{self.name}.html"


def months(engine: Engine) -> Iterator[Month]:
    """Board by board, month by month; the lines of a page are in memory, the others not."""
    with engine.connect() as connection:
        public = select(_boards).where(_boards.c.visibility == Visibility.PUBLIC)
        boards = connection.execute(public.order_by(_boards.c.id)).all()
    for board in boards:
        for month, rows in groupby(_rows(engine, board.id), key=_month):
            for part, lines in enumerate(pieces(map(_line, rows)), 1):
                yield Month(board.slug, board.name, month, lines, part)


def pieces(lines: Iterator[Line]) -> Iterator[list[Line]]:
    """As many as one page holds at a time."""
    while piece := list(islice(lines, LONGEST)):
        yield piece


def _month(row: Any) -> str:
    return str(row.received_at.astimezone(TOKYO).strftime("%Y-%m"))


def _rows(engine: Engine, board_id: int) -> Iterator[Any]:
    last = -1
    wanted = (
        select(
            _posts.c.public_id, _posts.c.subject, _posts.c.message_id, _posts.c.received_at,
            _posts.c.order_key, _posts.c.state, _threads.c.subject.label("thread_subject"),
        )
        .join(_threads, _posts.c.thread_id == _threads.c.id)
        .where(_posts.c.board_id == board_id)
        .order_by(_posts.c.order_key)
        .limit(AT_ONCE)
    )  # fmt: skip
    while True:
        with engine.connect() as connection:
            rows = connection.execute(wanted.where(_posts.c.order_key > last)).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].order_key


def _line(row: Any) -> Line:
    shown = row.state is PostState.PUBLISHED
    subject = mask(row.subject or row.thread_subject) if shown else ""
    return Line(row.public_id, subject, row.message_id, row.received_at)
