"""Coming in and going out: links work once, passwords for their owners, and nobody is led astray."""

import threading
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum import accounts
from forum.addresses import EmailAddress
from forum.base import utcnow, writing
from forum.boards import Subscription
from forum.people import passwords
from forum.people.person import Account, Address, Person
from forum.people.single_use import Purpose, SingleUseToken, issue
from forum.web.links import local_path, this_site
from tests import letters
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

ASTRAY = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/ \r\nSet-Cookie: a=b",
    "javascript:alert(1)",
    "http:evil.example",
    " /x",
    "/x\x00",
    "evil.example",
    "/" + "x" * 3000,
)


@pytest.mark.parametrize("address", ASTRAY)
def test_nobody_is_led_to_another_site(address: str) -> None:
    assert local_path(address) is None


@pytest.mark.parametrize("address", ["/", "/boards/general?before=x#a", "/threads/x#answer"])
def test_a_page_of_ours_is_led_to(address: str) -> None:
    assert local_path(address) == address


@pytest.mark.parametrize("address", ASTRAY)
def test_signing_in_leads_nobody_astray(
    client: FlaskClient, council: Council, sqlite_engine: Engine, address: str
) -> None:
    with writing(sqlite_engine).begin() as connection:
        hashed = passwords.hashed("верная длинная фраза")
        account = council.accounts["member"][0]
        connection.execute(
            update(Account).where(Account.id == account).values(password_hash=hashed)
        )
    answer = send(
        client,
        "/login",
        way="password",
        email="member@example.jp",
        password="верная длинная фраза",
        next=address,
    )
    assert answer.status_code == 303
    assert answer.location == "/"
    assert "Set-Cookie: a" not in str(answer.headers)
    already = client.get("/login", query_string={"next": address})
    assert already.location == "/"


def test_the_referrer_leads_nobody_astray(client: FlaskClient, council: Council) -> None:
    for referrer in ("http://localhost//evil.example/x", "http://localhost/\\evil", "http://["):
        answer = client.post("/language", data={"language": "en"}, headers={"Referer": referrer})
        assert answer.location == "/", referrer
    came = {"Referer": "http://localhost/search?q=%E5%85%AC%E5%9C%92"}
    answer = client.post("/language", data={"language": "en"}, headers=came)
    assert answer.location == "/search?q=%E5%85%AC%E5%9C%92"


def test_joining_by_link(client: FlaskClient, council: Council, sqlite_engine: Engine) -> None:
    answer = send(client, "/join", name="Зоя", nickname="", email="zoya2@example.jp")
    assert answer.status_code == 200
    with Session(sqlite_engine) as session:
        token = letters.token_in(letters.newest(session, "zoya2@example.jp"))
    page = client.get(f"/login/{token}")
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    done = client.post(f"/login/{token}", data={**hidden_fields(page.text), "name": "Зоя Б."})
    assert done.status_code == 303
    assert "Зоя Б." in client.get("/account/").text


@pytest.mark.parametrize(
    "wrong", [{"name": ""}, {"email": "x"}, {"name": "a@example.jp"}, {"nickname": "a＠b"}]
)
def test_what_is_missing_to_join_comes_back(
    client: FlaskClient, council: Council, wrong: dict[str, str]
) -> None:
    told = {"name": "Зоя", "nickname": "Зайка", "email": "zoya2@example.jp", **wrong}
    answer = send(client, "/join", **told)
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.text
    for value in told.values():
        assert f'value="{value}"' in answer.text


