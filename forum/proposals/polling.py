"""意向確認: who may answer, and each answer as it is given; of one person's the last one counts.

An answer without a reason counts as well: a slip can't be sent back for one, and a voice by mail
or on paper is worth as much as one on the web. Nothing here commits; telling is forum/polls.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today, utcnow
from forum.dates import TOKYO, in_tokyo
from forum.people.person import Person
from forum.people.standing import Standing, standing_of
from forum.proposals import reading
from forum.proposals.poll import Ballot, BallotCorrection, Channel, Choice, Poll
from forum.proposals.tally import Tally, Turnout, View, Vote, tally, turnout
from forum.proposals.voices import answer_of, has_seat, themselves
from forum.refusals import first_refusal

__all__ = [
    "NotCounted", "Said", "Tally", "Turnout", "View", "Vote", "answer_of", "cast", "closing",
    "correct_slip", "enter_slip", "is_open", "may_answer", "may_enter", "one_clerk_at_a_time",
    "slips", "tally", "turnout",
]  # fmt: skip

LONGEST_REASON = 5000


class NotCounted(StrEnum):
    """Why an answer was not counted."""

    CLOSED = "closed"
    NOT_FOR_YOU = "not_for_you"
    NOT_YOURS = "not_yours"
    WRONG_DAY = "wrong_day"
    NO_REASON = "no_reason"
    CORRECTED_ALREADY = "corrected_already"
    NOT_PAPER = "not_paper"


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody answers; `declines_annex`: the reason is for counting it alone."""

    choice: Choice
    reason: str = ""
    declines_annex: bool = False

    @property
    def words(self) -> str:
        """The reason as it is kept."""
        return "\n".join(self.reason.strip().splitlines())[:LONGEST_REASON]


def closing(poll: Poll) -> datetime:
    """The moment from which on answers come too late: the midnight after its last day."""
    return datetime.combine(poll.closes_on + timedelta(days=1), time(), TOKYO)


def is_open(poll: Poll, at: datetime | None = None) -> bool:
    """Whether an answer counts that comes now (or at `at`)."""
    return poll.ended_at is None and poll.opened_at <= (at or utcnow()) < closing(poll)


def may_answer(session: Session, poll: Poll, person: Person) -> bool:
    """Whether somebody's answer counts: whoever is known here and may read the proposal."""
    if person.banned_at or person.erased_at or person.merged_into_id:
        return False
    return reading.may_see(poll.proposal, standing_of(session, person.id))


def cast(
    session: Session,
    poll: Poll,
    person: Person,
    said: Said,
    channel: Channel,
    at: datetime | None = None,
) -> Ballot | NotCounted:
    """Count somebody's answer; the same one twice is one row.

    `at` is when it came: a mail that came in time counts, however late it is read.
    """
    _hold(session, poll)
    person = _now(session, person)
    at = at or utcnow()
    if not is_open(poll, at):
        return NotCounted.CLOSED
    if not may_answer(session, poll, person):
        return NotCounted.NOT_FOR_YOU
    before = answer_of(session, poll, person.id)
    if before is not None and before.channel is channel and _says(before) == _kept(said):
        return before
    return _write(session, poll, person, said, channel, at)


# --- Paper ---


def may_enter(poll: Poll, by: Standing) -> bool:
    """Whether somebody enters slips: the moderators of the board and the office."""
    return by.person_id is not None and poll.proposal.board.may_moderate(by)


def enter_slip(
    session: Session,
    poll: Poll,
    person: Person,
    said: Said,
    received_on: date,
    by: Standing,
    scan_sha256: str | None = None,
) -> Ballot | NotCounted:
    """Count a slip that came in time, even behind the last day, until the outcome is recorded."""
    _hold(session, poll)
    person = _now(session, person)
    checks = (
        (not may_enter(poll, by), NotCounted.NOT_YOURS),
        (poll.ended_at is not None, NotCounted.CLOSED),
        (not _fits(poll, received_on), NotCounted.WRONG_DAY),
        (not may_answer(session, poll, person), NotCounted.NOT_FOR_YOU),
    )
    if refusal := first_refusal(checks):
        return refusal
    at = _came_at(poll, received_on)
    ballot = _write(session, poll, person, said, Channel.PAPER, at)
    ballot.entered_at, ballot.entered_by_id = utcnow(), by.person_id
    ballot.scan_sha256 = scan_sha256
    session.flush()
    return ballot


