"""Boards: topics page by page, unread ones by word, the figures of the month."""

import re

from flask.testing import FlaskClient

from tests.web.council import Council
from tests.web.door import signed_in


def topics(page: str) -> list[str]:
    return re.findall(r'class="topic__title"><a href="/threads/(\w+)', page)


def way(page: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', page)
    return found[1].replace("&amp;", "&") if found else ""


def test_topics_are_walked_there_and_back(client: FlaskClient, council: Council) -> None:
    pages = []
    url = last = "/boards/general"
    while url:
        page = client.get(url).text
        pages.append(topics(page))
        last, url = url, way(page, "next")
    assert [len(page) for page in pages] == [30, 16]
    assert len({topic for page in pages for topic in page}) == 46
    back = client.get(way(client.get(last).text, "prev")).text
    assert topics(back) == pages[0]
    assert way(back, "prev") == ""


def test_a_broken_cursor_gives_the_first_page(client: FlaskClient, council: Council) -> None:
    first = topics(client.get("/boards/general").text)
    for query in ("before=x", "after=" + "0" * 16, "before=&after="):
        assert topics(client.get(f"/boards/general?{query}").text) == first


def test_a_board_without_topics_invites_one(client: FlaskClient, council: Council) -> None:
    resident = signed_in(client, council, "admin")
    assert resident.get("/boards/general").status_code == 200
    page = client.get("/boards/street?before=" + "0" * 16)
    assert page.status_code == 200


def test_hidden_words_are_no_last_words(client: FlaskClient, council: Council) -> None:
    assert "Нет." not in client.get("/boards/general").text
    assert "Нет." not in client.get("/").text
