"""A mail door killed without warning while mails come in, and what it had promised by then."""

import contextlib
import itertools
import os
import random
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Message
from forum.base import connect, writing
from forum.boards import Board
from tests import databases
from tests.mailgate.inbound.wire import Wire
from tests.processes import environment, started
from tests.servers.base import wait_until

DOMAIN = "lists.localhost"
RECEIVE = ("-m", "cli", "receive")


@dataclass
class Promises:
    """What senders saw: mails sent, and those of them that were answered with 250."""

    sent: int = 0
    kept: list[str] = field(default_factory=list)
    kills: int = 0


@dataclass
class Place:
    """A database with one board, and the environment of the programs on it."""

    env: dict[str, str]
    url: str
    log: Path

    @property
    def smtp(self) -> tuple[str, int]:
        host, _, port = self.env["KAKEHASHI_SMTP_LISTEN"].rpartition(":")
        return host, int(port)

    @contextlib.contextmanager
    def receiving(self, *command: str) -> Iterator[int]:
        """A receive process, by its id, when it answers."""
        with started(*(command or RECEIVE), env=self.env, log=self.log) as process:
            wait_until(lambda: _answers(self.smtp) or process.poll() is not None, "receive", 60)
            assert process.poll() is None, self.log.read_text()
            yield process.pid

    def stored(self) -> Counter[str]:
        """How often each mail is in the database, by its subject; each has its arrival."""
        engine = connect(self.url)
        with Session(engine) as session:
            raws = session.scalars(select(Message.raw).join(Arrival)).all()
        engine.dispose()
        return Counter(raw.split(b"\r\n")[0].decode() for raw in raws)


def a_place(folder: Path, url: str | None = None) -> Place:
    folder.mkdir(exist_ok=True)
    env = environment(folder, **({"DATABASE_URL": url} if url else {}))
    if url is None:
        url = f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
    engine = connect(url)
    with Session(writing(engine)) as session:
        session.add(Board(slug="list", name="公園"))
        session.commit()
    engine.dispose()
    return Place(env, url, folder / "log")


def send(wire: Wire, name: str, size: int = 5900) -> bool:
    """Whether the mail was answered with 250."""
    wire.send(b"MAIL FROM:<a@x.example>\r\nRCPT TO:<list@%s>\r\nDATA\r\n" % DOMAIN.encode())
    for _ in range(3):
        if not wire.reply():
            return False
    wire.send(f"{name}\r\n\r\n".encode() + b"x" * 76 * (size // 78) + b"\r\n.\r\n")
    return wire.reply() == ["250 2.0.0 Kept"]


def crash(place: Place, mails: int, kills: int, connections: int = 8, seed: int = 0) -> Promises:
    """Sends so many mails while the mail door is killed and started again so many times."""
    chance, promises = random.Random(seed), Promises()
    names, lock = itertools.count(), threading.Lock()

    def keep_sending() -> None:
        wire: Wire | None = None
        while (number := next(names)) < mails:
            try:
                wire = wire or _greeted(place.smtp)
                with lock:
                    promises.sent += 1
                if send(wire, f"Subject: {number}"):
                    with lock:
                        promises.kept.append(f"Subject: {number}")
                else:
                    wire = None
            except OSError:
                wire = None  # whether this one was kept, nobody was told

    senders = [threading.Thread(target=keep_sending, daemon=True) for _ in range(connections)]
    marks = sorted(chance.sample(range(mails // 20, mails * 4 // 5), kills))
    for mark in [*marks, None]:
        with place.receiving() as pid:
            for sender in senders:
                if not sender.ident:
                    sender.start()
            if mark is None:
                for sender in senders:
                    sender.join(120)
            else:
                wait_until(lambda mark=mark: promises.sent >= mark, "mails to come", 120)
                time.sleep(chance.random() * 0.02)
                os.kill(pid, signal.SIGKILL)
                promises.kills += 1
    return promises


def _greeted(address: tuple[str, int]) -> Wire:
    end = time.monotonic() + 60
    while True:
        with contextlib.suppress(OSError):
            wire = Wire(address)
            if wire.hello():
                return wire
        if time.monotonic() > end:
            raise TimeoutError("the mail door does not open again")
        time.sleep(0.02)


def _answers(address: tuple[str, int]) -> bool:
    with contextlib.suppress(OSError):
        wire = Wire(address)
        try:
            return bool(wire.reply())
        finally:
            wire.close()
    return False
