"""Going in by a link: what it would do, and doing it once."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.claims import Belongings, belongings, claim
from forum.people import single_use
from forum.people.joining import address_of, prove_mailbox
from forum.people.person import Account, Address, Person
from forum.people.single_use import Purpose, SingleUseToken


@dataclass(frozen=True, slots=True)
class Entry:
    """What a mailed link would do, for the page with its button."""

    is_new: bool  # it makes a person; the page may ask for a name
    name: str
    address: str
    joins: Belongings  # what will be theirs


def entry(session: Session, token: str) -> Entry | None:
    """What /login/<token> is about; None for a link that was used or is too old."""
    row = _entrance(session, token, uses=False)
    mailbox = _mailbox(session, row)
    if row is None or mailbox is None:
        return None
    address = address_of(session, mailbox)
    person = address.person if address else None
    is_first = person is None or person.account is None
    return Entry(
        is_new=person is None,
        name=person.name if person else row.about.get("name", ""),
        address=str(mailbox),
        joins=belongings(session, address) if address and is_first else Belongings(),
    )


def enter(session: Session, token: str, *, name: str | None = None) -> Account | None:
    """Use a mailed link up: the account to sign in, made where there was none; None once used.

    `name` is what somebody new wrote on the page itself, in place of what they gave before.
    """
    row = _entrance(session, token, uses=True)
    mailbox = _mailbox(session, row)
    if row is None or mailbox is None:
        return None
    about = row.about
    address = prove_mailbox(
        session,
        mailbox,
        name=name or about.get("name", ""),
        language=about.get("language", "ja"),
    )
    person = address.person
    if person is None or person.banned_at is not None:
        return None
    if row.purpose is Purpose.SIGN_UP and about.get("nickname") and person.nickname is None:
        person.nickname = about["nickname"]
    claim(session, address)
    return signed_in(session, person)


def _entrance(session: Session, token: str, *, uses: bool) -> SingleUseToken | None:
    look = single_use.use if uses else single_use.look_up
    return look(session, Purpose.SIGN_IN, token) or look(session, Purpose.SIGN_UP, token)


def _mailbox(session: Session, row: SingleUseToken | None) -> EmailAddress | None:
    if row is None:
        return None
    if row.purpose is Purpose.SIGN_UP:
        return EmailAddress.parse(row.about["address"])
    address = session.get(Address, row.address_id)
    return EmailAddress.parse(address.written) if address else None


def signed_in(session: Session, person: Person) -> Account:
    account = session.scalar(select(Account).where(Account.person_id == person.id))
    if account is None:
        account = Account(person=person)
        session.add(account)
    account.signed_in_at = utcnow()
    session.flush()
    return account
