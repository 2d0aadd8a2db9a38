"""What an operator changes about people and boards once they are there."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, selectinload

from forum.addresses import EmailAddress
from forum.base import today, utcnow
from forum.boards import Board, Subscription, Visibility
from forum.people.joining import settle
from forum.people.person import Account, Address, Appointment, Person, Role


def people(
    session: Session,
    text: str = "",
    *,
    before: int | None = None,
    after: int | None = None,
    limit: int = 51,
) -> Sequence[Person]:
    """People with their addresses and appointments, the newest first (oldest first for `after`).

    `text` is a part of a name, a nickname or an address.
    """
    wanted = (
        select(Person)
        .options(selectinload(Person.addresses), selectinload(Person.appointments))
        .where(Person.merged_into_id.is_(None), *_saying(text))
        .limit(limit)
    )
    if after is not None:
        return session.scalars(wanted.where(Person.id > after).order_by(Person.id)).all()
    if before is not None:
        wanted = wanted.where(Person.id < before)
    return session.scalars(wanted.order_by(Person.id.desc())).all()


def person(session: Session, public_id: str) -> Person | None:
    """Somebody by public id; None for somebody who was merged into another person."""
    wanted = select(Person).where(Person.public_id == public_id, Person.merged_into_id.is_(None))
    return session.scalar(wanted)


def give_address(session: Session, person: Person, mailbox: EmailAddress) -> bool:
    """Add a mailbox to a person; False where it belongs to somebody else."""
    return settle(session, mailbox, person).person_id == person.id


def appoint(
    session: Session,
    person: Person,
    role: Role,
    board_id: int | None,
    since: date,
    until: date | None,
) -> Appointment:
    """Appoint somebody to a role, on one board or (None) in the whole council."""
    appointment = Appointment(role=role, board_id=board_id, since=since, until=until)
    person.appointments.append(appointment)
    session.flush()
    return appointment


def end_appointment(session: Session, appointment: Appointment) -> None:
    """End a role now; one that never began is as if it had not been written."""
    yesterday = today() - timedelta(days=1)
    if appointment.since > yesterday:
        session.delete(appointment)
    else:
        appointment.until = yesterday
    session.flush()


def admins_beside(session: Session, appointment: Appointment) -> int:
    """How many others hold the role of an administrator today."""
    counted = select(func.count(Appointment.person_id.distinct())).where(
        Appointment.role == Role.ADMIN,
        Appointment.person_id != appointment.person_id,
        Appointment.since <= today(),
        or_(Appointment.until.is_(None), Appointment.until >= today()),
    )
    return session.scalar(counted) or 0


class Restraint(StrEnum):
    """What somebody may do: write, write and wait each time, or not write at all."""

    FREE = "free"
    MODERATED = "moderated"
    BANNED = "banned"


def restraint_of(person: Person) -> Restraint:
    if person.banned_at:
        return Restraint.BANNED
    return Restraint.MODERATED if person.moderated_at else Restraint.FREE


def restrain(session: Session, person: Person, restraint: Restraint) -> None:
    """Let somebody write freely, only under a moderator's eyes, or not at all.

    Whoever is shut out is signed out everywhere as well.
    """
    now = utcnow()
    person.moderated_at = now if restraint is Restraint.MODERATED else None
    person.banned_at = now if restraint is Restraint.BANNED else None
    if restraint is Restraint.BANNED:
        account = session.scalar(select(Account).where(Account.person_id == person.id))
        if account is not None:
            account.epoch += 1
    session.flush()


_READERS = {Visibility.STAFF: 0, Visibility.MEMBERS: 1, Visibility.PUBLIC: 2}


def may_become(board: Board, visibility: Visibility) -> bool:
    """Whether a board may be shown to these readers: what was said to few stays with few."""
    return not board.post_count or _READERS[visibility] <= _READERS[board.visibility]


def subscriber_counts(session: Session, board_ids: Collection[int]) -> dict[int, int]:
    """How many mailboxes subscribe to each of these boards."""
    counted = (
        select(Subscription.board_id, func.count())
        .where(Subscription.board_id.in_(board_ids), Subscription.awaits_approval.is_(False))
        .group_by(Subscription.board_id)
    )
    return dict(session.execute(counted).all())


def _saying(text: str) -> list[ColumnElement[bool]]:
    if not text:
        return []
    mailboxes = select(Address.person_id).where(Address.canonical.icontains(text, autoescape=True))
    return [
        or_(
            Person.name.icontains(text, autoescape=True),
            Person.nickname.icontains(text, autoescape=True),
            Person.id.in_(mailboxes.where(Address.person_id.is_not(None))),
        )
    ]
