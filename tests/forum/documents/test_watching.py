"""Whoever watches starts the job when something is wanted, and not before."""

import sys
import threading

from sqlalchemy.orm import Session

from forum.base import writing
from forum.documents import asking, watching
from forum.documents.document import Kind, Reason, State


class Rest:
    """An event whose rests end at once, so many times."""

    def __init__(self, times: int) -> None:
        self.left, self.rests = times, []

    def is_set(self) -> bool:
        return self.left == 0

    def wait(self, seconds: float) -> None:
        self.left -= 1
        self.rests.append(seconds)


def job(path, code: int = 0) -> list[str]:
    return [sys.executable, "-c", f"open({str(path)!r}, 'a').write('x'); raise SystemExit({code})"]


def asked(engine) -> None:
    with Session(writing(engine)) as session, session.begin():
        asking.ask(session, Kind.DIGEST, "2026-10")


def test_where_nothing_is_wanted_no_job_starts(sqlite_engine, tmp_path):
    watching.keep(sqlite_engine, job(tmp_path / "ran"), Rest(3))
    assert not (tmp_path / "ran").exists()


def test_what_is_wanted_starts_the_job(sqlite_engine, tmp_path):
    asked(sqlite_engine)
    watching.keep(sqlite_engine, job(tmp_path / "ran"), Rest(1))
    assert (tmp_path / "ran").read_text() == "x"


def test_a_job_that_fails_is_given_a_longer_rest(sqlite_engine, tmp_path):
    asked(sqlite_engine)
    rest = Rest(2)
    watching.keep(sqlite_engine, job(tmp_path / "ran", 1), rest)
    watching.keep(sqlite_engine, ["/no/such/program"], last := Rest(1))
    assert rest.rests == [watching.REST_S] * 2
    assert last.rests == [watching.REST_S]


def test_what_lacked_a_font_is_wanted_again_when_the_watch_begins(sqlite_engine, tmp_path):
    with Session(writing(sqlite_engine)) as session, session.begin():
        document = asking.ask(session, Kind.DIGEST, "2026-10")
        document.state, document.reason = State.FAILED, Reason.NO_FONT
    watching.keep(sqlite_engine, job(tmp_path / "ran"), Rest(1))
    assert (tmp_path / "ran").exists()


def test_a_watch_ends_when_it_is_told_to(sqlite_engine, tmp_path):
    stop = threading.Event()
    stop.set()
    watching.keep(sqlite_engine, job(tmp_path / "ran"), stop)
