"""Reading the letters that are owed, as a mail program would read them."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.distribution import Mailing, MailingKind, MailingState

TOKEN = re.compile(r"-confirm\+([0-9a-z]+)@|/(?:confirm|login)/([0-9a-z]+)")


def owed(session: Session, to: str | None = None) -> list[EmailMessage]:
    """The letters that wait in the outbox, oldest first."""
    rows = session.scalars(
        select(Mailing)
        .where(Mailing.kind != MailingKind.POST, Mailing.state == MailingState.WAITING)
        .order_by(Mailing.id)
    )
    letters = [message_from_bytes(row.content or b"", policy=policy.default) for row in rows]
    return [letter for letter in letters if to is None or letter["To"] == to]  # type: ignore[misc]


def newest(session: Session, to: str | None = None) -> EmailMessage:
    return owed(session, to)[-1]


def text_of(letter: EmailMessage) -> str:
    """The words of a letter, its subject above them."""
    body = letter.get_content().replace("\r\n", "\n")
    return f"{letter['Subject']}\n\n{body}"


def token_in(letter: EmailMessage) -> str:
    """The single-use token that a letter carries."""
    found = TOKEN.search(f"{letter['From']}\n{letter.get_content()}")
    assert found is not None
    return str(found[1] or found[2])
