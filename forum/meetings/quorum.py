"""Who belongs to a body on a day, and whether enough of them came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.meetings.meeting import Minutes, Presence
from forum.people.person import Appointment, Person, Role, Sector
from forum.people.standing import PRECEDENCE

_SEATED = (Role.MEMBER, Role.CHAIR)
# Who is at the table without a seat: they are listed, and do not count.
_BESIDE = (Role.SECRETARIAT, Role.ADVISER, Role.MODERATOR, Role.LIAISON, Role.HQ)


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody on the roster of a day."""

    person_id: int
    name: str
    sector: Sector
    role: Role
    has_seat: bool


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many seats there are, how many came, how many have to."""

    seats: int
    present: int

    @property
    def needed(self) -> int:
        """More than half, 過半数."""
        return self.seats // 2 + 1

    @property
    def is_met(self) -> bool:
        return self.seats > 0 and self.present >= self.needed


def roster(session: Session, board_id: int, day: date) -> list[Place]:
    """Everybody who belongs at the table on that day, those with a seat first.

    A board with members of its own is a working group and they sit on it; otherwise the council.
    """
    rows = session.execute(
        select(Person.id, Person.name, Person.sector, Appointment.role, Appointment.board_id)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.role.in_((*_SEATED, *_BESIDE)),
            or_(Appointment.board_id.is_(None), Appointment.board_id == board_id),
            Appointment.since <= day,
            or_(Appointment.until.is_(None), Appointment.until >= day),
            Person.merged_into_id.is_(None),
        )
        .order_by(Person.id)
    ).all()
    own = any(row.role in _SEATED and row.board_id == board_id for row in rows)
    seat_of = board_id if own else None
    held: dict[int, list[Role]] = {}
    seated: set[int] = set()
    for row in rows:
        held.setdefault(row.id, []).append(row.role)
        if row.role in _SEATED and row.board_id == seat_of:
            seated.add(row.id)
    people = {row.id: row for row in rows}
    places = [
        Place(key, people[key].name, people[key].sector, _role(roles, key in seated), key in seated)
        for key, roles in held.items()
    ]
    return sorted(places, key=lambda place: not place.has_seat)


def quorum_of(minutes: Minutes) -> Quorum:
    """As the minutes have it."""
    seats = [one for one in minutes.attendances if one.has_seat]
    return Quorum(len(seats), sum(one.presence is Presence.PRESENT for one in seats))


def _role(roles: Sequence[Role], has_seat: bool) -> Role:
    """As what somebody is there: a member who also works for the city sits as a member."""
    if has_seat:
        return Role.CHAIR if Role.CHAIR in roles else Role.MEMBER
    return next(role for role in PRECEDENCE if role in roles)
