"""What reading one mail costs as the archive grows: CPU microseconds a mail, up to a million posts.

    .venv/bin/python -m bench.reading_curve [--posts 1000000] [--step 10000]

Mails of 1.3 KB in threads of eight, read a hundred at a time on SQLite with synchronous=FULL. The
cheapest tenth of the batches of each step counts, since everything else on the machine only adds.
The limit: from 10,000 posts on, no step may cost more than 1.3 times the first.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import Engine, insert
from sqlalchemy.orm import Session

from bench.reading import DOMAIN, PEOPLE, encoded, furnish, text
from forum.archive.message import Arrival, Door, Message
from forum.base import connect, table_of, writing
from mailgate.inbound.reading import read_batch
from tests import databases
from tests.factories import a_site

LIMIT = 1.3
TEXTS = [text(seed, 900) for seed in range(500)]


def a_mail(number: int) -> bytes:
    root = number - number % 8
    answers = f"In-Reply-To: <m{root}@p.example>\r\nReferences: <m{root}@p.example>\r\n"
    return (
        f"From: {encoded('山田太郎')} <p{number % PEOPLE}@p.example>\r\nSubject: park {root}\r\n"
        f"Message-ID: <m{number}@p.example>\r\n{answers if number % 8 else ''}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{TEXTS[number % len(TEXTS)]}"
    ).encode()


def fill(engine: Engine, first: int, messages: int) -> None:
    rows = [
        {"id": n, "door": Door.LMTP, "size": 1300, "raw": a_mail(n), "mail_from": "p@p.example"}
        for n in range(first, first + messages)
    ]
    arrivals = [
        {"message_id": row["id"], "recipient": f"list@{DOMAIN}", "board_id": 1} for row in rows
    ]
    with Session(writing(engine)) as session, session.begin():
        session.execute(insert(table_of(Message)), rows)
        session.execute(insert(table_of(Arrival)), arrivals)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--posts", type=int, default=1_000_000)
    arguments.add_argument("--step", type=int, default=10_000)
    told = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR")) as folder:
        url = f"sqlite:///{folder}/kakehashi.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        furnish(engine)
        site = a_site(Path(folder), mail_domain=DOMAIN)
        costs: list[float] = []
        for first in range(8, told.posts, told.step):
            fill(engine, first, told.step)
            costs.append(cost(engine, site))
            ratio = costs[-1] / costs[min(1, len(costs) - 1)]
            print(f"{first + told.step - 8:9,} posts: {costs[-1]:5.0f} us, {ratio:.2f}", flush=True)
        engine.dispose()
    worst = max(costs[1:], default=costs[0]) / costs[min(1, len(costs) - 1)]
    print(f"reading, as the archive grows: at most {worst:.2f} times the first (limit {LIMIT})")
    return 0 if worst <= LIMIT else 1


def cost(engine: Engine, site: object) -> float:
    """CPU microseconds a mail, of the cheapest tenth of the batches."""
    batches: list[float] = []
    while True:
        begun = time.process_time()
        done = read_batch(engine, site)  # type: ignore[arg-type]
        if not done:
            batches.sort()
            return batches[len(batches) // 10]
        batches.append((time.process_time() - begun) / done * 1e6)


if __name__ == "__main__":
    sys.exit(main())
