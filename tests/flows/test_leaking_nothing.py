"""Canaries in a staff board and in people's addresses: no octet that anybody else gets has one."""

import io
import zipfile
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask import Flask
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive.thread import Post, Thread
from forum.base import writing
from forum.boards import Board
from forum.open_data import nightly
from forum.people.person import Address, Role
from forum.posting.outcome import Published
from forum.public_words import PublicWords
from forum.web.links import this_site
from forum.web.static_export import writing as record
from tests import factories as make
from tests.flows.leaking import columns_with_words, leaked, put_canaries
from tests.web.council import Council
from tests.web.door import signed_in
from tests.web.visits import VISITS


class Secret(StrEnum):
    """What not everybody may know."""

    STAFF = "staff"  # what stands on a board of the city's and the office's own
    MEMBERS = "members"  # what the council says among itself
    ADDRESSES = "addresses"  # to which mailboxes people are reached
    ORIGINALS = "originals"  # mails with all that their writers put into them


# Who may know what; nobody finds an address in what was written to be public.
KNOWN: dict[str | None, set[Secret]] = {
    None: set(),
    "resident": set(),
    "member": {Secret.MEMBERS},
    "adviser": {Secret.MEMBERS},
    "chair": {Secret.MEMBERS},
    "moderator": {Secret.MEMBERS, Secret.ADDRESSES, Secret.ORIGINALS},
    "liaison": {Secret.MEMBERS, Secret.STAFF},
    "hq": {Secret.MEMBERS, Secret.STAFF},
    "secretariat": set(Secret),
    "admin": set(Secret),
}
PUBLIC = {
    f"{column.table.name}.{column.name}"
    for column in columns_with_words()
    if isinstance(column.type, PublicWords)
}
# A visitor who looks for what must not be found: its words, its writer, who wrote an address.
SEARCHES = ("Kanarienvogel", "canary words", "Тихо", "Черновик", "Служебное", "leak", "secret")
HALL = ("Черновик.", "Бюджет", "Тайный зал")
CANARIES = ("canary-", "canary.writer", "secret.example", "090-1234-5678")


@pytest.fixture
def town(app: Flask, council: Council, sqlite_engine: Engine) -> tuple[Flask, Council, set[str]]:
    """The council with a mail on its staff board; what names that mail, its board and everybody."""
    with app.app_context(), Session(writing(sqlite_engine)) as session:
        staff = session.scalars(select(Board).where(Board.slug == "staff")).one()
        writer = make.enter_person(
            session, "Kanarienvogel", "canary.writer@secret.example", Role.SECRETARIAT
        )
        site = this_site()
        (sha256,) = site.attachments.keep([b"canary-contents"])
        outcome = posting.receive(
            session,
            make.a_contribution(
                board=BoardFacts.of(staff),
                author=author_signed_in(session, BoardFacts.of(staff), writer),
                subject="canary-subject",
                text="canary-words 090-1234-5678",
                message_id="canary-id@secret.example",
                attachments=(KeptAttachment("canary-file.txt", "text/plain", 15, sha256),),
            ),
            site,
        )
        assert isinstance(outcome, Published)
        post = session.get_one(Post, outcome.post_id)
        session.commit()
        with writing(sqlite_engine).begin() as connection:
            assert len(put_canaries(connection)) > 75
        names = {post.public_id, session.get_one(Thread, post.thread_id).public_id, staff.name}
        names |= set(session.scalars(select(Address.written)))
        names |= {council.posts["staff"], council.threads["staff"], council.files["staff"]}
    return app, council, names | set(CANARIES)


