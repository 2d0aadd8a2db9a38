"""Signing up, signing in, and proving another address: what the web door needs of people.

A mailed link is asked for with an address alone; what comes of it is told in the letter only, so
that nobody learns here who is a member. Nothing here commits.
"""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Subscription
from forum.claims import Belongings, belongings, claim
from forum.language import words
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.writing import house_letter
from forum.people import passwords, single_use
from forum.people.joining import address_of, address_row, person_of, prove_mailbox
from forum.people.merging import merge
from forum.people.person import Account, Address, Person
from forum.people.single_use import Purpose, SingleUseToken
from forum.site import Site

MOST_LINKS_A_DAY = {"address": 8, "requester": 40}
MOST_WRONG_PASSWORDS_A_DAY = {"address": 20, "requester": 100}


class Asked(StrEnum):
    """What came of asking for a link; SENT says the same for every address."""

    SENT = "sent"
    TOO_MANY = "too_many"


class PasswordAnswer(StrEnum):
    """Why nobody was signed in by password."""

    WRONG = "wrong"  # the address, the password or both: nobody is told which
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a mailed link would do, for the page with its button."""

    is_new: bool  # it makes a person; the page may ask for a name
    name: str
    address: str
    joins: Belongings  # what will be theirs


def ask_to_sign_in(
    session: Session,
    site: Site,
    mailbox: EmailAddress,
    *,
    language: str = "ja",
    requester: str | None = None,
) -> Asked:
    """Owe the mailbox a link that signs in, or the news that nobody is known by it."""
    if _is_too_many(session, mailbox, requester):
        return Asked.TOO_MANY
    person = person_of(session, mailbox)
    if person is None:
        reader = words(language)
        house_letter(session, site, mailbox, "no_account", reader, link=site.link("/join"))
    elif person.banned_at is None:
        _mail_sign_in(session, site, mailbox, language)
    return Asked.SENT


def ask_to_sign_up(
    session: Session,
    site: Site,
    mailbox: EmailAddress,
    name: str,
    *,
    nickname: str | None = None,
    language: str = "ja",
    requester: str | None = None,
) -> Asked:
    """Owe the mailbox a link that signs up; whoever has an account already gets one to sign in."""
    if _is_too_many(session, mailbox, requester):
        return Asked.TOO_MANY
    person = person_of(session, mailbox)
    if person is not None and person.banned_at is not None:
        return Asked.SENT
    if person is not None and person.account is not None:
        _mail_sign_in(session, site, mailbox, language)
        return Asked.SENT
    token = single_use.issue(
        session,
        Purpose.SIGN_UP,
        address=str(mailbox),
        name=name,
        nickname=nickname,
        language=language,
    )
    reader = language_of(session, mailbox, language)
    link = site.link(f"/login/{token}")
    house_letter(session, site, mailbox, "sign_up", reader, secret=True, link=link)
    return Asked.SENT


def claim_link(
    session: Session, site: Site, mailbox: EmailAddress, *, name: str = "", language: str = "ja"
) -> str | None:
    """A link by which the reader of the mailbox gets into their own account, new or not.

    The page shows first what will be theirs. None for somebody banned, and after too many today.
    """
    person = person_of(session, mailbox)
    if _is_too_many(session, mailbox, None) or (person is not None and person.banned_at):
        return None
    if person is not None and person.account is not None:
        return login_link(session, site, mailbox)
    token = single_use.issue(
        session, Purpose.SIGN_UP, address=str(mailbox), name=name, language=language
    )
    return site.link(f"/login/{token}")


def part_with(session: Session, address: Address) -> None:
    """Take a mailbox and its subscriptions from its person; what was posted from it stays theirs."""
    session.execute(delete(Subscription).where(Subscription.address_id == address.id))
    address.person_id = address.verified_at = address.main_since = None
    session.flush()


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
    return _signed_in(session, person)


def sign_in_with_password(
    session: Session, mailbox: EmailAddress, password: str, *, requester: str | None = None
) -> Account | PasswordAnswer:
    """The account of that address and password; as slow for one that does not exist."""
    key = mailbox.canonical
    by_requester = limits.counted(session, "password-ip", requester) if requester else 0
    if (
        limits.counted(session, "password", key) >= MOST_WRONG_PASSWORDS_A_DAY["address"]
        or by_requester >= MOST_WRONG_PASSWORDS_A_DAY["requester"]
    ):
        return PasswordAnswer.TOO_MANY
    person = person_of(session, mailbox)
    account = person.account if person else None
    is_right = passwords.matches(password, account.password_hash if account else None)
    if not is_right or person is None or account is None or person.banned_at is not None:
        limits.count(session, "password", key)
        if requester:
            limits.count(session, "password-ip", requester)
        return PasswordAnswer.WRONG
    if account.password_hash and passwords.is_outdated(account.password_hash):
        account.password_hash = passwords.hashed(password)
    return _signed_in(session, person)


def set_password(
    session: Session, site: Site, account: Account, password: str | None
) -> str | None:
    """Set a password (None: take it away) and sign out every other session.

    A code of passwords.password_fault where it can't be taken. The owner is told by mail.
    """
    if password is not None and (fault := passwords.password_fault(password)):
        return fault
    account.password_hash = None if password is None else passwords.hashed(password)
    account.epoch += 1
    session.flush()
    mailbox = mailbox_of(session, account.person_id)
    if mailbox is not None:
        reader = language_of(session, mailbox)
        link = site.link("/login")
        house_letter(session, site, mailbox, "password_changed", reader, link=link)
    return None


def sign_out_everywhere(session: Session, account: Account) -> None:
    """End every session of the account."""
    account.epoch += 1
    session.flush()


def ask_to_add_address(
    session: Session,
    site: Site,
    person: Person,
    mailbox: EmailAddress,
    *,
    requester: str | None = None,
) -> Asked:
    """Owe the mailbox a link that adds it to a signed-in person."""
    if _is_too_many(session, mailbox, requester):
        return Asked.TOO_MANY
    token = single_use.issue(
        session, Purpose.ADD_ADDRESS, person_id=person.id, address=str(mailbox)
    )
    link = site.link(f"/confirm/{token}")
    house_letter(
        session, site, mailbox, "add_address", words(person.language), secret=True, link=link
    )
    return Asked.SENT


def add_address(session: Session, token: SingleUseToken) -> Address | None:
    """Do what a used-up ADD_ADDRESS token asks; another person behind the address is merged in.

    Only the signed-in person who asked may come here: see confirming.confirm.
    """
    person = session.get(Person, token.about["person_id"])
    mailbox = EmailAddress.parse(token.about["address"])
    if person is None or mailbox is None or person.merged_into_id is not None:
        return None
    address = address_row(session, mailbox)
    if address.person is not None and address.person is not person:
        merge(session, address.person, person, by=person.id)
    address.person = person
    address.verified_at = address.verified_at or utcnow()
    session.flush()
    claim(session, address)
    return address


def login_link(session: Session, site: Site, mailbox: EmailAddress) -> str | None:
    """A single-use link for the operator to hand over; None where nobody has that address."""
    address = address_of(session, mailbox)
    if address is None or address.person_id is None:
        return None
    token = single_use.issue(session, Purpose.SIGN_IN, address_id=address.id)
    return site.link(f"/login/{token}")


def _mail_sign_in(session: Session, site: Site, mailbox: EmailAddress, language: str) -> None:
    link = login_link(session, site, mailbox)
    reader = language_of(session, mailbox, language)
    house_letter(session, site, mailbox, "sign_in", reader, secret=True, link=link)


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


def _signed_in(session: Session, person: Person) -> Account:
    account = session.scalar(select(Account).where(Account.person_id == person.id))
    if account is None:
        account = Account(person=person)
        session.add(account)
    account.signed_in_at = utcnow()
    session.flush()
    return account


def _is_too_many(session: Session, mailbox: EmailAddress, requester: str | None) -> bool:
    made = [limits.count(session, "links", mailbox.canonical) > MOST_LINKS_A_DAY["address"]]
    if requester is not None:
        counted = limits.count(session, "links-ip", requester)
        made.append(counted > MOST_LINKS_A_DAY["requester"])
    return any(made)
