"""Somebody who wrote to us by mail, and whether an answer does more good than harm."""

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import table_of, today
from forum.distribution import NoticeSent
from forum.language import Words, words
from forum.people.person import Address, Person
from forum.site import Site


@dataclass(frozen=True, slots=True, kw_only=True)
class Correspondent:
    """The writer of one mail, as far as answering it goes."""

    address: EmailAddress  # of From; of the envelope where From names nobody
    envelope_sender: str  # "" for the null sender
    name: str = ""
    message_id: str | None = None
    subject: str = ""
    is_automatic: bool = False  # RFC 3834 and kin, and our own mails coming back
    is_proven: bool = False  # aligned: the mail does come from that address
    kept_message_id: int | None = None  # messages.id, for "where is my mail?"


def may_be_answered(site: Site, writer: Correspondent) -> bool:
    """Never a null sender, a machine or ourselves (RFC 3834 section 2)."""
    ours = site.mail_domain.lower()
    senders = (writer.address.domain.lower(), writer.envelope_sender.rpartition("@")[2].lower())
    return bool(writer.envelope_sender) and not writer.is_automatic and ours not in senders


def is_known_or_proven(session: Session, writer: Correspondent) -> bool:
    """Whether a notice to the address reaches its owner, and no victim of a forger."""
    if writer.is_proven:
        return True
    known = session.scalar(
        select(Address.id).where(
            Address.canonical == writer.address.canonical,
            or_(
                Address.person_id.is_not(None),
                Address.verified_at.is_not(None),
                Address.trusted_at.is_not(None),
            ),
        )
    )
    return known is not None


def language_of(session: Session, mailbox: EmailAddress, otherwise: str | None = None) -> Words:
    """The language of whoever reads that mailbox."""
    chosen = session.scalar(
        select(Person.language)
        .join(Address, Address.person_id == Person.id)
        .where(Address.canonical == mailbox.canonical)
    )
    return words(chosen or otherwise)


def mailbox_of(session: Session, person_id: int | None) -> EmailAddress | None:
    """Where a person's letters go: a confirmed address first, among them the one they chose last."""
    if person_id is None:
        return None
    written = session.scalar(
        select(Address.written)
        .where(Address.person_id == person_id, Address.banned_at.is_(None))
        .order_by(
            Address.verified_at.is_(None),
            Address.main_since.is_(None),
            Address.main_since.desc(),
            Address.id,
        )
        .limit(1)
    )
    return EmailAddress.parse(written) if written else None


def is_first_today(session: Session, mailbox: EmailAddress, reason: str) -> bool:
    """Note that this mailbox is told `reason`; False where it was told so today already."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    row = {
        "recipient": mailbox.canonical,
        "reason": reason[:60],
        "day": today().isoformat(),
    }
    noted = session.execute(
        insert(table_of(NoticeSent))
        .values(row)
        .on_conflict_do_nothing()
        .returning(table_of(NoticeSent).c.id)
    )
    return noted.scalar_one_or_none() is not None
