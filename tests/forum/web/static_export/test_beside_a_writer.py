"""The record is whole although people go on writing, and hiding, while it is written."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import Client

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.archive.thread import Identity, Origin, Post, PostState, TextFormat, Thread
from forum.base import utcnow
from forum.base import writing as to_write
from forum.boards import Board
from forum.moderation import on_posts
from forum.moderation.deciding import Done
from forum.people.person import Person
from forum.people.standing import standing_of
from forum.posting import receiving as posting
from forum.site import Site
from forum.web import threads
from forum.web.links import this_site
from forum.web.static_export import names, writing
from forum.web.static_export.journal import NAME as JOURNAL
from tests.forum.web.static_export.test_writing import Links
from tests.web.council import Council

SHORT = 4  # posts of a page of a topic
MOST = 45  # acts of the writer
FEW = frozenset({"home", "boards", "threads", "assets"})  # the rooms in which people write


@dataclass
class Writer:
    """Answers in topics old and new, and hides posts: one act after each page that is fetched."""

    engine: Engine
    council: Council
    site: Site
    acts: int = 0
    most: int = MOST
    hidden: dict[str, str] = field(default_factory=dict)  # a post, and the words that were in it

    def act(self) -> None:
        if self.acts >= self.most:
            return
        self.acts += 1
        with Session(to_write(self.engine)) as session, session.begin():
            if self.acts % 3 == 0:
                self._hide(session)
            elif self.acts % 3 == 1:
                self._post(session, self._newest(session))
            else:
                self._post(session, None)

    def _newest(self, session: Session) -> Post:
        """A post of a topic that was perhaps written down already."""
        thread = session.scalars(
            select(Thread).where(Thread.public_id == self.council.thread)
        ).one()
        wanted = select(Post).where(Post.thread_id == thread.id).order_by(Post.order_key.desc())
        return session.scalars(wanted.limit(1)).one()

    def _post(self, session: Session, answers: Post | None) -> None:
        facts = BoardFacts.of(session.get_one(Board, self.council.boards["general"]))
        person = session.get_one(Person, self.council.people["member"])
        subject = answers.subject if answers else f"Тема {self.acts}"
        outcome = posting.receive(
            session,
            Contribution(
                board=facts,
                author=author_signed_in(session, facts, person),
                origin=Origin.WEB,
                identity=Identity.SESSION,
                subject=subject,
                text=f"Канарейка-{self.acts}-слово.",
                format=TextFormat.PLAIN,
                received_at=utcnow() + timedelta(minutes=self.acts),
                in_reply_to=answers.message_id if answers else None,
                references=(answers.message_id,) if answers else (),
            ),
            self.site,
        )
        assert isinstance(outcome, posting.Published), outcome

    def _hide(self, session: Session) -> None:
        shown = select(Post).where(Post.state == PostState.PUBLISHED)
        if self.acts == MOST:  # its page, with its file, was fetched long ago
            shown = shown.where(Post.public_id == self.council.post)
        else:
            shown = shown.where(Post.text.like("Канарейка-%"))
        post = session.scalars(shown.order_by(Post.id).limit(1)).first()
        if post is None:
            return
        if post.public_id != self.council.post:  # which an answer quotes
            self.hidden[post.public_id] = post.text
        moderator = standing_of(session, self.council.people["moderator"])
        seen = on_posts.content_hash_of(post)
        done = on_posts.hide(
            session, self.site, moderator, post.id, seen, reason="personal_information"
        )
        assert isinstance(done, Done), done


@pytest.fixture
def writer(
    app: Flask, council: Council, sqlite_engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> Writer:
    """Acts while a record is written; the pages of topics are short."""
    monkeypatch.setattr(threads, "PER_PAGE", SHORT)
    monkeypatch.setattr(names, "PER_PAGE", SHORT)
    monkeypatch.setattr(names, "ROOMS", FEW)
    monkeypatch.setattr(writing, "_BEGIN", ("/", "/boards/"))
    with app.app_context():
        writer = Writer(sqlite_engine, council, this_site())
    ask = Client.get

    def asked(self: Client, *told: Any, **more: Any) -> Any:
        answer = ask(self, *told, **more)
        answer.get_data()
        writer.act()
        return answer

    monkeypatch.setattr(Client, "get", asked)
    return writer


def dead(folder: Path) -> list[tuple[str, str]]:
    """Links of the record that lead to no file, or to no place in it."""
    read = {path: Links(path.read_text("utf-8")) for path in folder.rglob("*.html")}
    found = []
    for path, page in read.items():
        for link in [*page.links, *page.loads]:
            parts = urlsplit(link)
            if parts.scheme:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file() or (
                parts.fragment and target in read and parts.fragment not in read[target].ids
            ):
                found.append((str(path.relative_to(folder)), link))
    return found


def words_of(folder: Path, told: dict[str, str]) -> list[tuple[str, str]]:
    """In which files words stand that were hidden."""
    return [
        (str(path.relative_to(folder)), words)
        for path in folder.rglob("*")
        if path.is_file()
        for words in told.values()
        if words.encode() in path.read_bytes()
    ]


def test_no_link_is_dead_and_nothing_hidden_is_told(
    app: Flask, writer: Writer, sqlite_engine: Engine, tmp_path: Path
) -> None:
    writing.write(app, sqlite_engine, tmp_path / "record")

    assert writer.acts == MOST
    assert len(writer.hidden) > MOST / 4
    assert dead(tmp_path / "record") == []
    assert words_of(tmp_path / "record", writer.hidden) == []
    attachments = tmp_path / "record" / "attachments"
    assert not [path for path in attachments.rglob("*") if path.is_file()]


def test_what_was_hidden_between_two_runs_is_taken_out(
    app: Flask, writer: Writer, sqlite_engine: Engine, tmp_path: Path
) -> None:
    class Stopped(Exception):
        pass

    def stop(done: int, known: int) -> None:
        if done > 50:
            raise Stopped

    folder = tmp_path / "record"
    with pytest.raises(Stopped):
        writing.write(app, sqlite_engine, folder, stop)
    assert (folder / JOURNAL).exists()
    writer.most += MOST
    for _ in range(MOST // 2):  # between the two
        writer.act()
    writing.write(app, sqlite_engine, folder)

    assert re.search("Канарейка", "".join(p.read_text("utf-8") for p in folder.rglob("*.html")))
    assert dead(folder) == []
    assert words_of(folder, writer.hidden) == []
