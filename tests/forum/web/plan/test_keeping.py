"""Those who keep the plan change it on its pages, and lose no words on the way."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.plan.measure import Measure, State
from forum.proposals.proposal import Proposal
from forum.proposals.proposal import State as ProposalState
from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

CHANGE = "/plan/Ш1/change"
TOLD = {
    "title": "Запись в залы",
    "plain": "",
    "description": "Все залы.",
    "area": "Город",
    "period": "1",
    "first_year": "2025",
    "last_year": "2027",
    "state": "running",
    "lessons": "Нужен телефон.",
    "doer": "city",
    "department": "Отдел",
    "flags": ["ready", "effective"],
    "cause": "decision",
    "reason": "Пробу закончили.",
}


@pytest.fixture
def office(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


def test_a_measure_changes_and_says_why(office: FlaskClient) -> None:
    answer = send(office, CHANGE, **TOLD)
    assert answer.status_code == 303
    page = office.get("/plan/Ш1").text
    for words in ("Запись в залы", "Пробу закончили.", "Нужен телефон.", "本格実施"):
        assert words in page
    assert "Запись в зал<" in page  # its earlier name stands in the history


def test_a_step_that_lacks_something_keeps_what_was_written(office: FlaskClient) -> None:
    answer = send(office, CHANGE, **(TOLD | {"lessons": ""}))
    assert answer.status_code == 422
    assert "試行からわかったことを書いてください" in answer.text
    assert "Пробу закончили." in answer.text


def test_of_two_who_change_at_once_the_second_is_told(office: FlaskClient) -> None:
    fields = hidden_fields(office.get(CHANGE).text)
    assert send(office, CHANGE, **TOLD).status_code == 303
    late = office.post(CHANGE, data={**fields, **TOLD, "department": "Другой"})
    assert late.status_code == 422
    assert "ほかの人がこの施策を変えました" in late.text


def test_a_change_names_the_evaluation_that_caused_it(
    office: FlaskClient, council: Council
) -> None:
    cause = {"cause": "evaluation", "evaluation": council.evaluation}
    assert send(office, CHANGE, **TOLD | cause).status_code == 303
    assert f'：<a href="/plan/Ш1#e-{council.evaluation}">' in office.get("/plan/Ш1").text
    (row, *_) = office.get("/api/v1/measures").json["items"]
    told = (row["cause"], row["cause_evaluation"], row["cause_proposal"], row["reason"])
    assert told == ("evaluation", council.evaluation, None, "Пробу закончили.")


@pytest.mark.parametrize("cause", ["evaluation", "proposal"])
@pytest.mark.parametrize("choice", ["", "nothing-of-ours"])
def test_a_cause_that_names_nothing_is_told_and_nothing_is_lost(
    office: FlaskClient, cause: str, choice: str
) -> None:
    answer = send(office, CHANGE, **TOLD | {"cause": cause, cause: choice})
    assert answer.status_code == 422
    assert "を受けて変えるかを、選んでください。" in answer.text
    assert "Пробу закончили." in answer.text


def test_a_proposal_that_caused_a_change_is_named_to_those_who_may_see_it(
    office: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    offered = re.search(r'<select[^>]*id="proposal".*?</select>', office.get(CHANGE).text, re.S)
    assert offered is not None
    proposal_id = re.findall(r'value="(\w+)"', offered[0])[0]
    told = TOLD | {"cause": "proposal", "proposal": proposal_id}
    assert send(office, CHANGE, **told).status_code == 303
    link = f'：<a href="/proposals/{proposal_id}"'
    assert link in office.get("/plan/Ш1").text
    with Session(writing(sqlite_engine)) as session, session.begin():
        one = session.scalars(select(Proposal).where(Proposal.public_id == proposal_id)).one()
        one.state, one.number = ProposalState.DRAFT, None
        one.board_id = council.boards["hall"]
    office.delete_cookie("session")
    stranger = office.application.test_client()
    assert "提案を受けて" in stranger.get("/plan/Ш1").text
    assert link not in stranger.get("/plan/Ш1").text
    (row, *_) = stranger.get("/api/v1/measures").json["items"]
    assert (row["cause"], row["cause_proposal"]) == ("proposal", None)


def test_the_form_begins_with_what_the_plan_says_and_without_a_reason(
    office: FlaskClient,
) -> None:
    send(office, CHANGE, **TOLD)
    page = office.get(CHANGE).text
    ticked = re.findall(r'<input checked[^>]*name="flags"[^>]*value="(\w+)"', page)
    assert ticked == ["ready", "effective"]
    assert "Пробу закончили." not in page


def test_a_second_trial_asks_for_its_own_lessons(
    office: FlaskClient, sqlite_engine: Engine
) -> None:
    send(office, CHANGE, **TOLD)
    send(office, CHANGE, **TOLD | {"state": "trial"})
    page = office.get(CHANGE).text
    assert re.search(r'<textarea[^>]*id="lessons"[^>]*>\s*</textarea>', page)
    assert "Нужен телефон." in page
    assert send(office, CHANGE, **TOLD | {"lessons": ""}).status_code == 422
    again = TOLD | {"state": "trial", "lessons": "", "department": "Другой"}
    assert send(office, CHANGE, **again).status_code == 303
    assert send(office, CHANGE, **TOLD | {"lessons": "Хватает."}).status_code == 303
    with Session(sqlite_engine) as session:
        now = session.scalars(select(Measure).where(Measure.code == "Ш1")).one().current
        assert (now.state, now.lessons) == (State.RUNNING, "Хватает.")
    assert "Нужен телефон." in office.get("/plan/Ш1").text


def test_nothing_is_told_of_a_day_that_has_not_come(office: FlaskClient, council: Council) -> None:
    tomorrow = str(today() + timedelta(days=1))
    told = {"on": tomorrow, "words": "Звонят.", "unit": ""}
    answer = send(office, "/plan/Ш1/progress", **told)
    assert answer.status_code == 422
    assert "まだ来ていない日は書けません" in answer.text
    assert "Звонят." in answer.text


@pytest.mark.parametrize("who", ["resident", "member", "moderator", "liaison"])
def test_others_do_not_change_the_plan(client: FlaskClient, council: Council, who: str) -> None:
    assert signed_in(client, council, who).get(CHANGE).status_code == 403


def test_the_city_reports_with_a_figure(client: FlaskClient, council: Council) -> None:
    liaison = signed_in(client, council, "liaison")
    told = {"on": "2026-11-01", "words": "Звонят.", "figure": "1234", "unit": "звонков"}
    assert send(liaison, "/plan/Ш1/progress", **told).status_code == 303
    page = liaison.get("/plan/Ш1").text
    assert "1,234" in page
    assert "Звонят." in page


def test_a_figure_that_is_none_is_said(client: FlaskClient, council: Council) -> None:
    liaison = signed_in(client, council, "liaison")
    answer = send(liaison, "/plan/Ш1/progress", on="2026-11-01", words="Звонят.", figure="много")
    assert answer.status_code == 422
    assert "Звонят." in answer.text


def test_the_chair_answers_a_sheet_on_its_own_criteria(
    client: FlaskClient, council: Council
) -> None:
    chair = signed_in(client, council, "chair")
    page = f"/plan/Ш1/evaluation/{council.evaluation}"
    told = {"on": str(today()), "evaluator": "Совет", "summary": "Стало лучше.",
            "mark_1": "good", "words_1": "Да.", "mark_2": "poor", "words_2": "Дорого.",
            "consequence": "proposal", "consequence_words": "Просим дешевле."}  # fmt: skip
    assert send(chair, page, **told).status_code == 303
    assert "Просим дешевле." in chair.get("/plan/Ш1").text
    again = send(chair, page, **told)
    assert again.status_code == 422
    assert "もう事後評価があります" in again.text


ONE_MORE = {name: TOLD[name] for name in ("title", "area", "first_year", "last_year", "doer")} | {
    "code": "Ю9",
    "period": "Позже",
    "state": "study",
}


def test_the_office_adds_a_measure_and_opens_a_half_for_it(office: FlaskClient) -> None:
    answer = send(office, "/plan/new", **ONE_MORE)
    assert answer.status_code == 303
    page = office.get("/plan/").text
    assert "Ю9" in page
    assert "Позже・Город" in page


def test_a_number_stands_for_one_measure_only(office: FlaskClient) -> None:
    answer = send(office, "/plan/new", **(ONE_MORE | {"code": "Ш1"}))
    assert answer.status_code == 422
    assert "この番号の施策は、もう計画にあります" in answer.text
    assert "Запись в залы" in answer.text


@pytest.mark.parametrize("code", ["new", "Ю/9", "Ю 9"])
def test_a_number_can_be_an_address(office: FlaskClient, code: str) -> None:
    assert send(office, "/plan/new", **(ONE_MORE | {"code": code})).status_code == 422


def test_a_stranger_to_the_plan_adds_nothing_to_it(client: FlaskClient, council: Council) -> None:
    assert signed_in(client, council, "member").get("/plan/new").status_code == 403
