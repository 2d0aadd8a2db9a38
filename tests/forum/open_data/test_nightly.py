"""Once a night the figures and the archive are made, by one process, and what is private stays away."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.archive.thread import Origin, Post, PostState
from forum.base import utcnow, writing
from forum.boards import Visibility
from forum.needs import gathering
from forum.needs.need import Need
from forum.open_data import nightly, taking_part
from forum.open_data.catalogue import DATASETS
from forum.open_data.night import Night
from forum.participation.figures import By, Kind
from forum.people.person import Role
from forum.people.standing import Standing
from forum.site import Site
from tests import factories as make
from tests.forum.open_data.csv_again import from_csv

DAY = date(2026, 11, 22)


def say(session: Session, site: Site, slug: str, name: str, at: datetime, **more: object) -> Post:
    board = make.BoardFacts.of(session.scalars(select(make.Board).filter_by(slug=slug)).one())
    roles = () if slug == "general" else (Role.SECRETARIAT,)
    author = make.an_author(name, *roles)
    outcome = posting.receive(
        session,
        make.a_contribution(board=board, author=author, received_at=at, **more),
        site,
    )
    return session.get_one(Post, outcome.post_id)


def people_write(engine: Engine, site: Site) -> None:
    """Four people on the public board, three more on the others; one month earlier two of them."""
    at = datetime(2026, 11, 3, 1, tzinfo=UTC)
    with Session(writing(engine)) as session, session.begin():
        make.open_board(session, "general")
        make.open_board(session, "hall", visibility=Visibility.MEMBERS)
        make.open_board(session, "staff", visibility=Visibility.STAFF, name="庁内")
        for number in range(4):
            say(session, site, "general", f"人{number}", at, text=f"言葉{number}")
        for number in (1, 2):
            say(
                session, site, "general", f"人{number}", at - timedelta(days=40), text=f"前{number}"
            )
        hidden = say(session, site, "general", "隠れた人", at, text="隠す", origin=Origin.FAX)
        hidden.state = PostState.HIDDEN
        for slug in ("hall", "staff"):
            for number in range(3):
                say(session, site, slug, f"内{number}", at, text=f"{slug}{number}")


def test_only_published_posts_of_public_boards_are_counted(engine: Engine, site: Site) -> None:
    people_write(engine, site)
    with Session(engine) as session:
        told = {(one.by, one.group, one.kind): one.count for one in taking_part.count(session)}
    assert told[By.TOTAL, (), Kind.POSTS] == 6
    assert told[By.TOTAL, (), Kind.PEOPLE] == 4
    assert told[By.TOTAL, (), Kind.NEW_PEOPLE] == 4
    assert told[By.MONTH, ("2026-09", "2026-11"), Kind.POSTS] == 6
    assert told[By.CHANNEL, ("mail",), Kind.PEOPLE] == 4
    assert not any("staff" in group or "hall" in group for _, group, _ in told)


def test_one_night_is_made_once_and_its_archive_can_be_checked(engine: Engine, site: Site) -> None:
    people_write(engine, site)
    assert nightly.run_once(engine, site, DAY)
    assert not nightly.run_once(engine, site, DAY)

    with Session(engine) as session:
        (kept,) = nightly.kept(session)
        octets = nightly.archive_of(session, DAY)
    assert octets is not None
    assert (kept.size, kept.sha256) == (len(octets), hashlib.sha256(octets).hexdigest())
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    sums = [line.split("  ") for line in files.pop("SHA256SUMS").decode().splitlines()]
    assert {name: hashlib.sha256(content).hexdigest() for name, content in files.items()} == {
        name: checksum for checksum, name in sums
    }
    for name, dataset in DATASETS.items():
        told = json.loads(files[f"{name}.json"])
        assert told["licence"].startswith("https://creativecommons.org/licenses/by/4.0")
        assert from_csv(dataset, files[f"{name}.csv"]) == told["items"]
    assert {field["name"] for field in json.loads(files["dictionary.json"])["datasets"]} == set(
        DATASETS
    )
    assert json.loads(files["participation.json"])["items"]


def test_a_night_that_was_cut_short_is_made_by_the_next_who_comes(
    engine: Engine, site: Site
) -> None:
    with Session(writing(engine)) as session, session.begin():
        session.add(Night(day=DAY, begun_at=utcnow() - timedelta(minutes=5)))
    assert not nightly.run_once(engine, site, DAY)
    with Session(writing(engine)) as session, session.begin():
        session.execute(update(Night).values(begun_at=utcnow() - timedelta(hours=2)))
    assert nightly.run_once(engine, site, DAY)


def test_old_archives_go_and_the_newest_figures_stay(engine: Engine, site: Site) -> None:
    people_write(engine, site)
    for day in (DAY, DAY + timedelta(days=1), DAY + timedelta(days=40)):
        assert nightly.run_once(engine, site, day)
    with Session(engine) as session:
        assert [night.day for night in nightly.kept(session)] == [DAY + timedelta(days=40)]
        assert taking_part.figures(session) == taking_part.count(session)


def test_the_night_turns_at_three_o_clock_in_japan() -> None:
    assert nightly.due_day(datetime(2026, 11, 21, 17, 59, tzinfo=UTC)) == date(2026, 11, 21)
    assert nightly.due_day(datetime(2026, 11, 21, 18, 0, tzinfo=UTC)) == DAY


def test_a_needs_row_names_posts_of_public_boards_alone_and_no_mailbox(
    engine: Engine, site: Site
) -> None:
    people_write(engine, site)
    at = datetime(2026, 11, 4, tzinfo=UTC)
    with Session(writing(engine)) as session, session.begin():
        by = Standing(None, frozenset({(Role.SECRETARIAT, None)}))
        need = gathering.open_need(session, "電話 0466-25-1111", "森 mori@example.jp まで", by)
        assert isinstance(need, Need)
        posts = [
            say(session, site, slug, "森", at, text="屋根がほしいです。")
            for slug in ("general", "hall")
        ]
        for post in posts:
            gathering.clip(session, need, post, "屋根がほしいです。", by)
        (row,) = [row for _, row in DATASETS["needs"].rows(session, site)]
        assert row["posts"] == [posts[0].public_id]
        assert row["people"] == 1
        assert "1111" not in row["title"]
        assert "@example" not in row["words"]
