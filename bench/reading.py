"""Reading: kept 5.9 KB multipart mails into searchable posts, alone and while mail is taken in.

    .venv/bin/python -m bench.reading [--messages 5000] [--rounds 3] [--files] [--before 0]

One reader with a core of its own on SQLite with synchronous=FULL, a board with 100 subscribers;
the clock runs from the first batch to the commit of the last. The second figure is taken while
`kakehashi receive`, with its client on the other core, keeps mails as fast as it can. `--files`
gives every mail a file of its own, `--before` publishes so many posts first (cost must not grow).
No name server answers, and reading must not mind. The limit is 800 a second beside acceptance.
"""

import argparse
import base64
import contextlib
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, func, insert, select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.archive.message import Arrival, Door, Message
from forum.archive.thread import Post
from forum.base import connect, table_of, utcnow, writing
from forum.boards import Board, Subscription
from forum.people.person import Address, Person
from tests import databases
from tests.processes import HOUSE, environment

LIMIT = 800
PEOPLE = 100
DOMAIN = "lists.localhost"
READERS_CORE, OTHERS_CORE = 0, max(os.sched_getaffinity(0))
WORDS = (
    "防災 公園 予算 まちづくり 協議会 市民 道路 の について 委員 図書館 で 提案 を 検討 する 計画"
    " 自転車 安全 交通 です。 ます。 あります。 、 令和8年 meeting plan report city"
).split()


def a_mail(number: int, with_file: bool = False) -> bytes:
    """A multipart mail of about 5.9 KB; every eighth begins a thread, the others answer."""
    root = number - number % 8
    answers = f"In-Reply-To: <m{root}@p.example>\r\nReferences: <m{root}@p.example>\r\n"
    body, more = text(number, 2200 if with_file else 3000), text(number + 1, 600)
    second = (
        f'application/octet-stream; name="map{number}.bin"\r\nContent-Disposition: attachment'
        if with_file
        else "text/html; charset=utf-8"
    )
    content = random.Random(number).randbytes(1100) if with_file else f"<p>{more}</p>".encode()
    kind = "mixed" if with_file else "alternative"
    return (
        "Received: from mx.p.example by mx.example; Sun, 22 Nov 2026 10:00:00 +0900\r\n"
        f"From: {encoded('山田太郎')} <p{number % PEOPLE}@p.example>\r\nTo: <list@{DOMAIN}>\r\n"
        f"Subject: {'Re: ' if number % 8 else ''}{encoded(f'公園の予算について {root}')}\r\n"
        f"Date: Sun, 22 Nov 2026 10:00:00 +0900\r\nMessage-ID: <m{number}@p.example>\r\n"
        f"{answers if number % 8 else ''}MIME-Version: 1.0\r\n"
        f'Content-Type: multipart/{kind}; boundary="b{number}"\r\n\r\n'
        f"--b{number}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{lines(body.encode())}"
        f"--b{number}\r\nContent-Type: {second}\r\n"
        f"Content-Transfer-Encoding: base64\r\n\r\n{lines(content)}--b{number}--\r\n"
    ).encode()


def text(seed: int, octets: int) -> str:
    draw, told, column = random.Random(seed), "", 0
    while len(told.encode()) < octets:
        word = draw.choice(WORDS)
        column += len(word)
        told += word
        if column > 34:
            told, column = told + "\n", 0
    return told + "\n"


def encoded(words: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(words.encode()).decode()}?="


def lines(content: bytes) -> str:
    return base64.encodebytes(content).decode().replace("\n", "\r\n")


def furnish(engine: Engine) -> None:
    with Session(writing(engine)) as session, session.begin():
        board = Board(slug="list", name="公園")
        session.add(board)
        for number in range(PEOPLE):
            mailbox = EmailAddress.parse(f"p{number}@p.example")
            assert mailbox is not None
            address = Address.of(mailbox, Person(name=f"住民{number}", vouched_at=utcnow()))
            board.subscriptions.append(Subscription(address=address))


def fill(engine: Engine, first: int, messages: int, with_file: bool) -> None:
    """Put mails into the spool, as the door does."""
    with Session(writing(engine)) as session, session.begin():
        known = session.scalar(select(func.max(Message.id))) or 0
        for at in range(0, messages, 500):
            mails = [a_mail(first + n, with_file) for n in range(at, min(at + 500, messages))]
            rows = [
                {"id": known + at + n, "door": Door.LMTP, "size": len(raw), "raw": raw,
                 "mail_from": "p@p.example"}
                for n, raw in enumerate(mails, 1)
            ]  # fmt: skip
            session.execute(insert(table_of(Message)), rows)
            session.execute(
                insert(table_of(Arrival)),
                [
                    {"message_id": row["id"], "recipient": f"list@{DOMAIN}", "board_id": 1}
                    for row in rows
                ],
            )


