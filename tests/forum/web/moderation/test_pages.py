"""Moderators' pages: one decides, the second learns who; nothing that was written is lost."""

import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.archive.message import Door, Message
from forum.archive.thread import Identity, Post, PostState, Thread
from forum.base import writing
from forum.boards import Subscription
from forum.moderation.decision import Act, Decision
from forum.moderation.held import HeldPost
from forum.people.person import Address
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def moderator(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "moderator")


@pytest.fixture
def held(council: Council) -> str:
    return f"/moderation/held/{council.held_post}"


def decisions(engine: Engine) -> list[Decision]:
    with Session(engine) as session:
        return list(session.scalars(select(Decision).order_by(Decision.id)))


def test_the_queue_shows_what_waits_and_why(moderator: FlaskClient) -> None:
    page = moderator.get("/moderation/").text
    assert "Здравствуйте." in page
    assert "はじめての投稿" in page
    assert "egor@example.jp" in page
    assert "Ждёт Зал." in page
    assert "Ждёт Служба." not in page


def test_a_held_mail_tells_why_nobody_is_sure_who_sent_it(
    moderator: FlaskClient, held: str, sqlite_engine: Engine
) -> None:
    told = "dkim=none; spf=fail smtp.mailfrom=example.jp"
    with Session(writing(sqlite_engine)) as session, session.begin():
        row = session.scalars(
            select(HeldPost).where(HeldPost.public_id == held.rpartition("/")[2])
        ).one()
        message = Message(door=Door.SMTP, size=1, raw=b".")
        session.add(message)
        session.flush()
        proof = {"dmarc": "fail", "policy": "quarantine", "signature": "refused"}
        row.contribution = {**row.contribution, "kept_message_id": message.id, "proof": proof}
        session.add(
            Authentication(
                message_id=message.id, identity=Identity.UNPROVEN, proof=proof, results=told,
                chain="none", policy="quarantine",
            )
        )  # fmt: skip
    page = moderator.get(held).text
    assert f"Authentication-Results: lists.example.jp; {told}" in page
    assert "分けて扱うように求めています。" in page
    assert "方式が古いか弱いため" in page


def test_what_is_approved_stands_on_the_board_at_once(
    app: Flask, moderator: FlaskClient, held: str
) -> None:
    assert "Первое письмо" not in app.test_client().get("/boards/general").text
    answer = send(moderator, held, act="approve")
    assert answer.location == "/moderation/"
    found = app.test_client().get("/search?q=Здравствуйте").text
    assert "Первое письмо" in found
    assert "egor@" not in found
    assert "Здравствуйте." not in moderator.get("/moderation/").text


def test_sending_back_needs_a_reason_and_loses_no_note(
    moderator: FlaskClient, held: str, sqlite_engine: Engine
) -> None:
    for reason in ("", "nonsense"):
        answer = send(moderator, held, act="reject", reason=reason, note="Долгая записка")
        assert answer.status_code == 422
        assert "Долгая записка</textarea>" in answer.text
        assert "<details" in answer.text
    assert len(decisions(sqlite_engine)) == 1  # the seeded hiding
    send(moderator, held, act="reject", reason="off_topic", note="Записка")
    newest = decisions(sqlite_engine)[-1]
    assert (newest.act, newest.reason, newest.note) == (Act.REJECT, "off_topic", "Записка")


def test_an_expired_token_costs_no_note(moderator: FlaskClient, held: str) -> None:
    answer = send(
        moderator, held, act="reject", reason="spam", note="Долгая записка", csrf_token="old"
    )
    assert answer.status_code == 422
    assert "Долгая записка</textarea>" in answer.text
    assert 'value="spam" selected' in answer.text


def test_a_file_of_a_held_post_is_opened_before_deciding(
    moderator: FlaskClient, council: Council
) -> None:
    path = f"/moderation/held/{council.held['hall']}"
    assert f'href="{path}/files/0"' in moderator.get(path).text
    answer = moderator.get(f"{path}/files/0")
    assert answer.data == b"1:100\n"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert moderator.get(f"{path}/files/1").status_code == 404


def test_of_two_moderators_at_once_one_decides_and_the_other_learns_who(
    app: Flask, council: Council, held: str, sqlite_engine: Engine
) -> None:
    start = threading.Barrier(2)
    told: dict[str, str] = {}

    def decide(who: str, act: str) -> None:
        client = signed_in(app.test_client(), council, who)
        fields = hidden_fields(client.get(held).text)
        start.wait()
        client.post(held, data={**fields, "act": act, "reason": "spam"})
        told[who] = client.get("/moderation/").text

    deeds = (("moderator", "approve"), ("secretariat", "discard"))
    windows = [threading.Thread(target=decide, args=deed) for deed in deeds]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert len(decisions(sqlite_engine)) == 2  # the seeded hiding and this one
    (second,) = [who for who, page in told.items() if "先に" in page]
    assert {"moderator": "Глеб Орлов", "secretariat": "Вера Седова"}[second] in told[second]
    with Session(sqlite_engine) as session:
        published = session.query(Post).filter(Post.subject == "Первое письмо").count()
        assert published == (1 if second == "secretariat" else 0)


