import tarfile
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.acceptance.contribution import Author, BoardFacts, Contribution, KeptAttachment
from forum.archive import search
from forum.archive.attachments import Attachment, Directory
from forum.archive.thread import Identity, Origin, Post
from forum.base import connect, today, writing
from forum.boards import Board
from forum.intake.entry import EntryScan, Intake
from forum.operations.backup import Unusable, back_up, restore
from forum.people.person import Person
from forum.plan import keeping
from forum.plan.checking import Progress
from forum.plan.keeping import Plan
from forum.plan.measure import State
from forum.posting import Published, receive
from forum.public_words import as_written
from forum.schema import metadata
from forum.site import Site
from forum.text.bigrams import query
from forum.tokens import Sealer


def quiet(what: str, count: int) -> None:
    """Nobody watches."""


def a_site(folder: Path) -> Site:
    return Site("http://127.0.0.1", "lists.example", Sealer("k"), Directory(folder), folder)


def a_discussion(engine: Engine, site: Site) -> None:
    """A board with a thread of two posts, the answer come before what it answers."""
    content = "議事録".encode()
    (sha256,) = site.attachments.keep([content])
    with Session(writing(engine)) as session:
        board = Board(slug="sogo", name="総合")
        session.add(board)
        session.flush()
        facts = BoardFacts.of(board)
        for own, refs, text in (("2@x", ("1@x",), "賛成です"), ("1@x", (), "防災公園の予算")):
            told = Contribution(
                board=facts,
                author=Author("山田 花子", trusted=True),
                origin=Origin.WEB,
                identity=Identity.SESSION,
                subject="公園",
                text=text,
                received_at=datetime(2026, 11, 22, 1, tzinfo=UTC),
                attachments=(KeptAttachment("議事録.txt", "text/plain", len(content), sha256),),
                message_id=own,
                references=refs,
            )
            assert isinstance(receive(session, told, site), Published)
        session.commit()


def a_plan(engine: Engine) -> None:
    """A measure whose progress was told as a figure."""
    with Session(writing(engine)) as session, session.begin():
        (half,) = keeping.open_periods(session, ("前期", 2026, 2029))
        facts = Plan(half.id, "市民", "施設の予約", 2026, 2028, State.UNTOUCHED)
        measure = keeping.enter(session, "B7", facts)
        figure = Progress(
            measure=measure, on=today(), words="予約は0466-25-1111", figure=Decimal("98.50")
        )
        session.add(figure)


def rows(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    with engine.begin() as connection:
        return {
            one.name: [
                tuple(as_written(cell) if isinstance(cell, str) else cell for cell in row)
                for row in connection.execute(select(one).order_by(*one.primary_key))
            ]
            for one in metadata.sorted_tables
        }


@pytest.mark.postgres
@pytest.mark.parametrize("way", ["sqlite to postgresql", "postgresql to sqlite"])
def test_a_backup_of_one_engine_restores_on_the_other(
    way: str, sqlite_url: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    postgresql_url = request.getfixturevalue("postgresql_url")
    server = request.getfixturevalue("postgresql_server")
    empty = server.new_database() if way.startswith("sqlite") else f"sqlite:///{tmp_path}/new.db"
    source = connect(sqlite_url if way.startswith("sqlite") else postgresql_url)
    target = connect(empty)
    site, other = a_site(tmp_path / "old"), a_site(tmp_path / "new")
    a_discussion(source, site)
    a_plan(source)

    back_up(source, site.attachments, "the key", tmp_path / "backup.tar", quiet)
    key = restore(target, other.attachments, tmp_path / "backup.tar", quiet)

    assert key == "the key"
    assert rows(target) == rows(source)
    with Session(target) as session:
        found = search.find(session, query("防災"), search.Scope((1,)))
        (asked,) = session.scalars(select(Post.id).where(Post.message_id == "1@x"))
        assert [row.id for row in found] == [asked]
        attachment = session.scalars(select(Attachment)).first()
        assert attachment is not None
        assert other.attachments.read(attachment.sha256) == "議事録".encode()
    with Session(writing(target)) as session:  # ids go on where they stopped
        session.add(Board(slug="new", name="新"))
        session.commit()
    source.dispose()
    target.dispose()


def test_a_column_holds_only_what_a_line_of_the_backup_can_say() -> None:
    kinds = {type(column.type).__name__ for one in metadata.sorted_tables for column in one.c}
    plain = {"BigInteger", "Boolean", "Date", "Float", "Integer", "String", "Text", "Uuid"}
    assert kinds - plain <= {"Choice", "Instant", "JSON", "LargeBinary", "Numeric", "PublicWords"}


def test_what_only_moderators_see_is_kept_too(sqlite_engine: Engine, tmp_path: Path) -> None:
    site = a_site(tmp_path / "attachments")
    (sha256,) = site.attachments.keep(["手紙".encode()])
    with Session(writing(sqlite_engine)) as session, session.begin():
        person, board = Person(name="石井 茂"), Board(slug="sogo", name="総合")
        entry = Intake(
            board=board, person=person, entered_by=person, channel=Origin.PAPER, received_on=today()
        )
        entry.scans = [EntryScan(name="手紙.png", content_type="image/png", size=6, sha256=sha256)]
        session.add(entry)

    back_up(sqlite_engine, site.attachments, "k", tmp_path / "all.tar", quiet)

    with tarfile.open(tmp_path / "all.tar") as archive:
        assert f"attachments/{sha256}" in archive.getnames()


def test_a_parent_that_came_later_is_linked_again(sqlite_engine: Engine, tmp_path: Path) -> None:
    site = a_site(tmp_path / "old")
    a_discussion(sqlite_engine, site)
    target = connect(f"sqlite:///{tmp_path}/new.db")
    back_up(sqlite_engine, site.attachments, "k", tmp_path / "b.tar", quiet)
    restore(target, Directory(tmp_path / "new"), tmp_path / "b.tar", quiet)
    with Session(target) as session:
        answer = session.scalars(select(Post).where(Post.message_id == "2@x")).one()
        assert answer.parent is not None
        assert answer.parent.message_id == "1@x"


def test_nothing_is_restored_over_a_database_in_use(sqlite_engine: Engine, tmp_path: Path) -> None:
    site = a_site(tmp_path / "old")
    back_up(sqlite_engine, site.attachments, "k", tmp_path / "b.tar", quiet)
    with pytest.raises(Unusable, match="not empty"):
        restore(sqlite_engine, site.attachments, tmp_path / "b.tar", quiet)


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"no tar at all")
    with pytest.raises(Unusable, match="not a backup"):
        restore(
            connect(f"sqlite:///{tmp_path}/n.db"), Directory(tmp_path), tmp_path / "b.tar", quiet
        )


def test_a_backup_that_breaks_off_leaves_no_file(sqlite_engine: Engine, tmp_path: Path) -> None:
    site = a_site(tmp_path / "old")
    a_discussion(sqlite_engine, site)
    for file in (tmp_path / "old").rglob("*"):
        if file.is_file():
            file.unlink()
    with pytest.raises(FileNotFoundError):
        back_up(sqlite_engine, site.attachments, "k", tmp_path / "b.tar", quiet)
    assert not list(tmp_path.glob("*b.tar*"))
