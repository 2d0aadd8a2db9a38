"""Reporting a post on the web, and deciding on what was reported."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, delete, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState
from forum.base import writing
from forum.moderation.decision import Act, Decision
from forum.moderation.report import Report, ReportEnd
from tests.forum.web.writing import hidden_fields, send
from tests.letters import owed, text_of
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture(autouse=True)
def nothing_reported(council: Council, sqlite_engine: Engine) -> None:
    with Session(writing(sqlite_engine)) as session, session.begin():
        session.execute(delete(Report))


@pytest.fixture
def reported(client: FlaskClient, council: Council) -> str:
    """The post that a member has reported; its public id."""
    signed_in(client, council, "member")
    answer = send(client, f"/posts/{council.reply}/report", reason="Грубые слова.")
    assert answer.location == f"/posts/{council.reply}/report/thanks"
    return council.reply


def report_of(engine: Engine) -> Report:
    with Session(engine) as session:
        return session.scalars(select(Report)).one()


def test_every_post_offers_to_be_reported(client: FlaskClient, council: Council) -> None:
    assert f"/posts/{council.reply}/report" in client.get(f"/threads/{council.thread}").text


def test_a_stranger_learns_how_to_do_it_by_mail(client: FlaskClient, council: Council) -> None:
    page = client.get(f"/posts/{council.reply}/report").text
    assert "general-request@lists.example.jp" in page
    assert "<textarea" not in page
    assert client.post(f"/posts/{council.reply}/report", data={"reason": "x"}).status_code == 404


def test_a_report_without_a_reason_is_asked_for_one(client: FlaskClient, council: Council) -> None:
    signed_in(client, council, "member")
    assert send(client, f"/posts/{council.reply}/report", reason=" ").status_code == 422


def test_what_one_may_not_read_cannot_be_reported(client: FlaskClient, council: Council) -> None:
    signed_in(client, council, "resident")
    assert client.get(f"/posts/{council.posts['staff']}/report").status_code == 404


def test_a_moderator_keeps_it_and_the_reporter_hears_so(
    app: Flask, reported: str, council: Council, sqlite_engine: Engine
) -> None:
    moderator = signed_in(app.test_client(), council, "moderator")
    page = moderator.get("/moderation/").text
    assert "Грубые слова." in page
    token = hidden_fields(page)["csrf_token"]
    path = f"/moderation/reports/{reported}"
    form = {"csrf_token": token, "act": "keep", "note": "Слова допустимы."}
    assert moderator.post(path, data=form).status_code == 303
    assert report_of(sqlite_engine).end is ReportEnd.KEPT
    with Session(sqlite_engine) as session:
        assert (
            session.scalars(select(Decision.act).order_by(Decision.id.desc())).first() is Act.KEEP
        )
        (letter,) = [one for one in owed(session, "member@example.jp") if "報告" in one["Subject"]]
        assert "Слова допустимы." in text_of(letter)
    again = moderator.post(path, data=form, follow_redirects=True).text
    assert "先に" in again


def test_a_moderator_hides_it_and_the_author_does_not_learn_by_whom_it_was_reported(
    app: Flask, reported: str, council: Council, sqlite_engine: Engine
) -> None:
    moderator = signed_in(app.test_client(), council, "moderator")
    page = moderator.get("/moderation/").text
    words = page.split(f"/moderation/reports/{reported}")[1].split('name="words" value="')[1][:32]
    form = {
        "csrf_token": hidden_fields(page)["csrf_token"],
        "words": words,
        "act": "hide",
        "reason": "abuse",
    }
    moderator.post(f"/moderation/reports/{reported}", data=form)
    assert report_of(sqlite_engine).end is ReportEnd.HIDDEN
    with Session(sqlite_engine) as session:
        post = session.scalars(select(Post).where(Post.public_id == reported)).one()
        assert post.state is PostState.HIDDEN
        told = [text_of(one) for one in owed(session)]
        assert not any(
            "Борис" in words for words in told if "非表示にしました" in words.split("\n")[0]
        )


def test_nobody_else_decides_on_reports(
    reported: str, client: FlaskClient, council: Council
) -> None:
    token = hidden_fields(client.get("/account/profile").text)
    answer = client.post(f"/moderation/reports/{reported}", data={**token, "act": "keep"})
    assert answer.status_code == 404
