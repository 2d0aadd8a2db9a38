"""Which language a page speaks."""

import pytest
from flask.testing import FlaskClient

from tests.web.council import Council
from tests.web.door import signed_in


def spoken(client: FlaskClient, **headers: str) -> str:
    text = client.get("/about", headers=headers).text
    return text.split('<html lang="', 1)[1][:2]


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "ja"),
        ("en-GB,en;q=0.9", "en"),
        ("ja,en;q=0.8", "ja"),
        ("fr", "ja"),
        ("fr,en;q=0.5", "en"),
    ],
)
def test_a_page_speaks_as_the_browser_wishes(client: FlaskClient, wish: str, language: str) -> None:
    assert spoken(client, **{"Accept-Language": wish}) == language


def test_a_choice_outweighs_the_browsers_wish(client: FlaskClient) -> None:
    headers = {"Referer": "http://localhost/about?x=1"}
    answer = client.post("/language", data={"language": "en"}, headers=headers)
    assert (answer.status_code, answer.location) == (303, "/about?x=1")
    assert spoken(client, **{"Accept-Language": "ja"}) == "en"


def test_an_account_keeps_the_choice(client: FlaskClient, council: Council) -> None:
    signed_in(client, council, "resident")
    client.post("/language", data={"language": "en"})
    client.delete_cookie("language")
    assert spoken(client, **{"Accept-Language": "ja"}) == "en"


@pytest.mark.parametrize("away", ["https://evil.example/", "http://localhost.evil/x", "evil", ""])
def test_a_choice_never_leads_to_another_site(client: FlaskClient, away: str) -> None:
    answer = client.post("/language", data={"language": "en"}, headers={"Referer": away})
    assert answer.location == "/"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}]
)
def test_another_site_can_not_choose(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.post("/language", data={"language": "en"}, headers=headers).status_code == 400


def test_a_language_that_we_do_not_speak_is_refused(client: FlaskClient) -> None:
    assert client.post("/language", data={"language": "xx"}).status_code == 400
