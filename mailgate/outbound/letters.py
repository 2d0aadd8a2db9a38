"""What goes out one by one: notices of ours, and further tries of what failed.

They have a connection of their own, so that a sign-in link never waits behind a post to ten
thousand.
"""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from sqlalchemy import Connection

from forum.site import Site
from mailgate.outbound import outbox
from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope, Outcome
from mailgate.outbound.outbox import Notice, Retry
from mailgate.outbound.pace import Pace
from mailgate.outbound.phone import letter_for_phone
from mailgate.outbound.pool import Pool
from mailgate.outbound.transactions import Transactions


class Letters:
    """Sends what is due to one mailbox each."""

    def __init__(
        self,
        site: Site,
        pool: Pool,
        transactions: Transactions,
        pace: Pace,
        stopping: asyncio.Event,
    ) -> None:
        self._site, self._pool, self._transactions = site, pool, transactions
        self._pace, self._stopping = pace, stopping

    async def send_notices(self) -> None:
        """Send the notices that wait."""
        notices = await self._transactions.write(outbox.claim_notices, self._pace.lease)
        outcomes = await self._pool.send([_letter(notice) for notice in notices])
        answered = [(n, o) for n, o in zip(notices, outcomes, strict=True) if o.tried]
        if answered:
            told = map(list, zip(*answered, strict=True))
            await self._transactions.write(outbox.record_notices, *told)

    async def send_retries(self) -> None:
        """Try again what is due again, mailing after mailing."""
        lease = timedelta(seconds=self._pace.retry_lease_s)
        retries = await self._transactions.write(outbox.claim_retries, lease)
        for mailing_id, group in groupby(retries, key=lambda retry: retry.mailing_id):
            if self._stopping.is_set():
                return
            await self._send_again(mailing_id, list(group))

    async def _send_again(self, mailing_id: int, retries: list[Retry]) -> None:
        envelopes = await self._envelopes(mailing_id, retries)
        sent = iter(await self._pool.send([e for e in envelopes if e is not None]))
        outcomes = [None if envelope is None else next(sent) for envelope in envelopes]
        await self._transactions.write(_record, retries, outcomes)

    async def _envelopes(self, mailing_id: int, retries: list[Retry]) -> list[Envelope | None]:
        """Of each retry what there is to send; None where nothing is owed any more."""
        notice = await self._transactions.read(outbox.notice_again, mailing_id)
        if notice is not None:
            return [_letter(notice) if notice.content else None for _ in retries]
        ids = [retry.subscription_id for retry in retries if retry.subscription_id is not None]
        owed = await self._transactions.write(outbox.post_again, mailing_id, ids)
        if owed is None:
            return [None] * len(retries)
        mailing, recipients = owed
        copies = mailing.copies(self._site)
        found = [recipients.get(retry.subscription_id or 0) for retry in retries]
        return [None if one is None else copies.copy_for(*one) for one in found]


def _letter(notice: Notice) -> Envelope:
    sender, recipient = (
        address.encode("utf-8", "replace") for address in (notice.sender, notice.recipient)
    )
    content = letter_for_phone(notice.content) if notice.is_phone else notice.content
    return Envelope(sender, recipient, b"", Content(content))


def _record(
    connection: Connection, retries: Sequence[Retry], outcomes: Sequence[Outcome | None]
) -> None:
    for retry, outcome in zip(retries, outcomes, strict=True):
        if outcome is None or outcome.tried:
            outbox.record_retry(connection, retry, outcome)
