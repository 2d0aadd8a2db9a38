"""Going in by a password, and setting one."""

from enum import StrEnum

from sqlalchemy.orm import Session

from forum import limits
from forum.accounts.entering import signed_in
from forum.addresses import EmailAddress
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.writing import house_letter
from forum.people import passwords
from forum.people.joining import person_of
from forum.people.person import Account
from forum.site import Site

MOST_WRONG_PASSWORDS_A_DAY = {"address": 20, "requester": 100}


class PasswordAnswer(StrEnum):
    """Why nobody was signed in by password."""

    WRONG = "wrong"  # the address, the password or both: nobody is told which
    TOO_MANY = "too_many"


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
    return signed_in(session, person)


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