def test_no_file_that_anybody_may_take_has_a_canary(
    town: tuple[Flask, Council, set[str]], sqlite_engine: Engine, tmp_path: Path
) -> None:
    app, _, canaries = town
    with app.app_context():
        assert nightly.run_once(sqlite_engine, this_site(), nightly.due_day(nightly.utcnow()))
    folder = tmp_path / "record"
    record.write(app, sqlite_engine, folder)

    files = 0
    for path in folder.rglob("*"):
        octets = path.read_bytes() if path.is_file() else b""
        for name, content in [(str(path.relative_to(folder)), octets), *_unpacked(path, octets)]:
            files += 1
            assert _found(canaries, name.encode() + b"\n" + content) == [], name
            assert leaked(content.decode("utf-8", "replace")) == [], name
    assert any(path.suffix == ".zip" for path in folder.rglob("*"))
    assert files > 200


@pytest.mark.parametrize("who", KNOWN)
def test_no_page_shows_a_canary_to_anybody_who_may_not_know(
    town: tuple[Flask, Council, set[str]], who: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    """Every page that the URL map knows, and every table, as each role reads it."""
    app, council, canaries = town
    client = app.test_client()
    if who:
        signed_in(client, council, who)
    with app.test_request_context():
        # A link that somebody was mailed (its token) may say to which mailbox it went.
        told = {app.url_for(name, **values): "token" in values
                for name, visits in VISITS.items() for visit in visits
                if "mailbox" not in name and (values := visit.values(council)) is not None}  # fmt: skip
    searches = [{"q": words} for words in SEARCHES] + [{"q": "а", "who": "Kanarienvogel"}]
    with app.test_request_context():
        for found_by in ("search.show", "api.find"):
            told |= {app.url_for(found_by, **asked): False for asked in searches}
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    told |= {str(rule): False for rule in rules if not rule.arguments}
    # One's own address stands on one's own pages.
    hidden = canaries - {f"{who}@example.jp"}
    if Secret.ADDRESSES in KNOWN[who]:
        hidden = {name for name in hidden if "@" not in name}
    if Secret.STAFF in KNOWN[who]:  # the staff's posts, still nobody's mailbox
        hidden = {name for name in hidden if "@" in name and not name.startswith("canary-")}
    if Secret.MEMBERS not in KNOWN[who] and Secret.STAFF not in KNOWN[who]:
        hidden |= {*HALL, council.posts["hall"], council.threads["hall"], council.files["hall"]}
    caplog.set_level("DEBUG")
    for path, was_mailed in told.items():
        answer = client.get(path, headers={"Accept-Language": "ja"})
        if path.startswith("/mailbox/"):
            continue
        # Refusals, tombstones and redirects speak too, and each answer does so before its body.
        asked = unquote(path)
        octets = _headers(answer) + answer.data
        sought = {name for name in (set(CANARIES) & hidden if was_mailed else hidden)
                  if name not in asked}  # fmt: skip
        assert _found(sought, octets) == [], (who, path, answer.status_code)
        found = leaked(octets.decode("utf-8", "replace"))
        if not was_mailed and not path.startswith("/account/"):
            assert _not_for(who, found, path) == [], (who, path, answer.status_code)
    assert leaked(caplog.text) == []
    assert _found(set(CANARIES), caplog.text.encode()) == []


def _headers(answer: TestResponse) -> bytes:
    """Where it leads, what a file is called, and all else that stands before the body."""
    own = [(name, value) for name, value in answer.headers if name != "Set-Cookie"]
    return unquote("\n".join(f"{name}: {value}" for name, value in own)).encode() + b"\n"


def _not_for(who: str | None, found: list[str], path: str) -> list[str]:
    """What of the words that were found this role may not read there."""
    if Secret.ORIGINALS in KNOWN[who] or path.endswith("/edit"):  # the writer's own words
        return [name for name in found if name.partition("@")[0] in PUBLIC]
    return found


def _unpacked(path: Path, octets: bytes) -> list[tuple[str, bytes]]:
    if path.suffix != ".zip":
        return []
    with zipfile.ZipFile(io.BytesIO(octets)) as archive:
        return [(f"{path.name}/{name}", archive.read(name)) for name in archive.namelist()]


def _found(canaries: set[str], octets: bytes) -> list[str]:
    return [canary for canary in sorted(canaries) if canary.encode() in octets]
