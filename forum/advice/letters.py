"""What an adviser is asked by mail, and what the asker is told of the answer."""

from dataclasses import replace

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.advice.advice import Advice, AdviceReply
from forum.dates import long_day
from forum.language import Words
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.letter import Letter, owe
from forum.letters.receipts import short
from forum.letters.wording import wording
from forum.matters import Matter
from forum.site import Site

ADVICE = "advice"  # the purpose of a sealed token that opens to a request's id


def ask(session: Session, site: Site, advice: Advice, matter: Matter) -> bool:
    """Owe the adviser the question; False where they have no mailbox."""
    mailbox = mailbox_of(session, advice.adviser_id)
    if mailbox is None:
        return False
    language = language_of(session, mailbox)
    letter = _letter(
        site,
        mailbox,
        "advice_ask",
        language,
        subject=short(matter.title),
        person=advice.asked_by.name,
        whole=advice.question.splitlines(),
        until=long_day(advice.due_on, language.locale) if advice.due_on else "",
        link=site.link(f"/advice/{advice.public_id}"),
        page=site.link(matter.path),
    )
    owe(session, site, replace(letter, sender=answer_address(site, advice)))
    return True


def tell_asker(
    session: Session, site: Site, advice: Advice, made: AdviceReply, matter: Matter
) -> bool:
    """Owe whoever asked the answer in full; False where they have no mailbox."""
    mailbox = mailbox_of(session, advice.asked_by_id)
    if mailbox is None:
        return False
    letter = _letter(
        site,
        mailbox,
        "advice_given",
        language_of(session, mailbox),
        subject=short(matter.title),
        person=advice.adviser.name,
        whole=made.words.splitlines(),
        said=made.interest.words.splitlines() if made.interest else [],
        withdrawn=made.declines,
        link=site.link(f"/advice/{advice.public_id}"),
    )
    owe(session, site, letter)
    return True


def answer_address(site: Site, advice: Advice) -> str:
    """Where the adviser answers by mail."""
    return f"{Part.REPLY}+{site.sealer.seal(ADVICE, advice.id)}@{site.mail_domain}"


def asked_by(session: Session, site: Site, token: str) -> Advice | None:
    """The request that a letter's token is about."""
    advice_id = site.sealer.open(ADVICE, token)
    return None if advice_id is None else session.get(Advice, advice_id)


def _letter(site: Site, to: EmailAddress, name: str, language: Words, **values: object) -> Letter:
    """A letter of the house; what is answered to it goes to postmaster unless a sender is set."""
    contact = f"{Part.POSTMASTER}@{site.mail_domain}"
    subject, text = wording(name, language, site_name=site.name, contact=contact, **values)
    return Letter(to=to, sender_name=site.name, sender=contact, subject=subject, text=text)
