"""Two mailboxes of one person: the one that asks has been proven, now the other one is asked.

Whoever is behind the other mailbox is joined only where that takes nothing from anybody: somebody
with a role or an account of their own does that on the web, signed in, where they see it first.
"""

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress, Part
from forum.base import utcnow
from forum.boards import Board, Subscription
from forum.claims import Belongings, belongings, claim
from forum.dates import long_date
from forum.letters.correspondent import language_of
from forum.letters.writing import board_letter
from forum.people import single_use
from forum.people.joining import address_of, address_row, prove_mailbox
from forum.people.merging import merge
from forum.people.person import Address, Appointment, Person
from forum.people.single_use import LIFETIME, Purpose, SingleUseToken
from forum.site import Site

MOST_A_DAY = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """A mailbox has been added to a person; with `moved` it has taken the place of the other."""

    address: str
    moved: bool
    board_id: int


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a SHARE token would do, for the page with its button."""

    address: str
    with_name: str
    joins: Belongings


def fault(mailbox: EmailAddress, written: str) -> str | None:
    """Why that can't be a second mailbox, as far as anybody may know."""
    wanted = EmailAddress.parse(written)
    if wanted is None:
        return "no_address"
    return "same_address" if wanted.canonical == mailbox.canonical else None


def ask(
    session: Session,
    site: Site,
    board: Board | None,
    mailbox: EmailAddress,
    written: str,
    *,
    moves: bool,
) -> str | None:
    """Owe the other mailbox a letter that asks it; the same to the one that asked, whoever it is."""
    wanted = EmailAddress.parse(written)
    if wanted is None or board is None:
        return "no_address"
    if wanted.domain.lower() == site.mail_domain.lower():
        return "no_address"
    if limits.count(session, "share", wanted.canonical) > MOST_A_DAY:
        return "too_many"
    person = _person(session, mailbox)
    token = single_use.issue(
        session, Purpose.SHARE, board_id=board.id, person_id=person.id,
        old=str(mailbox), address=str(wanted), moves=moves,
    )  # fmt: skip
    reader = language_of(session, mailbox)
    board_letter(
        session, site, board, wanted, "share_address", reader,
        part=Part.CONFIRM, token=token, person=person.name, moves=moves,
        link=site.link(f"/confirm/{token}"),
        until=long_date(utcnow() + LIFETIME[Purpose.SHARE], reader.locale),
    )  # fmt: skip
    return None


def share(session: Session, token: SingleUseToken) -> Shared | None:
    """Do what a used-up SHARE token asks; None where somebody stands behind the other mailbox."""
    about = token.about
    person = session.get(Person, about["person_id"])
    wanted = EmailAddress.parse(about["address"])
    if person is None or wanted is None or person.merged_into_id or person.erased_at:
        return None
    address = address_row(session, wanted)
    if address.banned_at or person.banned_at or not _may_join(session, address, person):
        return None
    if address.person is not None and address.person is not person:
        merge(session, address.person, person, by=person.id)
    address.person = person
    session.flush()
    address = prove_mailbox(session, wanted)
    claim(session, address)
    if about["moves"]:
        _move(session, about["old"], address)
    session.flush()
    return Shared(address.written, bool(about["moves"]), about["board_id"])


def sharing_of(session: Session, token: SingleUseToken) -> Sharing:
    """What the token would do."""
    person = session.get_one(Person, token.about["person_id"])
    wanted = EmailAddress.parse(token.about["address"])
    address = address_of(session, wanted) if wanted else None
    joins = belongings(session, address, person.id) if address else Belongings()
    return Sharing(token.about["address"], person.name, joins)


def _may_join(session: Session, address: Address, person: Person) -> bool:
    """Whether whoever is behind the mailbox can be joined by a mere answer to a letter."""
    other = address.person
    if other is None or other is person:
        return True
    roles = select(func.count()).select_from(Appointment).where(Appointment.person_id == other.id)
    return other.account is None and not other.banned_at and not session.scalar(roles)


def _move(session: Session, old: str, address: Address) -> None:
    """Let the subscriptions of the old mailbox go to the new one, and part with the old one."""
    mailbox = EmailAddress.parse(old)
    former = address_of(session, mailbox) if mailbox else None
    if former is None or former.person_id != address.person_id:
        return
    there = select(Subscription.board_id).where(Subscription.address_id == address.id)
    of_former = Subscription.address_id == former.id
    session.execute(
        delete(Subscription)
        .where(of_former, Subscription.board_id.in_(there))
        .execution_options(synchronize_session="fetch")
    )
    session.execute(
        update(Subscription)
        .where(of_former)
        .values(address_id=address.id)
        .execution_options(synchronize_session="fetch")
    )
    if former.main_since is not None:
        address.main_since = utcnow()
    former.person_id = former.verified_at = former.main_since = None
    session.flush()


def _person(session: Session, mailbox: EmailAddress) -> Person:
    address = prove_mailbox(session, mailbox)
    claim(session, address)
    assert address.person is not None
    return address.person
