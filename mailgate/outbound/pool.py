"""The connections to the relay: few, reused, and opened again with patience."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager

from forum.endpoints import Relay
from mailgate.outbound.envelope import NOT_TRIED, Envelope, Outcome
from mailgate.outbound.relay import Way, way_to
from mailgate.outbound.signing.ahead import Signer

_IDLE_S = 30.0
_SHORTEST_WAIT_S = 0.5
_LONGEST_WAIT_S = 60.0
# Few enough that several connections answer at the same time, which wakes us once for all of them.
_FEW = 25

log = logging.getLogger(__name__)


class Pool:
    """At most `size` ways to the relay at a time; each serves one sender, then the next."""

    def __init__(
        self,
        relay: Relay,
        hostname: str,
        size: int,
        stopping: asyncio.Event,
        signer: Signer | None = None,
    ) -> None:
        self.relay = relay
        self._signer = signer
        self._hostname = hostname
        self._size, self._turns = size, asyncio.Semaphore(size)
        self._idle: list[tuple[Way, float]] = []
        self._stopping = stopping
        self._out_of_reach = False

    async def signed(self, envelopes: Sequence[Envelope]) -> Sequence[Envelope]:
        """The envelopes as they leave, signed where we sign."""
        return envelopes if self._signer is None else await self._signer.signed(envelopes)

    async def send(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Sign and send every envelope; the outcomes as of `carry`."""
        return await self.carry(await self.signed(envelopes))

    async def carry(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        """Send every envelope as it is, over as many connections as it takes.

        While the relay can't be reached it waits and tries again, so every outcome has been tried;
        only once we are stopping it may be NOT_TRIED.
        """
        outcomes = [NOT_TRIED] * len(envelopes)
        left = list(range(len(envelopes)))
        wait = _SHORTEST_WAIT_S
        while left and not self._stopping.is_set():
            async with asyncio.TaskGroup() as group:
                for share in self._shares(left):
                    group.create_task(self._send_share(envelopes, share, outcomes))
            remaining = [at for at in left if not outcomes[at].tried]
            if len(remaining) < len(left):
                wait = _SHORTEST_WAIT_S
            else:
                await self._pause(wait)
                wait = min(2 * wait, _LONGEST_WAIT_S)
            left = remaining
        return outcomes

    async def close_idle(self, older_than_s: float = _IDLE_S) -> None:
        """Hang up, and end, what nobody has used for a while."""
        now = asyncio.get_running_loop().time()
        old = [way for way, since in self._idle if now - since >= older_than_s]
        self._idle = [(way, since) for way, since in self._idle if now - since < older_than_s]
        for way in old:
            await way.close()
        if self._signer is not None:
            self._signer.end_idle(older_than_s)

    def _shares(self, places: Sequence[int]) -> Iterator[Sequence[int]]:
        """What each connection gets of these, if all are there."""
        most = max(_FEW, -(-len(places) // self._size))
        return (places[at : at + most] for at in range(0, len(places), most))

    async def _send_share(
        self, envelopes: Sequence[Envelope], places: Sequence[int], outcomes: list[Outcome]
    ) -> None:
        tried = await self._send_once([envelopes[at] for at in places])
        for at, outcome in zip(places, tried, strict=False):
            outcomes[at] = outcome

    async def _send_once(self, envelopes: Sequence[Envelope]) -> list[Outcome]:
        try:
            async with self._way() as way:
                outcomes = await way.send(self._until_stopped(envelopes))
        except OSError as error:
            if not self._out_of_reach:
                log.warning("The relay can't be reached, trying again: %s", error)
            self._out_of_reach = True
            return []
        if self._out_of_reach:
            log.warning("The relay %s can be reached again", self.relay)
        self._out_of_reach = False
        return outcomes

    def _until_stopped(self, envelopes: Sequence[Envelope]) -> Iterable[Envelope]:
        for envelope in envelopes:
            if self._stopping.is_set():
                return
            yield envelope

    @asynccontextmanager
    async def _way(self) -> AsyncIterator[Way]:
        async with self._turns:
            way = await self._open()
            try:
                yield way
            finally:
                if way.is_open:
                    self._idle.append((way, asyncio.get_running_loop().time()))
                else:
                    await way.close()

    async def _open(self) -> Way:
        while self._idle:
            way, _ = self._idle.pop()
            if way.is_open:
                return way
            await way.close()
        way = way_to(self.relay, self._hostname)
        await way.open()
        return way

    async def _pause(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stopping.wait()
        except TimeoutError:
            pass
