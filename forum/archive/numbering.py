"""Short numbers for a telephone: 話題12 is a board's twelfth thread, 12-3 the third post in it.

Threads are never taken away and ids only grow, so a number means the same thread for ever.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from forum.archive.thread import KnownMessageId, Post, Thread
from forum.base import table_of

_threads, _posts, _known = table_of(Thread), table_of(Post), table_of(KnownMessageId)
_MOST_BY_SUBJECT = 200


class Spot(NamedTuple):
    """A thread, and the post in it that was meant (None: the thread as a whole)."""

    thread_id: int
    board_id: int
    post_id: int | None = None


def number_of(session: Session, thread_id: int) -> int:
    """The number of a thread on its board, from 1."""
    board_id = select(_threads.c.board_id).where(_threads.c.id == thread_id).scalar_subquery()
    counted = select(func.count()).select_from(_threads)
    return session.scalar(
        counted.where(_threads.c.board_id == board_id, _threads.c.id <= thread_id)
    ) or 0  # fmt: skip


def thread_by_number(session: Session, board_id: int, number: int) -> Spot | None:
    """The board's thread of that number; a merged one leads to the thread that it is part of."""
    if not 0 < number < 1 << 31:
        return None
    wanted = _threads.c.board_id == board_id
    found = session.execute(
        select(_threads.c.id).where(wanted).order_by(_threads.c.id).offset(number - 1).limit(1)
    ).scalar()
    return None if found is None else _spot(session, _threads.c.id == found)


def thread_by_name(session: Session, public_id: str) -> Spot | None:
    """The thread whose address on the web ends so."""
    return _spot(session, _threads.c.public_id == public_id)


def place_of(session: Session, post_id: int) -> tuple[int, int]:
    """The number of a post's thread, and its own in it."""
    post = session.execute(
        select(_posts.c.thread_id, _posts.c.order_key).where(_posts.c.id == post_id)
    ).one()
    counted = select(func.count()).select_from(_posts)
    before = session.scalar(
        counted.where(_posts.c.thread_id == post.thread_id, _posts.c.order_key <= post.order_key)
    )
    return number_of(session, post.thread_id), before or 0


def post_by_number(session: Session, thread: Spot, number: int) -> Spot | None:
    """The post of that number in a thread, hidden ones counted."""
    if not 0 < number < 1 << 31:
        return None
    found = session.scalar(
        select(_posts.c.id)
        .where(_posts.c.thread_id == thread.thread_id)
        .order_by(_posts.c.order_key)
        .offset(number - 1)
        .limit(1)
    )
    return None if found is None else thread._replace(post_id=found)


def post_by_name(session: Session, public_id: str) -> Spot | None:
    """The post whose address on the web ends so."""
    return _post(session.execute(_SPOT_OF_POST.where(_posts.c.public_id == public_id)).first())


def answered(session: Session, board_id: int, message_ids: Sequence[str]) -> Spot | None:
    """What a mail answers on that board, by the first of these Message-IDs that is known there."""
    if not message_ids:
        return None
    rows = session.execute(
        select(_known.c.message_id, _known.c.thread_id, _known.c.post_id).where(
            _known.c.board_id == board_id, _known.c.message_id.in_(message_ids[:20])
        )
    )
    found = {row.message_id: Spot(row.thread_id, board_id, row.post_id) for row in rows}
    return next((found[one] for one in message_ids if one in found), None)


def by_subject(session: Session, board_id: int, subject: str) -> Spot | None:
    """The one thread among the liveliest of a board that has this subject; None for none or several."""
    lively = (
        select(_threads.c.id, _threads.c.subject)
        .where(_threads.c.board_id == board_id, _threads.c.merged_into_id.is_(None))
        .order_by(_threads.c.last_order_key.desc())
        .limit(_MOST_BY_SUBJECT)
    )
    wanted = "".join(subject.split()).lower()
    found = [row.id for row in session.execute(lively) if _same(row.subject, wanted)]
    return Spot(found[0], board_id) if wanted and len(found) == 1 else None


def _same(subject: str, wanted: str) -> bool:
    return "".join(subject.split()).lower() == wanted


_SPOT_OF_POST = select(_posts.c.id, _posts.c.thread_id, _posts.c.board_id)


def _post(row: Any) -> Spot | None:
    return None if row is None else Spot(row.thread_id, row.board_id, row.id)


def _spot(session: Session, condition: ColumnElement[bool]) -> Spot | None:
    row = session.execute(
        select(_threads.c.id, _threads.c.board_id, _threads.c.merged_into_id).where(condition)
    ).first()
    if row is None:
        return None
    if row.merged_into_id is not None:
        return _spot(session, _threads.c.id == row.merged_into_id)
    return Spot(row.id, row.board_id)
