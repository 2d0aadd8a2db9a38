"""A branch of a thread moves to another one, with drafts and wishes where nothing stays behind."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from forum.archive.family import Branch
from forum.archive.thread import Draft, Following, KnownMessageId, Post, Thread
from forum.base import table_of
from forum.boards import Board

T = TypeVar("T")

_AT_ONCE = 5000
_boards, _drafts, _followings = table_of(Board), table_of(Draft), table_of(Following)
_known = table_of(KnownMessageId)
_posts = table_of(Post)
_threads = table_of(Thread)


def move(session: Session, board_id: int, branch: Branch, left: int, into: int) -> None:
    """Move posts and ghosts; an emptied thread's address leads to the other from now on."""
    _move(session, board_id, branch, left, into)
    if branch.is_all:
        _close(session, left, into)
    _recount(session, (left, into))


def _move(session: Session, board_id: int, branch: Branch, left: int, into: int) -> None:
    if branch.is_all:
        session.execute(update(_posts).where(_posts.c.thread_id == left).values(thread_id=into))
        session.execute(update(_known).where(_known.c.thread_id == left).values(thread_id=into))
        return
    for ids in slices(branch.post_ids):
        session.execute(update(_posts).where(_posts.c.id.in_(ids)).values(thread_id=into))
    for names in slices(branch.message_ids):
        session.execute(
            update(_known)
            .where(
                _known.c.board_id == board_id,
                _known.c.message_id.in_(names),
                _known.c.thread_id == left,
            )
            .values(thread_id=into)
        )


def _close(session: Session, left: int, into: int) -> None:
    session.execute(
        update(_threads)
        .where((_threads.c.merged_into_id == left) | (_threads.c.id == left))
        .values(merged_into_id=into)
    )
    session.execute(update(_drafts).where(_drafts.c.thread_id == left).values(thread_id=into))
    _bring_wishes(session, left, into)
    session.execute(
        update(_boards)
        .where(_boards.c.id.in_(select(_threads.c.board_id).where(_threads.c.id == left)))
        .values(thread_count=_boards.c.thread_count - 1)
    )


def _bring_wishes(session: Session, left: int, into: int) -> None:
    """Who followed or muted the thread that ends does so with the other; the newest wish counts."""
    both = _followings.c.thread_id.in_((left, into))
    newest_first = _followings.c.since.desc(), _followings.c.id.desc()
    kept: set[tuple[int | None, int | None]] = set()
    outdated: list[int] = []
    for wish in session.execute(select(_followings).where(both).order_by(*newest_first)):
        whose = (wish.person_id, wish.address_id)
        if whose in kept:
            outdated.append(wish.id)
        kept.add(whose)
    for ids in slices(outdated):
        session.execute(delete(_followings).where(_followings.c.id.in_(ids)))
    moved = update(_followings).where(_followings.c.thread_id == left)
    session.execute(moved.values(thread_id=into))


def _recount(session: Session, thread_ids: tuple[int, ...]) -> None:
    for thread_id in thread_ids:
        count, newest, latest = session.execute(
            select(
                func.count(), func.max(_posts.c.order_key), func.max(_posts.c.received_at)
            ).where(_posts.c.thread_id == thread_id)
        ).one()
        told = {"post_count": count, "revision": _threads.c.revision + 1}
        if count:
            told |= {"last_order_key": newest, "last_post_at": latest}
        session.execute(update(_threads).where(_threads.c.id == thread_id).values(**told))


def slices(found: Iterable[T]) -> Iterator[list[T]]:
    """So many at once as a statement may name."""
    everything = list(found)
    for at in range(0, len(everything), _AT_ONCE):
        yield everything[at : at + _AT_ONCE]
