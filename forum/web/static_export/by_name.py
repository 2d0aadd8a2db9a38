"""Every public post by the name that stands over it, for who looks for what one person said."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Engine, select

from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of
from forum.boards import Board, Visibility
from forum.text.masking import mask
from forum.web.static_export.contents import AT_ONCE, Line, pieces

_posts, _threads, _boards = table_of(Post), table_of(Thread), table_of(Board)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Posts under one name as boards show it: a nickname and a real name are two."""

    name: str
    part: int
    lines: list[Line]

    @property
    def file(self) -> str:
        digest = hashlib.sha256(self.name.encode()).hexdigest()[:16]
        return f"contents/name-{digest}{f'~{self.part}' if self.part > 1 else ''}.html"


def sheets(engine: Engine) -> Iterator[Sheet]:
    """Name by name in the order of their letters; one sheet's lines are in memory."""
    wanted = (
        select(
            _posts.c.author_name, _posts.c.public_id, _posts.c.subject, _posts.c.message_id,
            _posts.c.received_at, _threads.c.subject.label("thread_subject"),
        )
        .join(_threads, _posts.c.thread_id == _threads.c.id)
        .join(_boards, _posts.c.board_id == _boards.c.id)
        .where(_boards.c.visibility == Visibility.PUBLIC)
        .where(_posts.c.state == PostState.PUBLISHED, _posts.c.author_name != "")
        .order_by(_posts.c.author_name, _posts.c.order_key)
    )  # fmt: skip
    # One sorted reading: asking name by name would look through all posts each time.
    with engine.connect().execution_options(yield_per=AT_ONCE) as connection:
        for name, rows in groupby(connection.execute(wanted), key=lambda row: row.author_name):
            lines = (
                Line(row.public_id, mask(row.subject or row.thread_subject), row.message_id,
                     row.received_at)
                for row in rows
            )  # fmt: skip
            for part, piece in enumerate(pieces(lines), 1):
                yield Sheet(mask(name), part, piece)
