"""Mails to reply+TOKEN@ in answer to what the house asked one person: minutes, advice, their words.

The token was mailed to one person alone and tells what was asked; the mail has to come from one
of their addresses as well. Whoever writes from another one is told so, and nothing of it is taken.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from forum import limits
from forum.addresses import EmailAddress, Part
from forum.advice import asking as advice
from forum.advice import letters as advice_letters
from forum.advice.advice import Advice
from forum.advice.advice import Door as AdviceDoor
from forum.archive.message import Fate
from forum.intake import entering
from forum.intake import letters as intake_letters
from forum.intake.entry import Door as EntryDoor
from forum.intake.entry import Intake
from forum.language import N_
from forum.letters.correspondent import Correspondent, language_of, may_be_answered
from forum.letters.letter import Letter, owe
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.meetings import asking as minutes
from forum.meetings import minuting
from forum.meetings.holding import Refusal as MinutesRefusal
from forum.meetings.meeting import Attendance, Said
from forum.meetings.meeting import Door as MinutesDoor
from forum.meetings.wording import page
from forum.people.joining import address_of
from forum.site import Site
from mailgate.inbound.agreeing import declined, own_words, says_yes
from mailgate.inbound.contributing import Mail, clean

MOST_A_DAY = 30  # answers from one mailbox
Ending = tuple[Fate, str | None, dict[str, Any] | None]

_FROM_ANOTHER = N_("お願いを受け取ったアドレスとは、別のアドレスから届きました。同じアドレスから、もう一度返信してください。")  # fmt: skip
_REFUSALS: dict[str, str] = {
    "not_asked": N_("議事録は、いまは確認を受け付けていません。"),
    "changed_meanwhile": N_("お送りしたあとに、議事録の案が新しくなりました。新しい案のメールに返信してください。"),
    "not_present": N_("この会議に出席した方だけがお答えになれます。"),
    "no_words": N_("本文に何も書かれていませんでした。"),
    "no_reason": N_("辞退の理由が書かれていませんでした。"),
    "answered_already": N_("この件には、もうお答えをいただいています。"),
    "confirmed_already": N_("この言葉は、もう確認をいただいています。"),
    "not_yours": N_("この件には、お答えになれません。"),
}  # fmt: skip


def deal_with(session: Session, site: Site, token: str, mail: Mail) -> Ending | None:
    """What became of an answer to that token; None where the token is none of ours for this."""
    if (attendance := minutes.asked_by(session, site, token)) is not None:
        return _answered(session, site, mail, attendance.person_id, _minutes(attendance))
    if (asked := advice_letters.asked_by(session, site, token)) is not None:
        return _answered(session, site, mail, asked.adviser_id, _advice(asked))
    if (entry := intake_letters.asked_by(session, site, token)) is not None:
        return _answered(session, site, mail, entry.person_id, _entry(entry))
    return None


class _Told:
    """What an answer came to, for the letter that says so."""

    def __init__(self, subject: str, link: str) -> None:
        self.subject, self.link = subject, link
        self.agreed = False
        self.words = ""


Take = Callable[[Session, Site, str], tuple["_Told", str | None]]
"""Does what somebody's own words ask for; what came of it, and the code of a refusal."""


def _answered(session: Session, site: Site, mail: Mail, person_id: int, take: Take) -> Ending:
    writer = mail.correspondent()
    if writer is None or mail.machine or mail.trace or not may_be_answered(site, writer):
        return Fate.COMMAND, "command_unanswered", None
    if limits.count(session, "asked", writer.address.canonical) > MOST_A_DAY:
        return Fate.COMMAND, "command_too_many", None
    address = address_of(session, writer.address)
    is_theirs = address is not None and address.person_id == person_id and not address.banned_at
    if not is_theirs or is_disowned(mail):
        subject = clean(mail.view.subject)
        _refuse(session, site, writer, subject, "", _FROM_ANOTHER)
        return Fate.COMMAND, "answer_from_another", None
    told, refusal = take(session, site, clean(mail.view.text))
    if refusal is not None:
        _refuse(session, site, writer, told.subject, told.link, _REFUSALS[refusal])
        return Fate.COMMAND, "answer_not_taken", {"refusal": refusal}
    _thank(session, site, writer, told)
    return Fate.COMMAND, "answer_taken", None


