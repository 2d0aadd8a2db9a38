"""One's own page."""

from urllib.parse import unquote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Draft
from forum.people.person import Account, Address, Person
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def resident(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "resident")


def test_it_shows_what_is_mine_and_what_became_of_it(resident: FlaskClient) -> None:
    page = resident.get("/account/").text
    assert "Вечерний зал" in page
    assert "個人情報が含まれている" in page  # why a post of mine is hidden
    assert "resident@example.jp" in page
    assert "Вопрос" not in page


@pytest.mark.parametrize(
    "path", ["/account/", "/account/profile", "/account/addresses", "/account/data.json"]
)
def test_nobody_else_comes_in(client: FlaskClient, council: Council, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 302
    assert unquote(answer.location) == f"/login?next={path}"


def test_name_and_language_are_changed(
    app: Flask, resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    told = {"name": " Анна  Б. ", "nickname": "", "district": "Север", "language": "en"}
    assert send(resident, "/account/profile", **told).status_code == 303
    with Session(sqlite_engine) as session:
        me = session.get_one(Person, council.people["resident"])
        assert (me.name, me.nickname, me.district) == ("Анна Б.", None, "Север")
    page = resident.get("/account/").text
    assert '<html lang="en">' in page
    assert "Анна Б." in page
    assert "Анна Белова" in app.test_client().get(f"/threads/{council.thread}").text


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "a@example.jp"}, {"language": "xx"}])
def test_what_cant_be_comes_back(resident: FlaskClient, wrong: dict[str, str]) -> None:
    told = {"name": "Анна", "district": "Север", "language": "ja", **wrong}
    answer = send(resident, "/account/profile", **told)
    assert answer.status_code == 422
    assert 'value="Север"' in answer.text


def test_the_last_mailbox_stays_and_another_one_goes(
    resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(sqlite_engine) as session:
        (mine,) = session.get_one(Person, council.people["resident"]).addresses
        other = session.scalars(select(Address).where(Address.written == "member@example.jp"))
        others = other.one().id
        token = hidden_fields(resident.get("/account/profile").text)
        resident.post(f"/account/addresses/{mine.id}/remove", data=token)
        answer = resident.post(f"/account/addresses/{others}/remove", data=token)
        assert answer.status_code == 404
        session.expire_all()
        assert session.get_one(Address, mine.id).person_id == council.people["resident"]


def test_a_password_signs_the_other_devices_out(
    app: Flask, resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    other = signed_in(app.test_client(), council, "resident")
    for weak in ("короткий", ""):
        assert send(resident, "/account/password", password=weak).status_code == 422
    answer = send(resident, "/account/password", password="длинная верная фраза")
    assert answer.status_code == 303
    assert resident.get("/account/").status_code == 200
    assert other.get("/account/").status_code == 302
    page = resident.get("/account/password").text
    fields = {**hidden_fields(page), "act": "remove"}
    assert resident.post("/account/password", data=fields).status_code == 303
    with Session(sqlite_engine) as session:
        account = session.get_one(Account, council.accounts["resident"][0])
        assert account.password_hash is None


def test_ones_data_is_whole_and_nobody_elses(resident: FlaskClient) -> None:
    answer = resident.get("/account/data.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    told = answer.json
    assert told is not None
    assert [one["address"] for one in told["addresses"]] == ["resident@example.jp"]
    assert {post["subject"] for post in told["posts"]} >= {"Вечерний зал", "Фонарь"}
    assert "hidden" in {post["state"] for post in told["posts"]}
    assert "Почему?" not in answer.text


def test_nobody_throws_somebody_elses_draft_away(
    app: Flask, resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    member = signed_in(app.test_client(), council, "member")
    send(member, "/boards/general/new", subject="Начало", text="Ещё", act="draft")
    with Session(sqlite_engine) as session:
        draft_id = session.scalars(select(Draft.id)).one()
    path = f"/account/drafts/{draft_id}/remove"
    token = hidden_fields(resident.get("/account/profile").text)
    assert resident.post(path, data=token).status_code == 404
    assert send(member, path, "/account/").status_code == 303
