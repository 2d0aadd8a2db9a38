"""250 means durable: after kill -9 nothing promised is missing, and no promise precedes its sync."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from tests.conftest import available
from tests.mailgate.inbound.crashing import a_place, crash, send
from tests.mailgate.inbound.syscalls import Call, read_trace
from tests.mailgate.inbound.wire import Wire
from tests.processes import children_of, wait_for_end
from tests.servers.base import program

CONNECTIONS, MAILS_EACH = 4, 5
# A database that does not sync, for the proof that the test would see it.
WITHOUT_SYNC = """
import sqlite3, sys
from forum.turns import TurnTaking
def execute(self, statement, *more):
    return sqlite3.Connection.execute(self, statement.replace("=FULL", "=OFF"), *more)
TurnTaking.execute = execute
sys.argv[:] = ["kakehashi", "receive"]
import cli
cli.main()
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "engine_name", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]
)
def test_every_mail_that_was_promised_survives_kills(
    tmp_path: Path, engine_name: str, request: pytest.FixtureRequest
):
    url = None if engine_name == "sqlite" else request.getfixturevalue("postgresql_url")
    place = a_place(tmp_path / "var", url)
    promises = crash(place, mails=300, kills=4)
    stored = place.stored()
    assert promises.kills == 4
    assert len(promises.kept) > 150
    assert {stored[name] for name in promises.kept} == {1}
    assert max(stored.values()) == 1


@pytest.fixture
def strace() -> str:
    with available(_Found()) as path:
        return path


class _Found:
    def __enter__(self) -> str:
        return program("strace")

    def __exit__(self, *error: object) -> None:
        pass


def traced(tmp_path: Path, strace: str, *command: str) -> list[Call]:
    """The calls of a mail door while mails come over several connections at once."""
    place = a_place(tmp_path / "var")
    trace = tmp_path / "trace"
    calls = "read,recvfrom,recvmsg,write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync"
    options = ["-f", "-y", "-s", "9000", "-e", f"trace={calls}", "-o", str(trace)]
    spawn = (
        f"import os, sys; os.execv({strace!r}, {['strace', *options, sys.executable, *command]!r})"
    )
    with place.receiving("-c", spawn) as pid:
        senders = [
            threading.Thread(target=_send_some, args=(place.smtp, number))
            for number in range(CONNECTIONS)
        ]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join(60)
        for child in children_of(pid):  # strace itself is deaf to signals
            os.kill(child, signal.SIGTERM)
        wait_for_end([pid])
    assert len(place.stored()) == CONNECTIONS * MAILS_EACH
    return read_trace(trace)


def _send_some(address: tuple[str, int], number: int) -> None:
    wire = Wire(address)
    wire.hello()
    for mail in range(MAILS_EACH):
        assert send(wire, f"Subject: mark-{number}-{mail}-", size=300)
    wire.close()


def broken_promises(calls: list[Call]) -> list[str]:
    """Mails whose 250 was written before the bytes of their commit had been synced."""
    syncs = [call for call in calls if call.name in ("fsync", "fdatasync") and call.succeeded]
    broken = []
    for mark in (f"mark-{c}-{m}-" for c in range(CONNECTIONS) for m in range(MAILS_EACH)):
        taken = next(
            c for c in calls if c.name in ("read", "recvfrom", "recvmsg") and mark in c.text
        )
        reply = next(
            c
            for c in calls
            if c.fd == taken.fd and "250 2.0.0 Kept" in c.text and c.began > (taken.ended or 0)
        )
        write = next(c for c in calls if c.name == "pwrite64" and mark in c.text)
        assert write.path.endswith("-wal")
        if not any(
            sync.path == write.path
            and sync.began > (write.ended or 0)
            and (sync.ended or 0) < reply.began
            for sync in syncs
        ):
            broken.append(mark)
    return broken


@pytest.mark.slow
def test_no_250_is_written_before_its_commit_is_synced(tmp_path: Path, strace: str):
    assert broken_promises(traced(tmp_path, strace, "-m", "cli", "receive")) == []


@pytest.mark.slow
def test_a_database_that_does_not_sync_would_be_seen(tmp_path: Path, strace: str):
    broken = broken_promises(traced(tmp_path, strace, "-c", WITHOUT_SYNC))
    assert len(broken) == CONNECTIONS * MAILS_EACH


# A writer that falls over behind its first commit.
FALLING_OVER = """
import sys
from mailgate.inbound import receiving
def fall_over(path):
    raise MemoryError
receiving.poke = fall_over
sys.argv[:] = ["kakehashi", "receive"]
import cli
cli.main()
"""


def test_a_dead_writer_ends_the_program_so_that_it_is_started_again(tmp_path: Path):
    place = a_place(tmp_path / "var")
    with place.receiving("-c", FALLING_OVER) as pid:
        wire = Wire(place.smtp)
        wire.hello()
        assert send(wire, "Subject: 1")
        assert wire.everything()[-1:] in (["421 4.3.2 Service closing, please try again later"], [])
        wait_for_end([pid])
    assert place.stored() == {"Subject: 1": 1}
    assert "the spool ends" in place.log.read_text()
