"""The pages of words."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from forum.language import LANGUAGES
from forum.web.information import bp
from tests.web.council import Council


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_words_is_there_in_every_language(
    app: Flask, client: FlaskClient, language: str
) -> None:
    rules = [r.rule for r in app.url_map.iter_rules() if r.endpoint.startswith(f"{bp.name}.")]
    assert len(rules) >= 6
    for rule in rules:
        answer = client.get(rule, headers={"Accept-Language": language})
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text


def test_the_footer_leads_to_every_page_of_words(client: FlaskClient) -> None:
    footer = client.get("/about").text.split("<footer", 1)[1]
    for path in ("/about", "/participate", "/open-data", "/accessibility", "/privacy", "/contact"):
        assert f'href="{path}"' in footer


def test_who_joins_by_mail_finds_the_addresses_of_every_public_board(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/participate").text
    for suffix in ("-join", "", "-request", "-leave"):
        assert f'href="mailto:general{suffix}@' in page
    assert "staff-join@" not in page
