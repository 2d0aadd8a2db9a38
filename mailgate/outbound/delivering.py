"""The deliver worker: takes what is due from the outbox and brings it to the relay.

A post goes out in batches over several connections, and a batch counts once it is recorded; so
after `kill -9` nobody is left out, and at most the batches in flight are sent twice.
"""

import asyncio
import contextlib
import fcntl
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import groupby
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine

from forum.base import writing
from forum.endpoints import Relay
from forum.site import Site
from mailgate.outbound import outbox
from mailgate.outbound.composing import compose
from mailgate.outbound.content import Content
from mailgate.outbound.copies import Copies
from mailgate.outbound.envelope import Envelope, Outcome
from mailgate.outbound.outbox import Batch, PostMailing, Retry
from mailgate.outbound.pool import Pool

log = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast and how patiently the worker goes."""

    connections: int = 8
    batch: int = 200
    posts_at_once: int = 4
    poll_s: float = 0.2
    lease_s: float = 60.0
    retry_lease_s: float = 1800.0
    poison_s: float = 3600.0  # until a mailing that we can't compose is tried again
    grace_s: float = 8.0


DEFAULT_PACE = Pace()


def run(engine: Engine, site: Site, relay: Relay, pace: Pace = DEFAULT_PACE) -> None:
    """Deliver until SIGTERM or SIGINT; what is in flight then is finished and recorded."""
    import uvloop  # half the time of a delivery is the event loop's; nobody else needs it

    # The database's threads shall not keep the loop waiting for 5 ms each time.
    sys.setswitchinterval(0.0005)
    # Copies come and go in their thousands and leave no cycles; what is loaded is here to stay.
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    uvloop.run(Deliverer(engine, site, relay, pace).deliver())


class Deliverer:
    """One deliver worker."""

    def __init__(self, engine: Engine, site: Site, relay: Relay, pace: Pace = DEFAULT_PACE) -> None:
        self._engine, self._site, self._pace = engine, site, pace
        self._lease = timedelta(seconds=pace.lease_s)
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()
        self._posts = Pool(relay, site.mail_domain, pace.connections, self._stopping)
        # A sign-in link never waits behind a post to ten thousand.
        self._letters = Pool(relay, site.mail_domain, 1, self._stopping)
        self._threads = ThreadPoolExecutor(4, "outbox")
        self._running: dict[str, asyncio.Task[None]] = {}

    async def deliver(self) -> None:
        """Work until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        with self._alone() as alone:
            if alone:
                await self._write(outbox.break_leases)
            while not self._stopping.is_set():
                await self._guarded(self._start_due())
                await self._rest()
            await self._wind_up()

    def stop(self) -> None:
        """Begin nothing new."""
        self._stopping.set()
        self._woken.set()

    async def deliver_due(self) -> None:
        """Deliver what is due now, and return when that is done."""
        await self._start_due()
        while self._running:
            await asyncio.wait(self._running.values())
            await self._start_due()
        await self._posts.close_idle(0)
        await self._letters.close_idle(0)

    # What to do next

    async def _start_due(self) -> None:
        due = await self._read(outbox.due)
        if due.notices:
            self._start("notices", self._send_notices)
        if due.retries:
            self._start("retries", self._send_retries)
        while due.posts and len(self._running) < self._pace.posts_at_once + 2:
            mailing_id = await self._write(outbox.claim_post, self._lease)
            if mailing_id is None:
                break
            self._start(f"post {mailing_id}", partial(self._send_post, mailing_id))

    def _start(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        if name in self._running or self._stopping.is_set():
            return

        def ended(_: asyncio.Task[None]) -> None:
            del self._running[name]
            self._woken.set()

        task = asyncio.create_task(self._guarded(work()), name=name)
        self._running[name] = task
        task.add_done_callback(ended)

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        """An error of ours costs one mailing some time, never the worker."""
        try:
            await work
        except Exception:
            log.exception("Delivering failed and is tried again")
            await asyncio.sleep(self._pace.poll_s)

    async def _rest(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._pace.poll_s):
                await self._woken.wait()
        self._woken.clear()
        await self._posts.close_idle()
        await self._letters.close_idle()

    async def _wind_up(self) -> None:
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=self._pace.grace_s)
            for task in late:
                task.cancel()
        await self._posts.close_idle(0)
        await self._letters.close_idle(0)

    # Posts

    async def _send_post(self, mailing_id: int) -> None:
        heart = asyncio.create_task(self._keep_lease(mailing_id))
        try:
            mailing = await self._write(outbox.open_post, mailing_id)
            if mailing is None:
                return
            copies = await self._copies(mailing)
            if copies is not None:
                await self._walk(mailing, copies)
        finally:
            heart.cancel()

    async def _copies(self, mailing: PostMailing) -> Copies | None:
        try:
            content = compose(mailing.dispatch, mailing.raw, self._site)
        except Exception:
            log.exception("Mailing %s can't be composed", mailing.id)
            wait = timedelta(seconds=self._pace.poison_s)
            await self._write(outbox.hold_on, mailing.id, wait)
            return None
        return Copies(self._site, mailing.dispatch.board.slug, content)

    async def _walk(self, mailing: PostMailing, copies: Copies) -> None:
        """Send a post to everybody: one more connection as long as batches come full."""
        turn = asyncio.Lock()
        walkers, everybody = 0, True

        async def walk(group: asyncio.TaskGroup) -> None:
            nonlocal walkers, everybody
            walkers += 1
            while mailing.waiting and not self._stopping.is_set():
                async with turn:
                    size = self._pace.batch
                    batch = await self._read(outbox.next_batch, mailing, size)
                if batch is None:
                    return
                if mailing.waiting and walkers < self._pace.connections:
                    group.create_task(walk(group))
                everybody &= await self._send_batch(mailing, batch, copies)

        async with asyncio.TaskGroup() as group:
            group.create_task(walk(group))
        everybody = everybody and not mailing.waiting
        await self._write(outbox.finish if everybody else outbox.let_go, mailing.id)

    async def _send_batch(self, mailing: PostMailing, batch: Batch, copies: Copies) -> bool:
        """Send and record a batch; False where we stopped on the way and the rest is left."""
        outcomes = await self._posts.send([copies.copy_for(*one) for one in batch.recipients])
        tried = next((n for n, one in enumerate(outcomes) if not one.tried), len(outcomes))
        whole = tried == len(outcomes)
        if not whole:
            done = batch.recipients[:tried]
            last_id = done[-1].subscription_id if done else batch.first_id - 1
            batch = Batch(batch.first_id, last_id, done)
        if whole or tried:
            await self._write(outbox.record, mailing, batch, outcomes[:tried], self._lease)
        return whole

    async def _keep_lease(self, mailing_id: int) -> None:
        while True:
            await asyncio.sleep(self._pace.lease_s / 3)
            await self._guarded(self._write(outbox.hold_on, mailing_id, self._lease))

    # Notices and retries

    async def _send_notices(self) -> None:
        notices = await self._write(outbox.claim_notices, self._lease)
        outcomes = await self._letters.send(
            [_letter(notice.sender, notice.recipient, notice.content) for notice in notices]
        )
        answered = [(n, o) for n, o in zip(notices, outcomes, strict=True) if o.tried]
        if answered:
            await self._write(outbox.record_notices, *map(list, zip(*answered, strict=True)))

    async def _send_retries(self) -> None:
        lease = timedelta(seconds=self._pace.retry_lease_s)
        retries = await self._write(outbox.claim_retries, lease)
        for mailing_id, group in groupby(retries, key=lambda retry: retry.mailing_id):
            if self._stopping.is_set():
                return
            await self._send_again(mailing_id, list(group))

    async def _send_again(self, mailing_id: int, retries: list[Retry]) -> None:
        envelopes = await self._envelopes_again(mailing_id, retries)
        sent = await self._letters.send([e for e in envelopes if e is not None])
        outcomes = iter(sent)
        found = [None if envelope is None else next(outcomes) for envelope in envelopes]
        await self._write(_record_retries, retries, found)

    async def _envelopes_again(
        self, mailing_id: int, retries: list[Retry]
    ) -> list[Envelope | None]:
        notice = await self._read(outbox.notice_again, mailing_id)
        if notice is not None:
            again = _letter(notice.sender, notice.recipient, notice.content)
            return [again if notice.content else None for _ in retries]
        ids = [retry.subscription_id for retry in retries if retry.subscription_id is not None]
        owed = await self._write(outbox.post_again, mailing_id, ids)
        if owed is None:
            return [None] * len(retries)
        mailing, recipients = owed
        content = compose(mailing.dispatch, mailing.raw, self._site)
        copies = Copies(self._site, mailing.dispatch.board.slug, content)
        found = [recipients.get(retry.subscription_id or 0) for retry in retries]
        return [None if one is None else copies.copy_for(*one) for one in found]

    # The database, in threads of its own

    async def _read(
        self, work: Callable[Concatenate[Connection, P], T], *told: P.args, **named: P.kwargs
    ) -> T:
        return await self._in_a_thread(self._engine, work, *told)

    async def _write(
        self, work: Callable[Concatenate[Connection, P], T], *told: P.args, **named: P.kwargs
    ) -> T:
        return await self._in_a_thread(writing(self._engine), work, *told)

    async def _in_a_thread(self, engine: Engine, work: Callable[..., T], *told: Any) -> T:
        def transaction() -> T:
            with engine.begin() as connection:
                return work(connection, *told)

        return await asyncio.get_running_loop().run_in_executor(self._threads, transaction)

    @contextlib.contextmanager
    def _alone(self) -> Any:
        """Whether no other worker lives on this database; only SQLite's file can tell."""
        if self._engine.dialect.name != "sqlite":
            yield False
            return
        path = self._site.data_dir / "deliver.lock"
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            yield True
        except BlockingIOError:
            yield False
        finally:
            os.close(descriptor)


def _letter(sender: str, recipient: str, content: bytes) -> Envelope:
    return Envelope(
        sender.encode("utf-8", "replace"),
        recipient.encode("utf-8", "replace"),
        b"",
        Content(content),
    )


def _record_retries(
    connection: Connection, retries: list[Retry], outcomes: list[Outcome | None]
) -> None:
    for retry, outcome in zip(retries, outcomes, strict=True):
        if outcome is None or outcome.tried:
            outbox.record_retry(connection, retry, outcome)
