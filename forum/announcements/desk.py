"""The city's desk by mail: the letter with the proposal, its PDF and a form to answer in."""

from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.announcements.full_text import day_words, proposal_lines
from forum.announcements.record import CityDesk, CityWord
from forum.archive.canonical import Enclosure
from forum.base import today
from forum.documents import asking
from forum.documents.document import Kind as Printed
from forum.language import Words
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import Letter, owe
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.people.person import Appointment, Person, Role
from forum.proposals import drafting
from forum.proposals.dealings import dealings
from forum.proposals.proposal import Proposal
from forum.proposals.wording import JUDGEMENTS, RESPONSES
from forum.site import Site

DESK = "city"  # the purpose of a sealed token that opens to a desk's id
WORD = "city word"  # opens to what was read back


def open_desks(session: Session, site: Site, proposal: Proposal) -> int:
    """Owe every liaison the proposal in full, with its PDF; how many letters are owed."""
    owed = 0
    for person_id in liaisons(session):
        mailbox = mailbox_of(session, person_id)
        if mailbox is None:
            continue
        wanted = select(CityDesk).where(
            CityDesk.proposal_id == proposal.id, CityDesk.person_id == person_id
        )
        desk = session.scalar(wanted)
        if desk is None:
            desk = CityDesk(proposal=proposal, person_id=person_id)
            session.add(desk)
            session.flush()
        _send(session, site, desk, mailbox)
        owed += 1
    return owed


def liaisons(session: Session) -> list[int]:
    """Ids of the people who speak for the city today."""
    held = select(Appointment.person_id).where(
        Appointment.role == Role.LIAISON,
        Appointment.since <= today(),
        or_(Appointment.until.is_(None), Appointment.until >= today()),
    )
    alive = select(Person.id).where(
        Person.id.in_(held), Person.banned_at.is_(None), Person.merged_into_id.is_(None)
    )
    return list(session.scalars(alive.order_by(Person.id)))


def desk_address(site: Site, desk: CityDesk) -> str:
    """Where the liaison answers the proposal."""
    return f"{Part.REPLY}+{site.sealer.seal(DESK, desk.id)}@{site.mail_domain}"


def word_address(site: Site, word: CityWord) -> str:
    """Where the liaison says yes to what was read back."""
    return f"{Part.REPLY}+{site.sealer.seal(WORD, word.id)}@{site.mail_domain}"


def desk_of(session: Session, site: Site, token: str) -> CityDesk | None:
    desk_id = site.sealer.open(DESK, token)
    return None if desk_id is None else session.get(CityDesk, desk_id)


def word_of(session: Session, site: Site, token: str) -> CityWord | None:
    word_id = site.sealer.open(WORD, token)
    return None if word_id is None else session.get(CityWord, word_id, with_for_update=True)


def letter_to(
    session: Session,
    site: Site,
    desk: CityDesk,
    to: EmailAddress,
    name: str,
    language: Words,
    *,
    sender: str | None = None,
    answers: str | None = None,
    enclosures: tuple[Enclosure, ...] = (),
    **values: Any,
) -> None:
    """Owe a liaison the letter `name`; what is answered to it goes to the desk, or to `sender`."""
    proposal = desk.proposal
    contact = f"{Part.POSTMASTER}@{site.mail_domain}"
    subject, text = wording(
        name,
        language,
        site_name=site.name,
        contact=contact,
        label=proposal.label,
        title=drafting.frozen(session, proposal).title,
        link=site.link(f"/proposals/{proposal.public_id}"),
        **values,
    )
    letter = Letter(
        to=to,
        sender_name=site.name,
        sender=sender or desk_address(site, desk),
        subject=short(subject),
        text=text,
        answers=answers,
        enclosures=enclosures,
    )
    owe(session, site, replace(letter, board_id=proposal.board_id))


def _send(session: Session, site: Site, desk: CityDesk, mailbox: EmailAddress) -> None:
    language = language_of(session, mailbox)
    told = dealings(session, desk.proposal)
    version = drafting.frozen(session, desk.proposal)
    made = told.submission
    letter_to(
        session,
        site,
        desk,
        mailbox,
        "city_submission",
        language,
        enclosures=_pdf(session, desk.proposal),
        day=day_words(made.submitted_on if made else today(), language),
        addressee=made.addressee if made else "",
        number=made.document_number if made else "",
        sha256=made.document_sha256 or "" if made else "",
        whole=proposal_lines(version, language),
        positions=[item.position for item in version.items],
        judgements="・".join(JUDGEMENTS.values()),
        responses="・".join(RESPONSES.values()),
    )


def _pdf(session: Session, proposal: Proposal) -> tuple[Enclosure, ...]:
    """The 提案書 whose SHA-256 was published with the submission."""
    made = dealings(session, proposal).submission
    if made is None or not made.document_sha256:
        return ()
    subject = proposal.public_id
    document = asking.of_hash(session, Printed.PROPOSAL, subject, made.document_sha256)
    if document is None or document.octets is None:
        return ()
    return (Enclosure(f"{proposal.label}.pdf", "application/pdf", document.octets),)
