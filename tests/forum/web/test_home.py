"""The first page."""

from flask import Flask
from flask.testing import FlaskClient

from tests.web.council import Council
from tests.web.door import signed_in


def test_home_shows_what_is_talked_about_and_how_to_take_part(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/").text
    assert "Вопрос 44" in page
    assert "mailto:general@lists.example.jp" in page
    assert "Служебное" not in page


def test_a_member_sees_the_members_boards(app: Flask, council: Council) -> None:
    assert "Бюджет" in signed_in(app.test_client(), council, "member").get("/boards/hall").text
    assert "Служба" in signed_in(app.test_client(), council, "hq").get("/boards/").text


def test_an_empty_house_says_so(client: FlaskClient) -> None:
    assert "まだ話題がありません" in client.get("/").text
    assert "まだ掲示板がありません" in client.get("/boards/").text


def test_home_shows_how_far_the_plan_is(client: FlaskClient, council: Council) -> None:
    page = client.get("/").text
    assert "計画の進み" in page
    assert 'href="/plan/?state=' in page
