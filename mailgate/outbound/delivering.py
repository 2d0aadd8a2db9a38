"""The deliver worker: looks for what is due in the outbox and sees that it goes out."""

import asyncio
import contextlib
import fcntl
import gc
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import Engine

from forum.endpoints import Relay
from forum.site import Site
from mailgate.outbound import outbox
from mailgate.outbound.copies import Copies
from mailgate.outbound.fan_out import FanOut
from mailgate.outbound.letters import Letters
from mailgate.outbound.outbox.walked import Walked
from mailgate.outbound.pace import DEFAULT_PACE, Pace
from mailgate.outbound.pool import Pool
from mailgate.outbound.signing.ahead import Signer
from mailgate.outbound.signing.keyring import Keyring
from mailgate.outbound.transactions import Transactions

log = logging.getLogger(__name__)


def run(engine: Engine, site: Site, relay: Relay, pace: Pace = DEFAULT_PACE) -> None:
    """Deliver until SIGTERM or SIGINT; what is in flight then is finished and recorded."""
    import uvloop  # half the time of a delivery is the event loop's; nobody else needs it

    # The database's threads shall not keep the loop waiting for 5 ms each time.
    sys.setswitchinterval(0.002)
    # Copies come and go in their thousands and leave no cycles; what is loaded is here to stay.
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    uvloop.run(Deliverer(engine, site, relay, pace).deliver())


class Deliverer:
    """One deliver worker."""

    def __init__(self, engine: Engine, site: Site, relay: Relay, pace: Pace = DEFAULT_PACE) -> None:
        self._engine, self._site, self._pace = engine, site, pace
        self._transactions = Transactions(engine)
        self._stopping = asyncio.Event()
        self._woken = asyncio.Event()
        domain = site.mail_domain
        signer = Signer(Keyring(site.data_dir), domain)
        self._posts = Pool(relay, domain, pace.connections, self._stopping, signer)
        self._single = Pool(relay, domain, 1, self._stopping, signer)
        self._letters = Letters(site, self._single, self._transactions, pace, self._stopping)
        self._running: dict[str, asyncio.Task[None]] = {}

    async def deliver(self) -> None:
        """Work until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        with self._alone() as alone:
            if alone:
                await self._transactions.write(outbox.break_leases)
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
        await self._single.close_idle(0)

    # What to do next

    async def _start_due(self) -> None:
        due = await self._transactions.read(outbox.due)
        if due.notices:
            self._start("notices", self._letters.send_notices)
        if due.retries:
            self._start("retries", self._letters.send_retries)
        while due.posts and len(self._running) < self._pace.posts_at_once + 2:
            mailing_id = await self._transactions.write(outbox.claim_post, self._pace.lease)
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
        await self._single.close_idle()

    async def _wind_up(self) -> None:
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=self._pace.grace_s)
            for task in late:
                task.cancel()
        await self._posts.close_idle(0)
        await self._single.close_idle(0)

    # Posts

    async def _send_post(self, mailing_id: int) -> None:
        heart = asyncio.create_task(self._keep_lease(mailing_id))
        try:
            mailing = await self._transactions.write(outbox.open_mailing, mailing_id)
            copies = None if mailing is None else await self._copies(mailing)
            if mailing is not None and copies is not None:
                await FanOut(
                    mailing, copies, self._posts, self._transactions, self._pace, self._stopping
                ).walk()
        finally:
            heart.cancel()

    async def _copies(self, mailing: Walked) -> Copies | None:
        try:
            return mailing.copies(self._site)
        except Exception:
            log.exception("Mailing %s can't be composed", mailing.id)
            wait = timedelta(seconds=self._pace.poison_s)
            await self._transactions.write(outbox.hold_on, mailing.id, wait)
            return None

    async def _keep_lease(self, mailing_id: int) -> None:
        while True:
            await asyncio.sleep(self._pace.lease_s / 3)
            held = self._transactions.write(outbox.hold_on, mailing_id, self._pace.lease)
            await self._guarded(held)

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
