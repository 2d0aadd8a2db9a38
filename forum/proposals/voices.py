"""Whose answers count in a poll, and with what: one person, one voice, however they answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, object_session

from forum.base import today
from forum.dates import in_tokyo
from forum.people.person import Appointment, Person, Role, Sector
from forum.people.standing import Standing
from forum.proposals.poll import Ballot, BallotCorrection, Poll

SEATED = (Role.MEMBER, Role.CHAIR)
_MISTAKEN = select(BallotCorrection.ballot_id)
Terms = Mapping[int, Sequence[tuple[date, date | None]]]


@dataclass(frozen=True, slots=True)
class Voice:
    """The answer that counts of one person, and what they were when they gave it."""

    person_id: int
    ballot: Ballot
    name: str
    sector: Sector
    is_member: bool


def has_seat(by: Standing) -> bool:
    """Whether somebody sits on the council; who advises it or speaks for the city does not."""
    return by.holds(*SEATED)


def seats(session: Session, poll: Poll) -> set[int]:
    """Ids of those who sit on the council, on the last day of the poll at the latest."""
    day = min(today(), poll.closes_on)
    return set(
        session.scalars(
            select(Appointment.person_id)
            .join(Person, Person.id == Appointment.person_id)
            .where(
                Appointment.role.in_(SEATED),
                Appointment.board_id.is_(None),
                Appointment.since <= day,
                or_(Appointment.until.is_(None), Appointment.until >= day),
                Person.merged_into_id.is_(None),
            )
        )
    )


def voices(session: Session, poll: Poll) -> list[Voice]:
    """Every person's last answer, in the order in which they came."""
    last: dict[int, Ballot] = {}
    for ballot in _counting(session, poll):
        key = themselves(ballot.person).id
        last.pop(key, None)
        last[key] = ballot
    terms = _terms(session)
    return [
        _voice(key, ballot, _was_seated(terms, key, ballot.is_member, ballot.cast_at))
        for key, ballot in last.items()
    ]


def who_answered(session: Session, poll: Poll) -> dict[int, bool]:
    """Ids of those who have answered, and whether as members.

    Every view of an open poll tells how many, so that no answer is read for it.
    """
    rows = session.execute(
        select(Ballot.person_id, Ballot.is_member, Ballot.cast_at, Person.merged_into_id)
        .join(Person, Person.id == Ballot.person_id)
        .where(Ballot.poll_id == poll.id, Ballot.id.not_in(_MISTAKEN))
        .order_by(Ballot.cast_at, Ballot.id)
    )
    last = {
        person_id if into is None else themselves(session.get_one(Person, person_id)).id: (is_, at)
        for person_id, is_, at, into in rows
    }
    terms = _terms(session)
    return {one: _was_seated(terms, one, is_, at) for one, (is_, at) in last.items()}


def answer_of(session: Session, poll: Poll, person_id: int) -> Ballot | None:
    """The answer that counts of one person so far."""
    mine = list(_counting(session, poll, person_id))
    return mine[-1] if mine else None


def _counting(session: Session, poll: Poll, person_id: int | None = None) -> Iterable[Ballot]:
    """Answers as they came, without those that a clerk had mistaken."""
    wanted = select(Ballot).where(Ballot.poll_id == poll.id, Ballot.id.not_in(_MISTAKEN))
    if person_id is not None:
        wanted = wanted.where(Ballot.person_id == person_id)
    wanted = wanted.options(joinedload(Ballot.person)).order_by(Ballot.cast_at, Ballot.id)
    return session.scalars(wanted)


def themselves(person: Person) -> Person:
    """Who somebody is by now: joined persons are one."""
    while person.merged_into_id is not None:
        session = object_session(person)
        assert session is not None
        person = session.get_one(Person, person.merged_into_id)
    return person


def _terms(session: Session) -> Terms:
    """Everybody who ever sat on the council, with the days from which and until which they did."""
    found: dict[int, list[tuple[date, date | None]]] = {}
    rows = session.execute(
        select(Appointment.person_id, Appointment.since, Appointment.until).where(
            Appointment.role.in_(SEATED), Appointment.board_id.is_(None)
        )
    )
    for person_id, since, until in rows:
        found.setdefault(person_id, []).append((since, until))
    return found


def _was_seated(terms: Terms, person_id: int, is_member: bool, at: datetime) -> bool:
    """Whether somebody sat on the council on the day they answered, as it is known now.

    A member who is joined with the mailbox that they answered from answered as a member.
    """
    if is_member or person_id not in terms:
        return is_member
    day = in_tokyo(at).date()
    return any(
        since <= day and (until is None or day <= until) for since, until in terms[person_id]
    )


def _voice(person_id: int, ballot: Ballot, is_member: bool) -> Voice:
    if is_member and not ballot.is_member:
        person = themselves(ballot.person)
        return Voice(person_id, ballot, person.name, person.sector, True)
    return Voice(person_id, ballot, ballot.name, ballot.sector, is_member)
