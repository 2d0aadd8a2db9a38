"""Style and script."""

import gzip
import re

from flask.testing import FlaskClient

from forum.web.assets import STATIC


def style_of(client: FlaskClient) -> str:
    found = re.search(r'href="(/assets/[0-9a-f]+/site\.css)"', client.get("/about").text)
    assert found
    return found[1]


def test_a_page_names_its_style_by_content_and_keeps_it_a_year(client: FlaskClient) -> None:
    answer = client.get(style_of(client))
    assert "immutable" in answer.headers["Cache-Control"]
    assert "--color-primitive-blue-900" in answer.text
    assert all(
        file.read_text().splitlines()[0] in answer.text for file in (STATIC / "css").glob("*.css")
    )


def test_an_old_pages_style_is_the_newest_and_is_not_kept(client: FlaskClient) -> None:
    answer = client.get("/assets/000000000000/site.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_style_travels_packed_where_the_browser_unpacks(client: FlaskClient) -> None:
    answer = client.get(style_of(client), headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert b"--paper" in gzip.decompress(answer.data)


def test_there_is_no_other_asset(client: FlaskClient) -> None:
    assert client.get("/assets/0/../../config.py").status_code == 404
    assert client.get("/assets/0/other.css").status_code == 404


def test_a_page_loads_nothing_from_elsewhere(client: FlaskClient) -> None:
    loaded = re.findall(
        r'<(?:link|script|img)[^>]+(?:href|src)="([^"]+)"', client.get("/about").text
    )
    assert loaded
    assert all(address.startswith("/") for address in loaded)


def test_the_style_asks_for_nothing_more() -> None:
    css = "".join(file.read_text() for file in (STATIC / "css").glob("*.css"))
    assert not re.search(r"url\(|@import", css)
