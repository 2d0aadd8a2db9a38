"""The letter that shows minutes to somebody who was there, and the address that it is answered at."""

from dataclasses import replace

from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.dates import long_day
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import owe
from forum.letters.receipts import short
from forum.letters.writing import compose
from forum.meetings.meeting import Attendance, Meeting, Minutes
from forum.meetings.wording import minutes_text, page
from forum.site import Site

MINUTES = "minutes"  # the purpose of a sealed token that opens to an attendance's id


def ask(session: Session, site: Site, meeting: Meeting, minutes: Minutes) -> int:
    """Owe everybody who was there and has a mailbox a letter with the whole text; how many."""
    asked = 0
    for one in minutes.present:
        mailbox = mailbox_of(session, one.person_id)
        if mailbox is None:
            continue
        language = language_of(session, mailbox)
        _, text = minutes_text(meeting, minutes, site, language, is_final=False)
        until = meeting.answer_until
        letter = compose(
            site,
            meeting.board,
            mailbox,
            "minutes_ask",
            language,
            subject=short(meeting.title),
            whole=text.splitlines(),
            until=long_day(until, language.locale) if until else "",
            link=page(meeting, site),
        )
        owe(session, site, replace(letter, sender=answer_address(site, one)))
        asked += 1
    return asked


def answer_address(site: Site, one: Attendance) -> str:
    """Where one person says yes to the minutes, or what is wrong with them."""
    return f"{Part.REPLY}+{site.sealer.seal(MINUTES, one.id)}@{site.mail_domain}"


def asked_by(session: Session, site: Site, token: str) -> Attendance | None:
    """Who was asked about which version, by the token of a letter."""
    attendance_id = site.sealer.open(MINUTES, token)
    return None if attendance_id is None else session.get(Attendance, attendance_id)
