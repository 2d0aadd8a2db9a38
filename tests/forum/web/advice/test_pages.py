"""Advice on the web: asked from a page, answered, shown where it belongs with what was declared."""

import pytest
from flask.testing import FlaskClient

from tests.forum.web.writing import hidden_fields, send
from tests.web.council import Council
from tests.web.door import signed_in

QUESTION = {"stage": "planning", "question": "С чего начать?", "due_on": ""}


@pytest.mark.parametrize("who", ["member", "moderator", "secretariat", "chair"])
def test_advice_is_asked_from_a_topic_and_stands_there(
    client: FlaskClient, council: Council, who: str
) -> None:
    asker = signed_in(client, council, who)
    ask = f"/advice/ask?thread={council.thread}"
    assert ask.replace("&", "&amp;") in asker.get(f"/threads/{council.thread}").text
    told = QUESTION | {"adviser": council.public_ids["adviser"]}
    answer = send(asker, ask, **told)
    assert answer.status_code == 303

    adviser = signed_in(asker, council, "adviser")
    page = adviser.get(answer.location)
    assert "助言する" in page.text
    assert send(adviser, f"{answer.location}/reply", answer.location, words="С малого, 0466-25-3333.").status_code == 303  # fmt: skip
    with adviser.session_transaction() as session:
        session.clear()
    shown = adviser.get(f"/threads/{council.thread}").text
    assert "С малого" in shown
    assert "25-3333" not in shown
    assert "Больше не работаю." in shown


@pytest.mark.parametrize("who", ["resident", "adviser", "liaison"])
def test_others_ask_nobody(client: FlaskClient, council: Council, who: str) -> None:
    asker = signed_in(client, council, who)
    assert asker.get(f"/advice/ask?thread={council.thread}").status_code == 403
    assert "/advice/ask" not in asker.get(f"/threads/{council.thread}").text


def test_a_question_that_is_empty_loses_nothing(client: FlaskClient, council: Council) -> None:
    member = signed_in(client, council, "member")
    told = QUESTION | {"adviser": council.public_ids["adviser"], "question": ""}
    assert send(member, f"/advice/ask?measure=Ш1&x={council.thread}", **told).status_code == 422


@pytest.mark.parametrize("asked", ["", "?thread=nothing", "?measure=Ш999", "?evaluation=0"])
def test_advice_is_asked_about_something(client: FlaskClient, council: Council, asked: str) -> None:
    assert signed_in(client, council, "member").get(f"/advice/ask{asked}").status_code == 404


def test_nothing_is_asked_about_a_board_that_one_may_not_read(
    client: FlaskClient, council: Council
) -> None:
    member = signed_in(client, council, "member")
    assert member.get(f"/advice/ask?thread={council.threads['staff']}").status_code == 404


def test_the_measures_page_shows_advice_on_it(client: FlaskClient, council: Council) -> None:
    page = client.get("/plan/Ш1").text
    assert "Начните с малого." in page
    assert "И спросите людей." in page


def test_declining_needs_a_reason(client: FlaskClient, council: Council) -> None:
    adviser = signed_in(client, council, "adviser")
    page = f"/advice/{council.asked_advice}"
    assert send(adviser, f"{page}/decline", page, reason="").status_code == 422
    assert send(adviser, f"{page}/decline", page, reason="Не знаю.").status_code == 303
    assert "Не знаю." in adviser.get(page).text


def test_somebody_else_answers_nothing(client: FlaskClient, council: Council) -> None:
    member = signed_in(client, council, "member")
    page = f"/advice/{council.asked_advice}"
    assert "助言する" not in member.get(page).text
    token = hidden_fields(member.get("/advice/ask?measure=Ш1").text)
    for act, field in (("reply", "words"), ("decline", "reason")):
        assert member.post(f"{page}/{act}", data={**token, field: "Да."}).status_code == 403


def test_a_declaration_is_added_and_the_earlier_ones_stay(
    client: FlaskClient, council: Council
) -> None:
    adviser = signed_in(client, council, "adviser")
    assert send(adviser, "/advice/interests", words="Новая работа.").status_code == 303
    page = adviser.get("/advice/").text
    for words in ("Новая работа.", "Больше не работаю.", "Работал с залом."):
        assert words in page
    assert send(adviser, "/advice/interests", words="Новая работа.").status_code == 422