def test_the_answer_is_the_same_whoever_asks(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    told = [
        send(client, "/login", way="link", email=email).text.replace(email, "…")
        for email in ("member@example.jp", "nobody@example.jp")
    ]
    assert told[0] == told[1]


def test_looking_at_a_link_uses_nothing_up(client: FlaskClient, council: Council) -> None:
    for method in ("GET", "HEAD", "OPTIONS", "GET"):
        assert client.open(f"/login/{council.sign_in}", method=method).status_code == 200
    page = client.get(f"/login/{council.sign_in}")
    done = client.post(f"/login/{council.sign_in}", data=hidden_fields(page.text))
    assert done.status_code == 303
    for method in ("GET", "POST"):
        data = hidden_fields(page.text) if method == "POST" else None
        again = client.open(f"/login/{council.sign_in}", method=method, data=data)
        assert again.status_code in (400, 410)


def test_a_link_signs_in_one_of_two_who_press_at_once(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    answers = at_once(app, f"/login/{council.sign_in}", 2)
    assert sorted(answers) == [303, 410]
    with Session(sqlite_engine) as session:
        assert (
            session.query(SingleUseToken).filter(SingleUseToken.used_at.is_not(None)).count() == 1
        )


def test_a_link_makes_one_person_of_two_who_press_at_once(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    assert sorted(at_once(app, f"/login/{council.sign_up}", 2)) == [303, 410]
    with Session(sqlite_engine) as session:
        assert session.query(Person).filter(Person.name == "Зоя").count() == 1


def test_a_confirmation_is_given_once_of_two_at_once(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    with app.app_context(), Session(writing(sqlite_engine)) as session:
        board = council.boards["street"]
        about: dict[str, Any] = {"address": "new@example.jp", "name": "", "language": "ja"}
        token = issue(session, Purpose.JOIN, board_id=board, **about)
        session.commit()
    assert sorted(at_once(app, f"/confirm/{token}", 2)) == [200, 410]
    with Session(sqlite_engine) as session:
        wanted = (
            select(Subscription)
            .join(Address, Subscription.address_id == Address.id)
            .where(Address.canonical == "new@example.jp")
        )
        assert len(session.scalars(wanted).all()) == 1


def test_a_wrong_password_keeps_the_address_and_not_the_password(
    client: FlaskClient, council: Council
) -> None:
    answer = send(client, "/login", way="password", email="member@example.jp", password="неверно")
    assert answer.status_code == 422
    assert 'value="member@example.jp"' in answer.text
    assert "неверно" not in answer.text


def test_an_address_is_added_by_who_asked_for_it_alone(
    app: Flask, council: Council, sqlite_engine: Engine
) -> None:
    with app.app_context(), Session(writing(sqlite_engine)) as session:
        member = session.get_one(Person, council.people["member"])
        mailbox = EmailAddress.parse("second@example.jp")
        assert mailbox is not None
        accounts.ask_to_add_address(session, this_site(), member, mailbox)
        session.commit()
        token = letters.token_in(letters.newest(session, "second@example.jp"))
    path = f"/confirm/{token}"
    stranger = app.test_client()
    lost = stranger.post(path, data=hidden_fields(stranger.get(path).text))
    assert lost.location == f"/login?next=/confirm/{token}"
    other = signed_in(app.test_client(), council, "resident")
    assert other.post(path, data=hidden_fields(other.get(path).text)).status_code == 403
    owner = signed_in(app.test_client(), council, "member")
    assert owner.post(path, data=hidden_fields(owner.get(path).text)).status_code == 200
    assert "second@example.jp" in owner.get("/account/addresses").text


def test_going_out_takes_the_session_away(client: FlaskClient, council: Council) -> None:
    member = signed_in(client, council, "member")
    send(member, "/logout", "/account/")
    assert member.get("/account/").status_code == 302


def test_signing_out_everywhere_ends_every_session(app: Flask, council: Council) -> None:
    here, there = (signed_in(app.test_client(), council, "member") for _ in range(2))
    send(here, "/account/sign-out-everywhere", "/account/")
    assert there.get("/account/").status_code == 302


def test_somebody_shut_out_gets_no_link(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with writing(sqlite_engine).begin() as connection:
        connection.execute(update(Person).values(banned_at=utcnow()))
    with Session(sqlite_engine) as session:
        before = len(letters.owed(session, "member@example.jp"))
    send(client, "/login", way="link", email="member@example.jp")
    with Session(sqlite_engine) as session:
        assert len(letters.owed(session, "member@example.jp")) == before


def at_once(app: Flask, path: str, count: int) -> list[int]:
    """What so many windows are answered that press the same button at the same moment."""
    start, codes = threading.Barrier(count), []

    def press() -> None:
        client = app.test_client()
        fields = hidden_fields(client.get(path).text)
        start.wait()
        codes.append(client.post(path, data=fields).status_code)

    windows = [threading.Thread(target=press) for _ in range(count)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    return codes
