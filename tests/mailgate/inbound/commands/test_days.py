from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.commands.days import day_in

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("12月31日まで", date(2026, 12, 31)), ("１２／３１", date(2026, 12, 31)), ("2026-12-31", date(2026, 12, 31)),
        ("2026年12月31日(木)まで", date(2026, 12, 31)), ("令和8年12月31日", date(2026, 12, 31)), ("R9.1.5", date(2027, 1, 5)),
        ("1月5日", date(2027, 1, 5)), ("11月22日", TODAY), ("明日", date(2026, 11, 23)), ("あさってまで", date(2026, 11, 24)),
        ("今週いっぱい", TODAY), ("来週", date(2026, 11, 29)), ("再来週まで", date(2026, 12, 6)), ("来月まで", date(2026, 12, 31)),
        ("今月末", date(2026, 11, 30)), ("年末", date(2026, 12, 31)), ("年度末", date(2027, 3, 31)), ("10日間", date(2026, 12, 2)),
        ("三週間", date(2026, 12, 13)), ("3か月間", date(2027, 2, 22)), ("until Jan 5", date(2027, 1, 5)),
        ("5 January 2027", date(2027, 1, 5)), ("next week", date(2026, 11, 29)), ("two weeks", date(2026, 12, 6)),
        ("a month", date(2026, 12, 22)),
    ],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(said, day):
    assert day_in(said, TODAY) == day


@pytest.mark.parametrize(
    "said", ["", "31日", "2月30日", "13/1", "そのうち", "8/12/31", "月曜", "soon", "99999999-1-1"]
)
def test_what_could_be_several_days_is_none(said):
    assert day_in(said, TODAY) is None


@given(st.dates(date(2026, 11, 22), date(2028, 11, 22)))
def test_every_day_written_in_full_is_that_day(day):
    for said in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"令和{day.year - 2018}年{day.month}月{day.day}日",
    ):
        assert day_in(said, TODAY) == day


@given(st.text(max_size=80))
def test_no_words_are_too_strange(said):
    day_in(said, TODAY)
