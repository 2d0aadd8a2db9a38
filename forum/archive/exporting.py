"""A board as an mbox: for its operator with the original bytes, for everybody with masked words."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, select

from forum.archive.canonical import WebPost, canonical_bytes
from forum.archive.mbox import written
from forum.archive.message import Message
from forum.archive.receipt import receipt_time
from forum.archive.thread import Post, PostState
from forum.base import table_of
from forum.text.masking import mask

_BATCH = 100

_posts = table_of(Post)
_messages = table_of(Message)


def originals(connection: Connection, board_id: int) -> Iterator[bytes]:
    """Every published post of a board as mboxrd with its original bytes, in order of publication.

    The separator's date comes from the message itself where it has one, so that an export of an
    imported export is the same file.
    """
    columns = (_messages.c.raw, _messages.c.mail_from, _posts.c.received_at)
    for row in _published(lambda: nullcontext(connection), board_id, *columns):
        at = receipt_time(row.raw) or row.received_at
        yield written(row.mail_from, at, row.raw)


def masked(engine: Engine, board_id: int, address: str) -> Iterator[bytes]:
    """Every published post of a board as mboxrd without any mailbox or telephone number.

    It is made from what the pages show, never from the original bytes. Whoever reads it may be slow,
    so no transaction stays open from one batch to the next: SQLite's log would grow all the while.
    """
    columns = (
        _posts.c.message_id,
        _posts.c.author_name,
        _posts.c.subject,
        _posts.c.text,
        _posts.c.received_at,
        _posts.c.references,
    )
    for row in _published(engine.connect, board_id, *columns):
        post = WebPost(
            message_id=row.message_id,
            author_name=row.author_name,
            address=address,
            subject=mask(row.subject),
            text=mask(row.text),
            html=None,
            written_at=row.received_at,
            references=row.references,
        )
        yield written(address, row.received_at, canonical_bytes(post))


def _published(
    connect: Callable[[], AbstractContextManager[Connection]],
    board_id: int,
    *columns: ColumnElement[Any],
) -> Iterator[Row[Any]]:
    """Rows of published posts, a batch at a time: memory stays flat in a board of a million."""
    last = 0
    wanted = (
        select(_posts.c.id, *columns)
        .join_from(_posts, _messages, _posts.c.kept_message_id == _messages.c.id)
        .where(_posts.c.board_id == board_id, _posts.c.state == PostState.PUBLISHED)
        .order_by(_posts.c.id)
        .limit(_BATCH)
    )
    while True:
        with connect() as connection:
            rows = connection.execute(wanted.where(_posts.c.id > last)).all()
        yield from rows
        if len(rows) < _BATCH:
            return
        last = rows[-1].id
