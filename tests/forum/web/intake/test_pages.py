"""Clerks enter voices on the web: whose they are, what is shown, what stays with the moderators."""

import io
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Origin
from forum.base import today
from forum.intake.entry import EntryScan, Intake
from forum.people.person import Person
from tests.forum.web.writing import hidden_fields, posts, send
from tests.web.council import Council
from tests.web.door import signed_in

VOICE = {
    "name": "Пётр Новый", "sector": "citizen", "district": "Север", "email": "",
    "channel": "phone", "received_on": today().isoformat(), "board": "general",
    "subject": "Звонок о зале", "text": "Хочу записаться по телефону.",
}  # fmt: skip


@pytest.fixture
def clerk(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "moderator")


def count_people(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def test_a_telephone_call_becomes_a_post_that_says_so(
    clerk: FlaskClient, sqlite_engine: Engine
) -> None:
    assert send(clerk, "/intake/new", **VOICE).status_code == 303
    (post,) = posts(sqlite_engine, origin=Origin.PHONE)
    assert post.author_name == "Пётр Новый"
    page = clerk.get(f"/posts/{post.public_id}").text
    for words in ("電話から", "事務局が代わって入力", "確認なし（住所なし）"):
        assert words in page


def test_somebody_of_that_name_is_chosen_and_not_entered_twice(
    clerk: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    before = count_people(sqlite_engine)
    told = VOICE | {"name": "АннаБелова"}
    asked = send(clerk, "/intake/new", **told)
    assert asked.status_code == 422
    assert "同じ名前の方がいます" in asked.text
    assert "Хочу записаться по телефону." in asked.text
    assert "anna@" not in asked.text
    told["person"] = council.public_ids["resident"]
    fields = hidden_fields(asked.text)
    assert clerk.post("/intake/new", data={**fields, **told}).status_code == 303
    assert count_people(sqlite_engine) == before
    (post,) = posts(sqlite_engine, origin=Origin.PHONE)
    assert post.person_id == council.people["resident"]


def test_a_scan_stays_with_the_moderators(
    clerk: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    scan = (io.BytesIO(b"street and number"), "Скан.txt")
    entry = send(clerk, "/intake/new", **VOICE, files=scan).location
    (post,) = posts(sqlite_engine, origin=Origin.PHONE)
    with Session(sqlite_engine) as session:
        row = session.scalars(select(EntryScan).where(EntryScan.name == "Скан.txt")).one()
    assert post.attachment_count == 0
    assert "Скан.txt" not in clerk.get(f"/posts/{post.public_id}").text
    address = f"{entry}/scans/{row.public_id}"
    assert clerk.get(address).data == b"street and number"
    for who in ("resident", "member", "chair", "liaison"):
        assert signed_in(clerk, council, who).get(address).status_code == 404


def test_a_scan_that_may_be_shown_is_attached(clerk: FlaskClient, sqlite_engine: Engine) -> None:
    scan = (io.BytesIO(b"words"), "Скан.txt")
    send(clerk, "/intake/new", **VOICE, files=scan, show_files="y")
    (post,) = posts(sqlite_engine, origin=Origin.PHONE)
    assert post.attachment_count == 1


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"text": ""}, "本文を入力してください。"),
        ({"subject": ""}, "話題の名前を入力してください。"),
        ({"received_on": (today() + timedelta(days=2)).isoformat()}, "きょうまでの日"),
        ({"email": "member@example.jp"}, "もう登録されています"),
        ({"name": ""}, "お名前を入力してください。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    clerk: FlaskClient, sqlite_engine: Engine, wrong: dict[str, str], words: str
) -> None:
    before = count_people(sqlite_engine)
    answer = send(clerk, "/intake/new", **(VOICE | wrong))
    assert answer.status_code == 422
    assert words in answer.text
    assert "Север" in answer.text
    assert count_people(sqlite_engine) == before


def test_a_letter_answers_a_post(
    clerk: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    told = VOICE | {"subject": "", "channel": "paper"}
    send(clerk, f"/intake/new?post={council.reply}", **told)
    (answered,) = posts(sqlite_engine, public_id=council.reply)
    (post,) = posts(sqlite_engine, author_name="Пётр Новый")
    assert post.parent_id == answered.id
    assert post.thread_id == answered.thread_id


@pytest.mark.parametrize("who", ["resident", "member", "chair", "adviser", "liaison"])
def test_others_enter_and_see_nothing(client: FlaskClient, council: Council, who: str) -> None:
    other = signed_in(client, council, who)
    assert other.get("/intake/new").status_code == 403
    assert other.get("/intake/").status_code == 403
    assert other.get(f"/intake/{council.entry}").status_code == 404


def test_a_clerk_sees_what_the_person_answered_and_mends_the_words(
    clerk: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    page = f"/intake/{council.noted_entry}"
    assert "Фонарь старый." in clerk.get(page).text
    assert "返信あり" in clerk.get("/intake/?open=1").text
    told = {"subject": "Фонарь", "text": "Фонарь старый."}
    assert send(clerk, f"{page}/words", page, **told).status_code == 303
    with Session(sqlite_engine) as session:
        entry = session.scalars(select(Intake).where(Intake.public_id == council.noted_entry)).one()
        assert entry.notes[0].settled_at is not None
    assert send(clerk, f"{page}/confirmed", page).status_code == 303
    assert "本人確認済" in clerk.get(page).text


def test_the_confirmed_state_stands_on_the_topic(
    clerk: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(sqlite_engine) as session:
        entry = session.scalars(select(Intake).where(Intake.public_id == council.entry)).one()
        thread = entry.post.thread.public_id
    assert "確認待ち" in clerk.get(f"/threads/{thread}").text
    page = f"/intake/{council.entry}"
    send(clerk, f"{page}/confirmed", page)
    with clerk.session_transaction() as cookies:
        cookies.clear()
    assert "本人確認済" in clerk.get(f"/threads/{thread}").text
