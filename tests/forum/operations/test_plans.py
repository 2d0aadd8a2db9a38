"""A city's own plan comes in from its table, whole or not at all."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing
from forum.operations import plans
from forum.operations.refused import Refused
from forum.plan import reading
from forum.plan.measure import Doer, Flag, State
from tests.at_once import at_once

HEAD = "code,period,area,title,first_year,last_year,doer,state,flags\n"
TABLE = (
    HEAD
    + "A1,前期,防災,避難所の案内,2026,2028,together,trial,ready effective\n"
    + "A2,前期,福祉,移動の手助け,2025,2027,,,\n"
    + 'A10,後期,交通,"夜のバス、金曜",2029,2031,private,untouched,\n'
)


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(writing(engine)) as session:
        yield session


def test_measures_stand_in_the_order_of_the_table_with_all_that_it_says(session):
    assert plans.take_in(session, plans.read("\ufeff" + TABLE)) == 3
    entries = reading.entries(session)
    assert [entry.code for entry in entries] == ["A1", "A2", "A10"]
    first, _, last = (entry.now for entry in entries)
    assert (first.doer, first.state) == (Doer.TOGETHER, State.TRIAL)
    assert first.chosen_for == (Flag.READY, Flag.EFFECTIVE)
    assert last.title == "夜のバス、金曜"


def test_a_half_spans_the_years_of_its_measures(session):
    plans.take_in(session, plans.read(TABLE))
    spans = [(half.name, half.first_year, half.last_year) for half in reading.periods(session)]
    assert spans == [("前期", 2025, 2028), ("後期", 2029, 2031)]


def test_every_line_that_cannot_be_used_is_named_and_nothing_taken_in(session):
    bad = (
        TABLE
        + "A3,前期,,題,2026,2028,,,\nA4,前期,交通,題,令和8,2028,,,\nA1,前期,交通,題,2026,2028,,,\n"
    )
    with pytest.raises(Refused) as refused:
        plans.read(bad + "A5,前期,交通,題,2028,2026,everybody,,\n")
    told = str(refused.value)
    for words in ("line 5: area", "line 6: '令和8'", "line 8: last_year", "line 7: A1"):
        assert words in told
    assert reading.entries(session) == []


def test_a_table_without_its_columns_says_which(session):
    with pytest.raises(Refused, match="period, area"):
        plans.read("code,title,first_year,last_year\nA1,題,2026,2028\n")


def test_what_is_in_the_plan_is_not_entered_twice(session):
    plans.take_in(session, plans.read(TABLE))
    again = HEAD + "A11,前期,防災,別の題,2026,2028,,,\nA2,前期,福祉,別の題,2026,2028,,,\n"
    with pytest.raises(Refused, match="A2"):
        plans.take_in(session, plans.read(again))
    assert len(reading.entries(session)) == 3


def test_a_table_that_is_taken_in_twice_at_once_is_taken_in_once(engine):
    def take_in(session: Session, _seen: object) -> int:
        return plans.take_in(session, plans.read(TABLE))

    first, second = sorted(at_once(engine, reading.entries, take_in, take_in), key=str)
    assert (first, type(second)) == (3, Refused), second
    with Session(engine) as session:
        assert [entry.code for entry in reading.entries(session)] == ["A1", "A2", "A10"]
