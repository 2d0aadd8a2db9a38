"""The mailboxes of one person: another one proven, one parted with."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from forum.accounts.asking import Asked, is_too_many
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Subscription
from forum.claims import claim
from forum.language import words
from forum.letters.writing import house_letter
from forum.people import single_use
from forum.people.joining import address_row
from forum.people.merging import merge
from forum.people.person import Address, Person
from forum.people.single_use import Purpose, SingleUseToken
from forum.site import Site


def part_with(session: Session, address: Address) -> None:
    """Take a mailbox and its subscriptions from its person; what was posted from it stays theirs."""
    session.execute(delete(Subscription).where(Subscription.address_id == address.id))
    address.person_id = address.verified_at = address.main_since = None
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
    if is_too_many(session, mailbox, requester):
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