def correct_slip(
    session: Session, ballot: Ballot, reason: str, by: Standing
) -> BallotCorrection | NotCounted:
    """A clerk mistook a slip: it counts no more; what was meant is entered as another row."""
    _hold(session, ballot.poll)
    done = select(BallotCorrection).where(BallotCorrection.ballot_id == ballot.id)
    checks = (
        (not may_enter(ballot.poll, by), NotCounted.NOT_YOURS),
        (ballot.channel is not Channel.PAPER, NotCounted.NOT_PAPER),
        (ballot.poll.ended_at is not None, NotCounted.CLOSED),
        (not reason.strip(), NotCounted.NO_REASON),
        (session.scalar(done) is not None, NotCounted.CORRECTED_ALREADY),
    )
    if refusal := first_refusal(checks):
        return refusal
    made = BallotCorrection(ballot_id=ballot.id, by_id=by.person_id, reason=reason.strip())
    session.add(made)
    session.flush()
    return made


def one_clerk_at_a_time(session: Session, poll: Poll) -> None:
    """Let no other slip be entered until the transaction ends.

    Two who enter the same new name at once would make two people of it, with a voice each.
    """
    _hold(session, poll)
    session.execute(select(Poll.id).where(Poll.id == poll.id).with_for_update(key_share=True))


def slips(session: Session, poll: Poll) -> list[tuple[Ballot, BallotCorrection | None]]:
    """Every slip that was entered, the newest first, and what is known of mistakes."""
    rows = session.execute(
        select(Ballot, BallotCorrection)
        .outerjoin(BallotCorrection, BallotCorrection.ballot_id == Ballot.id)
        .where(Ballot.poll_id == poll.id, Ballot.channel == Channel.PAPER)
        .order_by(Ballot.id.desc())
    )
    return [(ballot, mistake) for ballot, mistake in rows]


def _hold(session: Session, poll: Poll) -> None:
    """Answers don't wait for one another, but the chair's record waits for them, or they for it."""
    session.flush()
    session.refresh(poll.proposal, ["state"], with_for_update={"read": True})
    session.refresh(poll)


def _now(session: Session, person: Person) -> Person:
    """Who somebody is: joined with another meanwhile, they are the other; nobody joins them now."""
    session.refresh(person, with_for_update={"read": True})
    return themselves(person)


def _write(
    session: Session, poll: Poll, person: Person, said: Said, channel: Channel, at: datetime
) -> Ballot:
    choice, reason, declines = _kept(said)
    ballot = Ballot(
        poll=poll,
        person=person,
        choice=choice,
        reason=reason,
        declines_annex=declines,
        channel=channel,
        name=person.name,
        sector=person.sector,
        is_member=has_seat(standing_of(session, person.id)),
        cast_at=at,
    )
    session.add(ballot)
    session.flush()
    return ballot


def _kept(said: Said) -> tuple[Choice, str, bool]:
    return said.choice, said.words, said.declines_annex


def _says(ballot: Ballot) -> tuple[Choice, str, bool]:
    return ballot.choice, ballot.reason, ballot.declines_annex


def _fits(poll: Poll, received_on: date) -> bool:
    return in_tokyo(poll.opened_at).date() <= received_on <= min(today(), poll.closes_on)


def _came_at(poll: Poll, received_on: date) -> datetime:
    """A slip was written before it came: what its writer answered later that day is newer."""
    if received_on == today():
        return utcnow()
    return max(poll.opened_at, datetime.combine(received_on, time(), TOKYO))
