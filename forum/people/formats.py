"""In which format a mailbox is sent mail: chosen by its owner, or learnt from what it writes."""

from collections.abc import Mapping

from sqlalchemy import Connection, select, update
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import table_of, utcnow
from forum.people.person import Address, MailFormat

_addresses = table_of(Address)


def choose(address: Address, wanted: MailFormat | None) -> None:
    """What the owner (or an operator) says holds; None: learn again from the mailbox's own mail."""
    address.format_chosen_at = utcnow() if wanted else None
    address.format = wanted or address.format


def learn(session: Session, used: Mapping[str, MailFormat]) -> None:
    """Note what mailboxes (in canonical form) have written in, where nobody has chosen."""
    for wanted in MailFormat:
        some = [canonical for canonical, written in used.items() if written is wanted]
        if some:
            session.execute(
                update(_addresses)
                .where(
                    _addresses.c.canonical.in_(some),
                    _addresses.c.format_chosen_at.is_(None),
                    _addresses.c.format != wanted,
                )
                .values(format=wanted)
            )


def telephones_among(connection: Connection, mailboxes: set[str]) -> set[str]:
    """Those of the mailboxes, as written, that are sent mail for old telephones."""
    parsed = {written: EmailAddress.parse(written) for written in mailboxes}
    canonical = {written: one.canonical for written, one in parsed.items() if one}
    if not canonical:
        return set()
    wanted = select(_addresses.c.canonical).where(
        _addresses.c.canonical.in_(canonical.values()),
        _addresses.c.format == MailFormat.PHONE,
    )
    telephones = set(connection.scalars(wanted))
    return {written for written, one in canonical.items() if one in telephones}
