"""Addresses in templates are what url_for says, however they are made."""

import pytest
from flask import Flask, url_for

from forum.web.links import quick_url_for

WAYS = [
    ("threads.show", {"thread_id": "abc123def456"}),
    ("threads.show", {"thread_id": "abc123def456", "at": "ffffffffffff", "_anchor": "p-ff"}),
    ("boards.show", {"slug": "ashi-nagaoka"}),
    ("boards.index", {}),
    ("search.show", {"q": "公園 %s"}),
    ("search.show", {"q": "park", "board": None}),
    ("posts.attachment", {"attachment_id": "abc123def456", "name": "地図 100%.pdf"}),
]


@pytest.mark.parametrize(("endpoint", "values"), WAYS)
def test_an_address_is_the_same_at_first_and_again(
    app: Flask, endpoint: str, values: dict[str, str]
) -> None:
    with app.test_request_context():
        expected = url_for(endpoint, **values)
        assert quick_url_for(endpoint, **values) == expected
        assert quick_url_for(endpoint, **values) == expected


def test_another_value_gives_another_address(app: Flask) -> None:
    with app.test_request_context():
        addresses = [quick_url_for("boards.show", slug=slug) for slug in ("one", "two")]
    assert addresses == ["/boards/one", "/boards/two"]
