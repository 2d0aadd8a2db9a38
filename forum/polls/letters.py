"""What is written about a poll: the question, the receipt, the reminder, and what went wrong."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.base import today
from forum.dates import long_day
from forum.language import Words, words
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import Letter, owe, owe_all
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.people import single_use
from forum.people.joining import address_of
from forum.people.person import Appointment, Person, Role
from forum.people.single_use import Purpose
from forum.polls.asking import answer_address, open_address
from forum.proposals import phrasing, tally
from forum.proposals.content import Version
from forum.proposals.poll import Ballot, Channel, Choice, Invitation, Poll
from forum.proposals.polling import Said
from forum.proposals.wording import CHOICES
from forum.site import Site

# Printed beside the words in every letter (mailgate/inbound/choices.py reads them).
MARKS = {Choice.FOR: "○", Choice.CONDITIONAL: "", Choice.UNDECIDED: "△", Choice.AGAINST: "×"}


def ask(session: Session, site: Site, invitations: Iterable[Invitation], name: str) -> int:
    """Owe each of these the letter `name` (poll_ask, poll_remind); how many are owed.

    Everybody who reads the same language reads the same words, so they are set once.
    """
    told: dict[str, Letter] = {}
    letters = []
    for one in invitations:
        mailbox = EmailAddress.parse(one.address.written)
        if mailbox is None:
            continue
        reader = one.address.person
        language = words(reader.language if reader is not None else None)
        if language.locale not in told:
            told[language.locale] = _letter(session, site, one.poll, mailbox, name, language)
        letter = told[language.locale]
        letters.append(replace(letter, to=mailbox, sender=answer_address(site, one)))
    return owe_all(session, site, letters)


def acknowledge(
    session: Session, site: Site, invitation: Invitation, ballot: Ballot,
    answers: str | None = None, *, is_passed_on: bool = False,
) -> None:  # fmt: skip
    """Owe the receipt: what was counted, until when it can be changed, and how.

    `is_passed_on`, here and below: their mail asked something, and the board's people have it.
    """
    mailbox = EmailAddress.parse(invitation.address.written)
    if mailbox is None:
        return
    language = language_of(session, mailbox)
    letter = _letter(
        session, site, invitation.poll, mailbox, "poll_receipt", language,
        choice=language.gettext(CHOICES[ballot.choice]),
        asks_reason=not ballot.reason and ballot.choice in tally.MINORITY,
        reason_lines=ballot.reason.splitlines(),
        in_annex=ballot.choice in tally.MINORITY and not ballot.declines_annex,
        from_paper=ballot.channel is Channel.PAPER,
        is_passed_on=is_passed_on,
    )  # fmt: skip
    sender = answer_address(site, invitation)
    owe(session, site, replace(letter, sender=sender, answers=answers))


def ask_again(
    session: Session, site: Site, poll: Poll, to: EmailAddress, sender: str,
    answers: str | None, *, is_passed_on: bool = False,
) -> None:  # fmt: skip
    """Owe a letter that says that nothing was counted, and asks for one of the four words."""
    language = language_of(session, to)
    letter = _letter(session, site, poll, to, "poll_unclear", language, is_passed_on=is_passed_on)
    owe(session, site, replace(letter, sender=sender, answers=answers))


def say_closed(
    session: Session, site: Site, poll: Poll, to: EmailAddress, answers: str | None,
    *, is_passed_on: bool = False,
) -> None:  # fmt: skip
    """Owe a letter that says that the answer came too late."""
    language = language_of(session, to)
    letter = _letter(session, site, poll, to, "poll_closed", language, is_passed_on=is_passed_on)
    sender = site.address(poll.proposal.board.slug, Part.OWNER)
    owe(session, site, replace(letter, sender=sender, answers=answers))


def ask_to_confirm(
    session: Session,
    site: Site,
    poll: Poll,
    to: EmailAddress,
    said: Said,
    *,
    name: str = "",
    is_own: bool,
    answers: str | None = None,
) -> None:
    """Ask whoever reads a mailbox whether an answer is theirs; their reply to this counts it.

    `is_own`: the answer came from that mailbox; else from somebody who was shown its letter.
    """
    known = address_of(session, to)
    token = single_use.issue(
        session,
        Purpose.ANSWER,
        address_id=None if known is None else known.id,
        poll_id=poll.id,
        address=str(to),
        name=name,
        choice=said.choice,
        reason=said.words,
        declines=said.declines_annex,
    )
    language = language_of(session, to)
    letter = _letter(
        session, site, poll, to, "poll_confirm", language,
        choice=language.gettext(CHOICES[said.choice]),
        reason_lines=said.words.splitlines(),
        is_own=is_own,
    )  # fmt: skip
    sender = f"{Part.REPLY}+{token}@{site.mail_domain}"
    owe(session, site, replace(letter, sender=sender, answers=answers if is_own else None))


def tell_chair(session: Session, site: Site, poll: Poll) -> int:
    """Owe the chair a letter: the poll has ended, and the outcome waits to be recorded."""
    turnout = tally.turnout(session, poll)
    boxes = [box for one in _chairs(session) if (box := mailbox_of(session, one)) is not None]
    for box in boxes:
        letter = _letter(
            session, site, poll, box, "poll_ended", language_of(session, box),
            seats=turnout.seats, members=turnout.members, is_quorate=turnout.is_quorate,
        )  # fmt: skip
        owe(session, site, letter)
    return len(boxes)


def words_of(session: Session, poll: Poll) -> Version:
    """The words that a poll is about."""
    return session.scalars(
        select(Version).where(
            Version.proposal_id == poll.proposal_id, Version.number == poll.version
        )
    ).one()


def options(language: Words) -> list[dict[str, str]]:
    """The four answers as a letter prints them."""
    said = language.gettext
    return [
        {"number": str(number), "mark": MARKS[choice], "word": said(CHOICES[choice])}
        for number, choice in enumerate(Choice, 1)
    ]


def _chairs(session: Session) -> list[int]:
    for role in (Role.CHAIR, Role.SECRETARIAT):
        held = select(Appointment.person_id).where(
            Appointment.role == role,
            Appointment.board_id.is_(None),
            Appointment.since <= today(),
            or_(Appointment.until.is_(None), Appointment.until >= today()),
        )
        if found := session.scalars(select(Person.id).where(Person.id.in_(held))).all():
            return list(found)
    return []


def _letter(
    session: Session,
    site: Site,
    poll: Poll,
    to: EmailAddress,
    name: str,
    language: Words,
    **values: Any,
) -> Letter:
    """The letter `name` about a poll; an answer to it goes to the address that is open to all."""
    board, version = poll.proposal.board, words_of(session, poll)
    subject, text = wording(
        name,
        language,
        site_name=site.name,
        contact=site.address(board.slug, Part.OWNER),
        board=board.name,
        proposal=short(version.title),
        text_lines=phrasing.canonical_text(version).splitlines(),
        options=options(language),
        closes=long_day(poll.closes_on, language.locale),
        is_secret=poll.is_secret,
        page=site.link(f"/proposals/{poll.proposal.public_id}/poll"),
        **values,
    )
    return Letter(
        to=to,
        sender_name=board.name,
        sender=open_address(site, poll),
        subject=subject,
        text=text,
        board_id=board.id,
    )