def test_words_that_changed_meanwhile_are_read_again(
    moderator: FlaskClient, council: Council, held: str, sqlite_engine: Engine
) -> None:
    fields = hidden_fields(moderator.get(held).text)
    for words in ("0" * 32, "", "zz", "я"):
        moderator.post(held, data={**fields, "words": words, "act": "approve"})
    with Session(sqlite_engine) as session:
        one = session.scalars(select(HeldPost).where(HeldPost.public_id == council.held_post)).one()
        assert one.decided_at is None
    assert "もう一度読んで" in moderator.get("/moderation/").text


def test_hiding_and_showing_again(
    app: Flask, moderator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/moderation/posts/{council.reply}"
    send(moderator, path, act="hide", reason="abuse", note="")
    stranger = app.test_client()
    assert stranger.get(f"/posts/{council.reply}").status_code == 410
    assert "Можно начать" not in stranger.get(f"/threads/{council.thread}").text
    send(moderator, path, act="show")
    assert stranger.get(f"/posts/{council.reply}").status_code == 200
    assert [one.act for one in decisions(sqlite_engine)][-2:] == [Act.HIDE, Act.SHOW]


def test_a_post_rewritten_meanwhile_is_read_again(
    moderator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/moderation/posts/{council.reply}"
    fields = hidden_fields(moderator.get(path).text)
    with writing(sqlite_engine).begin() as connection:
        wanted = Post.public_id == council.reply
        connection.execute(update(Post).where(wanted).values(version=2))
    for words in (fields["words"], "zz", "", "f" * 31, "F" * 32):
        told = {**fields, "words": words, "act": "hide", "reason": "abuse"}
        assert moderator.post(path, data=told).status_code == 303
    with Session(sqlite_engine) as session:
        post = session.scalars(select(Post).where(Post.public_id == council.reply)).one()
        assert post.state is PostState.PUBLISHED


def test_a_topic_is_closed_and_put_on_top(
    app: Flask, moderator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    path = f"/moderation/posts/{council.post}"
    send(moderator, path, act="lock", reason="settled")
    send(moderator, path, act="pin")
    page = app.test_client().get("/boards/general").text
    first = page.index(f"/threads/{council.thread}")
    assert first < page.index("Вопрос 44")
    assert page.count(f'href="/threads/{council.thread}"') == 1
    assert "受付終了" in page
    send(moderator, path, act="unlock")
    send(moderator, path, act="unpin")
    with Session(sqlite_engine) as session:
        thread = session.scalars(select(Thread).where(Thread.public_id == council.thread)).one()
        assert (thread.locked_at, thread.pinned_at) == (None, None)


@pytest.mark.parametrize("act", ["", "hide", "nonsense", "lock"])
def test_an_act_that_makes_no_sense_is_none(
    moderator: FlaskClient, council: Council, act: str, sqlite_engine: Engine
) -> None:
    answer = send(moderator, f"/moderation/posts/{council.post}", act=act, reason="nonsense")
    assert answer.status_code == 400
    assert len(decisions(sqlite_engine)) == 1


def test_a_request_to_join_is_decided_once(
    moderator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(writing(sqlite_engine)) as session:
        address = Address(written="zoya3@example.jp", canonical="zoya3@example.jp")
        asked = Subscription(board_id=council.boards["hall"], address=address, awaits_approval=True)
        session.add(asked)
        session.commit()
        path = f"/moderation/members/{asked.id}"
    fields = hidden_fields(moderator.get("/moderation/").text, path)
    assert moderator.post(path, data={**fields, "act": "odd"}).status_code == 400
    for _ in range(2):
        assert moderator.post(path, data={**fields, "act": "approve"}).status_code == 303
    assert "すでに決まっています" in moderator.get("/moderation/").text


def test_the_log_names_no_private_person(app: Flask, moderator: FlaskClient, held: str) -> None:
    send(moderator, held, act="reject", reason="off_topic", note="Тайная записка")
    page = app.test_client().get("/moderation/log").text
    assert "話題がこの掲示板の目的と異なる" in page
    for name in ("Вера", "Егор", "egor", "Тайная", "Первое"):
        assert name not in page
