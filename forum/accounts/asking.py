"""Asking for a link: to sign in, to sign up; what comes of it is told in the letter alone."""

from enum import StrEnum

from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress
from forum.language import words
from forum.letters.correspondent import language_of
from forum.letters.writing import house_letter
from forum.people import single_use
from forum.people.joining import address_of, person_of
from forum.people.single_use import Purpose
from forum.site import Site

MOST_LINKS_A_DAY = {"address": 8, "requester": 40}


class Asked(StrEnum):
    """What came of asking for a link; SENT says the same for every address."""

    SENT = "sent"
    TOO_MANY = "too_many"


def ask_to_sign_in(
    session: Session,
    site: Site,
    mailbox: EmailAddress,
    *,
    language: str = "ja",
    requester: str | None = None,
) -> Asked:
    """Owe the mailbox a link that signs in, or the news that nobody is known by it."""
    if is_too_many(session, mailbox, requester):
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
    if is_too_many(session, mailbox, requester):
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
    if is_too_many(session, mailbox, None) or (person is not None and person.banned_at):
        return None
    if person is not None and person.account is not None:
        return login_link(session, site, mailbox)
    token = single_use.issue(
        session, Purpose.SIGN_UP, address=str(mailbox), name=name, language=language
    )
    return site.link(f"/login/{token}")


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


def is_too_many(session: Session, mailbox: EmailAddress, requester: str | None) -> bool:
    made = [limits.count(session, "links", mailbox.canonical) > MOST_LINKS_A_DAY["address"]]
    if requester is not None:
        counted = limits.count(session, "links-ip", requester)
        made.append(counted > MOST_LINKS_A_DAY["requester"])
    return any(made)
