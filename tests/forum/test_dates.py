from datetime import UTC, date, datetime

import pytest

from forum.dates import (
    era_day,
    era_year,
    fiscal_year,
    fiscal_year_number,
    in_tokyo,
    long_date,
    long_day,
)


@pytest.mark.parametrize(
    ("day", "era"),
    [
        ("2026-11-22", "令和8年"),
        ("2019-05-01", "令和元年"),
        ("2019-12-31", "令和元年"),
        ("2019-04-30", "平成31年"),
        ("1989-01-08", "平成元年"),
        ("1989-01-07", "昭和64年"),
        ("1926-12-25", "昭和元年"),
        ("1926-12-24", "大正15年"),
        ("1912-07-30", "大正元年"),
        ("1912-07-29", "明治45年"),
        ("1867-01-01", "1867年"),
    ],
)
def test_eras_begin_on_their_day(day, era):
    assert era_year(date.fromisoformat(day)) == era


@pytest.mark.parametrize(
    ("day", "year", "number"),
    [
        ("2027-02-01", "令和8年度", 2026),
        ("2027-03-31", "令和8年度", 2026),
        ("2027-04-01", "令和9年度", 2027),
        ("2019-04-30", "平成31年度", 2019),
        ("2019-05-01", "令和元年度", 2019),
        ("2020-03-31", "令和元年度", 2019),
        ("1989-02-01", "昭和63年度", 1988),
        ("1989-04-01", "平成元年度", 1989),
        ("2005-04-01", "平成17年度", 2005),
    ],
)
def test_fiscal_years_begin_on_the_first_of_april(day, year, number):
    assert fiscal_year(date.fromisoformat(day)) == year
    assert fiscal_year_number(date.fromisoformat(day)) == number


def test_a_moment_is_shown_on_a_japanese_clock():
    moment = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert long_date(moment) == "2026年11月22日（令和8年）10:00"
    assert long_date(moment, "en") == "22 November 2026, 10:00"
    assert long_date(moment.replace(tzinfo=None)) == "2026年11月22日（令和8年）10:00"


def test_new_year_in_tokyo_is_still_the_old_year_in_greenwich():
    eve = datetime(2018, 12, 31, 15, 0, tzinfo=UTC)
    assert long_date(eve).startswith("2019年1月1日（平成31年）00:00")
    assert era_year(datetime(2019, 4, 30, 15, 0, tzinfo=UTC)) == "令和元年"
    assert fiscal_year(datetime(2027, 3, 31, 15, 0, tzinfo=UTC)) == "令和9年度"
    assert in_tokyo(eve).isoformat() == "2019-01-01T00:00:00+09:00"


def test_a_day_is_shown_in_full():
    assert long_day(date(2026, 11, 22)) == "2026年11月22日（令和8年）"
    assert long_day(date(2026, 11, 22), "en") == "22 November 2026"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-11-22", "令和8年11月22日"),
        ("2027-02-01", "令和9年2月1日"),
        ("2019-05-01", "令和元年5月1日"),
        ("2019-04-30", "平成31年4月30日"),
        ("1989-01-07", "昭和64年1月7日"),
        ("1989-01-08", "平成元年1月8日"),
    ],
)
def test_letters_are_dated_in_the_era(day, written):
    assert era_day(date.fromisoformat(day)) == written


def test_the_day_of_a_letter_turns_in_tokyo():
    assert era_day(datetime(2019, 4, 30, 15, 0, tzinfo=UTC)) == "令和元年5月1日"
