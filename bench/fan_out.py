"""Fan-out: one post to 20,000 subscribers, against Postfix's smtp-source at the same smtp-sink.

    .venv/bin/python -m bench.fan_out [--recipients 20000] [--rounds 5] [--transport]

Ours is the whole way: the deliver worker, already running, finds the mailing in SQLite (FULL),
composes it, gives each copy its own bounce address and its own way out, and records each batch.
Both are counted at the sink, over 8 connections, unsigned, with messages of one size. The limit is
the median ratio: at least 0.8. `--transport` sends without a database, for the client alone.
"""

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.base import connect, utcnow, writing
from forum.distribution import Mailing
from forum.endpoints import SmtpRelay, Tcp
from mailgate.outbound.content import Content
from mailgate.outbound.copies import Copies
from mailgate.outbound.transport import Connection
from tests import databases
from tests.mailgate.outbound.council import a_board, a_mail_post, a_site, a_town, subscribe
from tests.mailgate.outbound.crashing import count as count_at
from tests.mailgate.outbound.crashing import is_done, until, worker
from tests.servers import sink
from tests.servers.base import program

LIMIT = 0.8
CONNECTIONS = 8
BATCH = 200


def a_mail() -> bytes:
    """A 5.9 KB multipart mail."""
    mail = MIMEMultipart()
    mail["From"] = "Aoi Suzuki <aoi@people.example>"
    mail["To"] = "general@lists.example"
    mail["Subject"] = "公民館の予約について"
    mail["Date"] = "Sun, 22 Nov 2026 10:00:00 +0900"
    mail["Message-ID"] = "<hall.1@people.example>"
    mail.attach(
        MIMEText("公民館の予約は電話でもできるようにしてほしいです。\n" * 20, "plain", "utf-8")
    )
    mail.attach(MIMEApplication(bytes(range(256)) * 10, name="map.bin"))
    return mail.as_bytes().replace(b"\n", b"\r\n")


def peer(recipients: int, size: int) -> float:
    """What smtp-source reaches, in deliveries a second."""
    with sink.running() as hole:
        command = [program("smtp-source"), "-d", "-s", str(CONNECTIONS), "-m", str(recipients)]
        command += ["-l", str(size), "-f", "a@lists.example", "-t", "p@people.example"]
        begun = time.perf_counter()
        subprocess.run([*command, f"127.0.0.1:{hole.smtp}"], check=True)
        until(lambda: count_at(hole) >= recipients, 300, 0.01)
        return recipients / (time.perf_counter() - begun)


def transport(recipients: int, mail: bytes) -> float:
    """The client alone: VERP and token for each copy, no database."""
    import uvloop

    async def send(relay: SmtpRelay, copies: Copies, first: int) -> None:
        ids = range(first, recipients, CONNECTIONS)
        async with Connection(relay, "lists.example") as connection:
            for at in range(0, len(ids), BATCH):
                batch = ids[at : at + BATCH]
                await connection.send(copies.copy_for(n, f"p{n}@people.example") for n in batch)

    with tempfile.TemporaryDirectory() as folder, sink.running() as hole:
        copies = Copies(a_site(Path(folder)), "general", Content(mail))
        relay = SmtpRelay(Tcp("127.0.0.1", hole.smtp))

        async def send_all() -> None:
            await asyncio.gather(*(send(relay, copies, n) for n in range(CONNECTIONS)))

        begun = time.perf_counter()
        uvloop.run(send_all())
        until(lambda: count_at(hole) >= recipients, 300, 0.01)
        return recipients / (time.perf_counter() - begun)


def ours(
    recipients: int,
    mail: bytes,
    furnish: Callable[[Path], object] = lambda folder: None,
    every: float = 0.01,
) -> float:
    """The whole way from the outbox, in deliveries a second.

    `furnish` prepares its data directory; `every` so many seconds we count, which costs time too.
    """
    with tempfile.TemporaryDirectory() as folder, sink.running() as hole:
        url = f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        furnish(Path(folder))
        a_town(engine, Path(folder), 1, mail)
        with worker(url, Path(folder), hole.smtp, BATCH, CONNECTIONS):
            until(lambda: count_at(hole) >= 1)  # it runs, and has sent one mail before
            mailing_id = _a_larger_town(engine, Path(folder), recipients, mail)
            begun = time.perf_counter()
            with writing(engine).begin() as connection:
                now = {"not_before": utcnow()}
                connection.execute(update(Mailing).where(Mailing.id == mailing_id).values(now))
            until(lambda: count_at(hole) > recipients, 300, every)
            taken = time.perf_counter() - begun
            until(lambda: is_done(engine, mailing_id), 30, 0.05)
        engine.dispose()
        return recipients / taken


def _a_larger_town(engine: Engine, folder: Path, recipients: int, mail: bytes) -> int:
    """A board with that many subscribers and a post that is due tomorrow; its mailing's id."""
    with Session(writing(engine)) as session:
        board = a_board(session, "large")
        subscribe(session, board, (f"q{n}@people.example" for n in range(recipients)))
        post_id = a_mail_post(session, a_site(folder), board, mail)
        mailing = session.scalars(select(Mailing).where(Mailing.post_id == post_id)).one()
        mailing.not_before = utcnow() + timedelta(days=1)
        session.commit()
        return mailing.id


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--recipients", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--transport", action="store_true")
    told = arguments.parse_args()
    mail = a_mail()
    ratios = []
    for _ in range(told.rounds):
        theirs = peer(told.recipients, len(mail) + 1000)  # a copy carries that much list header
        mine = (transport if told.transport else ours)(told.recipients, mail)
        ratios.append(mine / theirs)
        print(f"smtp-source {theirs:8.0f}/s   ours {mine:8.0f}/s   ratio {ratios[-1]:.2f}")
    median = statistics.median(ratios)
    print(f"fan-out to {told.recipients}: {len(mail)} B, median ratio {median:.2f} (limit {LIMIT})")
    return 0 if median >= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
