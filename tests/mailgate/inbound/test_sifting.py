"""A mail that the database refuses ends as failed, once others went through and it never did."""

import random
import threading

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import OperationalError

from forum.archive.message import Arrival, Fate
from forum.base import connect, writing
from mailgate.inbound import working
from mailgate.inbound.reading import MOST_ATTEMPTS, read_batch
from mailgate.inbound.rereading import reread_failed
from mailgate.inbound.sifting import may_be_its_own, sift
from tests.factories import a_mail
from tests.mailgate.inbound.test_reading import Gate, furnish
from tests.mailgate.inbound.test_working import working as at_work
from tests.servers.base import wait_until

# What the database says about a text that is too long for it.
REFUSAL = {
    "postgresql": ("CREATE INDEX too_short ON posts (text)",),  # a row of it has 2,704 octets
    "sqlite": (
        (
            "CREATE TRIGGER too_short BEFORE INSERT ON posts WHEN length(NEW.text) > 5000"
            " BEGIN SELECT json('{'); END"
        ),
    ),
}
RELIEF = {"postgresql": "DROP INDEX too_short", "sqlite": "DROP TRIGGER too_short"}
POISON = "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))
GOES_ON = threading.Event()


@pytest.fixture
def gate(engine: Engine, tmp_path) -> Gate:
    gate = furnish(engine, tmp_path)
    said(engine, *REFUSAL[engine.dialect.name])
    return gate


def said(engine: Engine, *statements: str) -> None:
    with writing(engine).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def fates(gate: Gate) -> list[tuple[Fate, int]]:
    return [(one.fate, one.attempts) for one in gate.all(select(Arrival).order_by(Arrival.id))]


def sifted(gate: Gate) -> int:
    return sift(gate.engine, gate.site, None, GOES_ON)


def test_the_others_of_its_batch_are_read_at_once(gate):
    gate.keep(a_mail(POISON))
    gate.keep(a_mail("harmless"))
    gate.keep(a_mail("harmless too"))
    with pytest.raises(OperationalError):
        read_batch(gate.engine, gate.site)
    assert sifted(gate) == 2
    assert fates(gate) == [(Fate.KEPT, 1), (Fate.PUBLISHED, 1), (Fate.PUBLISHED, 1)]


def test_it_has_failed_in_the_end_and_can_be_read_when_that_is_mended(gate):
    gate.keep(a_mail(POISON))
    for number in range(MOST_ATTEMPTS):
        assert fates(gate)[0] == (Fate.KEPT, number)
        gate.keep(a_mail(f"harmless {number}"))
        sifted(gate)
    (first, *_) = gate.all(select(Arrival).order_by(Arrival.id))
    assert (first.fate, first.reason, first.attempts) == (Fate.FAILED, "gave_up", MOST_ATTEMPTS)
    assert gate.read() == 0
    said(gate.engine, RELIEF[gate.engine.dialect.name])
    assert reread_failed(gate.engine, gate.site) == 1
    assert gate.posts()[-1].text.strip() == POISON


def test_where_nothing_goes_through_no_mail_is_blamed(gate):
    gate.keep(a_mail(POISON))
    gate.keep(a_mail(POISON[::-1]))
    for _ in range(MOST_ATTEMPTS + 1):
        assert sifted(gate) == 0
    assert fates(gate) == [(Fate.KEPT, 0)] * 2
    gate.keep(a_mail("harmless"))
    assert sifted(gate) == 1
    assert fates(gate) == [(Fate.KEPT, 1), (Fate.KEPT, 1), (Fate.PUBLISHED, 1)]


def test_the_worker_goes_on_behind_it(gate, monkeypatch):
    monkeypatch.setattr(working, "LOOK_EVERY_S", 0.05)
    gate.keep(a_mail(POISON))
    gate.keep(a_mail("harmless"))
    with at_work(gate):
        wait_until(
            lambda: [fate for fate, _ in fates(gate)] == [Fate.FAILED, Fate.PUBLISHED],
            "both have a fate",
        )


def test_a_full_disk_is_no_fault_of_the_mail_in_hand(sqlite_engine):
    too_much = text("CREATE TABLE a AS SELECT randomblob(1000000)")
    with writing(sqlite_engine).begin() as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
        with pytest.raises(OperationalError) as full:
            connection.execute(too_much)
    assert not may_be_its_own(full.value)


def test_a_connection_that_is_taken_away_is_no_fault_of_the_mail_in_hand(postgresql_url):
    engine = connect(postgresql_url)
    with engine.connect() as connection, pytest.raises(OperationalError) as gone:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    engine.dispose()
    assert not may_be_its_own(gone.value)
    assert not may_be_its_own(OSError("the bucket does not answer"))
