import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.calendars import MOST_EVENTS, events_in


def an_event(*lines: str, before: tuple[str, ...] = ()) -> bytes:
    told = ["BEGIN:VCALENDAR", *before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    return "\r\n".join(told).encode()


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("DTSTART:20261201T010000Z", "2026-12-01T01:00:00+00:00"),
        ("DTSTART;TZID=Asia/Tokyo:20261201T100000", "2026-12-01T10:00:00+09:00"),
        ("DTSTART;TZID=Tokyo Standard Time:20261201T100000", "2026-12-01T10:00:00+09:00"),
        ("DTSTART;TZID=Europe/Berlin:20260701T100000", "2026-07-01T10:00:00+02:00"),
        ('DTSTART;TZID="Asia/Tokyo":20261201T100000', "2026-12-01T10:00:00+09:00"),
        ("DTSTART:20261201T100000", "2026-12-01T10:00:00"),
        ("DTSTART;VALUE=DATE:20261201", "2026-12-01"),
        ("DTSTART:20261301T100000", None),
        ("DTSTART:tomorrow", None),
        ("DTSTART;TZID=../../../etc/passwd:20261201T100000", "2026-12-01T10:00:00"),
    ],
)
def test_a_beginning_is_read_with_its_zone(line, starts):
    (event,) = events_in(an_event("SUMMARY:x", line))
    assert event["starts"] == starts


def test_a_zone_of_the_calendars_own_is_known_by_its_offset():
    zone = (
        "BEGIN:VTIMEZONE",
        "TZID:Ours",
        "BEGIN:STANDARD",
        "TZOFFSETTO:+0530",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
    (event,) = events_in(an_event("DTSTART;TZID=Ours:20261201T100000", before=zone))
    assert event["starts"] == "2026-12-01T10:00:00+05:30"


def test_a_zone_that_nobody_knows_is_named():
    (event,) = events_in(an_event("DTSTART;TZID=Atlantis:20261201T100000"))
    assert event["starts"] == "2026-12-01T10:00:00"
    assert event["zone"] == "Atlantis"


def test_the_last_day_of_a_whole_day_event_is_the_one_that_is_meant():
    (event,) = events_in(an_event("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261203"))
    assert event["ends"] == "2026-12-02"
    (event,) = events_in(an_event("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261202"))
    assert event["ends"] is None


def test_a_length_tells_the_end():
    (event,) = events_in(an_event("DTSTART:20261201T100000", "DURATION:PT1H30M"))
    assert event["ends"] == "2026-12-01T11:30:00"


def test_folds_and_backslashes_are_undone_and_alarms_passed_over():
    (event,) = events_in(
        an_event(
            "SUMMARY:公園\\, 部\r\n 会\\n定例",
            "BEGIN:VALARM",
            "SUMMARY:ring",
            "END:VALARM",
            "RRULE:FREQ=DAILY",
            before=("METHOD:CANCEL",),
        )
    )
    assert event["title"] == "公園, 部会 定例"
    assert event["method"] == "CANCEL"
    assert event["repeats"]


def test_japanese_in_its_old_letters_is_read():
    (event,) = events_in(an_event("SUMMARY:公園").decode().encode("cp932"), "shift_jis")
    assert event["title"] == "公園"


@given(st.binary(max_size=2000))
def test_nothing_is_too_odd(octets):
    events_in(octets)
    events_in(b"BEGIN:VEVENT\nDTSTART" + octets + b"\nSUMMARY:" + octets + b"\nEND:VEVENT")


@pytest.mark.parametrize(
    "evil",
    [
        b"A;" * 100_000,
        b"X" + b';A="' * 60_000,
        b"BEGIN:VEVENT\n" * 20_000,
        b"BEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\n" * 20_000,
        an_event("DTSTART:99991231T000000", "DURATION:P9999W"),
        an_event("DTSTART;VALUE=DATE:00010101", "DTEND;VALUE=DATE:00010101"),
        b";".join([b"A"] * 90_000) + b":x",
    ],
)
@pytest.mark.timeout(10)
def test_hostile_calendars_cost_little(evil):

    assert len(events_in(evil)) <= MOST_EVENTS
