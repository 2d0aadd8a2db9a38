"""Where are my mails? What became of the latest ones from a mailbox, for whoever reads it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from forum.acceptance.reasons import fate_sentence
from forum.addresses import EmailAddress
from forum.archive.message import Arrival, Fate, Message
from forum.archive.thread import Post
from forum.base import table_of
from forum.language import Words
from forum.letters.receipts import trace_link
from forum.posting.amending import amend_address, may_be_amended
from forum.site import Site

# How far back it is looked: among so many mails, whoever sent them.
_LATEST = 50_000
_messages, _arrivals = table_of(Message), table_of(Arrival)


class Sent(NamedTuple):
    """One mail at one of our addresses, and its fate in words."""

    received_at: datetime
    recipient: str
    sentence: str
    trace: str  # the page that says the same
    amend: str  # where its author corrects or takes back the post; "" where that can't be


def latest(
    session: Session, site: Site, mailbox: EmailAddress, language: Words, *, most: int = 5
) -> list[Sent]:
    """The latest mails that came from this mailbox (by their envelope), newest first."""
    newest = session.scalar(select(func.max(_messages.c.id))) or 0
    rows = session.execute(
        select(_arrivals, _messages.c.received_at)
        .join_from(_arrivals, _messages)
        .where(
            _messages.c.id > newest - _LATEST,
            func.lower(_messages.c.mail_from) == mailbox.canonical,
        )
        .order_by(_arrivals.c.id.desc())
        .limit(most)
    ).all()
    return [
        Sent(
            row.received_at,
            row.recipient,
            fate_sentence(row.fate, row.reason, row.details, language),
            trace_link(session, site, row.message_id),
            _amend(session, site, row) if row.fate is Fate.PUBLISHED else "",
        )
        for row in rows
    ]


def _amend(session: Session, site: Site, arrival: Row[Any]) -> str:
    post = session.get(Post, (arrival.details or {}).get("post_id"))
    if post is None or not may_be_amended(session, post):
        return ""
    return amend_address(site, post.id)
