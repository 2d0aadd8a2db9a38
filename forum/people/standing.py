"""Where a person stands today: the roles that they hold, and where."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.people.person import Appointment, Role

# Who stands nearer to the council is named first beside a name.
PRECEDENCE = (
    Role.CHAIR,
    Role.HQ,
    Role.LIAISON,
    Role.SECRETARIAT,
    Role.ADVISER,
    Role.MODERATOR,
    Role.MEMBER,
    Role.ADMIN,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """The roles of one person (or of nobody): (role, board id or None for the whole council)."""

    person_id: int | None = None
    roles: frozenset[tuple[Role, int | None]] = field(default_factory=frozenset)

    def holds(self, *roles: Role, board_id: int | None = None) -> bool:
        """Whether one of `roles` is held in the whole council or on that board."""
        return any(
            (role, None) in self.roles or (board_id is not None and (role, board_id) in self.roles)
            for role in roles
        )

    def role_on(self, board_id: int) -> Role:
        """The role to show beside a post on that board."""
        if not self.roles:
            return Role.RESIDENT
        return next((r for r in PRECEDENCE if self.holds(r, board_id=board_id)), Role.RESIDENT)

    @property
    def is_staff(self) -> bool:
        """Whether 庁内 boards are open to this person."""
        return self.holds(Role.SECRETARIAT, Role.LIAISON, Role.HQ, Role.ADMIN)


NOBODY = Standing()


def standings(
    session: Session, person_ids: set[int], day: date | None = None
) -> dict[int, Standing]:
    """The standing of each of these people, in one query."""
    day = day or today()
    held: dict[int, set[tuple[Role, int | None]]] = {person_id: set() for person_id in person_ids}
    if person_ids:
        rows = session.execute(
            select(Appointment.person_id, Appointment.role, Appointment.board_id).where(
                Appointment.person_id.in_(person_ids),
                Appointment.since <= day,
                or_(Appointment.until.is_(None), Appointment.until >= day),
            )
        )
        for person_id, role, board_id in rows:
            held[person_id].add((role, board_id))
    return {person_id: Standing(person_id, frozenset(roles)) for person_id, roles in held.items()}


def standing_of(session: Session, person_id: int | None) -> Standing:
    """The standing of one person; nobody's for None."""
    return NOBODY if person_id is None else standings(session, {person_id})[person_id]
