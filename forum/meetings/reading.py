"""Meetings as pages read them, and who may see minutes that are not final."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from forum.base import utcnow
from forum.meetings.holding import may_hold
from forum.meetings.meeting import Meeting, Minutes, Resolution, State
from forum.people.standing import Standing


def meeting(session: Session, public_id: str) -> Meeting | None:
    """One meeting with its board."""
    return session.scalar(
        select(Meeting)
        .where(Meeting.public_id == public_id)
        .options(joinedload(Meeting.board), selectinload(Meeting.agenda))
    )


def coming(
    session: Session, board_ids: Collection[int], now: datetime | None = None, limit: int = 50
) -> Sequence[Meeting]:
    """Meetings that are still to be held on these boards, the next one first."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.board_id.in_(board_ids), Meeting.starts_at > (now or utcnow()))
        .options(joinedload(Meeting.board), selectinload(Meeting.agenda))
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(limit)
    ).all()


def held(
    session: Session,
    board_ids: Collection[int],
    now: datetime | None = None,
    before: int | None = None,
    limit: int = 31,
) -> Sequence[Meeting]:
    """Meetings whose hour has come, the newest first; from behind the id `before`."""
    wanted = select(Meeting).where(
        Meeting.board_id.in_(board_ids), Meeting.starts_at <= (now or utcnow())
    )
    if before is not None and (last := session.get(Meeting, before)) is not None:
        older = Meeting.starts_at < last.starts_at
        same = (Meeting.starts_at == last.starts_at) & (Meeting.id < last.id)
        wanted = wanted.where(older | same)
    return session.scalars(
        wanted.options(joinedload(Meeting.board), selectinload(Meeting.agenda))
        .order_by(Meeting.starts_at.desc(), Meeting.id.desc())
        .limit(limit)
    ).all()


def may_see_draft(one: Meeting, by: Standing) -> bool:
    """Those who were there, and those who hold the board's meetings."""
    if may_hold(one.board, by):
        return True
    minutes = one.minutes
    if minutes is None or by.person_id is None or not one.board.may_read(by):
        return False
    return any(row.person_id == by.person_id for row in minutes.present)


def shown_minutes(one: Meeting, by: Standing, number: int | None = None) -> Minutes | None:
    """The version that somebody may read: the asked one, or the newest; None for none.

    Of drafts only those who may see them know; of final minutes every published version stays.
    """
    drafts = one.state is not State.FINAL
    if drafts and not may_see_draft(one, by):
        return None
    versions = one.versions if may_see_draft(one, by) else published(one)
    if number is not None:
        return next((v for v in versions if v.number == number), None)
    return versions[-1] if versions else None


def published(one: Meeting) -> list[Minutes]:
    """The versions that went to the list."""
    return [version for version in one.versions if version.post_id is not None]


def decisions_on(session: Session, proposal_id: int) -> Sequence[Resolution]:
    """What final minutes say about a proposal, oldest first."""
    return session.scalars(
        select(Resolution)
        .join(Minutes, Resolution.minutes_id == Minutes.id)
        .where(Resolution.proposal_id == proposal_id, Minutes.post_id.is_not(None))
        .order_by(Resolution.id)
    ).all()
