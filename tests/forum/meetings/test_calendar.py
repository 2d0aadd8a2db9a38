"""Meetings as iCalendar."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from forum.boards import Board
from forum.meetings.calendar import calendar
from forum.meetings.meeting import AgendaItem, Meeting
from tests.factories import a_site

AT = datetime(2026, 12, 5, 5, 0, tzinfo=UTC)


def a_meeting(title: str = "第3回協議会", **facts) -> Meeting:
    meeting = Meeting(
        public_id="0123456789ab", title=title, starts_at=AT, place="市役所, 3階", revision=2,
        changed_at=AT, board=Board(slug="general", name="総合"), **facts,
    )  # fmt: skip
    meeting.agenda = [AgendaItem(position=1, title="予約; 防災")]
    return meeting


def test_a_meeting_is_an_event(tmp_path):
    told = calendar([a_meeting()], a_site(tmp_path)).replace("\r\n ", "")

    for line in (
        "DTSTART:20261205T050000Z",
        "SUMMARY:第3回協議会",
        "LOCATION:市役所\\, 3階",
        "SEQUENCE:2",
        "STATUS:CONFIRMED",
        "UID:meeting-0123456789ab@lists.example",
    ):
        assert f"{line}\r\n" in told
    assert "予約\\; 防災\\nhttp" in told
    assert "DTEND" not in told


def test_what_is_called_off_is_cancelled_in_calendars_too(tmp_path):
    assert "STATUS:CANCELLED" in calendar([a_meeting(cancelled_at=AT)], a_site(tmp_path))


@given(st.text(max_size=200))
def test_no_title_breaks_the_lines(tmp_path_factory, title: str):
    told = calendar([a_meeting(title)], a_site(tmp_path_factory.getbasetemp()))

    lines = told.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert sum(line.startswith("BEGIN:") for line in lines) == 2
    assert "\n" not in told.replace("\r\n", "")
