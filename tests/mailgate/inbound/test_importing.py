import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.acceptance.contribution import Author, BoardFacts, Contribution
from forum.archive import mbox, search
from forum.archive.attachments import Directory
from forum.archive.exporting import originals
from forum.archive.message import Arrival, Fate, Message
from forum.archive.thread import Identity, Origin, Post, TextFormat, Thread
from forum.base import writing
from forum.boards import Board
from forum.distribution import Mailing
from forum.posting import Published, receive
from forum.site import Site
from forum.text.bigrams import query
from forum.tokens import Sealer
from mailgate.inbound.importing import BATCH, Counts, bring_in

NOON = datetime(2015, 5, 1, 3, 0, tzinfo=UTC)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(
        "http://site.example", "lists.example", Sealer("k"), Directory(tmp_path / "a"), tmp_path
    )


@pytest.fixture
def board_id(engine: Engine) -> int:
    return _board(engine, "sogo")


def _board(engine: Engine, slug: str) -> int:
    with Session(writing(engine)) as session:
        board = Board(slug=slug, name="総合")
        session.add(board)
        session.commit()
        return board.id


def a_mail(
    number: int, *, answers: int | None = None, words: str = "公園の花壇", more: str = ""
) -> bytes:
    reply = f"In-Reply-To: <{answers}@x.example>\r\n" if answers is not None else ""
    return (
        f"Received: from a by b; Fri, 01 May 2015 03:{number % 60:02}:00 +0000\r\n"
        f"From: Hana <hana@people.example>\r\nSubject: =?utf-8?b?6Iqx?= {number}\r\n"
        f"Message-ID: <{number}@x.example>\r\n{reply}{more}"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n"
    ).encode()


def an_mbox(*mails: bytes) -> io.BytesIO:
    return io.BytesIO(b"".join(mbox.written("hana@people.example", NOON, mail) for mail in mails))


def imported(
    engine: Engine, site: Site, board_id: int, file: io.BytesIO
) -> tuple[Counts, list[dict[str, object]]]:
    ledger = io.StringIO()
    counts = bring_in(engine, site, board_id, file, ledger=ledger)
    return counts, [json.loads(line) for line in ledger.getvalue().splitlines()]


def test_an_archive_comes_in_threaded_searchable_and_unsent(
    engine: Engine, site: Site, board_id: int
) -> None:
    mails = [a_mail(0), a_mail(1, answers=0), a_mail(2, words="防災訓練の予定")]
    counts, ledger = imported(engine, site, board_id, an_mbox(*mails))
    assert dict(counts.outcomes) == {"imported": 3}
    assert [line["message_id"] for line in ledger] == [f"{n}@x.example" for n in range(3)]
    with Session(engine) as session:
        posts = session.scalars(select(Post).order_by(Post.id)).all()
        assert [post.origin for post in posts] == [Origin.IMPORT] * 3
        assert posts[1].parent_id == posts[0].id
        assert posts[2].received_at == datetime(2015, 5, 1, 3, 2, tzinfo=UTC)
        assert session.scalar(select(func.count()).select_from(Thread)) == 2
        assert session.scalar(select(func.count()).select_from(Mailing)) == 0
        found = search.find(session, query("防災"), search.Scope((board_id,)))
        assert [row.id for row in found] == [posts[2].id]
        fates = session.scalars(select(Arrival.fate)).all()
        assert fates == [Fate.PUBLISHED] * 3


def test_importing_again_doubles_nothing(engine: Engine, site: Site, board_id: int) -> None:
    mails = [a_mail(n) for n in range(5)]
    imported(engine, site, board_id, an_mbox(*mails[:3]))
    counts, ledger = imported(engine, site, board_id, an_mbox(*mails, mails[0]))
    assert dict(counts.outcomes) == {"imported": 2, "duplicate": 4}
    assert counts.total == 6
    assert ledger[0]["outcome"] == "duplicate"
    assert isinstance(ledger[0]["of"], int)
    with Session(engine) as session:
        for table in (Post, Message, Arrival):
            assert session.scalar(select(func.count()).select_from(table)) == 5


def test_what_can_not_be_imported_stands_in_the_ledger(
    engine: Engine, site: Site, board_id: int
) -> None:
    counts, ledger = imported(engine, site, board_id, an_mbox(a_mail(0), b"\n", a_mail(1)))
    assert dict(counts.outcomes) == {"imported": 2, "refused": 1}
    assert [line.get("why") for line in ledger] == [None, "empty", None]


def test_the_same_id_with_other_words_is_a_post_of_its_own(
    engine: Engine, site: Site, board_id: int
) -> None:
    file = an_mbox(a_mail(0), a_mail(0, words="ちがう話"))
    counts, _ = imported(engine, site, board_id, file)
    assert dict(counts.outcomes) == {"imported": 2}


def test_nobody_is_asked_about_imported_words(engine: Engine, site: Site, board_id: int) -> None:
    automatic = "Auto-Submitted: auto-replied\r\n"
    counts, _ = imported(engine, site, board_id, an_mbox(a_mail(0, more=automatic)))
    assert dict(counts.outcomes) == {"imported": 1}


def exported(engine: Engine, board_id: int) -> bytes:
    with engine.begin() as connection:
        return b"".join(originals(connection, board_id))


def test_export_import_export_is_the_same_file(engine: Engine, site: Site, board_id: int) -> None:
    quoting = a_mail(
        1, answers=0, words="From here on\r\n>From there\r\n\r\nFrom x Fri May  1 03:00:00 2015"
    )
    imported(engine, site, board_id, an_mbox(a_mail(0), quoting, a_mail(2).replace(b"\r\n", b"\n")))
    with Session(writing(engine)) as session:
        facts = BoardFacts.of(session.get_one(Board, board_id))
        on_the_web = Contribution(
            board=facts,
            author=Author("山田 花子", trusted=True),
            origin=Origin.WEB,
            identity=Identity.SESSION,
            subject="花",
            text="**ウェブ**から",
            format=TextFormat.MARKDOWN,
            received_at=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
            references=("0@x.example",),
        )
        assert isinstance(receive(session, on_the_web, site), Published)
        session.commit()
    first = exported(engine, board_id)
    other = _board(engine, "other")
    counts, _ = imported(engine, site, other, io.BytesIO(first))
    assert dict(counts.outcomes) == {"imported": 4}
    assert exported(engine, other) == first


@pytest.mark.slow
def test_a_large_archive_is_prepared_by_processes_and_stays_in_order(
    sqlite_engine: Engine, site: Site
) -> None:
    board_id = _board(sqlite_engine, "sogo")
    count = 2 * BATCH + 10
    counts, ledger = imported(sqlite_engine, site, board_id, an_mbox(*map(a_mail, range(count))))
    assert dict(counts.outcomes) == {"imported": count}
    assert [line["n"] for line in ledger] == list(range(1, count + 1))
    with Session(sqlite_engine) as session:
        ids = session.scalars(select(Post.message_id).order_by(Post.id)).all()
    assert ids == [f"{number}@x.example" for number in range(count)]
