"""One post on its way to all who are owed it, over several connections at once.

A batch counts once it is recorded, and a connection takes the next one only then; so after
`kill -9` nobody is left out, and at most the batches in flight are sent twice.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import groupby

from mailgate.outbound import outbox
from mailgate.outbound.copies import Copies
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox import Batch
from mailgate.outbound.outbox.walked import Walked
from mailgate.outbound.pace import Pace
from mailgate.outbound.pool import Pool
from mailgate.outbound.transactions import Transactions


class FanOut:
    """The walk of one mailing."""

    def __init__(
        self,
        mailing: Walked,
        copies: Copies,
        pool: Pool,
        transactions: Transactions,
        pace: Pace,
        stopping: asyncio.Event,
    ) -> None:
        self._mailing, self._copies, self._pool = mailing, copies, pool
        self._transactions, self._pace, self._stopping = transactions, pace, stopping
        self._read: deque[Batch] = deque()
        self._turn = asyncio.Lock()
        # As many batches as connections are sent and not recorded yet, however many are signed.
        self._in_flight = asyncio.Semaphore(pace.connections)
        self._left_somebody = False  # because we are stopping
        self._is_owed = True

    async def walk(self) -> None:
        """Send the post to everybody; where we stop on the way, leave the rest to the next worker."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._pace.connections + self._pace.batches_ahead):
                group.create_task(self._send_batches())
        end = outbox.finish if self._is_over else outbox.let_go
        await self._transactions.write(end, self._mailing.id)

    @property
    def _is_over(self) -> bool:
        return not self._is_owed or not (self._left_somebody or self._read or self._mailing.waiting)

    async def _send_batches(self) -> None:
        while not self._stopping.is_set() and (batch := await self._next_batch()) is not None:
            await self._send(batch)

    async def _next_batch(self) -> Batch | None:
        """Whose turn it is; subscribers are read many at a time, which costs hardly more than few."""
        async with self._turn:
            if not self._is_owed:
                return None
            if not self._read and self._mailing.waiting:
                batch, count = self._pace.batch, self._pace.batches_read
                self._read.extend(
                    await self._transactions.read(outbox.next_batches, self._mailing, batch, count)
                )
            return self._read.popleft() if self._read else None

    async def _send(self, batch: Batch) -> None:
        """Send and record a batch; what did not leave because we are stopping is left."""
        copies = [self._copies.copy_for(*one) for one in batch.recipients]
        signed = await self._pool.signed(copies)
        async with self._in_flight:
            outcomes = await self._pool.carry(signed)
            if all(outcome.tried for outcome in outcomes):
                await self._record(batch, outcomes)
                return
            self._left_somebody = True
            for begin, end in tried_runs(outcomes):
                await self._record(batch.part(begin, end), outcomes[begin:end])

    async def _record(self, batch: Batch, outcomes: Sequence[Outcome]) -> None:
        self._is_owed &= await self._transactions.write(
            outbox.record, self._mailing, batch, outcomes, self._pace.lease
        )


def tried_runs(outcomes: Sequence[Outcome]) -> Iterator[tuple[int, int]]:
    """From where to where copies left; several connections that stop leave gaps between them."""
    begin = 0
    for tried, run in groupby(outcomes, lambda outcome: outcome.tried):
        end = begin + sum(1 for _ in run)
        if tried:
            yield begin, end
        begin = end
