import asyncio
import shutil
import sqlite3
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, select, text
from sqlalchemy.orm import Session

from forum.addresses import OurAddress, Part
from forum.archive.message import Door, Fate, Message, Refusal
from forum.base import connect, writing
from forum.boards import Board
from mailgate.inbound.envelope import Accept, Envelope, NoRoom, Refuse, Refused
from mailgate.inbound.spool import Spool, is_full
from tests.conftest import not_run

AT = datetime(2026, 11, 22, 3, 4, 5, 6, tzinfo=UTC)


@pytest.fixture
def board_id(engine: Engine) -> int:
    return a_board(engine)


def a_board(engine: Engine) -> int:
    with Session(writing(engine)) as session:
        board = Board(slug="list", name="公園")
        session.add(board)
        session.commit()
        return board.id


def a_mail(raw: bytes = b"Subject: x\r\n\r\nx\r\n", board_id: int = 1, *lists: str) -> Envelope:
    takers = [
        Accept(f"{name}@forum.example.jp", OurAddress(Part.POST, name), board_id)
        for name in lists or ("list",)
    ]
    return Envelope(Door.LMTP, "192.0.2.1", "客.example", "foo..bar@docomo.ne.jp", takers, raw, AT)


def spooling(engine: Engine, use: Callable[[Spool], Awaitable[object]]) -> object:
    async def run() -> object:
        spool = Spool(engine)
        try:
            return await use(spool)
        finally:
            await spool.close()

    return asyncio.run(run())


def raws(engine: Engine) -> list[bytes]:
    with Session(engine) as session:
        return sorted(session.scalars(select(Message.raw)))


def test_a_kept_mail_is_a_message_and_an_arrival_for_each_recipient(engine: Engine, board_id: int):
    raw = b"Subject: \x00\xff\r\n\r\n\r\r\n\n"
    spooling(engine, lambda spool: spool.keep(a_mail(raw, board_id, "list", "LIST", "list-owner")))
    with Session(engine) as session:
        (message,) = session.scalars(select(Message))
        assert (message.raw, message.size, message.door) == (raw, len(raw), Door.LMTP)
        assert (message.mail_from, message.peer) == ("foo..bar@docomo.ne.jp", "192.0.2.1")
        assert (message.helo, message.received_at) == ("客.example", AT)
        assert [(a.recipient, a.board_id, a.fate) for a in message.arrivals] == [
            ("LIST@forum.example.jp", board_id, Fate.KEPT),
            ("list-owner@forum.example.jp", board_id, Fate.KEPT),
        ]


def test_mails_that_come_together_share_commits(engine: Engine, board_id: int):
    commits = []
    count = commits.append
    event.listen(engine, "commit", count)

    async def many(spool: Spool) -> None:
        mails = [a_mail(b"%03d" % number, board_id) for number in range(200)]
        await asyncio.gather(*(spool.keep(mail) for mail in mails))

    spooling(engine, many)
    event.remove(engine, "commit", count)
    assert raws(engine) == [b"%03d" % number for number in range(200)]
    assert len(commits) < 20


def test_only_the_mail_that_cannot_be_kept_is_answered_with_trouble(engine: Engine, board_id: int):
    async def three(spool: Spool) -> list[object]:
        mails = [a_mail(b"1", board_id), a_mail(b"2", 999), a_mail(b"3", board_id)]
        return await asyncio.gather(*map(spool.keep, mails), return_exceptions=True)

    first, second, third = spooling(engine, three)
    assert (first, third) == (None, None)
    assert isinstance(second, Exception)
    assert raws(engine) == [b"1", b"3"]


def test_ids_go_on_behind_what_others_kept(engine: Engine, board_id: int):
    for raw in (b"1", b"2"):
        spooling(engine, lambda spool, raw=raw: spool.keep(a_mail(raw, board_id)))
        with Session(writing(engine)) as session:
            session.add(Message(door=Door.WEB, mail_from="", size=3, raw=b"web"))
            session.commit()
    assert raws(engine) == [b"1", b"2", b"web", b"web"]


