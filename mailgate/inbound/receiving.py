"""The program behind `kakehashi receive`: both mail doors, the gate and the spool in one loop."""

import asyncio
import signal
import ssl
from collections.abc import Callable, Sequence
from pathlib import Path

import uvloop
from sqlalchemy import Engine

from forum.endpoints import Endpoint
from forum.tokens import Sealer
from mailgate.inbound.gate import BoardGate
from mailgate.inbound.limits import Allowance, Disk, Limits
from mailgate.inbound.listening import open_doors
from mailgate.inbound.reception import Reception
from mailgate.inbound.spool import Spool
from mailgate.poke import poke, reading_pipe


def receive(
    engine: Engine,
    *,
    data_dir: Path,
    mail_domain: str,
    sealer: Sealer,
    smtp: Endpoint | None,
    lmtp: Endpoint | None,
    max_bytes: int,
    allowance: Allowance,
    trusted: Sequence[object],
    tls: ssl.SSLContext | None = None,
    ready: Callable[[list[asyncio.Server]], None] = lambda servers: None,
) -> None:
    """Serves until SIGTERM or SIGINT; every mail under way is still answered.

    RuntimeError when the spool ends by itself: then the process must end, to be started again.
    """

    async def run() -> None:
        spool = Spool(engine, after=lambda: poke(reading_pipe(data_dir)))
        reception = Reception(
            gate=BoardGate(engine, mail_domain, sealer),
            spool=spool,
            limits=Limits(allowance, [str(network) for network in trusted]),
            disk=Disk(data_dir, allowance.least_free_bytes),
            hostname=mail_domain,
            max_bytes=max_bytes,
            allowance=allowance,
            tls=tls,
        )
        try:
            async with open_doors(reception, smtp, lmtp) as servers:
                ready(servers)
                await _end(spool)
        finally:
            await spool.close()

    uvloop.run(run())


async def _end(spool: Spool) -> None:
    """Returns when somebody asks us to end; raises when the spool has."""
    loop, asked = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, asked.set)
    spool.death.add_done_callback(lambda _: asked.set())
    await asked.wait()
    if spool.death.done():
        spool.death.result()
