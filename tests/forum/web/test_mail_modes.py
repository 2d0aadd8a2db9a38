"""Choosing how mail comes: each mode, the form of digests, one's own posts, a rest."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.boards import DigestFormat, Mode, Subscription
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

PAGE = "/boards/street/subscribe"


@pytest.fixture
def resident(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "resident")


def mine(engine: Engine, council: Council) -> Subscription:
    with Session(engine) as session:
        wanted = select(Subscription).where(
            Subscription.board_id == council.boards["street"],
            Subscription.address.has(stopped_at=None),
        )
        return session.scalars(wanted).one()


@pytest.mark.parametrize("mode", list(Mode))
def test_every_mode_can_be_chosen_and_is_explained(
    resident: FlaskClient, council: Council, sqlite_engine: Engine, mode: Mode
) -> None:
    assert send(resident, PAGE, mode=mode).status_code == 303
    assert mine(sqlite_engine, council).mode is mode
    page = resident.get(PAGE).text
    assert f'value="{mode}" checked' in page
    assert page.count("mail-look") == 4


def test_the_form_of_digests_and_ones_own_posts(
    resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    send(resident, PAGE, mode="daily", digest_format="mime", own_posts="no")
    one = mine(sqlite_engine, council)
    assert (one.digest_format, one.own_posts) == (DigestFormat.MIME, False)
    send(resident, PAGE, mode="daily", digest_format="html", own_posts="maybe")
    one = mine(sqlite_engine, council)
    assert (one.digest_format, one.own_posts) == (DigestFormat.MIME, False)


def test_a_rest_begins_and_ends(
    resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    send(resident, PAGE, mode="each")
    until = today() + timedelta(days=10)
    fields = hidden_fields(resident.get(PAGE).text)
    resident.post(PAGE, data={**fields, "rest": "begin", "until": until.isoformat()})
    assert mine(sqlite_engine, council).away_until == until
    assert "お休みしています" in resident.get(PAGE).text
    assert "お休み）" in resident.get("/account/").text
    resident.post(PAGE, data={**fields, "rest": "end"})
    assert mine(sqlite_engine, council).away_until is None


@pytest.mark.parametrize("until", ["", "tomorrow", "2020-01-01"])
def test_a_rest_needs_a_day_to_come(
    resident: FlaskClient, council: Council, sqlite_engine: Engine, until: str
) -> None:
    send(resident, PAGE, mode="each")
    fields = hidden_fields(resident.get(PAGE).text)
    resident.post(PAGE, data={**fields, "rest": "begin", "until": until})
    assert mine(sqlite_engine, council).away_until is None
