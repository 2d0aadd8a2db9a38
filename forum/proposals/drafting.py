"""Writing a proposal: versions, items, drafters, and the words that the poll freezes.

Each act answers what it made, or a Refusal; nothing is overwritten. Nothing here commits.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import utcnow
from forum.boards import Board, Visibility, may_read
from forum.people.person import Appointment, Person
from forum.people.standing import Standing, standings
from forum.proposals import life, phrasing
from forum.proposals.content import Item, ItemVersion, Version
from forum.proposals.life import Capacity, Refusal
from forum.proposals.phrasing import Text
from forum.proposals.proposal import Act, Drafter, Kind, Proposal, State, Step
from forum.refusals import first_refusal


def begin(
    session: Session,
    board: Board,
    text: Text,
    by: Standing,
    kind: Kind = Kind.PROPOSAL,
    now: datetime | None = None,
) -> Proposal | Refusal:
    """A draft; the voices that it starts from are cited next (citing.cite), at least one."""
    checks = (
        (not life.may_draft(by, board.id) or by.person_id is None, Refusal.NOT_YOURS),
        (board.visibility is Visibility.STAFF, Refusal.NOT_FOR_ALL),
        (not may_read(board.visibility, board.id, by), Refusal.NOT_READABLE),
        (not text.title.strip(), Refusal.NO_TITLE),
    )
    if refusal := first_refusal(checks):
        return refusal
    now = now or utcnow()
    proposal = Proposal(kind=kind, board=board, state=State.DRAFT, created_at=now, state_since=now)
    proposal.drafters.append(Drafter(person_id=by.person_id, since=now))
    step = Step(number=1, act=Act.DRAFT, after=State.DRAFT, at=now, by_id=by.person_id)
    step.capacity, step.details = Capacity.DRAFTER, {"version": 1}
    proposal.steps.append(step)
    session.add(proposal)
    session.flush()
    _write(session, proposal, text, 1, "", by, now)
    return proposal


def revise(
    session: Session,
    proposal: Proposal,
    text: Text,
    note: str,
    seen: int,
    by: Standing,
    now: datetime | None = None,
) -> Version | Refusal:
    """A new version; `seen` is the number of the version that it was written against."""
    proposal = life.locked(session, proposal)
    current = newest(session, proposal)
    checks = (
        (seen != current.number, Refusal.CHANGED_MEANWHILE),
        (not text.title.strip(), Refusal.NO_TITLE),
        (any(not item.title.strip() for item in text.items), Refusal.NO_TITLE),
        (phrasing.said(current) == phrasing.stripped(text), Refusal.NOTHING_NEW),
    )
    if refusal := life.why_not(proposal, Act.REVISE, by) or first_refusal(checks):
        return refusal
    now = now or utcnow()
    version = _write(session, proposal, text, current.number + 1, note, by, now)
    # What the other drafters and a moderator have agreed to were other words.
    life.record(proposal, Act.REVISE, by, note, now, version=version.number)
    return version


def invite(
    session: Session, proposal: Proposal, person: Person, standing: Standing, by: Standing
) -> Drafter | Refusal:
    """Let a member or moderator (`standing` is theirs) write with the others."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.INVITE, by):
        return refusal
    if not life.may_draft(standing, proposal.board_id):
        return Refusal.NOT_A_MEMBER
    drafter = next((d for d in proposal.drafters if d.person_id == person.id), None)
    if drafter is not None and drafter.until is None:
        return Refusal.THERE_ALREADY
    if drafter is None:
        drafter = Drafter(person_id=person.id)
        proposal.drafters.append(drafter)
    drafter.until = None
    life.record(proposal, Act.INVITE, by, person=person.public_id)
    return drafter


def may_join(session: Session, proposal: Proposal) -> list[Person]:
    """Everybody who may write with the others and does not yet, by name."""
    writing = {one.person_id for one in proposal.drafters if one.until is None}
    seated = select(Appointment.person_id).distinct()
    held = standings(session, set(session.scalars(seated)) - writing)
    able = [id_ for id_, one in held.items() if life.may_draft(one, proposal.board_id)]
    wanted = select(Person).where(Person.id.in_(able), Person.merged_into_id.is_(None))
    return list(session.scalars(wanted.order_by(Person.name, Person.id)))


def leave(session: Session, proposal: Proposal, by: Standing) -> Step | Refusal:
    """Write no longer with the others; the last one withdraws the proposal instead."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.LEAVE, by):
        return refusal
    active = [drafter for drafter in proposal.drafters if drafter.writes]
    if len(active) == 1:
        return Refusal.LAST_DRAFTER
    step = life.record(proposal, Act.LEAVE, by)
    next(d for d in active if d.person_id == by.person_id).until = utcnow()
    return step


def newest(session: Session, proposal: Proposal) -> Version:
    """The version that counts now."""
    return session.scalars(
        select(Version)
        .where(Version.proposal_id == proposal.id)
        .order_by(Version.number.desc())
        .limit(1)
    ).one()


def versions(session: Session, proposal: Proposal) -> Sequence[Version]:
    """Every version, the first one first."""
    wanted = select(Version).where(Version.proposal_id == proposal.id).order_by(Version.number)
    return session.scalars(wanted).all()


def frozen(session: Session, proposal: Proposal) -> Version:
    """The version that the poll was about, or the newest where nothing is frozen."""
    if proposal.frozen_version is None:
        return newest(session, proposal)
    return session.scalars(
        select(Version).where(
            Version.proposal_id == proposal.id, Version.number == proposal.frozen_version
        )
    ).one()


def frozen_items(session: Session, proposal: Proposal) -> list[Item]:
    """The items of the words that were frozen, in their order."""
    return [one.item for one in frozen(session, proposal).items]


def _write(
    session: Session,
    proposal: Proposal,
    text: Text,
    number: int,
    note: str,
    by: Standing,
    now: datetime,
) -> Version:
    text = phrasing.stripped(text)
    version = Version(
        proposal=proposal,
        number=number,
        title=text.title,
        problem=text.problem,
        purpose=text.purpose,
        effect=text.effect,
        plain=text.plain,
        note=note.strip(),
        made_by_id=by.person_id,
        made_at=now,
    )
    session.add(version)
    known = {
        item.public_id: item
        for item in session.scalars(select(Item).where(Item.proposal_id == proposal.id))
    }
    for position, one in enumerate(text.items, 1):
        # An item named twice is a new one the second time.
        item = known.pop(one.item or "", None) or Item(proposal=proposal)
        session.add(item)
        version.items.append(
            ItemVersion(
                item=item,
                position=position,
                title=one.title,
                words=one.words,
                target=one.target,
                target_words=one.target_words,
                doer=one.doer or "市",
                effect=one.effect,
            )
        )
    session.flush()
    return version
