"""The record reads from a folder: no dead link, nothing from outside, nothing that only some may read."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.base import writing as to_write
from forum.web import threads
from forum.web.static_export import names, writing
from forum.web.static_export.journal import NAME as JOURNAL
from tests.web.council import Council

LOADS = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src",
         "object": "data", "embed": "src", "audio": "src", "video": "src"}  # fmt: skip


class Links(HTMLParser):
    """What a page leads to, what it loads, and what somebody could press."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.ids: set[str] = set()
        self.pressed: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.ids |= {told["id"]} if "id" in told else set()
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
        if tag in LOADS and LOADS[tag] in told:
            self.loads.append(told[LOADS[tag]])
        if tag in ("form", "button", "input", "select", "textarea"):
            self.pressed.append(tag)


@pytest.fixture
def record(app: Flask, council: Council, sqlite_engine: Engine, tmp_path: Path) -> Path:
    folder = tmp_path / "record"
    writing.write(app, sqlite_engine, folder)
    return folder


def pages(folder: Path) -> dict[Path, Links]:
    return {path: Links(path.read_text("utf-8")) for path in folder.rglob("*.html")}


def test_every_link_leads_to_a_file_and_nothing_comes_from_outside(
    record: Path, council: Council
) -> None:
    read = pages(record)
    assert len(read) > 100
    for path, page in read.items():
        assert page.pressed == [], path
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https") and link not in page.loads:
                continue
            assert not parts.scheme, (path, link)
            assert not link.startswith("/"), (path, link)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, link)
            if parts.fragment and target in read:
                assert parts.fragment in read[target].ids, (path, link)
    css = (record / "assets" / "site.css").read_text("utf-8")
    assert not re.search(r"@import|url\((?!['\"]?data:)", css)
    assert not list(record.glob(f"{JOURNAL}*"))


def test_the_record_has_every_public_post_with_its_file(
    record: Path, council: Council, sqlite_engine: Engine
) -> None:
    thread = (record / "threads" / f"{council.thread}.html").read_text("utf-8")
    assert "Зал закрыт." in thread
    assert "時点のものです" in thread
    (file,) = (record / "attachments" / council.attachment).iterdir()
    assert file.read_bytes() == b"1:100\n"
    with Session(sqlite_engine) as session:
        for post in session.scalars(select(Post)):
            public = post.board.visibility == "public"
            assert (record / "posts" / f"{post.public_id}.html").exists() == public
    found = (record / "search.html").read_text("utf-8")
    (month,) = re.findall(r"contents/general-[0-9-]+\.html", found)
    listed = (record / month).read_text("utf-8")
    assert council.message_id in listed
    assert f"../posts/{council.post}.html" in listed
    tombstone = (record / "posts" / f"{council.hidden_post}.html").read_text("utf-8")
    assert "Нет." not in tombstone


def test_every_page_but_peoples_words_stands_in_both_languages(
    record: Path, council: Council
) -> None:
    english = {path.relative_to(record / "en") for path in (record / "en").rglob("*.html")}
    once = {"threads", "posts", "m", "contents", "files", "en"}
    japanese = {path.relative_to(record) for path in record.rglob("*.html")}
    assert english == {path for path in japanese if path.parts[0] not in once}
    for path in english:
        assert '<html lang="en">' in (record / "en" / path).read_text("utf-8"), path
        assert '<html lang="ja">' in (record / path).read_text("utf-8"), path
    assert "Proposals" in (record / "en" / "index.html").read_text("utf-8")
    topic = (record / "threads" / f"{council.thread}.html").read_text("utf-8")
    assert 'href="../en/words.html"' in topic
    assert 'href="../en/index.html"' in topic


def test_a_post_from_which_nothing_came_leads_to_its_place_in_its_topic(
    record: Path, council: Council
) -> None:
    pages = [path.read_text("utf-8") for path in (record / "posts").glob("*.html")]
    leading = [page for page in pages if "http-equiv" in page]
    assert 0 < len(leading) < len(pages)  # those that were cited have a page
    assert max(map(len, leading)) < 1000


def test_names_lead_to_what_was_written_under_them(record: Path, council: Council) -> None:
    listed = (record / "contents" / "names.html").read_text("utf-8")
    sheets = re.findall(r"name-[0-9a-f]{16}\.html", listed)
    assert sheets
    written = "".join((record / "contents" / sheet).read_text("utf-8") for sheet in sheets)
    assert f"../posts/{council.post}.html" in written
    assert f"../posts/{council.hidden_post}.html" not in written


def test_what_only_some_may_read_is_in_no_file(record: Path, council: Council) -> None:
    kept = b"".join(
        str(path).encode() + path.read_bytes() for path in record.rglob("*") if path.is_file()
    )
    for secret in (
        "Служебное", "Бюджет", "Тихо.", "Черновик.", "Служба", council.posts["staff"],
        council.posts["hall"], council.threads["staff"], council.threads["hall"],
        council.files["staff"], council.message_ids["staff"], "csrf_token",
        *(f"{name}@example.jp" for name in council.people),
    ):  # fmt: skip
        assert secret.encode() not in kept, secret


def test_a_record_that_was_cut_short_goes_on(
    app: Flask, council: Council, sqlite_engine: Engine, tmp_path: Path
) -> None:
    whole, folder = tmp_path / "whole", tmp_path / "record"
    writing.write(app, sqlite_engine, whole)

    class Stopped(Exception):
        pass

    def stop(done: int, known: int) -> None:
        if done:
            raise Stopped

    with pytest.raises(Stopped):
        writing.write(app, sqlite_engine, folder, stop)
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*.html")}
    assert before
    writing.write(app, sqlite_engine, folder)
    assert {path.relative_to(folder) for path in folder.rglob("*")} == {
        path.relative_to(whole) for path in whole.rglob("*")
    }
    kept = [path for path, changed in before.items() if path.stat().st_mtime_ns == changed]
    assert len(kept) > len(before) / 2


def test_a_folder_that_holds_something_else_is_left_alone(
    app: Flask, council: Council, sqlite_engine: Engine, tmp_path: Path
) -> None:
    (tmp_path / "diary.txt").write_text("мой")
    with pytest.raises(writing.NotEmpty):
        writing.write(app, sqlite_engine, tmp_path)


def test_a_long_thread_stands_on_several_pages_that_name_each_post(
    app: Flask,
    council: Council,
    sqlite_engine: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(threads, "PER_PAGE", 10)
    monkeypatch.setattr(names, "PER_PAGE", 10)
    with Session(to_write(sqlite_engine)) as session, session.begin():
        thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
        moved = session.scalars(select(Post).where(Post.subject.like("Вопрос%"))).all()
        for post in moved:
            post.thread_id = thread.id
        thread.post_count += len(moved)
        last = max(moved, key=lambda post: post.order_key).public_id

    writing.write(app, sqlite_engine, tmp_path / "record")

    pages = sorted(
        path.name for path in (tmp_path / "record" / "threads").glob(f"{council.thread}*")
    )
    assert pages == [f"{council.thread}.html", *(f"{council.thread}~{n}.html" for n in range(2, 6))]
    first = (tmp_path / "record" / "threads" / pages[0]).read_text("utf-8")
    assert f"{council.thread}~5.html#p-{last}" in first  # in the outline
    fifth = (tmp_path / "record" / "threads" / pages[-1]).read_text("utf-8")
    assert f'id="p-{last}"' in fifth
    alone = (tmp_path / "record" / "posts" / f"{last}.html").read_text("utf-8")
    assert f"../threads/{council.thread}~5.html#p-{last}" in alone