def is_disowned(mail: Mail) -> bool:
    """Whether the domain that the mail claims to come from says that it doesn't (RFC 7489)."""
    told = mail.proof.details or {}
    return told.get("dmarc") == "fail" and told.get("policy") != "none"


def _minutes(asked: Attendance) -> Take:
    def take(session: Session, site: Site, text: str) -> tuple[_Told, str | None]:
        meeting = asked.minutes.meeting
        told = _Told(meeting.title, page(meeting, site))
        told.words = own_words(text, _shown(asked), meeting.board.name)
        told.agreed = says_yes(told.words, asked.name)
        said = Said.CONFIRMED if told.agreed else Said.COMMENT
        made = minuting.answer(
            session, asked.minutes, asked.person_id, said, told.words, MinutesDoor.MAIL
        )
        return told, made.value if isinstance(made, MinutesRefusal) else None

    return take


def _advice(asked: Advice) -> Take:
    def take(session: Session, site: Site, text: str) -> tuple[_Told, str | None]:
        matter = advice.matter_of(asked)
        told = _Told(matter.title, site.link(f"/advice/{asked.public_id}"))
        told.words = own_words(text, asked.question)
        reason = declined(told.words)
        door, person_id = AdviceDoor.MAIL, asked.adviser_id
        made = (
            advice.reply(session, site, asked, told.words, person_id, door)
            if reason is None
            else advice.decline(session, site, asked, reason, person_id, door)
        )
        return told, made.value if isinstance(made, advice.Refusal) else None

    return take


def _entry(entry: Intake) -> Take:
    def take(session: Session, site: Site, text: str) -> tuple[_Told, str | None]:
        post = entering.post_of(session, entry)
        held = entry.held.contribution.get("text", "") if entry.held is not None else ""
        subject = post.subject if post is not None else entry.held.subject if entry.held else ""
        told = _Told(subject, site.link(f"/posts/{post.public_id}") if post is not None else "")
        told.words = own_words(text, post.text if post is not None else held, entry.board.name)
        told.agreed = says_yes(told.words, entry.person.name)
        if told.agreed:
            done = entering.confirm(session, entry, EntryDoor.MAIL)
            return told, None if done else entering.Refusal.CONFIRMED_ALREADY.value
        made = entering.note(session, site, entry, told.words)
        return told, made.value if isinstance(made, entering.Refusal) else None

    return take


def _shown(asked: Attendance) -> str:
    """The words of the minutes as the letter showed them."""
    told = asked.minutes
    parts = (told.course, told.handouts, *(one.words for one in told.resolutions))
    items = (item.title for item in told.meeting.agenda)
    return "\n".join((*parts, *items))


def _thank(session: Session, site: Site, writer: Correspondent, told: _Told) -> None:
    lines = [] if told.agreed else told.words.splitlines()
    _letter(
        session,
        site,
        writer,
        "answer_kept",
        subject=short(told.subject),
        link=told.link,
        agreed=told.agreed,
        whole=lines,
    )


def _refuse(
    session: Session, site: Site, writer: Correspondent, subject: str, link: str, reason: str
) -> None:
    why = language_of(session, writer.address).gettext(reason)
    _letter(
        session, site, writer, "answer_not_taken", subject=short(subject), link=link, reason=why
    )


def _letter(
    session: Session, site: Site, writer: Correspondent, name: str, **values: object
) -> None:
    contact = f"{Part.POSTMASTER}@{site.mail_domain}"
    language = language_of(session, writer.address)
    subject, text = wording(name, language, site_name=site.name, contact=contact, **values)
    to: EmailAddress = writer.address
    letter = Letter(to=to, sender_name=site.name, sender=contact, subject=subject, text=text)
    owe(session, site, replace(letter, answers=writer.message_id))
