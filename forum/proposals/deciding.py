"""What the council decides of a proposal: poll, decision, and the ways that end before.

Each act answers the step that it made, or a Refusal. Nothing here commits; telling people is
forum/announcements.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.base import table_of, today, utcnow
from forum.dates import fiscal_year_number, in_tokyo
from forum.people.standing import Standing
from forum.proposals import commenting, drafting, life, phrasing
from forum.proposals.life import Refusal
from forum.proposals.poll import Poll
from forum.proposals.proposal import Act, LastNumber, Method, Proposal, Step
from forum.proposals.tally import tally as tally_of
from forum.refusals import first_refusal

POLL_DAYS = 7


@dataclass(frozen=True, slots=True)
class Decision:
    """What the chair records of a poll; no majority decides by itself."""

    method: Method
    decided_on: date
    words: str = ""


def back_to_draft(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """Take the words back to be written anew; a poll on them ends, its answers stay."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.BACK_TO_DRAFT, by, reason, seen):
        return refusal
    _end_poll(session, proposal)
    _thaw(proposal)
    return life.record(proposal, Act.BACK_TO_DRAFT, by, reason)


def open_poll(
    session: Session,
    proposal: Proposal,
    closes_on: date,
    by: Standing,
    *,
    is_secret: bool = False,
    seen: int | None = None,
    day: date | None = None,
) -> Poll | Refusal:
    """意向確認: the chair freezes the words, and publishes their hash, once comments have ended."""
    proposal = life.locked(session, proposal)
    day = day or today()
    checks = (
        (proposal.comment_until is not None and day <= proposal.comment_until, Refusal.TOO_SOON),
        (closes_on < day + timedelta(days=POLL_DAYS), Refusal.TOO_SHORT),
    )
    if refusal := life.why_not(proposal, Act.OPEN_POLL, by, seen=seen) or first_refusal(checks):
        return refusal
    version = drafting.newest(session, proposal)
    proposal.frozen_version, proposal.frozen_hash = version.number, phrasing.hash_of(version)
    before = select(func.max(Poll.number)).where(Poll.proposal_id == proposal.id)
    poll = Poll(
        proposal=proposal,
        number=(session.scalar(before) or 0) + 1,
        version=version.number,
        closes_on=closes_on,
        is_secret=is_secret,
    )
    session.add(poll)
    life.record(
        proposal,
        Act.OPEN_POLL,
        by,
        version=version.number,
        hash=proposal.frozen_hash,
        closes_on=closes_on.isoformat(),
    )
    session.flush()
    return poll


def current_poll(session: Session, proposal: Proposal) -> Poll | None:
    """The newest poll on a proposal, open or ended."""
    return session.scalars(
        select(Poll).where(Poll.proposal_id == proposal.id).order_by(Poll.number.desc()).limit(1)
    ).one_or_none()


def adopt(
    session: Session,
    proposal: Proposal,
    decision: Decision,
    by: Standing,
    *,
    seen: int | None = None,
    counted: str | None = None,
    day: date | None = None,
) -> Step | Refusal:
    """協議会決定: the chair records it with the tally that they saw, and it gets its number.

    `counted` is that tally's fingerprint: a slip may have been entered since.
    """
    proposal = life.locked(session, proposal)
    day = day or today()
    poll = current_poll(session, proposal)
    refusal = life.why_not(proposal, Act.ADOPT, by, seen=seen)
    if refusal := refusal or _not_to_be_decided(session, poll, decision, counted, day):
        return refusal
    _end_poll(session, proposal)
    proposal.method, proposal.decided_on = decision.method, decision.decided_on
    proposal.decision_words = decision.words.strip()
    proposal.tally = None if poll is None else poll.result
    _give_number(session, proposal, decision.decided_on)
    return life.record(proposal, Act.ADOPT, by, decision.words, label=proposal.label)


def _not_to_be_decided(
    session: Session, poll: Poll | None, decision: Decision, counted: str | None, day: date
) -> Refusal | None:
    """What stands against a decision on a poll: its days, or that the chair saw another tally."""
    if poll is None or day <= poll.closes_on:
        return Refusal.TOO_SOON
    if not in_tokyo(poll.opened_at).date() <= decision.decided_on <= day:
        return Refusal.WRONG_DAY
    if counted is not None and counted != tally_of(session, poll).fingerprint:
        return Refusal.COUNTED_MEANWHILE
    return None


def send(
    session: Session, proposal: Proposal, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """伝達: voices passed on to the city without a decision of the council; numbered as it goes."""
    proposal = life.locked(session, proposal)
    refusal = life.why_not(proposal, Act.SEND, by, seen=seen)
    if refusal := refusal or commenting.not_ready(session, proposal):
        return refusal
    version = drafting.newest(session, proposal)
    proposal.frozen_version, proposal.frozen_hash = version.number, phrasing.hash_of(version)
    _give_number(session, proposal, today())
    return life.record(proposal, Act.SEND, by, label=proposal.label)


def shelve(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """見送り: not now, and why; it can be taken up again."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.SHELVE, by, reason, seen):
        return refusal
    _end_poll(session, proposal)
    return life.record(proposal, Act.SHELVE, by, reason)


def take_up(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """Draft again what was shelved."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.TAKE_UP, by, reason, seen):
        return refusal
    _thaw(proposal)
    return life.record(proposal, Act.TAKE_UP, by, reason)


def withdraw(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """取下げ: by a drafter or the chair; after adoption by the council alone."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.WITHDRAW, by, reason, seen):
        return refusal
    return life.record(proposal, Act.WITHDRAW, by, reason)


def _thaw(proposal: Proposal) -> None:
    """Words that are drafted again are frozen no longer; the poll on them keeps their number."""
    proposal.comment_until = proposal.frozen_version = proposal.frozen_hash = None


def _end_poll(session: Session, proposal: Proposal) -> None:
    poll = current_poll(session, proposal)
    if poll is not None and poll.ended_at is None:
        poll.ended_at = utcnow()
        poll.result = tally_of(session, poll).to_json()


def _give_number(session: Session, proposal: Proposal, day: date) -> None:
    """The next number of the fiscal year; a proposal that is decided again keeps its own."""
    if proposal.number is not None:
        return
    year = fiscal_year_number(day)
    numbers = table_of(LastNumber)
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    given = insert(numbers).values(kind=proposal.kind, fiscal_year=year, last=1)
    upsert = given.on_conflict_do_update(
        index_elements=["kind", "fiscal_year"], set_={"last": numbers.c.last + 1}
    ).returning(numbers.c.last)
    proposal.fiscal_year, proposal.number = year, session.execute(upsert).scalar_one()
    session.flush()
