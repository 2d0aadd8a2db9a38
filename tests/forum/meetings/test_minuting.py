"""From a draft to final minutes on the list, and their correction."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.archive.thread import Origin, Post
from forum.base import today
from forum.meetings import minuting, reading
from forum.meetings.holding import Refusal
from forum.meetings.meeting import Door, Minutes, Said, State
from forum.people.standing import NOBODY
from tests.forum.meetings.conftest import Table
from tests.letters import owed, text_of

SOON = today() + timedelta(days=7)


@pytest.fixture
def meeting(table: Table):
    return table.call()


def written(table: Table, meeting) -> Minutes:
    made = minuting.write(
        table.session, meeting, table.record("chair", "aoi", "office"), 0, table.standing("office")
    )
    assert isinstance(made, Minutes)
    return made


def confirmed(table: Table, minutes: Minutes, *names: str) -> None:
    for name in names:
        person_id = table.people[name].id
        made = minuting.answer(table.session, minutes, person_id, Said.CONFIRMED, "", Door.WEB)
        assert not isinstance(made, Refusal)


def final(table: Table, meeting, site) -> Minutes:
    minutes = written(table, meeting)
    minuting.ask_present(table.session, site, meeting, SOON, table.standing("office"))
    confirmed(table, minutes, "chair", "aoi", "office")
    made = minuting.finish(table.session, site, meeting, table.standing("office"))
    assert isinstance(made, Minutes)
    return made


def test_members_who_did_not_come_are_listed_as_absent(table: Table, meeting):
    minutes = written(table, meeting)

    assert [one.name for one in minutes.present] == ["chair", "aoi", "office"]
    assert [one.name for one in minutes.absent] == ["ren"]
    assert meeting.state is State.DRAFT


def test_minutes_of_a_meeting_to_come_are_not_written(table: Table):
    meeting = table.call(days=2)

    made = minuting.write(table.session, meeting, table.record("aoi"), 0, table.standing("office"))

    assert made is Refusal.NOT_YET


def test_somebody_of_the_roster_has_to_have_come(table: Table, meeting):
    made = minuting.write(
        table.session, meeting, table.record("resident"), 0, table.standing("office")
    )

    assert made is Refusal.NOBODY_PRESENT


def test_every_saving_is_a_version_and_the_second_writer_is_told(table: Table, meeting):
    written(table, meeting)
    office = table.standing("office")

    late = minuting.write(table.session, meeting, table.record("aoi"), 0, office)
    second = minuting.write(table.session, meeting, table.record("aoi"), 1, office)

    assert late is Refusal.CHANGED_MEANWHILE
    assert isinstance(second, Minutes)
    assert [one.number for one in meeting.versions] == [1, 2]


def test_only_those_present_and_the_office_see_a_draft(table: Table, meeting):
    written(table, meeting)

    sees = {name for name in table.people if reading.may_see_draft(meeting, table.standing(name))}

    assert sees == {"chair", "aoi", "office"}
    assert reading.shown_minutes(meeting, NOBODY) is None


def test_those_present_are_asked_by_mail_with_the_whole_text(table: Table, meeting, site):
    written(table, meeting)

    asked = minuting.ask_present(table.session, site, meeting, SOON, table.standing("office"))

    assert asked == 3
    letter = owed(table.session, "aoi@example.jp")[-1]
    assert "会長が案を説明した。" in text_of(letter)
    assert "reply+" in letter["From"]
    assert meeting.state is State.CONFIRMING


def test_the_words_around_a_draft_are_in_the_readers_language(table: Table, meeting, site):
    table.people["aoi"].language = "en"
    written(table, meeting)

    minuting.ask_present(table.session, site, meeting, SOON, table.standing("office"))

    text = text_of(owed(table.session, "aoi@example.jp")[-1])
    assert "会長が案を説明した。" in text
    assert "■ 議事の経過" not in text
    assert "■ 議事の経過" in text_of(owed(table.session, "chair@example.jp")[-1])


def test_who_was_not_there_says_nothing_of_the_minutes(table: Table, meeting, site):
    minutes = written(table, meeting)
    minuting.ask_present(table.session, site, meeting, SOON, table.standing("office"))

    made = minuting.answer(
        table.session, minutes, table.people["ren"].id, Said.CONFIRMED, "", Door.WEB
    )

    assert made is Refusal.NOT_PRESENT


def test_another_text_is_asked_about_anew(table: Table, meeting, site):
    minutes = written(table, meeting)
    office = table.standing("office")
    minuting.ask_present(table.session, site, meeting, SOON, office)
    confirmed(table, minutes, "chair")

    minuting.write(table.session, meeting, table.record("chair", "aoi"), 1, office)

    assert meeting.state is State.DRAFT
    late = minuting.answer(
        table.session, minutes, table.people["aoi"].id, Said.CONFIRMED, "", Door.WEB
    )
    assert late is Refusal.NOT_ASKED


def test_minutes_are_not_final_while_somebody_is_still_asked(table: Table, meeting, site):
    minutes = written(table, meeting)
    office = table.standing("office")
    minuting.ask_present(table.session, site, meeting, SOON, office)
    confirmed(table, minutes, "chair", "office")

    assert minuting.finish(table.session, site, meeting, office) is Refusal.STILL_ASKED

    meeting.answer_until = today() - timedelta(days=1)
    assert minuting.finish(table.session, site, meeting, office) is minutes


def test_final_minutes_go_to_the_list_as_minutes(table: Table, meeting, site):
    minutes = final(table, meeting, site)

    post = table.session.get_one(Post, minutes.post_id)
    assert post.origin is Origin.MINUTES
    for words in ("第2回協議会の議事録", "■ 出席者", "■ 欠席者\nren", "定足数（過半数の2人）に達しました",
                  "■ 決定事項\n1. 和室で試す。", "■ 作成者\noffice"):  # fmt: skip
        assert words in f"{post.subject}\n{post.text}"
    assert reading.shown_minutes(meeting, NOBODY) is minutes


def test_final_minutes_change_by_a_correction_with_its_reason_only(table: Table, meeting, site):
    first = final(table, meeting, site)
    office, record = table.standing("office"), table.record("chair", "aoi", "ren")
    session = table.session

    assert minuting.write(session, meeting, record, 1, office) is Refusal.CLOSED
    assert minuting.correct(session, site, meeting, record, " ", 1, office) is Refusal.NO_REASON
    second = minuting.correct(session, site, meeting, record, "出席者の誤り", 1, office)

    assert isinstance(second, Minutes)
    posts = session.scalars(select(Post).order_by(Post.id)).all()
    assert [post.thread_id for post in posts] == [posts[0].thread_id] * 2
    assert posts[1].parent_id == posts[0].id
    assert "出席者の誤り" in posts[1].text
    assert [one.number for one in reading.published(meeting)] == [1, 2]
    assert first.course == "会長が案を説明した。"


def test_a_correction_that_nobody_published_is_shown_to_nobody_else(table: Table, meeting, site):
    final(table, meeting, site)
    assert reading.shown_minutes(meeting, NOBODY, 2) is None
