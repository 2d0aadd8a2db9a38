"""The roster: who sits on the council, by sector, with terms; who helps it."""

from dataclasses import dataclass, field
from datetime import date

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import or_, select

from forum.base import today
from forum.people.person import Appointment, Person, Role, Sector
from forum.web.extensions import db

bp = Blueprint("council", __name__)

HELPERS = (Role.ADVISER, Role.MODERATOR, Role.SECRETARIAT, Role.LIAISON, Role.HQ)


@dataclass
class Seat:
    """One person and what they hold."""

    name: str
    sector: Sector
    roles: list[Role] = field(default_factory=list)
    since: date | None = None
    until: date | None = None


@bp.get("/council")
def show() -> ResponseReturnValue:
    """Everybody who has been appointed, as of today."""
    seats = _seats()
    members = [seat for seat in seats if Role.MEMBER in seat.roles or Role.CHAIR in seat.roles]
    return render_template(
        "council/show.html",
        members={s: [m for m in members if m.sector is s] for s in Sector},
        count=len(members),
        helpers={r: [seat for seat in seats if r in seat.roles] for r in HELPERS},
        chair=Role.CHAIR,
    )


def _seats() -> list[Seat]:
    now = today()
    rows = db.session.execute(
        select(
            Person.id,
            Person.name,
            Person.sector,
            Appointment.role,
            Appointment.since,
            Appointment.until,
        )
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.since <= now,
            or_(Appointment.until.is_(None), Appointment.until >= now),
            Person.merged_into_id.is_(None),
        )
        .order_by(Person.id, Appointment.id)
    )
    seats: dict[int, Seat] = {}
    for person_id, name, sector, role, since, until in rows:
        seat = seats.setdefault(person_id, Seat(name, sector))
        if role not in seat.roles:
            seat.roles.append(role)
        if role is Role.MEMBER:
            seat.since, seat.until = since, until
    return list(seats.values())
