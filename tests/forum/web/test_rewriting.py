"""One's own posts afterwards."""

import re
from datetime import timedelta
from email import message_from_bytes, policy

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, PostVersion
from forum.base import utcnow, writing
from forum.distribution import Mailing, MailingKind, MailingState
from forum.people.person import Person
from tests.forum.web.writing import hidden_fields, send
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


def test_whoever_wrote_a_mail_rewrites_it_on_the_web(
    client: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    member = signed_in(client, council, "member")
    page = member.get(f"/threads/{council.thread}").text
    assert f"/posts/{council.reply}/edit" in page
    answer = send(member, f"/posts/{council.reply}/edit", subject="Зал", text="Новые слова.")
    assert answer.status_code == 303
    with Session(sqlite_engine) as session:
        wanted = select(Post.text).where(Post.public_id == council.reply)
        assert session.scalar(wanted) == "Новые слова.\n"


def test_only_authors_see_how_to_change_a_post(app: Flask, council: Council) -> None:
    assert f"/posts/{council.post}/edit" not in app.test_client().get(f"/posts/{council.post}").text
    resident = signed_in(app.test_client(), council, "resident")
    assert f"/posts/{council.post}/edit" in resident.get(f"/posts/{council.post}").text


def test_the_page_says_until_when_nobody_is_mailed_the_words(
    resident: FlaskClient, edit: str, council: Council, sqlite_engine: Engine
) -> None:
    with Session(writing(sqlite_engine)) as session, session.begin():
        post_id = session.scalar(select(Post.id).where(Post.public_id == council.post))
        later = utcnow() + timedelta(hours=1)
        due = update(Mailing).where(Mailing.post_id == post_id)
        session.execute(due.values(not_before=later, state=MailingState.WAITING))
    said = "まだだれにもメールで送られません"
    assert said in resident.get(f"/threads/{council.thread}").text
    assert said in resident.get(f"/posts/{council.post}").text
    form = resident.get(edit).text
    assert said in form
    assert 'name="tell"' not in form


def test_what_has_changed_is_marked_on_the_page_of_versions(
    resident: FlaskClient, edit: str, council: Council
) -> None:
    send(resident, edit, subject="Вечерний зал", text="Зал открыт.")
    page = resident.get(f"/posts/{council.post}/versions").text
    assert re.search(r"<del><span[^>]*>［削除］</span>закрыт\.?</del>", page)
    assert re.search(r"<ins><span[^>]*>［追加］</span>открыт\.?\n?</ins>", page)


def test_subscribers_are_told_only_if_the_author_says_so(
    resident: FlaskClient, edit: str, council: Council, sqlite_engine: Engine
) -> None:
    mailed(sqlite_engine, council)
    send(resident, edit, subject="Вечерний зал", text="Зал открыт.")
    assert corrections(sqlite_engine) == []
    send(resident, edit, subject="Вечерний зал", text="Зал открыт до восьми.", tell="y")
    (content,) = corrections(sqlite_engine)
    body = message_from_bytes(content, policy=policy.default).get_content()
    assert "− Зал закрыт." in body
    assert "＋ Зал открыт до восьми." in body


def test_a_moderator_may_have_the_correction_told_and_nobody_else(
    app: Flask, resident: FlaskClient, edit: str, council: Council, sqlite_engine: Engine
) -> None:
    mailed(sqlite_engine, council)
    send(resident, edit, subject="Вечерний зал", text="Зал открыт.")
    path = f"/posts/{council.post}/versions"
    member = signed_in(app.test_client(), council, "member")
    told = hidden_fields(resident.get(path).text)
    assert "変わったところを知らせる" not in member.get(path).text
    assert member.post(path, data=told).status_code in (400, 404)
    moderator = signed_in(app.test_client(), council, "moderator")
    assert send(moderator, path).status_code == 303
    assert "変わったところを知らせる" not in moderator.get(path).text
    assert len(corrections(sqlite_engine)) == 1


def mailed(engine: Engine, council: Council) -> None:
    """The post has gone out to subscribers a while ago."""
    with Session(writing(engine)) as session, session.begin():
        post_id = session.scalar(select(Post.id).where(Post.public_id == council.post))
        an_hour_ago = utcnow() - timedelta(hours=1)
        sent = update(Mailing).where(Mailing.post_id == post_id)
        session.execute(sent.values(not_before=an_hour_ago, state=MailingState.DONE))


def corrections(engine: Engine) -> list[bytes]:
    with Session(engine) as session:
        wanted = select(Mailing.content).where(Mailing.kind == MailingKind.CORRECTION)
        return [content for content in session.scalars(wanted) if content]


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
