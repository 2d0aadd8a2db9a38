"""How a person comes to be here: entered by an operator, or by proving a mailbox."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import table_of, today, utcnow
from forum.people.person import Address, Appointment, Person, Role, Sector
from forum.text.masking import mask

ANONYMOUS = "匿名"
LONGEST_NAME = 200


def enter_person(
    session: Session,
    name: str,
    mailboxes: Sequence[EmailAddress] = (),
    *,
    roles: Sequence[tuple[Role, int | None]] = (),
    sector: Sector = Sector.CITIZEN,
    nickname: str | None = None,
    language: str = "ja",
) -> Person:
    """Somebody whom an operator knows: their first post need not wait.

    `roles` are (role, board id or None for the whole council), held from today. Entering an address
    that somebody has already adds what is new to that person.
    """
    person = next((p for m in mailboxes if (p := person_of(session, m))), None)
    if person is None:
        person = Person(name=_name(name), nickname=nickname, sector=sector, language=language)
        session.add(person)
    person.vouched_at = person.vouched_at or utcnow()
    session.flush()
    for mailbox in mailboxes:
        settle(session, mailbox, person)
    held = {(appointment.role, appointment.board_id) for appointment in person.appointments}
    for role, board_id in dict.fromkeys(roles):
        if (role, board_id) not in held and role is not Role.RESIDENT:
            appointment = Appointment(role=role, board_id=board_id, since=today())
            person.appointments.append(appointment)
    session.flush()
    return person


def prove_mailbox(
    session: Session, mailbox: EmailAddress, *, name: str = "", language: str = "ja"
) -> Address:
    """Somebody has shown that this mailbox is theirs: the address, verified, with its person.

    An address that belongs to nobody yet gets a new person, who joined by themselves. What a
    moderator let through from the address before counts for that person. Whoever came without a
    name (many phones send none) is called by the first one that they give.
    """
    address = address_row(session, mailbox)
    now = utcnow()
    if address.person is None:
        address.person = Person(name=_name(name), language=language, trusted_at=address.trusted_at)
    elif address.person.name == ANONYMOUS:
        address.person.name = _name(name)
    address.verified_at = address.verified_at or now
    # Whoever reads a letter there shows that the mailbox lives.
    address.bounce_score, address.bounced_on = 0, None
    address.probed_at = address.stopped_at = None
    session.flush()
    return address


def settle(session: Session, mailbox: EmailAddress, person: Person) -> Address:
    """The address of a mailbox, given to `person` where it belongs to nobody yet."""
    address = address_row(session, mailbox)
    if address.person_id is None:
        address.person = person
    session.flush()
    return address


def address_row(session: Session, mailbox: EmailAddress) -> Address:
    """The address of a mailbox, made where there was none; two doors may do so at once."""
    if found := address_of(session, mailbox):
        return found
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    session.execute(
        insert(table_of(Address))
        .values(written=str(mailbox), canonical=mailbox.canonical)
        .on_conflict_do_nothing(index_elements=["canonical"])
    )
    return session.scalars(select(Address).where(Address.canonical == mailbox.canonical)).one()


def address_of(session: Session, mailbox: EmailAddress) -> Address | None:
    return session.scalar(select(Address).where(Address.canonical == mailbox.canonical))


def person_of(session: Session, mailbox: EmailAddress) -> Person | None:
    """The person behind a mailbox, or None where nobody is known to be."""
    return session.scalar(
        select(Person).join(Address).where(Address.canonical == mailbox.canonical)
    )


def _name(given: str) -> str:
    """A name to show; never an address or a telephone number."""
    name = " ".join(given.split())[:LONGEST_NAME]
    return ANONYMOUS if not name or "@" in name or "＠" in name or mask(name) != name else name
