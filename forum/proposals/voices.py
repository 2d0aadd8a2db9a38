"""Whose answers count in a poll, and with what: one person, one voice, however they answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, object_session

from forum.base import today
from forum.dates import in_tokyo
from forum.people.person import Appointment, Person, Role, Sector
from forum.people.standing import Standing, standings
from forum.proposals.poll import Ballot, BallotCorrection, Poll

SEATED = (Role.MEMBER, Role.CHAIR)


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
    seated = _seated(session, last.items())
    return [_voice(key, ballot, key in seated) for key, ballot in last.items()]


def answer_of(session: Session, poll: Poll, person_id: int) -> Ballot | None:
    """The answer that counts of one person so far."""
    mine = list(_counting(session, poll, person_id))
    return mine[-1] if mine else None


def _counting(session: Session, poll: Poll, person_id: int | None = None) -> Iterable[Ballot]:
    """Answers as they came, without those that a clerk had mistaken."""
    mistaken = select(BallotCorrection.ballot_id)
    wanted = select(Ballot).where(Ballot.poll_id == poll.id, Ballot.id.not_in(mistaken))
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


def _seated(session: Session, last: Iterable[tuple[int, Ballot]]) -> set[int]:
    """Those who sat on the council on the day they answered, as it is known now.

    A member who is joined with the mailbox that they answered from answered as a member.
    """
    days: dict[date, set[int]] = {}
    seated = set()
    for person_id, ballot in last:
        days.setdefault(in_tokyo(ballot.cast_at).date(), set()).add(person_id)
        if ballot.is_member:
            seated.add(person_id)
    for day, ids in days.items():
        held = standings(session, ids, day)
        seated |= {person_id for person_id, by in held.items() if has_seat(by)}
    return seated


def _voice(person_id: int, ballot: Ballot, is_member: bool) -> Voice:
    if is_member and not ballot.is_member:
        person = themselves(ballot.person)
        return Voice(person_id, ballot, person.name, person.sector, True)
    return Voice(person_id, ballot, ballot.name, ballot.sector, is_member)
