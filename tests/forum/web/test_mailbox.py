"""The development mailbox."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from forum.web import create_app
from tests.web.council import MAIL, Council
from tests.web.door import settings_in


@pytest.fixture
def app(tmp_path, sqlite_engine: Engine) -> Flask:  # type: ignore[no-untyped-def]
    app = create_app(settings_in(tmp_path, KAKEHASHI_DEV_MAILBOX="1"), sqlite_engine)
    app.testing = True
    return app


def test_it_shows_what_a_subscriber_receives(client: FlaskClient, council: Council) -> None:
    page = client.get("/mailbox/").text
    assert "anna@example.jp" in page
    assert "Зал" in page
    assert "Зал открыт." in client.get("/mailbox/mail/1.mail").text
    assert client.get("/mailbox/mail/1.mail/raw").data == MAIL.encode()
    assert "1.mail" not in client.get("/mailbox/?to=nobody@example.jp").text


@pytest.mark.parametrize(
    "name", ["..", ".", "..%2f..%2fsecret-key", "%2e%2e", "none", "a b", "1.mail%00", "я"]
)
def test_nothing_outside_the_folder_is_read(
    client: FlaskClient, council: Council, name: str
) -> None:
    assert client.get(f"/mailbox/mail/{name}").status_code in (308, 404)
    assert client.get(f"/mailbox/mail/{name}/raw").status_code == 404


def test_a_real_house_has_none(tmp_path, sqlite_engine: Engine) -> None:  # type: ignore[no-untyped-def]
    client = create_app(settings_in(tmp_path), sqlite_engine).test_client()
    for path in ("/mailbox/", "/mailbox/mail/1.mail", "/mailbox/mail/1.mail/raw"):
        assert client.get(path).status_code == 404
