"""Those who keep the plan change it on its pages, and lose no words on the way."""

import pytest
from flask.testing import FlaskClient

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
    "cause": "evaluation",
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
    told = {"on": "2030-01-01", "evaluator": "Совет", "summary": "Стало лучше.",
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
