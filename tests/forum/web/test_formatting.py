"""How things are written."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from forum.web.formatting import day, long_ago, moment, number, size

TEN_OCLOCK = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def test_a_moment_is_written_in_full_on_a_japanese_clock(app: Flask) -> None:
    with app.test_request_context():
        assert moment(TEN_OCLOCK) == (
            '<time datetime="2026-11-22T10:00+09:00">2026年11月22日（令和8年）10:00</time>'
        )


def test_a_moment_is_plain_in_english(app: Flask) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert "22 November 2026, 10:00" in moment(TEN_OCLOCK)


def test_a_day_has_no_hour(app: Flask) -> None:
    late = datetime(2026, 11, 22, 16, 0, tzinfo=UTC)
    with app.test_request_context():
        assert day(late) == '<time datetime="2026-11-23">2026年11月23日（令和8年）</time>'


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, ""),
        (20, "たった今"),
        (120, "2分前"),
        (3 * 3600, "3時間前"),
        (6 * 86400, "6日前"),
        (8 * 86400, ""),
    ],
)
def test_how_long_ago_is_told_for_a_week(app: Flask, seconds: int, words: str) -> None:
    with app.test_request_context():
        assert long_ago(TEN_OCLOCK, TEN_OCLOCK + timedelta(seconds=seconds)) == words


@pytest.mark.parametrize(
    ("octets", "words"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_500, "1.5 KB"),
        (234_567, "235 KB"),
        (999_700, "1.0 MB"),
        (25_000_000, "25 MB"),
        (3_000_000_000, "3.0 GB"),
    ],
)
def test_a_size_is_rounded_as_a_person_would(octets: int, words: str) -> None:
    assert size(octets) == words


def test_a_number_has_commas() -> None:
    assert number(1234567) == "1,234,567"
