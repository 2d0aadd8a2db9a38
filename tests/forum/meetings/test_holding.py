"""Who calls a meeting, what may still be changed, and what a cancelled one shows."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from forum.archive.attachments import Attachment
from forum.archive.thread import Post
from forum.boards import Visibility
from forum.meetings import holding, reading
from forum.meetings.holding import Call, Point, Refusal
from forum.meetings.meeting import Meeting
from forum.posting import Published
from tests import factories as make
from tests.forum.meetings.conftest import Table


def a_call(meeting: Meeting, **facts) -> Call:
    told = {"title": meeting.title, "starts_at": meeting.starts_at, "place": meeting.place}
    return Call(**(told | {"agenda": [Point("予約")]} | facts))


@pytest.mark.parametrize(
    ("who", "may"),
    [("office", True), ("chair", True), ("moderator", False), ("aoi", False), ("resident", False)],
)
def test_the_office_and_the_chair_call_the_councils_meetings(table: Table, who: str, may: bool):
    assert holding.may_hold(table.board, table.standing(who)) is may


@pytest.mark.parametrize(("who", "may"), [("moderator", True), ("aoi", False), ("chair", True)])
def test_a_working_groups_moderator_calls_its_meetings(table: Table, who: str, may: bool):
    group = make.open_board(table.session, "group", visibility=Visibility.MEMBERS)

    assert holding.may_hold(group, table.standing(who)) is may


@pytest.mark.parametrize(("who", "may"), [("office", True), ("chair", False), ("moderator", False)])
def test_a_staff_boards_meetings_are_the_offices(table: Table, who: str, may: bool):
    staff = make.open_board(table.session, "staff", visibility=Visibility.STAFF)

    assert holding.may_hold(staff, table.standing(who)) is may


def test_a_meeting_without_an_agenda_is_not_called(table: Table):
    meeting = table.call()
    made = holding.call(
        table.session, table.board, a_call(meeting, agenda=[]), table.standing("office")
    )

    assert made is Refusal.NO_AGENDA


def test_a_meeting_ends_after_it_begins(table: Table):
    meeting = table.call()
    early = meeting.starts_at - timedelta(hours=1)

    made = holding.change(meeting, a_call(meeting, ends_at=early), 0, table.standing("office"))

    assert made is Refusal.ENDS_BEFORE


def test_of_two_who_change_a_meeting_at_once_the_second_is_told(table: Table):
    meeting, office = table.call(days=3), table.standing("office")

    assert holding.change(meeting, a_call(meeting, place="公民館"), 0, office) is meeting
    late = holding.change(meeting, a_call(meeting, place="体育館"), 0, office)

    assert late is Refusal.CHANGED_MEANWHILE
    assert meeting.place == "公民館"
    assert meeting.revision == 1


def test_a_meeting_is_called_off_with_a_reason_and_stays(table: Table):
    meeting, office = table.call(days=3), table.standing("office")

    assert holding.cancel(meeting, " ", office) is Refusal.NO_REASON
    assert holding.cancel(meeting, "台風のため", office) is meeting
    assert holding.cancel(meeting, "台風のため", office) is Refusal.CANCELLED
    assert list(reading.coming(table.session, [table.board.id])) == [meeting]


def test_an_announcement_goes_to_the_board(table: Table, site):
    meeting = table.call(days=3)

    posted = holding.announce(table.session, site, meeting, table.people["office"])

    assert isinstance(posted, Published)
    post = table.session.get_one(Post, posted.post_id)
    text = post.text
    (file,) = table.session.scalars(select(Attachment).where(Attachment.post_id == post.id))
    assert (file.name, file.content_type) == ("meeting.ics", "text/calendar")
    assert "1. 市民会館の予約" in text
    assert f"/meetings/{meeting.public_id}" in text


def test_what_the_board_would_hold_is_not_announced(table: Table, site):
    table.people["office"].moderated_at = table.board.created_at

    refused = holding.announce(table.session, site, table.call(days=3), table.people["office"])

    assert refused is Refusal.NOT_TAKEN
