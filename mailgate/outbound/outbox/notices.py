"""Mails of ours to one mailbox each."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select

from forum.base import utcnow
from forum.distribution import MailingKind, MailingState
from forum.people.formats import telephones_among
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox.claims import IS_WALKED, change, first_waiting
from mailgate.outbound.outbox.records import failure
from mailgate.outbound.outbox.tables import FAILURES, MAILINGS

AT_ONCE = 50

_columns = (MAILINGS.c.kind, MAILINGS.c.sender, MAILINGS.c.recipient, MAILINGS.c.content)


class Notice(NamedTuple):
    """One mail of ours to one mailbox."""

    mailing_id: int
    is_secret: bool
    sender: str
    recipient: str
    content: bytes
    is_phone: bool = False

    @classmethod
    def of(cls, row: Any, telephones: Collection[str] = ()) -> "Notice":
        is_secret = row.kind is MailingKind.SECRET
        is_phone = row.recipient in telephones
        sender, recipient = row.sender or "", row.recipient or ""
        return cls(row.id, is_secret, sender, recipient, row.content or b"", is_phone)


def claim_notices(connection: Connection, lease: timedelta) -> list[Notice]:
    """Take the notices that wait, the oldest first."""
    rows = connection.execute(first_waiting(*_columns, kinds=~IS_WALKED, limit=AT_ONCE)).all()
    change(connection, [row.id for row in rows], leased_until=utcnow() + lease)
    telephones = telephones_among(connection, {row.recipient for row in rows if row.recipient})
    return [Notice.of(row, telephones) for row in rows]


def record_notices(
    connection: Connection, notices: Sequence[Notice], outcomes: Sequence[Outcome]
) -> None:
    """Note what became of notices; what could sign somebody in is forgotten with its delivery."""
    now = utcnow()
    for notice, outcome in zip(notices, outcomes, strict=True):
        change(
            connection,
            [notice.mailing_id],
            state=MailingState.DONE,
            finished_at=now,
            leased_until=None,
            sent_count=int(outcome.delivered),
            **_blank(notice.is_secret and not outcome.temporary),
        )
        if not outcome.delivered:
            row = failure(notice.mailing_id, None, notice.recipient, outcome, now)
            connection.execute(insert(FAILURES), row)


def _blank(really: bool) -> dict[str, None]:
    return {"content": None} if really else {}


def notice_again(connection: Connection, mailing_id: int) -> Notice | None:
    """The notice of a mailing, as long as it is kept; None for a post's mailing."""
    row = connection.execute(
        select(MAILINGS.c.id, *_columns).where(MAILINGS.c.id == mailing_id, ~IS_WALKED)
    ).one_or_none()
    if row is None:
        return None
    return Notice.of(row, telephones_among(connection, {row.recipient or ""}))
