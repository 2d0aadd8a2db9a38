"""My page tells what became of my words, in full and with what is unread, and lets me choose the way."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.announcements import ways
from forum.announcements.tiding import Matter, Tiding, Way
from forum.people.person import Person
from forum.personal.erasing import erase
from tests.factories import a_site
from tests.forum.web.writing import send
from tests.web.door import signed_in

UNREAD = "お知らせ 未読1件"


def test_the_header_counts_what_is_unread_until_it_is_read(client, council, sqlite_engine) -> None:
    anna = signed_in(client, council, "resident")
    assert UNREAD in anna.get("/").text
    page = f"/account/tidings/{council.tiding}"
    assert UNREAD in anna.get(page).text  # looking at a page changes nothing
    assert send(anna, f"{page}/read", page).status_code == 303
    assert UNREAD not in anna.get("/").text


def test_an_answer_stands_there_in_full(client, council) -> None:
    shown = signed_in(client, council, "resident").get(f"/account/tidings/{council.tiding}").text
    for words in ("市から回答がありました", "一部反映・市の所管外（Край）", "推進本部の承認"):
        assert words in shown


def test_nobody_reads_somebody_else_s_tidings(client, council) -> None:
    page = f"/account/tidings/{council.tiding}"
    assert signed_in(client, council, "chair").get(page).status_code == 404


def test_everything_is_read_by_one_button(client, council) -> None:
    anna = signed_in(client, council, "resident")
    assert send(anna, "/account/tidings/read", "/account/tidings").status_code == 303
    assert UNREAD not in anna.get("/account/").text


def test_the_way_of_each_matter_is_chosen_by_itself(client, council, sqlite_engine) -> None:
    anna = signed_in(client, council, "resident")
    form = {"full": "mail", "steps": "none"}
    assert send(anna, "/account/tidings/ways", "/account/tidings", **form).status_code == 303
    with Session(sqlite_engine) as session:
        now = ways.chosen_ways(session, council.people["resident"])
        assert now == {Matter.FULL: Way.MAIL, Matter.STEPS: Way.NONE}
    shown = anna.get("/account/").text
    assert "<dd>メール</dd>" in shown
    assert "<dd>受け取らない</dd>" in shown


def test_no_more_of_one_proposal_and_again(client, council, sqlite_engine) -> None:
    anna, me = signed_in(client, council, "resident"), council.people["resident"]
    page = f"/account/tidings/{council.tiding}"
    act = f"/account/tidings/proposals/{council.proposals['answered']}"
    assert send(anna, act, page, wants="0").status_code == 303
    with Session(sqlite_engine) as session:
        (stopped,) = ways.stopped_proposals(session, me)
        assert ways.way_to(session, me, Matter.FULL, stopped).way is Way.NONE
        assert ways.way_to(session, me, Matter.FULL).way is not Way.NONE
    assert send(anna, act, "/account/tidings", wants="1").status_code == 303
    with Session(sqlite_engine) as session:
        assert ways.stopped_proposals(session, me) == set()


def test_whoever_is_erased_is_told_nothing_and_stands_on_no_page(
    council, sqlite_engine, tmp_path
) -> None:
    with Session(sqlite_engine) as session, session.begin():
        person = session.scalars(
            select(Person).where(Person.public_id == council.letter_reader)
        ).one()
        letters = session.scalars(select(Tiding).where(Tiding.person_id == person.id)).all()
        run = next(one.letter for one in letters if one.letter).document
        assert "Вера Орлова" in str(run.details)
        assert erase(session, a_site(tmp_path), person, anonymous=True)
        session.refresh(run)
        assert run.details == {}
        assert session.scalars(select(Tiding).where(Tiding.person_id == person.id)).all() == []
