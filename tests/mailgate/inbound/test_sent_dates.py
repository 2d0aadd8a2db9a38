from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.sent_dates import received_at, sent_at

TEN = datetime(2026, 11, 22, 1, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "value",
    [
        "Sun, 22 Nov 2026 10:00:00 +0900",
        "22 Nov 2026 10:00 +0900 (JST)",
        "Sun,22 Nov 2026 10:00:00 JST",
        "Sun, 22 Nov 26 10:00:00 +0900",
        "Sun, 22 Nov 126 10:00:00 +0900",
        "Sun, 22-Nov-2026 10.00.00 +09:00",
        "日, 22 Nov 2026 10:00:00 +0900",
        "Sun, 22 Nov 2026 01:00:00 -0000",
        "Sun, 22 Nov 2026 10:00:00 GMT+0900",
        "Sun, 22 November 2026 10:00:00 +0900",
        "2026-11-22T10:00:00+09:00",
        "Sun Nov 22 01:00:00 2026",
    ],
)
def test_the_same_moment_in_many_ways_of_writing_it(value: str) -> None:
    assert sent_at(value) == TEN


@pytest.mark.parametrize(
    "value", ["", "soon", "32 Nov 2026 10:00:00 +0900", "Sun, 22 Foo 2026 1:00"]
)
def test_what_is_no_date_is_none(value: str) -> None:
    assert sent_at(value) is None


def test_odd_years_are_kept() -> None:
    assert sent_at("1 Jan 1902 00:00:00 +0000") == datetime(1902, 1, 1, tzinfo=UTC)
    assert sent_at("1 Jan 2099 00:00:00 +0000") == datetime(2099, 1, 1, tzinfo=UTC)


def test_a_received_header_ends_with_its_date() -> None:
    raw = b"from x (y; z) by w with ESMTP id 1;\r\n\tSun, 22 Nov 2026 10:00:00 +0900 (JST)"
    assert received_at(raw) == TEN


@given(st.text(max_size=60))
def test_any_text_is_survived(value: str) -> None:
    assert sent_at(value) is None or sent_at(value).tzinfo is UTC
    sent_at(f"1 Jan {value} 10:00:00 +0900"), sent_at(f"1 Jan 1 23:00 {value}")
