"""An mbox comes in: messages a second, memory, and whether everything can be found and read.

    .venv/bin/python -m bench.importing [--messages 20000] [--database URL]

4.3 KB multipart mails in threads of eight go into a board on SQLite with synchronous=FULL, as
`kakehashi import` brings them in; memory is the sum of PSS over all its processes, told each fifth
of the way. The limits are 1,500 a second and memory that grows by at most a tenth behind the first
fifth. The peer in the same run is reading the file alone.
"""

import argparse
import base64
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bench import sample
from bench.memory import pss_mib
from forum.archive import mbox, search
from forum.archive.thread import Post, Thread
from forum.base import connect
from forum.text.bigrams import query
from tests import databases
from tests.processes import HOUSE, environment, family_of

LIMIT = 1500
GROWTH = 1.1
THREAD = 8
BODIES = 2000
BEGAN = datetime(2012, 4, 1, tzinfo=UTC)

PROGRAM = """
import sys, time
from pathlib import Path
from forum.base import connect
from mailgate.inbound.importing import bring_in
from tests.factories import a_site
if __name__ == "__main__":
    url, folder, path = sys.argv[1:]
    engine, site = connect(url), a_site(Path(folder))
    with open(path, "rb") as file, open(folder + "/ledger", "w") as ledger:
        begun = time.perf_counter()
        counts = bring_in(engine, site, 1, file, ledger=ledger,
                          progress=lambda offset: print(offset, flush=True))
    print("done", time.perf_counter() - begun, counts.outcomes["imported"], flush=True)
"""


def bodies() -> list[bytes]:
    """Multipart bodies of 3.7 KB: plain words and the same as HTML."""
    made = []
    for number in range(BODIES):
        words = "\n".join(sample.a_text(number + BODIES * part) for part in range(3))
        html = "".join(f"<p>{line}</p>" for line in sample.a_text(number).splitlines())
        made.append(
            b"--b\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(words.encode())
            + b"--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
            + base64.encodebytes(html.encode())
            + b"--b--\n"
        )
    return made


def a_mail(number: int, body: bytes) -> bytes:
    root = number - number % THREAD
    subject = base64.b64encode(f"{sample.WORDS[root % 900]}について {root}".encode()).decode()
    name = base64.b64encode(f"{sample.NAMES[number % 10]}{number % 100}".encode()).decode()
    answers = f"In-Reply-To: <i{root}@p.example>\nReferences: <i{root}@p.example>\n"
    at = BEGAN + timedelta(minutes=7 * number)
    return (
        f"Received: from mx.p.example by mx.example; {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"From: =?utf-8?b?{name}?= <p{number % 100}@p.example>\nTo: <list@lists.example>\n"
        f"Subject: =?utf-8?b?{subject}?=\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        f"Message-ID: <i{number}@p.example>\n{answers if number % THREAD else ''}"
        'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="b"\n\n'
    ).encode() + body


def write_mbox(path: Path, messages: int) -> None:
    parts = bodies()
    with open(path, "wb") as file:
        for number in range(messages):
            at = BEGAN + timedelta(minutes=7 * number)
            mail = a_mail(number, parts[number * 7 % BODIES])
            file.write(mbox.written(f"p{number % 100}@p.example", at, mail))


@dataclass
class Told:
    """What an import showed of itself."""

    seconds: float = 0.0
    imported: int = 0
    cpu_s: float = 0.0
    memory: list[float] = field(default_factory=list)  # MiB at each fifth


def bring_in(url: str, folder: Path, path: Path) -> Told:
    told, size = Told(), path.stat().st_size
    command = [sys.executable, "-c", PROGRAM, url, str(folder), str(path)]
    script = folder / "program.py"  # the processes that it starts load it anew
    script.write_text(PROGRAM)
    command[1:3] = [str(script)]
    env = environment(folder)
    before = os.times()
    with subprocess.Popen(
        command, cwd=HOUSE, env=env, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("done"):
                told.seconds, told.imported = float(line.split()[1]), int(line.split()[2])
            elif int(line) > size * (len(told.memory) + 1) / 5.2:
                told.memory.append(sum(map(pss_mib, family_of(process.pid))))
                part = f"{20 * len(told.memory)} %"
                print(f"    {part:>5} of the way: {told.memory[-1]:6.1f} MiB", flush=True)
    after = os.times()
    told.cpu_s = sum(after[2:4]) - sum(before[2:4])
    return told


def is_whole(url: str, messages: int) -> bool:
    """Everything is a post, every thread is one, and the newest words are found."""
    engine = connect(url)
    with Session(engine) as session:
        posts = session.scalar(select(func.count()).select_from(Post))
        threads = session.scalar(select(func.count()).select_from(Thread))
        found = search.find(session, query("防災"), search.Scope((1,)), limit=messages)
        expected = session.scalar(
            select(func.count()).where(Post.text.contains("防災") | Post.subject.contains("防災"))
        )
    engine.dispose()
    return (posts, threads) == (messages, -(-messages // THREAD)) and len(found) == expected


def reading_alone(path: Path) -> float:
    begun = time.perf_counter()
    with open(path, "rb") as file:
        count = sum(1 for _ in mbox.read(file))
    return count / (time.perf_counter() - begun)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--messages", type=int, default=20_000)
    arguments.add_argument("--database", help="an empty PostgreSQL database")
    wanted = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as place:
        folder = Path(place)
        url = wanted.database or f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        sample.open_board(engine)
        engine.dispose()
        (folder / "attachments").mkdir()
        write_mbox(folder / "mbox", wanted.messages)
        size = (folder / "mbox").stat().st_size
        alone = reading_alone(folder / "mbox")
        told = bring_in(url, folder, folder / "mbox")
        whole = is_whole(url, wanted.messages)
        kept = sum(file.stat().st_size for file in folder.glob("kakehashi.sqlite3*"))
    rate = told.imported / told.seconds
    growth = told.memory[-1] / told.memory[0]
    passed = rate >= LIMIT and growth <= GROWTH and whole
    print(
        f"importing {told.imported} of {wanted.messages} messages ({size / 1e6:.0f} MB, database"
        f" {kept / 1e6:.0f} MB): {rate:.0f}/s, {rate / LIMIT:.2f} of the limit"
        f" ({told.cpu_s / told.imported * 1e6:.0f} us of CPU each; reading the file alone"
        f" {alone:.0f}/s), memory {told.memory[0]:.0f} to {told.memory[-1]:.0f} MiB,"
        f" {'all' if whole else 'NOT all'} found again  {'PASS' if passed else 'over'}"
    )
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
