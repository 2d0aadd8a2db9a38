"""Durable acceptance: 5.9 KB multipart mails over 8 connections, against aiosmtpd doing nothing.

    .venv/bin/python -m bench.acceptance [--messages 20000] [--rounds 3] [--door lmtp|smtp]

Ours is `kakehashi receive` on SQLite with synchronous=FULL: each 250 comes behind the commit that
holds the mail. The peer is aiosmtpd as it comes, with a handler that does nothing. Server and
client have a core each; the client pipelines as Postfix does. The limit is 2,000 a second.
"""

import argparse
import asyncio
import contextlib
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import uvloop
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.archive.message import Message
from forum.base import connect, writing
from forum.boards import Board
from tests import databases
from tests.processes import HOUSE, environment

LIMIT = 2000
CONNECTIONS = 8
DOMAIN = "lists.localhost"
SERVERS_CORE, CLIENTS_CORE = 0, max(os.sched_getaffinity(0))

PEER = """
import asyncio, sys
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP
class Handler:
    async def handle_DATA(self, server, session, envelope):
        return "250 OK"
async def main():
    loop = asyncio.get_running_loop()
    kind = LMTP if sys.argv[1] == "lmtp" else SMTP
    make = lambda: kind(Handler(), hostname="peer", loop=loop)
    await (await loop.create_server(make, "127.0.0.1", int(sys.argv[2]))).serve_forever()
asyncio.run(main())
"""
OURS = "import sys; sys.argv[:] = ['kakehashi', 'receive']; import cli; cli.main()"


def a_mail() -> bytes:
    """A 5.9 KB multipart mail, as it goes over the wire."""
    from bench.fan_out import a_mail

    return a_mail()


class Sender(asyncio.Protocol):
    """Sends one mail behind the other, with MAIL, RCPT and DATA in one segment."""

    def __init__(self, hello: bytes, mails: Iterator[bytes], done: asyncio.Future[None]) -> None:
        self._hello, self._mails, self._done = hello, mails, done
        self._envelope = b"MAIL FROM:<aoi@people.example>\r\nRCPT TO:<list@%s>\r\nDATA\r\n" % (
            DOMAIN.encode()
        )
        self._unread = b""
        self._mail = b""
        self._begun = 0.0
        self._replies_due = 1
        self.waits: list[float] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        *lines, self._unread = (self._unread + data).split(b"\r\n")
        for line in lines:
            if line[3:4] == b" " or line[:3] == b"354":
                self._answer(line)

    def _answer(self, line: bytes) -> None:
        if line.startswith(b"220"):
            self._transport.write(self._hello)
        elif line.startswith(b"354"):
            self._transport.write(self._mail + b".\r\n")
        elif not line.startswith(b"250"):
            self._done.set_exception(RuntimeError(line.decode()))
        else:
            self._replies_due -= 1
            if self._replies_due == 0:
                self._next()

    def _next(self) -> None:
        now = time.perf_counter()
        if self._begun:
            self.waits.append(now - self._begun)
        self._mail = next(self._mails, b"")
        if not self._mail:
            self._transport.close()
            self._done.set_result(None)
            return
        self._begun, self._replies_due = now, 3  # to MAIL, RCPT and the mail
        self._transport.write(self._envelope)


async def send_all(door: str, port: int, mail: bytes, messages: int) -> list[float]:
    """Seconds that each mail took, over 8 connections."""
    loop = asyncio.get_running_loop()
    hello = b"LHLO client\r\n" if door == "lmtp" else b"EHLO client\r\n"
    mails = (mail for _ in range(messages))
    senders = []
    for _ in range(CONNECTIONS):
        done = loop.create_future()
        _, sender = await loop.create_connection(
            lambda done=done: Sender(hello, mails, done), "127.0.0.1", port
        )
        senders.append((sender, done))
    await asyncio.gather(*(done for _, done in senders))
    return [wait for sender, _ in senders for wait in sender.waits]


@contextlib.contextmanager
def server(program: str, *arguments: str, port: int, env: dict[str, str]) -> Iterator[int]:
    """A server on its own core, when it answers."""
    pin = f"import os; os.sched_setaffinity(0, {{{SERVERS_CORE}}})\n"
    command = [sys.executable, "-c", pin + program, *arguments]
    process = subprocess.Popen(command, cwd=HOUSE, env=env)
    try:
        _until_open(port)
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def _until_open(port: int) -> None:
    import socket

    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as line:
            if line.recv(3) == b"220":
                return
        time.sleep(0.05)
    raise TimeoutError("the server does not answer")


@dataclass(frozen=True)
class Figures:
    """Messages a second, milliseconds within which 95 % were answered, CPU microseconds each."""

    rate: float
    p95_ms: float
    cpu_us: float

    def __str__(self) -> str:
        return f"{self.rate:6.0f}/s (p95 {self.p95_ms:5.1f} ms, {self.cpu_us:4.0f} us of CPU each)"


def cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(door: str, port: int, mail: bytes, messages: int, pid: int) -> Figures:
    uvloop.run(send_all(door, port, mail, 200))  # what is loaded at first use is loaded now
    begun, cpu = time.perf_counter(), cpu_seconds(pid)
    waits = uvloop.run(send_all(door, port, mail, messages))
    taken = time.perf_counter() - begun
    cpu = cpu_seconds(pid) - cpu
    return Figures(
        messages / taken, statistics.quantiles(waits, n=20)[-1] * 1000, cpu / messages * 1e6
    )


def peer(door: str, mail: bytes, messages: int) -> Figures:
    env = environment(Path("/nowhere"))
    port = int(env[f"KAKEHASHI_{door.upper()}_LISTEN"].rpartition(":")[2])
    with server(PEER, door, str(port), port=port, env=env) as pid:
        return measured(door, port, mail, messages, pid)


def ours(door: str, mail: bytes, messages: int, url: str | None) -> Figures:
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        env = environment(Path(folder), **({"DATABASE_URL": url} if url else {}))
        url = url or f"sqlite:///{folder}/kakehashi.sqlite3"
        port = int(env[f"KAKEHASHI_{door.upper()}_LISTEN"].rpartition(":")[2])
        databases.prepare(url)
        engine = connect(url)
        with Session(writing(engine)) as session:
            session.add(Board(slug="list", name="公園"))
            session.commit()
        with server(OURS, port=port, env=env) as pid:
            figures = measured(door, port, mail, messages, pid)
        with engine.connect() as connection:
            kept = connection.scalar(select(func.count()).select_from(Message))
        engine.dispose()
        if kept != messages + 200:
            raise AssertionError(f"{kept} of {messages + 200} mails were kept")
        return figures


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--messages", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--door", choices=("lmtp", "smtp"), default="lmtp")
    arguments.add_argument("--database", help="an empty PostgreSQL database, for one round")
    told = arguments.parse_args()
    os.sched_setaffinity(0, {CLIENTS_CORE})
    mail = a_mail()
    rates = []
    for _ in range(told.rounds):
        theirs = peer(told.door, mail, told.messages)
        mine = ours(told.door, mail, told.messages, told.database)
        rates.append(mine.rate)
        print(f"aiosmtpd, keeping nothing {theirs}", flush=True)
        ratio = f"ratio {mine.rate / theirs.rate:.2f}"
        print(f"kakehashi, durable        {mine}   {ratio}", flush=True)
    median = statistics.median(rates)
    print(
        f"acceptance over {told.door}, {CONNECTIONS} connections, {len(mail)} B: "
        f"median {median:.0f}/s (limit {LIMIT})"
    )
    return 0 if median >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
