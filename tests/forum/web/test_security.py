"""Headers, hosts, proxies, cookies."""

from pathlib import Path

import pytest
from flask import Flask, request, session
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing
from forum.people import single_use
from forum.people.single_use import Purpose
from forum.web import create_app
from tests.factories import enter_person
from tests.forum.web.writing import hidden_fields
from tests.web.door import settings_in


def test_every_answer_says_what_a_page_may_load(client: FlaskClient) -> None:
    for path in ("/about", "/nothing-here", "/healthz"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == (
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
        )
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        assert "Strict-Transport-Security" not in headers


def test_a_site_on_https_keeps_to_it(tmp_path: Path, sqlite_engine: Engine) -> None:
    settings = settings_in(tmp_path, KAKEHASHI_SITE_URL="https://forum.example.jp")
    app = create_app(settings, sqlite_engine)

    @app.get("/remembering")
    def remembering() -> str:
        session["a"] = 1
        return ""

    answer = app.test_client().get("/remembering", base_url="https://forum.example.jp")

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=")
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax"))


def test_a_mailed_link_signs_in_on_https(tmp_path: Path, sqlite_engine: Engine) -> None:
    """Its page hides its address from the next one, and no form may depend on being told."""
    app = create_app(
        settings_in(tmp_path, KAKEHASHI_SITE_URL="https://forum.example.jp"), sqlite_engine
    )
    with Session(writing(sqlite_engine)) as rows, rows.begin():
        person = enter_person(rows, "Aoi")
        address_id = person.addresses[0].id
        token = single_use.issue(rows, Purpose.SIGN_IN, address_id=address_id)
    client, link = app.test_client(), f"https://forum.example.jp/login/{token}"

    page = client.get(link)
    answer = client.post(link, data=hidden_fields(page.text))

    assert answer.status_code == 303
    assert page.headers["Referrer-Policy"] == "strict-origin"


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "localhost@evil"])
def test_a_request_for_another_host_is_refused(client: FlaskClient, host: str) -> None:
    assert client.get("/about", headers={"Host": host}).status_code == 400


def test_a_loopback_site_answers_to_every_loopback_name(client: FlaskClient) -> None:
    for host in ("localhost", "127.0.0.1:8000", "[::1]:8000"):
        assert client.get("/about", headers={"Host": host}).status_code == 200


def test_health_is_told_under_any_name(client: FlaskClient) -> None:
    assert client.get("/healthz", headers={"Host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize(
    ("trusted", "seen"),
    [("", "127.0.0.1"), ("127.0.0.0/8", "203.0.113.9"), ("10.0.0.0/8", "127.0.0.1")],
)
def test_only_a_trusted_proxy_says_who_comes(
    tmp_path: Path, sqlite_engine: Engine, trusted: str, seen: str
) -> None:
    settings = settings_in(tmp_path, KAKEHASHI_TRUSTED_PROXIES=trusted)
    app = create_app(settings, sqlite_engine)

    @app.get("/who")
    def who() -> str:
        return str(request.remote_addr)

    headers = {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    assert app.test_client().get("/who", headers=headers).text == seen


def test_a_page_without_a_form_makes_no_session(client: FlaskClient) -> None:
    answer = client.get("/about")
    assert "Set-Cookie" not in answer.headers
    assert "csrf_token" not in answer.text


def test_a_change_without_its_token_is_refused(app: Flask, client: FlaskClient) -> None:
    @app.post("/change")
    def change() -> str:
        return "changed"

    answer = client.post("/change")

    assert answer.status_code == 400
    assert "もう一度、送信してください" in answer.text
