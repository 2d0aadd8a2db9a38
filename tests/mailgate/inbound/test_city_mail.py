"""The city receives and answers a proposal by replying to its letter; nothing counts unconfirmed."""

from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.archive.message import Fate
from forum.base import writing
from forum.proposals import city, clarifying, deadlines, drafting
from forum.proposals.city import Judgement, Response
from forum.proposals.proposal import State
from tests.forum.announcements.city import CityHall

RECEIPT = "受理番号：受第５号\n担当課：市民課\n回答期限：2099年1月31日\n"
ANSWER = """\
項目１
判断：一部反映
対応：実施予定（令和９年度）
理由：電話の受付を
準備しています。

費用は予算で見込みます。
担当課：市民課

項目2：反映、実施済みです。
"""


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    return CityHall(engine, tmp_path, State.SUBMITTED)


def receive(hall: CityHall) -> None:
    hall.answer(RECEIPT)
    hall.answer("はい")
    assert hall.state() is State.RECEIVED


def desk(hall: CityHall, text: str, **facts: str):
    """Reply to the letter with which the proposal came."""
    with Session(hall.engine) as session:
        from tests.letters import owed

        first = owed(session, "liaison@example.jp")[0]
    local = first["From"].addresses[0].username
    return hall.write(local, "Re: 提案", text, sender=facts.get("sender", "liaison@example.jp"))


def test_the_letter_to_the_city_holds_the_text_and_a_form(hall: CityHall):
    (letter,) = hall.letters("liaison")
    for words in ("受理番号：", "項目2", "判断：", "予約のたびに窓口へ行かなければならない。"):
        assert words in letter


def test_a_receipt_counts_when_it_has_been_confirmed(hall: CityHall):
    arrival = hall.answer(RECEIPT)
    assert (arrival.fate, arrival.reason) == (Fate.COMMAND, "answer_asked_back")
    assert hall.state() is State.SUBMITTED
    assert "2099-01-31" in hall.letters("liaison")[-1]
    hall.answer("はい、そのとおりです。")
    assert hall.state() is State.RECEIVED
    with Session(hall.engine) as session:
        made = city.submission(session, hall.proposal(session))
        assert made is not None
        assert (made.receipt_number, made.lead_department) == ("受第5号", "市民課")
        due = deadlines.due_on(session, hall.proposal(session))
        assert due is not None
        assert due.year == 2099


def test_an_answer_is_read_back_confirmed_and_told_to_those_cited(hall: CityHall):
    receive(hall)
    assert desk(hall, ANSWER).reason == "answer_asked_back"
    shown = hall.letters("liaison")[-1]
    for words in ("一部反映", "実施予定（令和9年度）", "実施済", "費用は予算で見込みます。"):
        assert words in shown
    assert hall.state() is State.RECEIVED
    hall.answer("はい")
    assert hall.state() is State.ANSWERED
    with Session(hall.engine) as session:
        one, two = drafting.frozen_items(session, hall.proposal(session))
        first, second = city.answers_to(session, one)[0], city.answers_to(session, two)[0]
    assert (first.judgement, first.response) == (Judgement.PARTLY, Response.PLANNED)
    assert first.fiscal_year == 2027
    assert first.reason == "電話の受付を\n準備しています。\n\n費用は予算で見込みます。"
    assert (second.judgement, second.response) == (Judgement.REFLECTED, Response.DONE)
    assert "費用は予算で見込みます。" in hall.letters("aoi")[-1]


def test_what_is_lacking_is_said_item_by_item_and_the_rest_is_kept(hall: CityHall):
    receive(hall)
    lacking = "項目1\n判断：一部反映\n対応：実施予定\n理由：準備します。\n"
    assert desk(hall, lacking).reason == "answer_not_taken"
    letter = hall.letters("liaison")[-1]
    assert "項目1：実施予定の年度を書いてください。" in letter
    assert "項目2：判断を選んでください。" in letter
    assert "準備します。" in letter
    assert hall.answer("項目1\n年度：令和9年度\n\n項目2\n判断：反映\n対応：実施済\n").reason == (
        "answer_asked_back"
    )
    hall.answer("はい")
    assert hall.state() is State.ANSWERED


