"""One's own posts afterwards."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, PostVersion
from forum.base import utcnow, writing
from forum.distribution import Mailing, MailingState
from forum.people.person import Person
from tests.forum.web.writing import send
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def resident(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "resident")


@pytest.fixture
def edit(council: Council) -> str:
    return f"/posts/{council.post}/edit"


def test_new_words_are_shown_and_found_and_the_old_ones_stay_readable(
    app: Flask, resident: FlaskClient, edit: str, council: Council
) -> None:
    answer = send(resident, edit, subject="Вечерний зал", text="Зал **открыт**.")
    assert answer.status_code == 303
    stranger = app.test_client()
    assert "<strong>открыт</strong>" in stranger.get(f"/threads/{council.thread}").text
    assert council.post in stranger.get("/search?q=открыт").text
    assert council.post not in stranger.get("/search?q=закрыт&who=Анна").text
    assert "Зал закрыт." in stranger.get(f"/posts/{council.post}/versions").text


def test_the_same_words_make_no_version(
    resident: FlaskClient, edit: str, sqlite_engine: Engine
) -> None:
    with Session(sqlite_engine) as session:
        text = session.scalar(select(Post.text).where(Post.subject == "Вечерний зал").limit(1))
    send(resident, edit, subject="Вечерний зал", text=(text or "").replace("\n", "\r\n"))
    send(resident, edit, subject="Вечерний зал", text=(text or "").replace("\n", "\r\n"))
    with Session(sqlite_engine) as session:
        assert session.query(PostVersion).count() <= 1


def test_nothing_is_lost_by_an_expired_token_or_a_missing_word(
    resident: FlaskClient, edit: str
) -> None:
    for wrong in ({"csrf_token": "old"}, {"subject": ""}):
        told = {"subject": "Зал", "text": "Новые слова", **wrong}
        answer = send(resident, edit, **told)
        assert answer.status_code == 422
        assert "Новые слова</textarea>" in answer.text


@pytest.mark.parametrize("who", ["member", "moderator", "secretariat", "admin"])
def test_nobody_rewrites_somebody_elses_words(
    client: FlaskClient, council: Council, edit: str, who: str
) -> None:
    other = signed_in(client, council, who)
    for path in (edit, f"/posts/{council.post}/withdraw"):
        assert other.get(path).status_code == 404
        assert other.post(path).status_code in (400, 404)


def test_a_mail_is_not_rewritten_on_the_web(client: FlaskClient, council: Council) -> None:
    member = signed_in(client, council, "member")
    assert member.get(f"/posts/{council.reply}/edit").status_code == 404


@pytest.mark.parametrize("restraint", ["moderated_at", "banned_at"])
def test_whoever_is_read_first_changes_nothing_behind_the_moderators_back(
    resident: FlaskClient, edit: str, council: Council, sqlite_engine: Engine, restraint: str
) -> None:
    with writing(sqlite_engine).begin() as connection:
        me = Person.id == council.people["resident"]
        connection.execute(update(Person).where(me).values({restraint: utcnow()}))
    assert resident.get(edit).status_code == 403


def test_a_post_is_taken_back_with_its_copies(
    app: Flask, resident: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/posts/{council.post}/withdraw"
    assert resident.post(path).status_code == 400
    assert send(resident, path).status_code == 303
    with Session(sqlite_engine) as session:
        post = session.scalars(select(Post).where(Post.public_id == council.post)).one()
        assert post.state is PostState.WITHDRAWN
        mailings = session.scalars(select(Mailing.state).where(Mailing.post_id == post.id)).all()
        assert set(mailings) == {MailingState.CANCELLED}
    stranger = app.test_client()
    assert stranger.get(f"/posts/{council.post}").status_code == 410
    page = stranger.get(f"/threads/{council.thread}").text
    assert "書いた人が取り下げました" in page
    assert council.post not in stranger.get("/search?q=закрыт").text
    gone = stranger.get(f"/posts/{council.post}").text
    assert "進行役" not in gone.split("<main")[1]
