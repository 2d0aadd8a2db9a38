"""A letter as bytes, every header written by hand, and its place in the outbox."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.archive.canonical import (
    Enclosure,
    enclosed,
    folded,
    mailbox,
    multipart,
    text_part,
)
from forum.base import utcnow
from forum.distribution import Mailing, MailingKind
from forum.site import Site
from forum.tokens import new_single_use

# Any mail that carries it has been through us and goes no further when it comes back.
LOOP_HEADER = "Kakehashi-Loop"
_NAMEABLE = re.compile(r"[!-;=?-~]{1,250}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One mail of ours to one mailbox."""

    to: EmailAddress
    sender_name: str
    sender: str  # an address of ours; an answer to the letter goes there
    subject: str
    text: str
    answers: str | None = None  # the Message-ID of the mail that this answers
    headers: Sequence[str] = field(default=())
    enclosures: Sequence[Enclosure] = field(default=())
    board_id: int | None = None


def letter_bytes(letter: Letter, domain: str, at: datetime) -> bytes:
    """The letter as RFC 5322 has it; automatic, and so marked (RFC 3834)."""
    head, body = text_part("plain", letter.text)
    own = f"{new_single_use()}.{new_single_use()}@{domain}"
    if letter.enclosures:
        parts = [(head, body), *map(enclosed, letter.enclosures)]
        head, body = multipart("mixed", own, parts)
    lines = [
        f"From: {mailbox(letter.sender_name, letter.sender)}",
        f"To: <{letter.to}>",
        folded("Subject", letter.subject),
        f"Date: {format_datetime(at)}",
        f"Message-ID: <{own}>",
        *_answering(letter.answers),
        f"Auto-Submitted: auto-{'replied' if letter.answers else 'generated'}",
        "X-Auto-Response-Suppress: All",
        f"{LOOP_HEADER}: {letter.sender}",
        *letter.headers,
        "MIME-Version: 1.0",
        head,
    ]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


def list_headers(site: Site, slug: str) -> list[str]:
    """The headers of RFC 2369 and 2919 that help with a letter about a subscription."""
    help_, leave = site.address(slug, Part.REQUEST), site.address(slug, Part.LEAVE)
    return [
        f"List-Id: <{slug}.{site.mail_domain}>",
        f"List-Help: <mailto:{help_}?subject=help>",
        f"List-Unsubscribe: <mailto:{leave}>",
        f"List-Owner: <mailto:{site.address(slug, Part.OWNER)}>",
    ]


def owe(
    session: Session,
    site: Site,
    letter: Letter,
    *,
    secret: bool = False,
    not_before: datetime | None = None,
) -> Mailing:
    """Put the letter into the outbox; nobody answers it with a bounce, its sender is null.

    The words of a `secret` one (it can sign somebody in) are blanked once it is sent.
    """
    row = _mailing(site, letter, secret=secret, not_before=not_before)
    session.add(row)
    session.flush()
    return row


def owe_all(session: Session, site: Site, letters: Iterable[Letter]) -> int:
    """Put many letters into the outbox with one statement; how many."""
    rows = [_mailing(site, letter) for letter in letters]
    session.add_all(rows)
    session.flush()
    return len(rows)


def _mailing(
    site: Site, letter: Letter, *, secret: bool = False, not_before: datetime | None = None
) -> Mailing:
    now = utcnow()
    return Mailing(
        kind=MailingKind.SECRET if secret else MailingKind.NOTICE,
        board_id=letter.board_id,
        sender="",
        recipient=str(letter.to),
        content=letter_bytes(letter, site.mail_domain, now),
        created_at=now,
        not_before=not_before or now,
    )


def _answering(message_id: str | None) -> list[str]:
    if not message_id or not _NAMEABLE.fullmatch(message_id):
        return []
    return [f"In-Reply-To: <{message_id}>", f"References: <{message_id}>"]