def test_answers_inside_the_quoted_form_are_read(hall: CityHall):
    receive(hall)
    quoted = "回答します。\n\n" + "".join(f"> {line}\n" for line in ANSWER.splitlines())
    assert desk(hall, quoted).reason == "answer_asked_back"


def test_an_interim_answer_may_leave_items_out(hall: CityHall):
    receive(hall)
    assert desk(hall, "中間回答\n項目1\n理由：調べています。\n").reason == "answer_asked_back"
    hall.answer("はい")
    assert hall.state() is State.INTERIM


def test_a_question_of_the_city_stops_the_clock(hall: CityHall):
    receive(hall)
    assert desk(hall, "照会：何人が\n使いますか。\n").reason == "answer_asked_back"
    hall.answer("はい")
    assert hall.state() is State.CLARIFYING


def test_no_is_no_and_a_second_yes_is_harmless(hall: CityHall):
    receive(hall)
    desk(hall, ANSWER)
    word = hall.letter("liaison")["From"].addresses[0].username
    hall.answer("いいえ、やめます。")
    assert hall.state() is State.RECEIVED
    hall.write(word, "Re:", "はい", sender="liaison@example.jp")
    assert hall.state() is State.RECEIVED
    desk(hall, ANSWER)
    word = hall.letter("liaison")["From"].addresses[0].username
    for _ in range(2):
        hall.write(word, "Re:", "はい", sender="liaison@example.jp")
    assert hall.state() is State.ANSWERED
    with Session(hall.engine) as session:
        item = drafting.frozen_items(session, hall.proposal(session))[0]
        assert len(city.answers_to(session, item)) == 1


@pytest.mark.parametrize("who", ["moderator", "secretariat", "admin", "member", "stranger"])
def test_nobody_else_answers_as_the_city(hall: CityHall, who: str):
    receive(hall)
    arrival = desk(hall, ANSWER, sender=f"{who}@example.jp")
    assert arrival.reason == "answer_from_another"
    desk(hall, ANSWER)
    word = hall.letter("liaison")["From"].addresses[0].username
    hall.write(word, "Re:", "はい", sender=f"{who}@example.jp")
    assert hall.state() is State.RECEIVED


def test_a_mail_that_its_own_domain_disowns_is_not_the_city(hall: CityHall):
    receive(hall)
    desk(hall, ANSWER)
    word = hall.letter("liaison")["From"].addresses[0].username
    forged = "Authentication-Results: mx.example; dmarc=fail (p=reject) header.from=example.jp"
    arrival = hall.write(word, "Re:", "はい", sender="liaison@example.jp", proof=forged)
    assert arrival.reason == "answer_from_another"
    assert hall.state() is State.RECEIVED


def test_a_liaison_whose_term_has_ended_answers_no_more(hall: CityHall):
    receive(hall)
    desk(hall, ANSWER)
    with Session(writing(hall.engine)) as session, session.begin():
        from datetime import timedelta

        from forum.base import today

        person = hall.stage(session).people["liaison"]
        person.appointments[0].until = today() - timedelta(days=1)
    hall.answer("はい")
    assert hall.state() is State.RECEIVED


def test_a_yes_to_what_has_been_overtaken_says_so(hall: CityHall):
    receive(hall)
    desk(hall, ANSWER)
    with Session(writing(hall.engine)) as session, session.begin():
        stage = hall.stage(session)
        clarifying.clarify(session, hall.proposal(session), "いつ？", stage.standing("liaison"))
    hall.answer("はい")
    assert hall.state() is State.CLARIFYING
    assert "先へ進みました" in hall.letters("liaison")[-1].replace("\n", "")
