"""What a visitor reads when something goes wrong."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import trials


@pytest.fixture
def failing(app: Flask) -> FlaskClient:
    app.testing = False
    app.register_blueprint(trials.bp)
    return app.test_client()


@pytest.mark.parametrize("code", trials.CODES)
def test_an_error_is_a_page_that_says_what_to_do(failing: FlaskClient, code: int) -> None:
    answer = failing.get(f"/trials/{code}")
    assert answer.status_code == code
    assert '<html lang="ja">' in answer.text
    assert 'href="/contact"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("code", trials.CODES)
def test_an_error_of_the_api_is_a_problem_document(failing: FlaskClient, code: int) -> None:
    answer = failing.get(f"/api/trials/{code}", headers={"Accept-Language": "ja"})
    assert answer.content_type.startswith("application/problem+json")
    told = json.loads(answer.text)
    assert told["status"] == code
    assert told["title"]
    assert told["type"] == "about:blank"


def test_an_unknown_page_offers_the_search(client: FlaskClient) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert 'action="/search"' in answer.text


def test_an_unknown_address_of_the_api_is_a_problem_document(client: FlaskClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert (answer.status_code, answer.content_type.split(";")[0]) == (
        404,
        "application/problem+json",
    )


def test_the_log_names_no_secret_of_an_address(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("forum.accounts.entry", broken)
    app.testing = False
    assert app.test_client().get("/login/0123456789abcde").status_code == 500
    assert "/login/<token>" in caplog.messages[0]
    assert "0123456789abcde" not in caplog.text.partition("Traceback")[0]


def test_a_tombstone_keeps_the_reason(failing: FlaskClient) -> None:
    text = failing.get("/trials/410").text
    assert "個人情報が含まれている" in text
    assert "2026年11月2日" in text


def test_too_much_says_when_to_come_back(failing: FlaskClient) -> None:
    answer = failing.get("/trials/429")
    assert "Retry-After" in answer.headers
    assert "を過ぎてから" in answer.text


def test_nothing_of_ours_shows_in_an_unforeseen_error(failing: FlaskClient) -> None:
    text = failing.get("/trials/500").text
    assert "nobody foresaw this" not in text
    assert "失われていません" in text


def test_the_method_that_is_possible_is_named(client: FlaskClient) -> None:
    answer = client.get("/language")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
