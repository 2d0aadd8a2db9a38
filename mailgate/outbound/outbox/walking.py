"""The subscribers who are owed a mailing, in batches and in the order of their subscriptions."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from forum.boards import Mode
from forum.distribution import MailingState
from mailgate.outbound.outbox.subscribers import SUBSCRIPTIONS, Recipient
from mailgate.outbound.outbox.tables import MAILINGS
from mailgate.outbound.outbox.walked import Walked


class Batch(NamedTuple):
    """The subscribers first_id..last_id, of whom `recipients` get a copy."""

    first_id: int
    last_id: int
    recipients: list[Recipient]

    def part(self, begin: int, end: int) -> "Batch":
        """Its recipients begin..end-1, with the ids that nobody else of it covers."""
        first, last = self.first_id, self.last_id
        if begin:
            first = self.recipients[begin - 1].subscription_id + 1
        if end < len(self.recipients):
            last = self.recipients[end - 1].subscription_id if end else first - 1
        return Batch(first, last, self.recipients[begin:end])


def next_batches(connection: Connection, mailing: Walked, size: int, count: int) -> list[Batch]:
    """The next subscribers of a mailing, `count` batches of `size`; none when there are no more.

    A post that is hidden or withdrawn while its copies go out goes no further.
    """
    if not _is_still_owed(connection, mailing.id):
        mailing.waiting.clear()
    while mailing.waiting:
        first, end = mailing.waiting[0]
        rows, last = _rows(connection, mailing, first, end, size * count)
        mailing.waiting[:1] = [(last + 1, end)] if last < end else []
        if rows:
            return _in_batches(connection, mailing, rows, size, first, last)
    return []


def _rows(
    connection: Connection, mailing: Walked, first: int, end: int, limit: int
) -> tuple[Sequence[Any], int]:
    """The first subscribers of first..end, and the last id that they cover."""
    rows = connection.execute(
        mailing.subscribers()
        .where(SUBSCRIPTIONS.c.id.between(first, end))
        .order_by(SUBSCRIPTIONS.c.id)
        .limit(limit)
    ).all()
    last = rows[-1].id if len(rows) == limit else end
    if mailing.followers:
        return _with_followers(connection, mailing, rows, first, last, limit)
    return rows, last


def _with_followers(
    connection: Connection,
    mailing: Walked,
    rows: Sequence[Any],
    first: int,
    last: int,
    limit: int,
) -> tuple[list[Any], int]:
    """The rows with those who get followed threads alone, ended early where they grow too many."""
    ids = mailing.followers[
        bisect_left(mailing.followers, first) : bisect_right(mailing.followers, last)
    ]
    if len(ids) > limit:
        ids = ids[:limit]
        last = ids[-1]
    also = connection.execute(mailing.subscribers(Mode.FOLLOW).where(SUBSCRIPTIONS.c.id.in_(ids)))
    merged = [*(row for row in rows if row.id <= last), *also]
    return sorted(merged, key=lambda row: row.id), last


def _is_still_owed(connection: Connection, mailing_id: int) -> bool:
    waiting = select(MAILINGS.c.id).where(
        MAILINGS.c.id == mailing_id, MAILINGS.c.state == MailingState.WAITING
    )
    return connection.scalar(waiting) is not None


def _in_batches(
    connection: Connection,
    mailing: Walked,
    rows: Sequence[Any],
    size: int,
    first: int,
    last: int,
) -> list[Batch]:
    """The rows of first..last, parted so that the batches cover these ids without a gap."""
    parts = [rows[at : at + size] for at in range(0, len(rows), size)]
    ends = [*(part[-1].id for part in parts[:-1]), last]
    begins = [first, *(end + 1 for end in ends)]
    return [
        Batch(begin, end, mailing.recipients(connection, part))
        for begin, end, part in zip(begins, ends, parts, strict=False)
    ]
