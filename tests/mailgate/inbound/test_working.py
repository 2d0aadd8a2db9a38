"""The read worker takes up what comes, renders when nothing waits, and ends when asked."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.orm import Session

from forum.archive import pieces
from forum.archive.message import Arrival, Fate
from forum.archive.thread import Post
from forum.base import writing
from mailgate.inbound.reading import MOST_ATTEMPTS
from mailgate.inbound.receiving import reading_pipe
from mailgate.inbound.working import run
from mailgate.poke import poke
from tests.factories import a_mail
from tests.mailgate.inbound.test_reading import Gate, furnish
from tests.servers.base import wait_until


@pytest.fixture
def gate(sqlite_engine: Engine, tmp_path) -> Gate:
    return furnish(sqlite_engine, tmp_path)


@contextmanager
def working(gate: Gate):
    stop = threading.Event()
    worker = threading.Thread(target=run, args=(gate.engine, gate.site, stop))
    worker.start()
    try:
        yield
    finally:
        stop.set()
        poke(reading_pipe(gate.site.data_dir))
        worker.join(30)
        assert not worker.is_alive()


def read_so_far(gate: Gate) -> int:
    return len(gate.all(select(Arrival.id).where(Arrival.fate != Fate.KEPT)))


def test_what_waits_is_read_and_what_comes_after_a_poke_too(gate):
    gate.keep(a_mail())
    with working(gate):
        wait_until(lambda: read_so_far(gate) == 1, "the waiting mail was read")
        gate.keep(a_mail())
        poke(reading_pipe(gate.site.data_dir))
        wait_until(lambda: read_so_far(gate) == 2, "the new mail was read")


def test_a_message_that_has_killed_the_worker_before_is_passed_over(gate):
    gate.keep(a_mail())
    with Session(writing(gate.engine)) as session, session.begin():
        session.execute(update(Arrival).values(attempts=MOST_ATTEMPTS))
    gate.keep(a_mail(subject="the next"))
    with working(gate):
        wait_until(lambda: read_so_far(gate) == 2, "both have a fate")
    assert [post.subject for post in gate.posts()] == ["the next"]


def test_posts_get_their_html_when_nothing_waits(gate):
    gate.keep(a_mail("ベンチを"))
    with working(gate):
        wait_until(lambda: gate.all(select(Post.html)) == ["<p>ベンチを</p>"], "it was rendered")


def test_the_search_index_is_gathered_when_nothing_waits(gate, monkeypatch):
    monkeypatch.setattr(pieces, "QUIET_S", 0.0)
    for number in range(3):
        gate.receive(a_mail(subject=f"{number}"))
    counted = text("SELECT count(DISTINCT segid) FROM post_search_idx")
    assert gate.all(counted) == [3]
    with working(gate):
        wait_until(lambda: gate.all(counted) == [1], "one piece is left")
