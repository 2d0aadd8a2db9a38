"""Needs on their pages: who is counted, what was said, and where it came from."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.base import writing
from forum.needs.need import Need
from forum.proposals.content import Citation
from forum.proposals.proposal import Proposal
from tests.forum.web.writing import send
from tests.web.council import Council
from tests.web.door import signed_in


@pytest.fixture
def moderator(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "moderator")


def test_a_need_shows_the_words_and_leads_to_the_post(
    client: FlaskClient, council: Council
) -> None:
    assert "Зал по вечерам" in client.get("/needs/").text
    page = client.get(f"/needs/{council.need}").text
    assert "Зал закрыт." in page
    assert f'href="/posts/{council.post}"' in page
    assert "1人" in page
    assert "進行役の操作" not in page


def test_a_post_says_which_need_it_came_into(client: FlaskClient, council: Council) -> None:
    assert f'href="/needs/{council.need}"' in client.get(f"/posts/{council.post}").text


def test_a_merged_needs_address_leads_to_where_its_words_stand(
    moderator: FlaskClient, council: Council
) -> None:
    send(moderator, f"/posts/{council.reply}/clip", passage="Согласен с вами.", need="", title="А")
    answer = send(moderator, f"/posts/{council.reply}/clip", passage="Согласен", need="", title="Б")
    other = answer.location.rpartition("/")[2]
    send(moderator, f"/needs/{other}/merge", into=council.need)
    answer = moderator.get(f"/needs/{other}")
    assert (answer.status_code, answer.location) == (301, f"/needs/{council.need}")
    assert "Согласен" in moderator.get(answer.location).text


def test_closed_needs_stand_apart(client: FlaskClient, council: Council) -> None:
    assert "Старое" not in client.get("/needs/").text
    assert "Старое" in client.get("/needs/?closed=1").text
    assert "Открыли." in client.get(f"/needs/{council.closed_need}").text


def test_words_that_are_not_in_the_post_are_refused_and_kept_in_the_form(
    moderator: FlaskClient, council: Council
) -> None:
    answer = send(
        moderator, f"/posts/{council.reply}/clip", passage="Зал открыт.", need="", title="Новое"
    )
    assert answer.status_code == 422
    assert "投稿にある言葉を、そのまま使ってください" in answer.text
    assert "Зал открыт." in answer.text
    assert "Новое" not in moderator.get("/needs/").text  # no need without its passage


def test_the_form_begins_with_the_writers_own_words(
    moderator: FlaskClient, council: Council
) -> None:
    page = moderator.get(f"/posts/{council.reply}/clip").text
    form = page.partition("<textarea")[2].partition("</textarea>")[0]
    assert "Согласен с вами." in form
    assert "Прошу открыть его." not in form  # somebody else's


def test_passages_move_to_a_need_of_their_own(moderator: FlaskClient, council: Council) -> None:
    answer = send(moderator, f"/needs/{council.need}/part", clip=council.clip, title="Отдельно")
    assert answer.status_code == 303
    assert "Зал закрыт." in moderator.get(answer.location).text
    assert "まだ言葉がありません" in moderator.get(f"/needs/{council.need}").text


def test_what_a_passage_led_to_goes_along_with_it(
    moderator: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    with Session(writing(sqlite_engine)) as session:
        need = session.scalars(select(Need).where(Need.public_id == council.need)).one()
        wanted = select(Proposal).where(Proposal.public_id == council.proposals["answered"])
        session.add(Citation(proposal=session.scalars(wanted).one(), need=need))
        session.commit()
    answer = send(moderator, f"/needs/{council.need}/part", clip=council.clip, title="Отдельно")
    link = f"/proposals/{council.proposals['answered']}"
    assert link in moderator.get(answer.location).text
    assert link in moderator.get(f"/posts/{council.post}").text


def test_parting_asks_for_passages(moderator: FlaskClient, council: Council) -> None:
    answer = send(moderator, f"/needs/{council.need}/part", title="Отдельно")
    assert answer.status_code == 422


def test_a_passage_is_taken_out_with_a_reason(moderator: FlaskClient, council: Council) -> None:
    page = f"/needs/{council.need}/clips/{council.clip}/remove"
    assert send(moderator, page, reason="").status_code == 422
    assert send(moderator, page, reason="Не о том.").status_code == 303
    assert "Не о том." in moderator.get(f"/needs/{council.need}").text


@pytest.mark.parametrize("who", ["resident", "member", "chair", "liaison"])
def test_others_do_not_gather(client: FlaskClient, council: Council, who: str) -> None:
    visitor = signed_in(client, council, who)
    assert visitor.get(f"/posts/{council.post}/clip").status_code == 403
    assert visitor.get(f"/needs/{council.need}/merge").status_code == 403


def test_a_stranger_is_asked_to_sign_in(client: FlaskClient, council: Council) -> None:
    assert client.get(f"/needs/{council.need}/edit").status_code == 302


def test_what_was_done_several_times_on_a_day_is_told_once(
    moderator: FlaskClient, council: Council
) -> None:
    # given: three passages taken into one need on the same day
    words = {"need": "", "title": "Вечером"}
    answer = send(moderator, f"/posts/{council.reply}/clip", passage="Согласен", **words)
    need = answer.location.rpartition("/")[2]
    for post, passage in ((council.reply, "с вами."), (council.post, "Зал закрыт.")):
        send(moderator, f"/posts/{post}/clip", passage=passage, need=need, title="")

    # when
    page = moderator.get(f"/needs/{need}").text

    # then
    assert page.count("投稿の言葉を3件加えました") == 1
    assert "投稿の言葉を加えました" not in page
