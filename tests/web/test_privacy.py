"""Nobody's mailbox or telephone number stands on a public page, whichever way one comes to it."""

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.base import writing
from forum.needs import gathering
from forum.needs.need import Need
from forum.open_data.catalogue import DATASETS
from forum.people.person import Role
from forum.people.standing import Standing
from forum.web.links import this_site
from mailgate.inbound.reading import read_batch
from tests.factories import enter_person, open_board

MAIL = """\
From: =?utf-8?b?5qOu?= 0466-25-3333 <secret.mori@example.jp>
To: town@lists.example.jp
Subject: =?utf-8?b?6Zu76Kmx?= 0466-25-1111 ask.secret@example.jp
Message-ID: <1@mail.example.jp>
Date: Sun, 22 Nov 2026 10:00:00 +0900
X-Originating-IP: [203.0.113.77]
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8

ベンチの件は secret.ken@example.jp か 0466-25-2222 まで。

2026年11月22日(日) 10:00 森 <secret.mori@example.jp>:
> 電話 0466-25-1111

--\x20
森 secret.mori@example.jp
--b
Content-Type: text/html; charset=utf-8

<p><b>secret.ken</b>@example.jp TEL<i>0466</i>-25-2222</p>
--b--
"""
SECRETS = ("secret", "25-1111", "25-2222", "25-3333", "203.0.113.77")


@pytest.fixture
def town(app: Flask, sqlite_engine: Engine) -> Iterator[dict[str, str]]:
    from tests.factories import keep_mail

    with app.app_context(), Session(writing(sqlite_engine)) as session:
        board = open_board(session, "town")
        enter_person(session, "Мори", "secret.mori@example.jp")
        message = keep_mail(session, MAIL.encode(), "town", mail_from="secret.mori@example.jp")
        message.arrivals[0].board_id = board.id
        message.arrivals[0].recipient = "town@lists.example.jp"
        session.commit()
        read_batch(sqlite_engine, this_site())
        post = session.scalars(select(Post)).one()
        by = Standing(None, frozenset({(Role.SECRETARIAT, None)}))
        need = gathering.open_need(session, "0466-25-1111", "ask.secret@example.jp", by)
        assert isinstance(need, Need)
        gathering.close(need, "secret.ken@example.jp 0466-25-2222", by)
        session.commit()
        yield {"post": post.public_id, "thread": session.scalars(select(Thread)).one().public_id}


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/boards/",
        "/boards/town",
        "/boards/town/feed.atom",
        "/boards/town/archive.mbox",
        "/threads/{thread}",
        "/threads/{thread}/feed.atom",
        "/posts/{post}",
        "/posts/{post}/raw",
        "/posts/{post}/original",
        "/posts/{post}/versions",
        "/search?q=ベンチ",
        "/api/v1/boards/town/posts",
        "/api/v1/threads/{thread}",
        "/api/v1/posts/{post}",
        "/api/v1/search?q=ベンチ",
        *(f"/api/v1/{name}" for name in DATASETS),
        *(f"/open-data/{name}.{form}" for name in DATASETS for form in ("csv", "json")),
        "/open-data",
        "/participation/",
        "/needs/",
    ],
)
def test_nobodys_mailbox_is_public(client: FlaskClient, town: dict[str, str], path: str) -> None:
    page = client.get(path.format(**town))
    assert page.status_code == 200
    assert page.data
    assert [secret for secret in SECRETS if secret in page.text] == []


@pytest.mark.parametrize("secret", ["secret", "1111", "ask.secret@example.jp"])
def test_searching_for_a_mailbox_finds_nobody(
    client: FlaskClient, town: dict[str, str], secret: str
) -> None:
    found = client.get("/api/v1/search", query_string={"q": secret})
    assert found.json is not None
    assert found.json["items"] == []
