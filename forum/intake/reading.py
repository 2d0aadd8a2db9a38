"""What clerks have entered, what waits for an answer, and what stands beside a post of that kind."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from forum.archive.thread import Origin
from forum.intake.entry import EntryNote, EntryScan, Intake, State
from forum.moderation.held import HeldPost
from forum.people.person import Person


@dataclass(frozen=True, slots=True)
class Beside:
    """What a post shows of its having been entered for somebody."""

    state: State
    received_on: date
    channel: Origin
    confirmed_at: datetime | None


def entry(session: Session, public_id: str) -> Intake | None:
    """One entry, with its notes and scans."""
    return session.scalar(
        select(Intake)
        .where(Intake.public_id == public_id)
        .options(joinedload(Intake.board), selectinload(Intake.notes), selectinload(Intake.scans))
    )


def scan(session: Session, entry_id: int, public_id: str) -> EntryScan | None:
    return session.scalar(
        select(EntryScan).where(EntryScan.entry_id == entry_id, EntryScan.public_id == public_id)
    )


def register(
    session: Session,
    board_ids: Collection[int],
    *,
    open_only: bool = False,
    before: int | None = None,
    limit: int = 31,
) -> Sequence[Intake]:
    """What was entered on these boards, the newest first; `open_only`: what waits for something."""
    wanted = select(Intake).where(Intake.board_id.in_(board_ids))
    if open_only:
        unsettled = select(EntryNote.entry_id).where(EntryNote.settled_at.is_(None))
        asked = Intake.asked_at.is_not(None) & Intake.confirmed_at.is_(None)
        wanted = wanted.where(or_(asked, Intake.id.in_(unsettled)))
    if before is not None:
        wanted = wanted.where(Intake.id < before)
    return session.scalars(
        wanted.options(
            joinedload(Intake.board),
            joinedload(Intake.person),
            joinedload(Intake.entered_by),
            joinedload(Intake.post),
            joinedload(Intake.held),
            selectinload(Intake.notes),
        )
        .order_by(Intake.id.desc())
        .limit(limit)
    ).all()


def beside(session: Session, post_ids: Collection[int]) -> dict[int, Beside]:
    """For posts that were entered for somebody: how they came, and whether they are confirmed."""
    if not post_ids:
        return {}
    own = select(Intake.post_id, Intake).where(Intake.post_id.in_(post_ids))
    released = (
        select(HeldPost.post_id, Intake)
        .join(Intake, Intake.held_post_id == HeldPost.id)
        .where(HeldPost.post_id.in_(post_ids))
    )
    rows = [*session.execute(own), *session.execute(released)]
    return {
        post_id: Beside(one.state, one.received_on, one.channel, one.confirmed_at)
        for post_id, one in rows
    }


def people_named(session: Session, name: str, limit: int = 20) -> Sequence[Person]:
    """People whose name has these words, however they are spaced; nobody for no words."""
    squeezed = "".join(name.split())
    if not squeezed:
        return []
    plain = func.replace(func.replace(Person.name, " ", ""), "\u3000", "")
    wanted = select(Person).where(
        Person.merged_into_id.is_(None),
        Person.erased_at.is_(None),
        plain.icontains(squeezed, autoescape=True),
    )
    return session.scalars(wanted.order_by(Person.id).limit(limit)).all()