def test_refusals_go_into_the_mail_log_and_a_flood_does_not(engine: Engine):
    refused = Refused("192.0.2.1", None, "no@forum.example.jp", Refuse(550, "5.1.1 No"), AT)

    async def flood(spool: Spool) -> None:
        for _ in range(100_000):
            spool.note(refused)

    spooling(engine, flood)
    with Session(engine) as session:
        rows = list(session.scalars(select(Refusal)))
    assert 0 < len(rows) < 1000
    row = rows[0]
    assert (row.at, row.peer, row.mail_from, row.recipient, row.code, row.answer) == (
        AT, "192.0.2.1", None, "no@forum.example.jp", 550, "5.1.1 No",
    )  # fmt: skip


def test_a_sender_who_hung_up_harms_nobody(engine: Engine, board_id: int):
    async def one_leaves(spool: Spool) -> None:
        leaving = asyncio.ensure_future(spool.keep(a_mail(b"1", board_id)))
        await asyncio.sleep(0)
        leaving.cancel()
        await spool.keep(a_mail(b"2", board_id))

    spooling(engine, one_leaves)
    assert raws(engine) == [b"1", b"2"]


def test_a_database_that_comes_back_is_used_again(engine: Engine, board_id: int):
    with writing(engine).begin() as connection:
        connection.execute(text("ALTER TABLE arrivals RENAME TO gone"))

    async def twice(spool: Spool) -> list[object]:
        first = await asyncio.gather(spool.keep(a_mail(b"1", board_id)), return_exceptions=True)
        with writing(engine).begin() as connection:
            connection.execute(text("ALTER TABLE gone RENAME TO arrivals"))
        return [*first, await spool.keep(a_mail(b"2", board_id))]

    first, second = spooling(engine, twice)
    assert isinstance(first, Exception)
    assert second is None
    assert raws(engine) == [b"2"]


def test_a_writer_that_dies_is_heard_and_leaves_nobody_waiting(sqlite_engine: Engine):
    def fall_over() -> None:
        raise MemoryError

    async def run() -> list[object]:
        spool = Spool(sqlite_engine, after=fall_over)
        board = a_board(sqlite_engine)
        await spool.keep(a_mail(b"1", board))
        death = await asyncio.gather(spool.death, return_exceptions=True)
        late = await asyncio.gather(spool.keep(a_mail(b"2", board)), return_exceptions=True)
        return [*death, *late]

    assert [type(error) for error in asyncio.run(run())] == [RuntimeError, RuntimeError]


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with 4 MiB."""
    folder = tmp_path / "little"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "little", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        not_run("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_told_apart_and_heals(little_disk: Path, sqlite_template: Path):
    shutil.copy(sqlite_template, little_disk / "kakehashi.sqlite3")
    engine = connect(f"sqlite:///{little_disk}/kakehashi.sqlite3")
    board = a_board(engine)
    ballast = little_disk / "ballast"

    async def fill_and_heal(spool: Spool) -> list[object]:
        await spool.keep(a_mail(b"1", board))
        ballast.write_bytes(b"\0" * (1 << 20))
        big = await asyncio.gather(
            *(spool.keep(a_mail(bytes([i]) * 900_000, board)) for i in range(5)),
            return_exceptions=True,
        )
        ballast.unlink()
        return [*big, await spool.keep(a_mail(b"2", board))]

    *big, last = spooling(engine, fill_and_heal)
    assert NoRoom in {type(trouble) for trouble in big}
    assert {type(trouble) for trouble in big} <= {NoRoom, type(None)}
    assert last is None
    kept = sum(trouble is None for trouble in big)
    assert len(raws(engine)) == 2 + kept
    engine.dispose()


def test_both_engines_words_for_a_full_disk_are_known():
    class DiskFull(Exception):
        sqlstate = "53100"

    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorcode = sqlite3.SQLITE_FULL
    assert is_full(full)
    assert is_full(DiskFull())
    assert is_full(OSError(28, "No space left on device"))
    assert not is_full(sqlite3.OperationalError("no such table"))
