"""The office's post: nobody is sent the same letter twice, and nobody is forgotten."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements import paper, ways
from forum.announcements.daily import bundle_once
from forum.announcements.tiding import Tiding, Way
from forum.base import today, writing
from forum.documents import codes
from forum.documents.making import make_all
from forum.documents.pages import page_of
from forum.people.person import Account, Person
from tests.forum.announcements.city import CityHall
from tests.forum.documents.reading import assert_can_be_read_by_all, text_of


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    return CityHall(engine, tmp_path)


def names(session: Session) -> list[str]:
    return [one.person.name for one in paper.waiting(session)]


def test_a_submission_goes_with_the_next_post_and_is_sent_once(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        assert names(session) == ["Kiku"]
        assert paper.due_count(session) == 1
        run = paper.make_letters(session, hall.site, None)
        assert run is not None
        assert names(session) == []
        assert paper.make_letters(session, hall.site, None) is None
        (letter,) = paper.letters_of(session, run.id)
        assert paper.mark_sent(session, run, [letter.code], today()) == 1
        assert paper.mark_sent(session, run, [letter.code], today() - timedelta(days=1)) == 0
        assert (letter.sent_on, names(session)) == (today(), [])


def test_a_letter_tells_all_of_it_under_a_number_that_leads_back(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        run = paper.make_letters(session, hall.site, None)
        assert run is not None
        (letter,) = paper.letters_of(session, run.id)
        page = page_of(session, hall.site, run)[1]
        for words in ("Kiku　様", "市に提出しました", "予約のたびに窓口へ行かなければならない。",
                      "項目2 空き時間を載せる", codes.shown(letter.code)):  # fmt: skip
            assert words in page
        assert "SHA-256" not in page
        assert paper.letter_with(session, letter.code) is letter
        assert [one.step.act.value for one in paper.told_by(session, letter) if one.step] == [
            "submit"
        ]


def test_other_steps_wait_for_a_letter_or_the_first_of_the_month(hall: CityHall):
    with Session(writing(hall.engine)) as session, session.begin():
        bundle_once(session, hall.site, today())
        assert (names(session), paper.due_count(session)) == (["Kiku"], 0)
        assert paper.make_letters(session, hall.site, None) is None
        for one in session.scalars(select(Tiding)):
            one.at = one.at.replace(day=1) - timedelta(days=2)
        session.flush()
        assert paper.due_count(session) == 1
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        run = paper.make_letters(session, hall.site, None)
        assert run is not None
        (part,) = run.details["letters"][0]["parts"]
        assert [one["words"] for one in part["steps"]] == [
            "あなたの投稿が引用されました", "意見募集を始めました",
            "文章を確定し、意向確認を始めました", "協議会として決定しました",
        ]  # fmt: skip
        assert len(part["full"]) == 1


def test_what_did_not_go_out_or_came_back_waits_again(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        run = paper.make_letters(session, hall.site, None)
        assert run is not None
        assert paper.mark_sent(session, run, [], today()) == 0
        assert names(session) == ["Kiku"]
        again = paper.make_letters(session, hall.site, None)
        assert again is not None
        assert again.subject == "2"
        (letter,) = paper.letters_of(session, again.id)
        paper.mark_sent(session, again, [letter.code], today())
        paper.void(session, letter)
        assert letter.sent_on == today()  # so that letters which came back can be counted
        assert names(session) == ["Kiku"]
        paper.make_letters(session, hall.site, None)
        third = paper.run(session, "3")
        assert third is not None
        paper.take_back(session, third)
        assert names(session) == ["Kiku"]


def test_what_waits_follows_the_way_that_is_chosen(hall: CityHall):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        kiku = session.scalars(select(Person).where(Person.name == "Kiku")).one()
        session.add(Account(person_id=kiku.id, password_hash="a"))
        session.flush()
        ways.choose(session, kiku.id, full=Way.WEB, steps=Way.WEB)
        paper.reroute(session, kiku.id)
        assert names(session) == []
        ways.choose(session, kiku.id, full=Way.LETTER, steps=Way.LETTER)
        paper.reroute(session, kiku.id)
        assert names(session) == ["Kiku"]
        ways.choose(session, kiku.id, full=Way.NONE, steps=Way.NONE)
        paper.reroute(session, kiku.id)
        assert names(session) == []


def test_the_pdf_of_letters_can_be_read_by_all(hall: CityHall, tmp_path: Path):
    hall.submit()
    with Session(writing(hall.engine)) as session, session.begin():
        paper.make_letters(session, hall.site, None)
    make_all(hall.engine, hall.site)
    with Session(hall.engine) as session:
        run = paper.run(session, "1")
        assert run is not None
        assert run.octets is not None, run.reason
        assert_can_be_read_by_all(run.octets, tmp_path)
        (letter,) = paper.letters_of(session, run.id)
        assert codes.shown(letter.code) in text_of(run.octets, tmp_path)
