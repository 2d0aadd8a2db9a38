"""Following a thread, and having none of it, by the buttons on its page."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.archive.thread import Attention, Thread
from forum.following import Reader, attention_of
from tests.forum.web.writing import hidden_fields
from tests.web.council import Council
from tests.web.door import signed_in


def attention(engine: Engine, council: Council, who: str) -> Attention:
    with Session(engine) as session:
        thread_id = session.scalar(select(Thread.id).where(Thread.public_id == council.thread))
        return attention_of(session, thread_id, Reader(council.people[who]))


def press(client: FlaskClient, council: Council, wish: str, **more: str) -> int:
    path = f"/threads/{council.thread}/attention"
    fields = hidden_fields(client.get(f"/threads/{council.thread}").text, path)
    answer = client.post(path, data={**fields, "attention": wish, **more})
    return answer.status_code


def test_a_reader_follows_a_thread_and_stops(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    reader = signed_in(client, council, "secretariat")
    assert attention(sqlite_engine, council, "secretariat") is Attention.LEAVE
    assert press(reader, council, "follow") == 303
    assert attention(sqlite_engine, council, "secretariat") is Attention.FOLLOW
    assert "フォローしています" in reader.get(f"/threads/{council.thread}").text
    assert "フォロー中" in reader.get("/account/").text
    assert press(reader, council, "mute", **{"from": "account"}) == 303
    assert attention(sqlite_engine, council, "secretariat") is Attention.MUTE
    assert "また届ける" in reader.get("/account/").text
    assert press(reader, council, "leave") == 303
    assert attention(sqlite_engine, council, "secretariat") is Attention.LEAVE


def test_an_author_follows_without_asking(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    assert attention(sqlite_engine, council, "resident") is Attention.FOLLOW
    resident = signed_in(client, council, "resident")
    assert press(resident, council, "leave") == 303
    assert attention(sqlite_engine, council, "resident") is Attention.LEAVE


def test_strangers_have_no_buttons(app: Flask, client: FlaskClient, council: Council) -> None:
    assert "この話題のメール" not in client.get(f"/threads/{council.thread}").text


def test_a_wish_needs_the_forms_token_and_a_word_that_we_know(
    client: FlaskClient, council: Council
) -> None:
    member = signed_in(client, council, "member")
    path = f"/threads/{council.thread}/attention"
    assert member.post(path, data={"attention": "mute"}).status_code == 400
    assert press(member, council, "everything") == 400
    assert member.get(path).status_code == 405


def test_a_thread_that_one_may_not_read_is_not_there(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    resident = signed_in(client, council, "resident")
    with Session(sqlite_engine) as session:
        hidden = session.scalar(
            select(Thread.public_id).where(Thread.board_id == council.boards["staff"])
        )
    fields = hidden_fields(
        resident.get(f"/threads/{council.thread}").text, f"/threads/{council.thread}/attention"
    )
    answer = resident.post(f"/threads/{hidden}/attention", data={**fields, "attention": "follow"})
    assert answer.status_code == 404
