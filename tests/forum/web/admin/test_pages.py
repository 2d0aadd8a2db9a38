"""The operators' pages: the log, the queues, and that nobody else finds them."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.archive.message import Arrival, Door, Fate, Message
from forum.archive.thread import Identity
from forum.base import writing
from tests.web.council import Council
from tests.web.door import signed_in

PAGES = (
    "/admin/",
    "/admin/mail",
    "/admin/mail?kind=refused",
    "/admin/mail/1",
    "/admin/mail/1/raw",
    "/admin/failures",
    "/admin/people",
    "/admin/people/new",
    "/admin/boards",
    "/admin/boards/new",
    "/admin/boards/general",
)
OTHERS = (None, "resident", "member", "moderator", "chair", "adviser", "liaison", "hq")


@pytest.fixture
def operator(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_finds_the_operators_pages(
    client: FlaskClient, council: Council, who: str | None
) -> None:
    if who:
        signed_in(client, council, who)
    for path in (*PAGES, f"/admin/people/{council.public_ids['member']}"):
        assert client.get(path).status_code == 404, path
        assert client.post(path).status_code in (400, 404, 405), path


@pytest.mark.parametrize("who", ["secretariat", "admin"])
def test_operators_open_every_page(client: FlaskClient, council: Council, who: str) -> None:
    signed_in(client, council, who)
    for path in PAGES:
        assert client.get(path).status_code == 200, path


def test_the_log_is_searched_by_a_part_of_an_address(
    operator: FlaskClient, sqlite_engine: Engine
) -> None:
    _receive(sqlite_engine, "hanako_b@example.jp", "taro%c@example.jp")
    found = operator.get("/admin/mail?q=HANAKO_").text
    assert "hanako_b@example.jp" in found
    assert "taro%c@example.jp" not in found
    assert "taro%c" in operator.get("/admin/mail?q=%25c").text
    assert "hanako" not in operator.get("/admin/mail?q=%25c").text


def test_each_list_of_the_log_shows_its_own(operator: FlaskClient, sqlite_engine: Engine) -> None:
    _receive(sqlite_engine, "held@example.jp", fate=Fate.HELD, reason="first_post")
    _receive(sqlite_engine, "out@example.jp", fate=Fate.REJECTED, reason="banned")
    _receive(sqlite_engine, "odd@example.jp", fate=Fate.FAILED, reason="error")
    for kind, shown in (
        ("held", "held@example.jp"),
        ("declined", "out@example.jp"),
        ("failed", "odd@example.jp"),
        ("refused", "spam@example.com"),
        ("bounced", "a@example.net"),
    ):
        page = operator.get(f"/admin/mail?kind={kind}").text
        assert shown in page, kind
        assert kind == "held" or "held@example.jp" not in page
    assert "Вечерний зал" in operator.get("/admin/mail?kind=sent&q=Вечерний").text
    assert operator.get("/admin/mail?kind=none").status_code == 404


def test_the_log_goes_through_every_mail_there_and_back(
    operator: FlaskClient, sqlite_engine: Engine
) -> None:
    _receive(sqlite_engine, *(f"p{number:03}@example.jp" for number in range(120)))
    pages, url = [], "/admin/mail"
    while url:
        page = operator.get(url).text
        pages.append(re.findall(r"p\d{3}@example\.jp", page))
        url = _way(page, "next")
    seen = [address for page in pages for address in page]
    assert seen == sorted(set(seen), reverse=True)
    assert len(seen) == 120
    back = []
    page = operator.get("/admin/mail?before=" + _cursor(operator, pages)).text
    while url := _way(page, "prev"):
        page = operator.get(url).text
        back.append(re.findall(r"p\d{3}@example\.jp", page))
    assert back[-1] == pages[0]


def test_one_mail_is_shown_with_its_bytes(operator: FlaskClient, sqlite_engine: Engine) -> None:
    (arrival_id,) = _receive(sqlite_engine, "x@example.jp", raw=b"From: x\r\n\r\n<script>")
    page = operator.get(f"/admin/mail/{arrival_id}").text
    assert "x@example.jp" in page
    raw = operator.get(f"/admin/mail/{arrival_id}/raw")
    assert raw.data == b"From: x\r\n\r\n<script>"
    assert raw.mimetype == "text/plain"
    assert "sandbox" in raw.headers["Content-Security-Policy"]
    assert operator.get("/admin/mail/999999").status_code == 404


def test_one_mail_tells_how_sure_it_is_who_sent_it(
    operator: FlaskClient, sqlite_engine: Engine
) -> None:
    (arrival_id,) = _receive(sqlite_engine, "x@example.jp")
    assert "送信元の確認" not in operator.get(f"/admin/mail/{arrival_id}").text
    with Session(writing(sqlite_engine)) as session, session.begin():
        session.add(
            Authentication(
                message_id=session.get_one(Arrival, arrival_id).message_id,
                identity=Identity.UNPROVEN,
                proof={"dmarc": "fail", "policy": "reject"},
                results="dkim=none; dmarc=fail header.from=example.jp policy.dmarc=reject",
                chain="none",
                policy="reject",
            )
        )
    page = operator.get(f"/admin/mail/{arrival_id}").text
    assert "本人未確認" in page
    assert "差出人のドメインの決まり（DMARC）に合っていません。" in page
    assert "Authentication-Results: lists.example.jp; dkim=none; dmarc=fail" in page


def test_failures_stand_by_provider_with_the_newest_answer(operator: FlaskClient) -> None:
    page = operator.get("/admin/failures").text
    row = re.search(r"<tr[^>]*><th[^>]*><a[^>]*>example\.net</a>.*?</tr>", page, re.DOTALL)
    assert row
    assert re.findall(r'class="number">(\d+)', row[0]) == ["1", "1", "0"]
    assert "no such user" in row[0]
    assert "a@example.net" not in operator.get("/admin/failures?provider=example.org").text


def test_the_account_page_leads_to_ones_duties(app: Flask, council: Council) -> None:
    for who, waits, runs in (
        ("resident", False, False),
        ("moderator", True, False),
        ("secretariat", True, True),
    ):
        page = signed_in(app.test_client(), council, who).get("/account/").text
        assert ('href="/moderation/"' in page) is waits, who
        assert ('href="/admin/"' in page) is runs, who
    assert "3件" in signed_in(app.test_client(), council, "moderator").get("/account/").text


def _receive(
    engine: Engine,
    *senders: str,
    fate: Fate = Fate.PUBLISHED,
    reason: str | None = None,
    raw: bytes = b".",
) -> list[int]:
    with Session(writing(engine)) as session:
        arrivals = []
        for sender in senders:
            message = Message(door=Door.SMTP, mail_from=sender, size=len(raw), raw=raw)
            message.arrivals.append(
                Arrival(recipient="general@lists.example.jp", fate=fate, reason=reason)
            )
            session.add(message)
            session.flush()
            arrivals.append(message.arrivals[0].id)
        session.commit()
    return arrivals


def _way(page: str, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else None


def _cursor(client: FlaskClient, pages: list[list[str]]) -> str:
    """The cursor of the last page: the one that its neighbour's link names."""
    url, cursor = "/admin/mail", ""
    while following := _way(client.get(url).text, "next"):
        url, cursor = following, following.partition("before=")[2]
    assert len(pages) > 2
    return cursor
