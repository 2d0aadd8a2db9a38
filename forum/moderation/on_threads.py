"""Closing threads and keeping them on top."""

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.base import change_rows, utcnow
from forum.letters.decisions import tell_author
from forum.moderation.deciding import (
    Answer,
    Done,
    NotAllowed,
    may_act,
    must_be_reason,
    who_decided,
    write_down,
)
from forum.moderation.decision import Act
from forum.people.standing import Standing
from forum.site import Site

_MARKS = {
    Act.LOCK: (Thread.locked_at, True),
    Act.UNLOCK: (Thread.locked_at, False),
    Act.PIN: (Thread.pinned_at, True),
    Act.UNPIN: (Thread.pinned_at, False),
}


def lock(
    session: Session,
    site: Site,
    moderator: Standing,
    thread_id: int,
    *,
    reason: str = "settled",
    note: str = "",
) -> Answer:
    """Close a thread: it can be read, and nobody answers in it any more."""
    answer = _turn_thread(session, moderator, thread_id, Act.LOCK, reason, note)
    if isinstance(answer, Done):
        _tell_opener(session, site, thread_id, "locked", code=reason, note=note)
    return answer


def unlock(
    session: Session, site: Site, moderator: Standing, thread_id: int, *, note: str = ""
) -> Answer:
    """Open a thread again."""
    answer = _turn_thread(session, moderator, thread_id, Act.UNLOCK, "unlocked", note)
    if isinstance(answer, Done):
        _tell_opener(session, site, thread_id, "unlocked", note=note)
    return answer


def pin(session: Session, moderator: Standing, thread_id: int) -> Answer:
    """Keep a thread at the top of its board."""
    return _turn_thread(session, moderator, thread_id, Act.PIN, "pinned", "")


def unpin(session: Session, moderator: Standing, thread_id: int) -> Answer:
    """Let a thread sink to its place again."""
    return _turn_thread(session, moderator, thread_id, Act.UNPIN, "unpinned", "")


def _turn_thread(
    session: Session, moderator: Standing, thread_id: int, act: Act, reason: str, note: str
) -> Answer:
    """Set or take away one of a thread's dates, once."""
    must_be_reason(act, reason)
    thread = session.get_one(Thread, thread_id)
    if not may_act(session, thread.board_id, moderator):
        return NotAllowed()
    mark, sets = _MARKS[act]
    turned = change_rows(
        session,
        update(Thread)
        .where(Thread.id == thread_id, mark.is_(None) if sets else mark.is_not(None))
        .values({mark.key: utcnow() if sets else None, "revision": Thread.revision + 1})
        .execution_options(synchronize_session=False),
    )
    session.refresh(thread)
    if turned != 1:
        return who_decided(session, Thread, thread_id)
    decision = write_down(
        session, moderator, thread.board_id, act, reason, note, thread_id=thread_id
    )
    return Done(decision.id)


def _tell_opener(session: Session, site: Site, thread_id: int, name: str, **values: Any) -> None:
    """Whoever began a thread hears what became of it."""
    first = select(func.min(Post.order_key)).where(Post.thread_id == thread_id).scalar_subquery()
    post = session.scalar(select(Post).where(Post.order_key == first))
    if post is not None:
        tell_author(session, site, post.board, post, name, **values)
