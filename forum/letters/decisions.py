"""Letters that tell an author what a moderator decided, with a link and a way to object."""

from typing import Any

from sqlalchemy.orm import Session

from forum.acceptance.contribution import Contribution
from forum.acceptance.reasons import reason_sentences
from forum.addresses import EmailAddress
from forum.archive.thread import Post
from forum.boards import Board
from forum.language import Words
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.receipts import short, trace_link
from forum.letters.writing import board_letter
from forum.moderation.reasons import reason_words
from forum.people.person import Address
from forum.site import Site


def tell_writer(
    session: Session,
    site: Site,
    board: Board,
    contribution: Contribution,
    name: str,
    **values: Any,
) -> bool:
    """Owe the writer of something held the letter `name`; False where they have no mailbox.

    A stranger is told as well: a moderator has read the words and chose to answer them.
    """
    mailbox = _mailbox_of(session, contribution)
    if mailbox is None or mailbox.domain.lower() == site.mail_domain.lower():
        return False
    language = language_of(session, mailbox)
    board_letter(
        session,
        site,
        board,
        mailbox,
        name,
        language,
        answers=contribution.message_id,
        subject=short(contribution.subject),
        trace=trace_link(session, site, contribution.kept_message_id),
        **_said(values, language),
    )
    return True


def tell_author(
    session: Session, site: Site, board: Board, post: Post, name: str, **values: Any
) -> bool:
    """Owe the author of a published post the letter `name`; False where they have no mailbox."""
    mailbox = mailbox_of(session, post.person_id)
    if mailbox is None and post.address_id is not None:
        address = session.get_one(Address, post.address_id)
        mailbox = None if address.banned_at else EmailAddress.parse(address.written)
    if mailbox is None or mailbox.domain.lower() == site.mail_domain.lower():
        return False
    language = language_of(session, mailbox)
    board_letter(
        session,
        site,
        board,
        mailbox,
        name,
        language,
        answers=post.message_id,
        subject=short(post.subject),
        link=site.link(f"/posts/{post.public_id}"),
        **_said(values, language),
    )
    return True


def _mailbox_of(session: Session, contribution: Contribution) -> EmailAddress | None:
    """Where the mail came from, as its owner writes it; a web author's own address."""
    author = contribution.author
    if author.address is None:
        return mailbox_of(session, author.person_id)
    if author.address_id is not None:
        address = session.get_one(Address, author.address_id)
        return None if address.banned_at else EmailAddress.parse(address.written)
    return EmailAddress.parse(author.address)


def _said(values: dict[str, Any], language: Words) -> dict[str, Any]:
    """Reasons are said in the reader's language."""
    code, reasons = values.pop("code", None), values.pop("reasons", None)
    if code is not None:
        values["reason"] = reason_words(code, language)
    if reasons is not None:
        values["reasons"] = reason_sentences(reasons, language)
    return values
