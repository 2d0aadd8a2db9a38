"""What one message, page and search cost in archives of 10,000, 100,000 and 1,000,000 posts.

    .venv/bin/python -m bench.growth [--sizes 10000,100000] [--full] [--keep FOLDER] [--rounds 3]

At each size the same is done: mails are read into posts, threads that nobody has opened before are
shown, boards listed, words searched for. Costs are CPU microseconds of the process that does it (a
loaded machine stretches the clock, and them less), the least of the rounds, in which the sizes take
turns. The limit: at the largest size nothing costs more than 1.3 times what it costs at the
smallest. `--full` is up to 1,000,000. The archives are built in `--keep`, a folder in which they
stay, growing by the mails of each run, so that they can be measured again on a quiet machine;
`--build` only builds them, and goes on where it was stopped. Between the mails and the pages the
search index is gathered, as the reader of mails does it after half a minute without a post: by the
same calls, without their pauses, and what that takes is told too.
"""

import argparse
import contextlib
import os
import random
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, func, select
from werkzeug.test import create_environ, run_wsgi_app

from bench import reading, sample, search
from config import Settings
from forum.archive import pieces
from forum.archive.message import Message
from forum.archive.thread import Post
from forum.base import connect, table_of
from forum.web import create_app
from tests import databases

LIMIT = 1.3
MAILS = 2000
PAGES = 300
WORDS = 200


class Web:
    """The pages, without a server around them."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        told = {"KAKEHASHI_DATA_DIR": str(folder), "KAKEHASHI_SITE_URL": "http://localhost"}
        self._app: Flask = create_app(Settings.from_environment(told), engine)

    def show(self, path: str) -> None:
        """A page as a stranger with a cookie gets it: made anew each time."""
        environ = create_environ(path, "http://localhost", headers={"Cookie": "other=1"})
        pages, status, _ = run_wsgi_app(self._app, environ)
        for _ in pages:
            pass
        if not status.startswith("200"):
            raise AssertionError(f"{path}: {status}")


def cost(acts: Iterable[Callable[[], object]]) -> float:
    """The median of their CPU microseconds."""
    taken = []
    for act in acts:
        begun = time.process_time()
        act()
        taken.append(time.process_time() - begun)
    return statistics.median(taken) * 1e6


def read_mails(engine: Engine, folder: Path, first: int) -> float:
    """CPU microseconds a mail, kept and then read into a searchable post."""
    reading.fill(engine, first, MAILS + 20, False)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    url = engine.url.render_as_string(hide_password=False)
    _, cpu = reading.read(url, str(folder), MAILS)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime > before.ru_utime
    return cpu


def gathered(engine: Engine) -> None:
    """What the reader does when nothing has come for a while."""
    begun, turns = time.process_time(), 0
    while pieces.gather(engine):
        turns += 1
    print(f"         gathered in {turns} turns, {time.process_time() - begun:.2f} s of CPU")


def costs(engine: Engine, web: Web, folder: Path) -> dict[str, float]:
    with engine.connect() as connection:
        first = 8 * (connection.scalar(select(func.max(table_of(Message).c.id))) or 0)
    draw = random.Random(first)
    threads = draw.sample(sample.thread_ids(engine), PAGES)
    words = search.words(WORDS)
    for path in ("/", "/boards/list", f"/threads/{threads[0]}", "/search?q=公園"):
        web.show(path)  # what is loaded at first use is loaded now
    a_mail = read_mails(engine, folder, first)
    gathered(engine)
    return {
        "a mail": a_mail,
        "a thread": cost(lambda t=t: web.show(f"/threads/{t}") for t in threads),
        "a board": cost(lambda: web.show("/boards/list") for _ in range(30)),
        "home": cost(lambda: web.show("/") for _ in range(30)),
        "a search": cost(lambda w=w: search.look_up(engine, w) for w in words),
        "its page": cost(lambda w=w: web.show(f"/search?q={w}") for w in words[::4]),
    }


def archive(folder: Path, size: int) -> Engine:
    """An archive of at least that many posts in a folder of its own, built as far as it is not."""
    place = folder / str(size)
    (place / "attachments").mkdir(parents=True, exist_ok=True)
    url = f"sqlite:///{place}/kakehashi.sqlite3"
    is_new = not (place / "kakehashi.sqlite3").exists()
    if is_new:
        databases.prepare(url)
    engine = connect(url)
    if is_new:
        reading.furnish(engine)
    begun = time.perf_counter()
    sample.grow(engine, 1, size)
    with engine.connect() as connection:
        posts = connection.scalar(select(func.count()).select_from(table_of(Post)))
    print(f"{posts:8} posts ({time.perf_counter() - begun:.0f} s)", flush=True)
    return engine


def curve(folder: Path, sizes: list[int], rounds: int) -> list[dict[str, float]]:
    """The least costs at each size, told as they are found."""
    least: list[dict[str, float]] = [{} for _ in sizes]
    for _ in range(rounds):
        for size, known in zip(sizes, least, strict=True):
            place = folder / str(size)
            engine = connect(f"sqlite:///{place}/kakehashi.sqlite3")
            found = costs(engine, Web(engine, place), place)
            engine.dispose()
            known.update({what: min(cpu, known.get(what, cpu)) for what, cpu in found.items()})
            figures = "  ".join(f"{what} {cpu:.0f}" for what, cpu in found.items())
            print(f"{size:8} posts: {figures} us of CPU", flush=True)
    return least


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--sizes", default="10000,100000")
    arguments.add_argument("--full", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--keep", help="a folder in which the archives stay")
    arguments.add_argument("--build", action="store_true", help="measure nothing")
    told = arguments.parse_args()
    sizes = [10_000, 100_000, 1_000_000] if told.full else [int(n) for n in told.sizes.split(",")]
    with contextlib.ExitStack() as stack:
        temporary = tempfile.TemporaryDirectory(dir=os.environ.get("BENCH_DIR"))
        folder = Path(told.keep or stack.enter_context(temporary))
        for size in sizes:
            archive(folder, size).dispose()
        if told.build:
            return 0
        least = curve(folder, sizes, told.rounds)
    growth = {what: least[-1][what] / cpu for what, cpu in least[0].items()}
    worst = max(growth.values())
    told_growth = ", ".join(f"{what} {times:.2f}" for what, times in growth.items())
    print(
        f"growth from {sizes[0]} to {sizes[-1]} posts: {told_growth} (limit {LIMIT})"
        f"  {'PASS' if worst <= LIMIT else 'over'}"
    )
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
