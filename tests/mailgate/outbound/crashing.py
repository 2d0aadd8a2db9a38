"""Kills a deliver worker again and again while a post goes out, and counts at the sink."""

import contextlib
import os
import random
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.distribution import Mailing, MailingState
from tests.mailgate.outbound.council import a_town
from tests.servers.sink import Sink


@dataclass
class Crashes:
    """What came of it."""

    recipients: int
    kills: int
    copies: Counter[str]

    @property
    def missed(self) -> int:
        return self.recipients - len(self.copies)

    @property
    def duplicates(self) -> int:
        return self.copies.total() - len(self.copies)


WORKER = "tests.mailgate.outbound.worker"


def a_post(engine: Engine, folder: Path, subscribers: int) -> int:
    """A post that is owed to so many; its mailing's id."""
    return a_town(engine, folder, subscribers)[1]


def crash(
    engine: Engine,
    folder: Path,
    hole: Sink,
    *,
    recipients: int,
    kills: int,
    batch: int,
    lines: int,
    owed: Callable[[Engine, Path, int], int] = a_post,
    program: str = WORKER,
) -> Crashes:
    """Send what is owed to `recipients`, killing (SIGKILL) the program `kills` times on the way."""
    url = engine.url.render_as_string(hide_password=False)
    mailing_id = owed(engine, folder, recipients)
    killed = 0
    for threshold in sorted(random.sample(range(1, recipients), kills)):
        with worker(url, folder, hole.smtp, batch, lines, program) as process:
            until(lambda at=threshold: count(hole) >= at or is_done(engine, mailing_id))
            process.kill()
            killed += process.wait(10) == -9
    with worker(url, folder, hole.smtp, batch, lines, program):
        until(lambda: is_done(engine, mailing_id))
    return Crashes(recipients, killed, Counter(hole.recipients()))


@contextlib.contextmanager
def worker(
    url: str, folder: Path, port: int, batch: int, lines: int, program: str = WORKER
) -> Iterator["subprocess.Popen[bytes]"]:
    arguments = [url, str(folder), f"smtp://127.0.0.1:{port}", str(batch), str(lines)]
    command = [sys.executable, "-m", program, *arguments]
    process = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[3])
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


def count(hole: Sink) -> int:
    """How many mails the sink has taken, from the end of its counters alone."""
    path = hole.home / "counters"
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - 100))
        tail = file.read()
    counted = re.findall(rb"mesg=(\d+)", tail)  # the last line may be half written
    return int(counted[-1]) if counted else 0


def until(ready, seconds: float = 120, every: float = 0.002) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s")
        time.sleep(every)


def is_done(engine: Engine, mailing_id: int) -> bool:
    with Session(engine) as session:
        return session.get_one(Mailing, mailing_id).state is MailingState.DONE
