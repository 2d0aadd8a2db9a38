"""Meetings on the web: who sees what, and the way of minutes from a draft to the list."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine

from forum.archive.thread import Origin
from forum.base import today
from tests.forum.web.writing import posts, send
from tests.web.council import Council
from tests.web.door import signed_in

YESTERDAY = (today() - timedelta(days=1)).isoformat()
CALL = {
    "title": "Четвёртая встреча", "on": YESTERDAY, "begins": "13:30", "ends": "15:00",
    "place": "Ратуша", "title_1": "Зал вечером", "link_1": "Ш1", "title_2": "", "notes": "",
}  # fmt: skip


@pytest.fixture
def office(client: FlaskClient, council: Council) -> FlaskClient:
    return signed_in(client, council, "secretariat")


def test_a_meeting_stands_with_its_agenda_and_what_it_is_about(office: FlaskClient) -> None:
    answer = send(office, "/meetings/new", board="1", **CALL)
    assert answer.status_code == 303
    page = office.get(answer.location).text
    assert "Зал вечером" in page
    assert 'href="/plan/Ш1"' in page
    assert "13:30～15:00" in page


def test_an_announced_meeting_is_told_on_the_board(office: FlaskClient, sqlite_engine: Engine):
    before = len(posts(sqlite_engine))
    send(office, "/meetings/new", board="1", announce="y", **CALL)
    assert len(posts(sqlite_engine)) == before + 1


def test_a_link_to_nothing_is_said_and_nothing_is_lost(office: FlaskClient) -> None:
    answer = send(office, "/meetings/new", board="1", **(CALL | {"link_1": "Ш999"}))
    assert answer.status_code == 422
    assert "見つかりません。" in answer.text
    assert "Четвёртая встреча" in answer.text


def test_an_agenda_is_asked_for(office: FlaskClient) -> None:
    answer = send(office, "/meetings/new", board="1", **(CALL | {"title_1": ""}))
    assert answer.status_code == 422
    assert "議題を一つ以上書いてください。" in answer.text


@pytest.mark.parametrize("who", ["resident", "member", "moderator", "adviser"])
def test_others_call_no_meeting(client: FlaskClient, council: Council, who: str) -> None:
    client = signed_in(client, council, who)
    assert client.get("/meetings/new").status_code == (200 if who == "moderator" else 403)
    for page in ("change", "cancel", "minutes", "confirmation"):
        assert client.get(f"/meetings/{council.coming_meeting}/{page}").status_code == 403


def test_minutes_go_their_way_to_the_list(
    office: FlaskClient, council: Council, sqlite_engine: Engine
) -> None:
    meeting = send(office, "/meetings/new", board="1", **CALL).location
    told = {"present": [str(council.people["chair"])], "course": "Говорили.", "title_1": "Открыть."}
    assert send(office, f"{meeting}/minutes", **told).status_code == 303
    assert office.get(meeting).text.count("議事録を作成中") == 1
    send(office, f"{meeting}/confirmation", until=today().isoformat())
    early = send(office, f"{meeting}/final", meeting)
    assert "まだ答えていない出席者がいます" in office.get(early.location).text

    chair = signed_in(office, council, "chair")
    assert "議事録の案に答える" in chair.get(meeting).text
    silent = send(chair, f"{meeting}/answer", said="comment", words="")
    assert silent.status_code == 422
    send(chair, f"{meeting}/answer", said="confirmed", words="")

    office = signed_in(office, council, "secretariat")
    assert send(office, f"{meeting}/final", meeting).status_code == 303
    (post,) = posts(sqlite_engine, origin=Origin.MINUTES)
    assert post.author_name == "Глеб Орлов"
    with office.session_transaction() as session:
        session.clear()
    page = office.get(meeting).text
    assert "Говорили." in page
    assert f"/posts/{post.public_id}" in page


@pytest.mark.parametrize("who", [None, "resident", "member", "adviser"])
def test_a_draft_is_for_those_who_were_there(
    client: FlaskClient, council: Council, who: str | None
) -> None:
    if who:
        signed_in(client, council, who)
    for query in ("", "?version=1"):
        assert (
            "Говорили о зале." not in client.get(f"/meetings/{council.asked_meeting}{query}").text
        )
    assert client.get(f"/meetings/{council.asked_meeting}/answer").status_code in (302, 404)
    assert "Говорили о зале." in client.get(f"/meetings/{council.final_meeting}").text
    assert "Зал большой." not in client.get(f"/meetings/{council.final_meeting}").text


def test_a_meeting_is_taken_into_a_calendar(client: FlaskClient, council: Council) -> None:
    answer = client.get(f"/meetings/{council.coming_meeting}.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "SUMMARY:Третья встреча" in answer.text
    feed = client.get("/meetings/calendar.ics").text
    assert "Третья встреча" in feed
    assert "Служебное" not in feed
    assert client.get(f"/meetings/{council.staff_meeting}.ics").status_code == 404


def test_a_corrected_version_names_its_reason(office: FlaskClient, council: Council) -> None:
    told = {"present": [str(council.people["chair"])], "course": "Говорили долго."}
    url = f"/meetings/{council.final_meeting}/minutes"
    assert send(office, url, **told, reason="").status_code == 422
    assert send(office, url, **told, reason="Ошибка.").status_code == 303
    page = office.get(f"/meetings/{council.final_meeting}").text
    assert "Ошибка." in page
    assert "Говорили долго." in page
    earlier = office.get(f"/meetings/{council.final_meeting}?version=1").text
    assert "Говорили о зале." in earlier
    assert "前の版です" in earlier


def test_more_points_are_asked_for_by_a_button_and_nothing_is_lost(office: FlaskClient) -> None:
    answer = send(office, "/meetings/new", board="1", **(CALL | {"title_2": "Второе", "more": "1"}))
    assert answer.status_code == 200
    assert 'name="title_4"' in answer.text
    for written in ("Четвёртая встреча", "Зал вечером", "Второе", "Ратуша", "13:30"):
        assert written in answer.text
    fewer = send(office, "/meetings/new", board="1", **(CALL | {"title_2": "Второе", "fewer": "1"}))
    assert 'value="Второе"' in fewer.text
    assert "Зал вечером" not in fewer.text


def test_who_was_there_is_ticked(office: FlaskClient, council: Council) -> None:
    meeting = send(office, "/meetings/new", board="1", **CALL).location
    chair = council.people["chair"]
    for is_written in (False, True):
        page = office.get(f"{meeting}/minutes").text
        boxes = re.findall(r'<input[^>]*name="present"[^>]*>', page)
        (box,) = [one for one in boxes if f'value="{chair}"' in one]
        assert len(boxes) > 3
        assert 'type="checkbox"' in box
        assert ("checked" in box) is is_written
        send(office, f"{meeting}/minutes", present=[str(chair)], course="Говорили.")


@pytest.mark.parametrize("page", ["/meetings/new", "/minutes"])
def test_the_enter_key_sends_the_form_and_changes_no_line(office: FlaskClient, page: str) -> None:
    if page == "/minutes":
        page = f"{send(office, '/meetings/new', board='1', **CALL).location}{page}"
    shown = office.get(page).text
    form = shown[shown.rindex("<form", 0, shown.index('name="title_1"')) :]
    # A browser presses the first button that sends (HTML, implicit submission).
    first = re.search(r"<button[^>]*>", form)
    assert first
    assert "name=" not in first[0]
    assert 'name="more"' in form


def test_twelve_points_make_an_agenda_of_twelve(office: FlaskClient) -> None:
    points = {f"title_{row}": f"Пункт {row}." for row in range(1, 13)}
    page = office.get(send(office, "/meetings/new", board="1", **(CALL | points)).location).text
    assert "Пункт 12." in page


def test_an_answer_on_paper_is_entered_with_its_way_and_who_entered_it(
    office: FlaskClient, council: Council
) -> None:
    meeting = send(office, "/meetings/new", board="1", **CALL).location
    chair = str(council.people["chair"])
    send(office, f"{meeting}/minutes", present=[chair], course="Говорили.", title_1="Открыть.")
    assert office.get(f"{meeting}/answer-for").status_code == 404  # not asked yet
    send(office, f"{meeting}/confirmation", until=today().isoformat())

    empty = send(
        office, f"{meeting}/answer-for", person=chair, door="paper", said="comment", words=""
    )
    assert empty.status_code == 422
    told = {"person": chair, "door": "paper", "words": "Имя с ошибкой."}
    assert send(office, f"{meeting}/answer-for", said="comment", **told).status_code == 303
    page = office.get(meeting).text
    assert "Имя с ошибкой." in page
    assert "手紙" in page
    assert "さんが入力" in page
    send(office, f"{meeting}/answer-for", said="confirmed", **(told | {"words": ""}))
    assert "出席者の全員が確認しました。" in office.get(meeting).text


def test_only_who_holds_the_meeting_enters_for_others(
    client: FlaskClient, council: Council
) -> None:
    member = signed_in(client, council, "member")
    answer = member.get(f"/meetings/{council.asked_meeting}/answer-for")
    assert answer.status_code == 403
