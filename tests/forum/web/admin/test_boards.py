"""Operators open and change boards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.boards import Board, FromPolicy, Join, Names, Posting, ReplyTo, Visibility
from tests.forum.web.writing import send
from tests.web.council import Council
from tests.web.door import signed_in

NEW = "/admin/boards/new"
TOLD = {
    "name": "Парк",
    "description": "О парке.",
    "visibility": "public",
    "posting": "anyone",
    "join": "open",
    "names": "real",
    "from_policy": "auto",
    "reply_to": "list",
}


@pytest.fixture
def operator(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


def test_a_board_is_opened_and_stands_in_the_list(operator: FlaskClient) -> None:
    answer = send(operator, NEW, slug="park", **TOLD)
    assert answer.location == "/boards/park"
    assert operator.get("/boards/park").status_code == 200
    assert "Парк" in operator.get("/admin/boards").text


@pytest.mark.parametrize(
    "slug", ["", "Парк", "Park", "a" * 41, "park-request", "postmaster", "general"]
)
def test_a_name_that_cant_be_an_address_is_said(operator: FlaskClient, slug: str) -> None:
    answer = send(operator, NEW, slug=slug, **TOLD)
    assert answer.status_code == 422
    assert 'href="#slug"' in answer.text
    assert 'value="Парк"' in answer.text


def test_every_setting_is_changed(
    operator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    told = {
        **TOLD,
        "visibility": "members",
        "posting": "moderators",
        "join": "closed",
        "names": "nickname",
        "from_policy": "never",
        "reply_to": "author",
        "max_kilobytes": "500",
        "refused_types": ".EXE\r\nvideo/*",
        "edit_window_s": "60",
        "holds_unproven": "y",
    }
    assert send(operator, "/admin/boards/general", **told).status_code == 303
    with Session(sqlite_engine) as session:
        board = session.scalars(select(Board).where(Board.slug == "general")).one()
        assert board.name == "Парк"
        assert board.visibility is Visibility.MEMBERS
        assert board.posting is Posting.MODERATORS
        assert board.join is Join.CLOSED
        assert board.names is Names.NICKNAME
        assert board.from_policy is FromPolicy.NEVER
        assert board.reply_to is ReplyTo.AUTHOR
        assert (board.max_message_bytes, board.edit_window_s) == (500_000, 60)
        assert board.refused_types == ".exe video/*"
        assert board.holds_unproven
    assert 'value="500"' in operator.get("/admin/boards/general").text


@pytest.mark.parametrize(
    "wrong", [{"max_kilobytes": "много"}, {"edit_window_s": "-1"}, {"visibility": "all"}]
)
def test_what_cant_be_comes_back(operator: FlaskClient, wrong: dict[str, str]) -> None:
    answer = send(operator, "/admin/boards/general", **{**TOLD, **wrong})
    assert answer.status_code == 422
    assert 'value="Парк"' in answer.text


def test_what_was_said_to_few_stays_with_few(app: Flask, council: Council) -> None:
    operator = signed_in(app.test_client(), council, "secretariat")
    for slug, visibility in (("staff", "public"), ("staff", "members"), ("hall", "public")):
        answer = send(operator, f"/admin/boards/{slug}", **{**TOLD, "visibility": visibility})
        assert answer.status_code == 422, slug
    stranger = app.test_client()
    assert stranger.get("/boards/staff").status_code == 404
    # An empty board may still become anything; any board may close itself off.
    send(operator, NEW, slug="new", **{**TOLD, "visibility": "staff"})
    assert send(operator, "/admin/boards/street", **{**TOLD, "visibility": "staff"}).location
    assert stranger.get("/boards/street").status_code == 404
