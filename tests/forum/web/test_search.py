"""The search page."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.council import Council


def found(page: str) -> list[str]:
    return re.findall(r'class="topic__title"><a href="/posts/(\w+)"', page)


def test_every_hit_stands_on_one_page_of_the_list(client: FlaskClient, council: Council) -> None:
    seen: list[str] = []
    url = "/search?q=Почему"
    sizes = []
    while url:
        page = client.get(url).text
        seen += found(page)
        sizes.append(len(found(page)))
        older = re.search(r'rel="next" href="([^"]*)"', page)
        url = older[1].replace("&amp;", "&") if older else ""
    assert (len(seen), len(set(seen)), sizes) == (45, 45, [20, 20, 5])


def test_the_found_words_are_marked_and_nothing_is_markup(
    client: FlaskClient, council: Council
) -> None:
    page = client.get("/search?q=закрыт").text
    assert "<mark>закрыт</mark>" in page
    odd = client.get("/search?q=" + quote('<b>"x')).text
    assert "<b>" not in odd.split("<main")[1]


@pytest.mark.parametrize(
    "query",
    [
        "q=",
        "q=!!!",
        "q=%00",
        "q=" + "а" * 5000,
        "q=x&from=nonsense&to=0000-00-00",
        "q=x&to=9999-12-31",
        "q=x&from=0001-01-01",
        "q=x&from=2026-11-31",
        "q=x&board=none&who=%25_%00",
        "q=x&before=nonsense",
        'q="x AND (y OR',
        "q=-x",
        "q=words:x*",
        "q=x&q=y&attachment=1&attachment=2",
        "who=" + quote("Анна"),
    ],
)
def test_whatever_is_asked_gets_a_page(client: FlaskClient, council: Council, query: str) -> None:
    assert client.get(f"/search?{query}").status_code == 200


def test_it_is_narrowed_by_board_person_day_and_file(client: FlaskClient, council: Council) -> None:
    assert found(client.get("/search?q=зал&attachment=1").text) == [council.post]
    anna = found(client.get("/search?q=зал&who=Анна&board=general").text)
    assert anna == [council.post]
    assert found(client.get("/search?q=зал&board=street").text) == []
    day = "&from=2026-11-02&to=2026-11-02"
    assert council.post in found(client.get(f"/search?q=зал{day}").text)
    assert found(client.get("/search?q=зал&to=2026-11-01").text) == []
    assert found(client.get("/search?q=зал&from=2026-11-03").text) == []


def test_it_is_looked_for_by_person_day_or_file_alone(
    client: FlaskClient, council: Council
) -> None:
    assert council.post in found(client.get("/search?who=Анна&board=general").text)
    assert council.post in found(client.get("/search?attachment=1").text)
    assert len(found(client.get("/search?from=2026-11-02&to=2026-11-02").text)) == 20
    assert found(client.get("/search?to=2026-11-01").text) == []
    nobody = client.get("/search?who=Никто").text
    assert found(nobody) == []
    assert "この条件に合う投稿は見つかりませんでした" in nobody


def test_a_found_word_is_marked_in_a_title_too(client: FlaskClient, council: Council) -> None:
    page = client.get("/search?q=Вопрос").text
    assert re.search(r'class="topic__title"><a [^>]*><mark>Вопрос</mark> \d+</a>', page)


def test_nothing_found_offers_a_wider_search(client: FlaskClient, council: Council) -> None:
    page = client.get("/search?q=Почему&board=street&who=x").text
    assert 'href="/search?q=%D0%9F%D0%BE%D1%87%D0%B5%D0%BC%D1%83"' in page
    assert 'value="Почему"' in page
