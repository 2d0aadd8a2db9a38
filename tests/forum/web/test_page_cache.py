"""Strangers get kept pages, and never one that is no longer true or not meant for them."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from forum import posting
from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Post, Thread
from forum.base import writing
from forum.boards import Board, Visibility
from forum.moderation.on_posts import content_hash_of, hide
from forum.people.standing import standing_of
from forum.web.links import this_site
from forum.web.page_cache import Page, PageCache
from tests.factories import A_MORNING, a_contribution
from tests.forum.web.counting import Asked, asked_of
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def asked(app: Flask) -> Asked:
    """How often the application itself was asked."""
    return asked_of(app)


def read(client: FlaskClient, council: Council, **headers: str) -> TestResponse:
    return client.get(f"/threads/{council.thread}", headers=headers)


def test_the_second_stranger_gets_the_same_page_again(
    client: FlaskClient, council: Council, asked: Asked
) -> None:
    first, second = read(client, council), read(client, council)
    assert asked.times == 1
    assert second.data == first.data
    for name in ("ETag", "Content-Type", "Content-Security-Policy", "Cache-Control"):
        assert second.headers[name] == first.headers[name]
    assert second.content_length == len(first.data)


def test_a_new_post_is_on_the_page_at_once(
    client: FlaskClient, council: Council, app: Flask, sqlite_engine: Engine
) -> None:
    before = read(client, council).text
    with app.app_context(), Session(writing(sqlite_engine)) as session, session.begin():
        board = session.get_one(Board, council.boards["general"])
        answer = a_contribution(
            board=BoardFacts.of(board),
            text="Откройте зал.",
            in_reply_to=council.message_id,
            received_at=A_MORNING + timedelta(days=1),
        )
        posting.receive(session, answer, this_site())
    after = read(client, council).text
    assert "Откройте зал." not in before
    assert "Откройте зал." in after


def test_a_hidden_post_is_gone_at_once(
    client: FlaskClient, council: Council, app: Flask, sqlite_engine: Engine
) -> None:
    assert "Зал закрыт." in read(client, council).text
    with app.app_context(), Session(writing(sqlite_engine)) as session, session.begin():
        post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
        moderator = standing_of(session, council.people["moderator"])
        words = content_hash_of(post)
        hide(session, this_site(), moderator, post.id, words, reason="personal_information")
    assert "<p>Зал закрыт.</p>" not in read(client, council).text


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.STAFF])
def test_a_board_that_is_closed_closes_its_pages(
    client: FlaskClient, council: Council, sqlite_engine: Engine, visibility: Visibility
) -> None:
    assert read(client, council).status_code == 200
    change(sqlite_engine, Board, council.boards["general"], visibility=visibility)
    assert read(client, council).status_code == 404


def test_a_merged_thread_leads_to_the_other(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    read(client, council)
    with Session(sqlite_engine) as session:
        thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
        other = session.scalars(
            select(Thread).where(Thread.board_id == thread.board_id, Thread.id != thread.id)
        ).first()
        assert other is not None
    change(sqlite_engine, Thread, thread.id, merged_into_id=other.id)
    answer = read(client, council)
    assert answer.status_code == 301
    assert answer.location.endswith(other.public_id)


def test_who_is_signed_in_gets_a_page_of_their_own(
    client: FlaskClient, council: Council, app: Flask
) -> None:
    strangers = read(client, council).text
    members = read(signed_in(app.test_client(), council, "member"), council).text
    assert "Борис Чернов</span></a>" in members
    assert read(client, council).text == strangers


def test_each_language_has_its_page(client: FlaskClient, council: Council, asked: Asked) -> None:
    pages = [
        read(client, council, **{"Accept-Language": wish}).text
        for wish in ("ja", "en", "ja-JP,ja;q=0.9", "en-GB")
    ]
    assert asked.times == 2
    assert 'lang="ja"' in pages[0]
    assert 'lang="en"' in pages[1]
    assert pages[2:] == pages[:2]


def test_a_chosen_language_is_heard(client: FlaskClient, council: Council) -> None:
    read(client, council)
    client.set_cookie("language", "en")
    assert '<html lang="en">' in read(client, council).text


def test_a_page_that_the_browser_holds_is_not_sent_again(
    client: FlaskClient, council: Council
) -> None:
    read(client, council)
    tag = read(client, council).headers["ETag"]
    again = read(client, council, **{"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == tag
    assert read(client, council, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_page_can_be_sent_packed(client: FlaskClient, council: Council) -> None:
    import gzip

    plain = read(client, council).data
    packed = read(client, council, **{"Accept-Encoding": "gzip, br"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in ",".join(packed.headers.getlist("Vary"))
    assert gzip.decompress(packed.data) == plain


def test_a_host_that_is_not_ours_is_refused_still(client: FlaskClient, council: Council) -> None:
    read(client, council)
    assert read(client, council, Host="elsewhere.example").status_code == 400


def test_what_was_asked_for_by_name_is_made(
    client: FlaskClient, council: Council, asked: Asked
) -> None:
    for _ in range(2):
        client.get(f"/threads/{council.thread}?at={council.reply}")
        client.head(f"/threads/{council.thread}")
    assert asked.times == 4


def test_the_least_recently_seen_page_goes_first() -> None:
    cache = PageCache(most_octets=3 * 3000)
    for name in ("one", "two", "three"):
        cache.put((name,), a_page(500))
    cache.get(("one",))
    cache.put(("four",), a_page(500))
    assert [cache.get((name,)) is not None for name in ("one", "two", "three", "four")] == [
        True, False, True, True,
    ]  # fmt: skip


def test_a_page_put_again_takes_its_room_once() -> None:
    cache = PageCache(most_octets=2 * 3000)
    for _ in range(10):
        cache.put(("same",), a_page(500))
    cache.put(("other",), a_page(500))
    assert cache.get(("same",)) is not None


def a_page(octets: int) -> Page:
    return Page((1,), '"tag"', [], b"x" * octets)


def change(engine: Engine, model: Any, row_id: int, **values: Any) -> None:
    with writing(engine).begin() as connection:
        connection.execute(update(model).where(model.id == row_id).values(**values))
