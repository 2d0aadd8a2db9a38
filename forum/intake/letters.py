"""The letter that sends somebody's words back to them, and the clerk's notice of what they say."""

from dataclasses import replace

from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.archive.wording import ORIGINS
from forum.dates import long_day
from forum.intake.entry import EntryNote, Intake
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import owe
from forum.letters.receipts import short
from forum.letters.writing import board_letter, compose
from forum.site import Site

INTAKE = "intake"  # the purpose of a sealed token that opens to an entry's id


def ask(session: Session, site: Site, entry: Intake, subject: str, text: str) -> bool:
    """Owe the person their own words, to say whether they are right; False without a mailbox."""
    mailbox = mailbox_of(session, entry.person_id)
    if mailbox is None:
        return False
    language = language_of(session, mailbox)
    letter = compose(
        site,
        entry.board,
        mailbox,
        "entry_ask",
        language,
        subject=short(subject),
        way=language.gettext(ORIGINS[entry.channel]),
        day=long_day(entry.received_on, language.locale),
        whole=text.splitlines(),
        link=site.link(f"/posts/{entry.post.public_id}") if entry.post else "",
    )
    owe(session, site, replace(letter, sender=answer_address(site, entry)))
    return True


def tell_clerk(session: Session, site: Site, entry: Intake, made: EntryNote, subject: str) -> bool:
    """Owe the clerk who entered the words what the person answered."""
    mailbox = mailbox_of(session, entry.entered_by_id)
    if mailbox is None:
        return False
    board_letter(
        session,
        site,
        entry.board,
        mailbox,
        "entry_note",
        language_of(session, mailbox),
        subject=short(subject),
        person=entry.person.name,
        whole=made.words.splitlines(),
        link=site.link(f"/intake/{entry.public_id}"),
    )
    return True


def answer_address(site: Site, entry: Intake) -> str:
    """Where the person says yes to their words, or how they should read."""
    return f"{Part.REPLY}+{site.sealer.seal(INTAKE, entry.id)}@{site.mail_domain}"


def asked_by(session: Session, site: Site, token: str) -> Intake | None:
    """The entry that a letter's token is about."""
    entry_id = site.sealer.open(INTAKE, token)
    return None if entry_id is None else session.get(Intake, entry_id)
