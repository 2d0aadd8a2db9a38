"""The office sees who waits for a letter, prints it, and says that it went out."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.announcements import paper, ways
from forum.announcements.tiding import Matter, PaperLetter, Way
from forum.base import today
from forum.documents import codes
from forum.people.person import Person
from tests.forum.web.writing import send
from tests.web.door import signed_in


def test_only_the_office_sends_letters(client, council) -> None:
    for who in ("resident", "moderator", "liaison", "hq"):
        assert signed_in(client, council, who).get("/letters/").status_code == 403
    assert "お送りする手紙" not in signed_in(client, council, "moderator").get("/account/").text


def test_a_run_is_made_printed_and_sent(client, council, sqlite_engine) -> None:
    office = signed_in(client, council, "secretariat")
    shown = office.get("/letters/").text
    for words in ("1人が待っています", "Вера Орлова", "市に提出しました", "1通がまだ"):
        assert words in shown
    assert send(office, "/letters/", "/letters/").headers["Location"] == "/letters/2"
    assert "いま送る手紙はありません" in office.get("/letters/").text
    with Session(sqlite_engine) as session:
        (letter,) = paper.letters_of(session, paper.run(session, "2").id)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    late = send(office, "/letters/2/sent", "/letters/2", code=letter.code, on=tomorrow)
    assert late.status_code == 422
    assert "今日までの日付にしてください。" in late.text
    sent = send(office, "/letters/2/sent", "/letters/2", code=letter.code, on=today().isoformat())
    assert sent.status_code == 303
    assert "まだ" not in office.get("/letters/2").text
    with Session(sqlite_engine) as session:
        assert session.get_one(PaperLetter, letter.id).sent_on == today()


def test_what_is_left_out_or_taken_back_waits_again(client, council) -> None:
    office = signed_in(client, council, "secretariat")
    send(office, "/letters/1/sent", "/letters/1", on=today().isoformat())
    assert "市から回答がありました" in office.get("/letters/").text
    send(office, "/letters/", "/letters/")
    assert send(office, "/letters/2/back", "/letters/2").status_code == 303
    assert "取りやめ" in office.get("/letters/").text
    assert "1人が待っています" in office.get("/letters/").text


def test_the_number_on_a_letter_leads_to_it_and_to_an_answer(client, council) -> None:
    office = signed_in(client, council, "secretariat")
    found = office.get("/slips/", query_string={"code": codes.shown(council.letter)})
    page = office.get(office.get(found.headers["Location"]).headers["Location"]).text
    assert "Вера Орлова" in page
    assert "市から回答がありました" in page


def test_a_letter_that_came_back_waits_and_asks_for_another_way(
    client, council, sqlite_engine
) -> None:
    office = signed_in(client, council, "secretariat")
    page = f"/letters/codes/{codes.shown(council.letter)}"
    back = send(office, f"{page}/back", page)
    assert back.headers["Location"] == f"/letters/people/{council.letter_reader}"
    with Session(sqlite_engine) as session:
        (waiting,) = paper.waiting(session)
        assert len(waiting.tidings) == 2


def test_a_clerk_changes_the_way_for_somebody(client, council, sqlite_engine) -> None:
    office = signed_in(client, council, "secretariat")
    page = f"/letters/people/{council.letter_reader}"
    assert 'value="web"' not in office.get(page).text  # she can't sign in
    assert send(office, page, full="none", steps="none").status_code == 303
    with Session(sqlite_engine) as session:
        vera = session.scalars(
            select(Person).where(Person.public_id == council.letter_reader)
        ).one()
        assert ways.way_to(session, vera.id, Matter.FULL).way is Way.NONE
        assert paper.waiting(session) == []


@pytest.mark.parametrize("page", ["/letters/9", "/letters/codes/1234", "/letters/people/0"])
def test_what_is_not_there_is_404(client, council, page) -> None:
    assert signed_in(client, council, "secretariat").get(page).status_code == 404
