"""Needs as pages read them: passages that the reader may see, and how many people speak."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from forum.archive.thread import Origin, Post, PostState, Thread
from forum.base import table_of
from forum.boards import Board
from forum.needs.need import Clip, Need
from forum.people.person import Person, Sector

_posts, _clips, _needs = table_of(Post), table_of(Clip), table_of(Need)
_threads, _boards, _persons = table_of(Thread), table_of(Board), table_of(Person)


@dataclass(frozen=True)
class Voices:
    """How many people speak of a need; whoever uses two ways is counted once in each."""

    people: int
    posts: int
    by_sector: dict[Sector, int]
    by_origin: dict[Origin, int]

    @classmethod
    def of(cls, clips: Iterable[Any]) -> "Voices":
        shown = [clip for clip in clips if clip.state is PostState.PUBLISHED]
        # The sector of somebody who has changed sides is that of their newest words.
        sectors = {_speaker(clip): clip.author_sector for clip in shown}
        ways = {(_speaker(clip), clip.origin) for clip in shown}
        return cls(
            people=len(sectors),
            posts=len({clip.post_id for clip in shown}),
            by_sector=dict(Counter(sectors.values())),
            by_origin=dict(Counter(origin for _, origin in ways)),
        )


def _speaker(clip: Any) -> tuple[str, Any]:
    """Who speaks: a person, else a mailbox, else a name, as far as we know."""
    if clip.person is not None:
        return "person", clip.person
    if clip.address_id is not None:
        return "address", clip.address_id
    return "name", clip.author_name


def need(session: Session, public_id: str) -> Need | None:
    """The need of that name."""
    return session.scalar(select(Need).where(Need.public_id == public_id))


def with_steps(session: Session, need_id: int) -> Need:
    """A need with its whole life."""
    return session.scalars(
        select(Need).where(Need.id == need_id).options(selectinload(Need.steps))
    ).one()


def page(
    session: Session, *, is_open: bool, before: int | None = None, limit: int = 31
) -> Sequence[Need]:
    """Needs that stand for themselves, newest first, from behind the id `before`."""
    wanted = select(Need).where(Need.merged_into_id.is_(None))
    wanted = wanted.where(Need.closed_at.is_(None) if is_open else Need.closed_at.is_not(None))
    if before is not None:
        wanted = wanted.where(Need.id < before)
    return session.scalars(wanted.order_by(Need.id.desc()).limit(limit)).all()


def open_titles(session: Session) -> Sequence[Any]:
    """Public id and title of every open need, for a choice."""
    wanted = select(_needs.c.public_id, _needs.c.title).where(
        _needs.c.merged_into_id.is_(None), _needs.c.closed_at.is_(None)
    )
    return session.execute(wanted.order_by(_needs.c.id.desc())).all()


def clips_of(
    session: Session, need_ids: Sequence[int], board_ids: Sequence[int]
) -> dict[int, list[Any]]:
    """The passages under each need, those of needs merged into it with them, oldest first.

    Only from boards that the reader may read.
    """
    roots = _roots(session)
    families = {one: root for one, root in roots.items() if root in need_ids}
    families |= {need_id: need_id for need_id in need_ids}
    rows = session.execute(
        select(
            _clips.c.public_id,
            _clips.c.need_id,
            _clips.c.passage,
            _clips.c.post_id,
            _posts.c.public_id.label("post"),
            _posts.c.state,
            _posts.c.author_name,
            _posts.c.author_sector,
            _posts.c.author_role,
            _posts.c.origin,
            _posts.c.received_at,
            _posts.c.address_id,
            func.coalesce(_persons.c.merged_into_id, _posts.c.person_id).label("person"),
            _boards.c.name.label("board_name"),
        )
        .select_from(_clips)
        .join(_posts, _clips.c.post_id == _posts.c.id)
        .join(_boards, _posts.c.board_id == _boards.c.id)
        .outerjoin(_persons, _posts.c.person_id == _persons.c.id)
        .where(
            _clips.c.need_id.in_(families),
            _clips.c.removed_at.is_(None),
            _posts.c.board_id.in_(board_ids),
        )
        .order_by(_posts.c.order_key, _clips.c.id)
    )
    found: dict[int, list[Any]] = {need_id: [] for need_id in need_ids}
    for row in rows:
        found[families[row.need_id]].append(row)
    return found


def clips_in(session: Session, need_id: int, public_ids: Sequence[str]) -> Sequence[Clip]:
    """The named passages, as far as they stand under this need or one merged into it."""
    roots = _roots(session)
    family = [need_id, *(one for one, root in roots.items() if root == need_id)]
    wanted = select(Clip).where(Clip.public_id.in_(public_ids), Clip.need_id.in_(family))
    return session.scalars(wanted.where(Clip.removed_at.is_(None)).order_by(Clip.id)).all()


def of_post(session: Session, post_id: int) -> Sequence[Need]:
    """The needs that a post speaks of; for a merged one, the need that it went into."""
    direct = session.scalars(
        select(_clips.c.need_id).where(_clips.c.post_id == post_id, _clips.c.removed_at.is_(None))
    ).all()
    if not direct:
        return ()
    roots = _roots(session)
    wanted = {roots.get(need_id, need_id) for need_id in direct}
    return session.scalars(select(Need).where(Need.id.in_(wanted)).order_by(Need.id)).all()


def ends_of(session: Session, need_ids: Iterable[int]) -> dict[int, int]:
    """For each of these needs, the need that its passages stand under now: itself, if not merged."""
    roots = _roots(session)
    return {need_id: roots.get(need_id, need_id) for need_id in need_ids}


def posts_of(session: Session, need_ids: Collection[int]) -> set[int]:
    """The posts that speak of these needs, or of one that has become one with them by merging."""
    if not need_ids:
        return set()
    family = set[int]().union(*relatives_of(session, need_ids).values())
    clips = select(Clip.post_id).where(Clip.need_id.in_(family), Clip.removed_at.is_(None))
    return set(session.scalars(clips))


def relatives_of(session: Session, need_ids: Collection[int]) -> dict[int, set[int]]:
    """For each of these needs, all that have become one with it by merging, itself among them."""
    roots = _roots(session)
    families: dict[int, set[int]] = {}
    for merged, root in roots.items():
        families.setdefault(root, {root}).add(merged)
    ends = {need_id: roots.get(need_id, need_id) for need_id in need_ids}
    return {need_id: families.get(end, {end}) for need_id, end in ends.items()}


def _roots(session: Session) -> dict[int, int]:
    """For every merged need, the need at the end of its merges."""
    merged = select(_needs.c.id, _needs.c.merged_into_id).where(
        _needs.c.merged_into_id.is_not(None)
    )
    into = {row.id: row.merged_into_id for row in session.execute(merged)}

    def end(need_id: int) -> int:
        while need_id in into:
            need_id = into[need_id]
        return need_id

    return {need_id: end(need_id) for need_id in into}