READER = """
import os, sys, time
os.sched_setaffinity(0, {core})
from pathlib import Path
from forum.base import connect
from mailgate.authentication.resolver import Resolver
from mailgate.inbound.reading import read_batch
from mailgate.inbound.verifying import Verifier
from tests.factories import a_site
engine, site = connect(sys.argv[1]), a_site(Path(sys.argv[2]), mail_domain="{domain}")
wanted = int(sys.argv[3])
verifier = Verifier(Resolver.at("127.0.0.1", 1), site)  # nobody answers there
read_batch(engine, site, 20, verifier)  # what is loaded at first use is loaded now
begun, cpu, done = time.perf_counter(), time.process_time(), 0
while done < wanted:
    more = read_batch(engine, site, 100, verifier)
    done += more
    if not more: time.sleep(0.01)
print(done / (time.perf_counter() - begun), (time.process_time() - cpu) / done * 1e6)
"""


def read(url: str, folder: str, messages: int) -> tuple[float, float]:
    """Posts a second and CPU microseconds a post, by a reader of its own."""
    program = READER.format(core={READERS_CORE}, domain=DOMAIN)
    command = [sys.executable, "-c", program, url, folder, str(messages)]
    done = subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True)
    rate, cpu = done.stdout.split()
    return float(rate), float(cpu)


@contextlib.contextmanager
def acceptance(folder: str, url: str) -> Iterator[None]:
    """The mail door and a client that never rests, together on the other core."""
    env = environment(Path(folder), DATABASE_URL=url)
    port = env["KAKEHASHI_LMTP_LISTEN"].rpartition(":")[2]
    pin = f"import os, sys; os.sched_setaffinity(0, {{{OTHERS_CORE}}}); "
    door = pin + "sys.argv[:] = ['kakehashi', 'receive']; import cli; cli.main()"
    client = pin + (
        "from bench import acceptance as a; import uvloop; from bench.reading import a_mail; "
        f"uvloop.run(a.send_all('lmtp', {port}, a_mail(10**9), 10**9))"
    )
    with contextlib.ExitStack() as stack:
        stack.enter_context(running([sys.executable, "-c", door], env))
        until_open(int(port))
        stack.enter_context(running([sys.executable, "-c", client], env))
        time.sleep(1)
        yield


@contextlib.contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=HOUSE, env=env, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def until_open(port: int) -> None:
    from bench.acceptance import _until_open

    _until_open(port)


def one_round(told: argparse.Namespace) -> tuple[float, float, float]:
    """Rate alone, CPU a post, rate beside acceptance."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        url = told.database or f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        furnish(engine)
        (Path(folder) / "attachments").mkdir()
        first = 8
        if told.before:
            fill(engine, first, told.before, False)
            read(url, folder, told.before - 20)
            first += told.before
        fill(engine, first, told.messages + 20, told.files)
        alone, cpu = read(url, folder, told.messages)
        fill(engine, first + told.messages + 24, told.messages + 20, told.files)
        with acceptance(folder, url):
            beside, _ = read(url, folder, told.messages)
        with Session(engine) as session:
            posts = session.scalar(select(func.count()).select_from(Post)) or 0
        engine.dispose()
        if posts < 2 * told.messages:
            raise AssertionError(f"{posts} posts of {2 * told.messages} mails")
        return alone, cpu, beside


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--messages", type=int, default=5000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--files", action="store_true")
    arguments.add_argument("--before", type=int, default=0)
    arguments.add_argument("--database", help="an empty PostgreSQL database, for one round")
    told = arguments.parse_args()
    rates = []
    for _ in range(told.rounds):
        alone, cpu, beside = one_round(told)
        rates.append(beside)
        print(f"reading alone {alone:6.0f}/s ({cpu:4.0f} us of CPU each), "
              f"beside acceptance {beside:6.0f}/s", flush=True)  # fmt: skip
    median = statistics.median(rates)
    print(f"reading, {len(a_mail(9, told.files))} B: median {median:.0f}/s (limit {LIMIT})")
    return 0 if median >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
