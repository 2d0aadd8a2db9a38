"""Their data on its way to somebody: in the mail itself where it is small, else behind a link."""

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.archive.canonical import Enclosure
from forum.base import utcnow
from forum.dates import long_date
from forum.language import words
from forum.letters.writing import house_letter
from forum.people import single_use
from forum.people.person import Person
from forum.people.single_use import LIFETIME, Purpose
from forum.personal.collecting import FILE_NAME, as_zip
from forum.site import Site

MOST_ENCLOSED = 200_000  # octets; feature phones and many mailboxes take no more


def send(session: Session, site: Site, person: Person, mailbox: EmailAddress) -> None:
    """Owe the mailbox everything that is kept about its person."""
    packed = as_zip(session, site, person)
    reader = words(person.language)
    if len(packed) <= MOST_ENCLOSED:
        file = Enclosure(FILE_NAME, "application/zip", packed)
        house_letter(
            session, site, mailbox, "my_data", reader, enclosures=[file], secret=True,
            file=FILE_NAME, link="", until="",
        )  # fmt: skip
        return
    token = single_use.issue(session, Purpose.TAKE_DATA, person_id=person.id)
    until = long_date(utcnow() + LIFETIME[Purpose.TAKE_DATA], reader.locale)
    house_letter(
        session, site, mailbox, "my_data", reader, secret=True,
        file=FILE_NAME, link=site.link(f"/account/data/{token}"), until=until,
    )  # fmt: skip


def waits(session: Session, token: str) -> bool:
    """Whether the link of such a letter can still be used; looking uses nothing up."""
    return single_use.look_up(session, Purpose.TAKE_DATA, token) is not None


def take(session: Session, site: Site, token: str) -> bytes | None:
    """Use the link up: the ZIP file; None once used, too old, or with nobody left."""
    row = single_use.use(session, Purpose.TAKE_DATA, token)
    person = session.get(Person, row.about["person_id"]) if row else None
    if person is None or person.erased_at or person.merged_into_id:
        return None
    return as_zip(session, site, person)
