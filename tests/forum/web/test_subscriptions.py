"""Getting mail and stopping it, by form and by the mail program's own button."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import writing
from forum.boards import Mode, Subscription
from forum.people.person import Address
from forum.people.single_use import Purpose, issue
from tests import letters
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def subscribed(engine: Engine, council: Council, slug: str = "general") -> list[Subscription]:
    with Session(engine) as session:
        wanted = (
            select(Subscription)
            .join(Address, Subscription.address_id == Address.id)
            .where(Subscription.board_id == council.boards[slug], Address.stopped_at.is_(None))
        )
        return list(session.scalars(wanted))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_link_checker_unsubscribes_nobody(
    client: FlaskClient, council: Council, sqlite_engine: Engine, method: str
) -> None:
    for _ in range(2):
        answer = client.open(f"/unsubscribe/{council.unsubscribe}", method=method)
        assert answer.status_code == 200
    assert len(subscribed(sqlite_engine, council)) == 1


@pytest.mark.parametrize("kind", ["multipart/form-data", "application/x-www-form-urlencoded"])
def test_one_click_ends_it_without_cookie_or_token(
    client: FlaskClient, council: Council, sqlite_engine: Engine, kind: str
) -> None:
    path = f"/unsubscribe/{council.unsubscribe}"
    first = client.post(path, data=ONE_CLICK, content_type=kind)
    assert first.status_code == 200
    assert "Set-Cookie" not in first.headers
    assert subscribed(sqlite_engine, council) == []
    assert client.post(path, data=ONE_CLICK, content_type=kind).status_code == 200
    assert client.get(path).status_code == 200


def test_one_click_reaches_one_subscription_alone(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    token = council.unsubscribe
    for wrong in (token[:-1], token + "0", "0" * len(token), token[::-1], "x"):
        assert client.post(f"/unsubscribe/{wrong}", data=ONE_CLICK).status_code == 404
    assert len(subscribed(sqlite_engine, council)) == 1
    assert client.post(f"/unsubscribe/{token.upper()}", data=ONE_CLICK).status_code == 200


def test_the_page_of_the_link_asks_and_then_ends_it(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/unsubscribe/{council.unsubscribe}"
    page = client.get(path)
    assert "Общее" in page.text
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert client.post(path).status_code == 200
    assert subscribed(sqlite_engine, council) == []


def test_a_stranger_asks_and_confirms(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = "/boards/street/subscribe"
    answer = send(client, page, email="zoya@example.jp", name="Зоя", act="join")
    assert answer.status_code == 200
    assert subscribed(sqlite_engine, council, "street") == []
    with Session(sqlite_engine) as session:
        token = letters.token_in(letters.newest(session, "zoya@example.jp"))
    for method in ("GET", "HEAD", "OPTIONS"):
        assert client.open(f"/confirm/{token}", method=method).status_code == 200
    assert subscribed(sqlite_engine, council, "street") == []
    confirm = client.get(f"/confirm/{token}")
    done = client.post(f"/confirm/{token}", data=hidden_fields(confirm.text))
    assert done.status_code == 200
    assert len(subscribed(sqlite_engine, council, "street")) == 1
    assert client.get(f"/confirm/{token}").status_code == 410


def test_an_address_that_is_none_comes_back(client: FlaskClient, council: Council) -> None:
    answer = send(client, "/boards/street/subscribe", email="zoya", name="Зоя", act="join")
    assert answer.status_code == 422
    assert 'value="zoya"' in answer.text
    assert 'value="Зоя"' in answer.text


def test_somebody_signed_in_chooses_for_their_own_address(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    resident = signed_in(client, council, "resident")
    page = "/boards/street/subscribe"
    send(resident, page, mode="each")
    (one,) = subscribed(sqlite_engine, council, "street")
    assert one.mode is Mode.EACH
    send(resident, page, mode="none")
    (one,) = subscribed(sqlite_engine, council, "street")
    assert one.mode is Mode.NONE
    send(resident, page, mode="leave")
    assert subscribed(sqlite_engine, council, "street") == []


def test_nobody_chooses_for_somebody_else(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    member = signed_in(app.test_client(), council, "member")
    (one,) = subscribed(sqlite_engine, council)
    answer = send(member, "/boards/general/subscribe", address=str(one.address_id), mode="leave")
    assert answer.status_code == 404
    assert len(subscribed(sqlite_engine, council)) == 1


def test_changing_it_needs_the_forms_token(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    resident = signed_in(client, council, "resident")
    (one,) = subscribed(sqlite_engine, council)
    told = {"address": str(one.address_id), "mode": "leave"}
    assert resident.post("/boards/general/subscribe", data=told).status_code == 400
    assert len(subscribed(sqlite_engine, council)) == 1


def test_wishes_that_were_mailed_are_shown_first_and_granted_by_the_button(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(writing(sqlite_engine)) as session, session.begin():
        about = {"board_id": council.boards["general"], "address": "resident@example.jp"}
        told = [
            ["mode", {"mode": "weekly"}],
            ["remove_address", {"address": "resident@example.jp"}],
        ]
        token = issue(session, Purpose.WISHES, wishes=told, **about)
    page = client.get(f"/confirm/{token}").text
    assert "週に1回まとめて受け取る" in page
    with Session(sqlite_engine) as session:
        assert mode_of(session) is not Mode.WEEKLY
    done = send(client, f"/confirm/{token}").text
    assert "手続きが終わりました" in done
    assert "ひとつは残してください" in done
    with Session(sqlite_engine) as session:
        assert mode_of(session) is Mode.WEEKLY
    assert client.get(f"/confirm/{token}").status_code == 410


def test_who_would_be_joined_with_an_address_is_told_first(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    signed_in(client, council, "moderator")
    with Session(writing(sqlite_engine)) as session, session.begin():
        about = {"person_id": council.people["moderator"], "address": "resident@example.jp"}
        token = issue(session, Purpose.ADD_ADDRESS, **about)
        theirs = Post.person_id == council.people["resident"]
        count = session.scalar(select(func.count()).select_from(Post).where(theirs))
    page = client.get(f"/confirm/{token}").text
    assert "Анна Беловаさんの登録" in page
    assert f"これまでの投稿{count}件" in page
    assert "「Общее」のメールの購読" in page


def mode_of(session: Session) -> Mode:
    wanted = select(Subscription.mode).join(Address)
    return session.scalars(wanted.where(Address.canonical == "resident@example.jp")).one()


@pytest.mark.parametrize("path", ["/unsubscribe/0", "/tidings/0"])
def test_a_broken_link_to_stop_mail_tells_the_other_ways_to_stop_it(
    client: FlaskClient, council: Council, path: str
) -> None:
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "まだ何も変わっていません" in answer.text
        assert 'href="mailto:general-leave@' in answer.text
        assert "staff-leave@" not in answer.text
