"""Nothing of a board that one may not read stands behind any address of the site, old or new.

Every GET rule of the URL map is tried with the names of what stands on the staff board in each of
its places, by everybody; so a page that is added later is walked too.
"""

import re
from collections.abc import Iterator
from itertools import islice, product
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.forum.web.test_visibility import EVERYBODY, STAFF
from tests.web.council import Council
from tests.web.door import signed_in

OUTSIDERS = [who for who in EVERYBODY if who not in STAFF]
MOST_TRIES = 10  # of one rule
QUERIES = ("", "?q=Тихо&board=staff", "?at={post}&quote=1")


def names_of(council: Council) -> dict[str, str]:
    """What stands on the staff board, by what a place of a rule may be called."""
    return {
        "slug": "staff",
        "thread_id": council.threads["staff"],
        "post_id": council.posts["staff"],
        "message_id": council.message_ids["staff"],
        "held_id": council.held["staff"],
        "attachment_id": council.files["staff"],
        "meeting_id": council.staff_meeting,
        "entry_id": council.staff_entry,
        "scan_id": council.scan,
    }


def addresses(rule: Rule, names: dict[str, str]) -> Iterator[str]:
    """The rule's address with what its places are called after, or with everything in turn."""
    places = sorted(rule.arguments)
    pools = [[names[p]] if p in names else [*names.values(), "1", "2"] for p in places]
    for values in islice(product(*pools), MOST_TRIES):
        path = rule.rule
        for place, value in zip(places, values, strict=True):
            path = re.sub(rf"<(?:[^<>]*:)?{place}>", quote(value), path)
        yield path


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nothing_of_the_staff_board_stands_behind_any_address(
    seeded_app: tuple[Flask, Council], who: str | None
) -> None:
    app, council = seeded_app
    client: FlaskClient = app.test_client()
    if who:
        signed_in(client, council, who)
    names = names_of(council)
    tried = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint == "static":
            continue
        for path in addresses(rule, names):
            for query in QUERIES[:2] if not rule.arguments else QUERIES[::2]:
                answer = client.get(path + query.format(post=names["post_id"]))
                _tells_nothing(answer.data.decode("utf-8", "replace"), path + query)
                assert answer.status_code < 500, path
                tried += 1
    assert tried > 100


def _tells_nothing(text: str, path: str) -> None:
    for asked in ("「Тихо」", 'value="Тихо"', "Тихо "):
        text = text.replace(asked, "")
    for secret in ("Служебное", "Служба", "Ждёт Служба"):
        assert secret not in text, path
    for line in text.splitlines():
        assert "Тихо" not in line or "q=" in line or "search" in path, (path, line[:200])
