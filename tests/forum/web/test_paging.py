"""Cursors and slices."""

from collections.abc import Iterator

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forum.web.paging import cursor, newest_first, place

keys = st.integers(0, 2**63 - 1)
in_one_house = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(autouse=True)
def house(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@in_one_house
@given(keys)
def test_a_cursor_leads_back_to_its_place(key: int) -> None:
    assert place(cursor(key)) == key


@in_one_house
@given(st.text(max_size=60))
def test_whatever_a_visitor_writes_is_a_place_or_none(text: str) -> None:
    at = place(text)
    assert at is None or 0 <= at < 2**63


@pytest.mark.parametrize(
    "text", [None, "", "あ", "1.2.3.4", "0" * 16, "z" * 16, "1;drop", "１２", "z" * 17]
)
def test_a_cursor_that_we_did_not_make_is_no_place(text: str | None) -> None:
    assert place(text) is None


def test_a_key_below_zero_has_no_cursor() -> None:
    with pytest.raises(ValueError, match="no sort key"):
        cursor(-1)


def test_cursors_of_neighbours_have_nothing_in_common() -> None:
    words = [cursor(key) for key in range(50)]
    assert len({word[:3] for word in words}) > 40
    assert words != sorted(words)


def test_the_first_page_has_only_older_ones() -> None:
    page = newest_first([5, 4, 3], 2)
    assert (list(page.rows), page.has_newer, page.has_older) == ([5, 4], False, True)


def test_the_last_page_has_only_newer_ones() -> None:
    page = newest_first([2, 1], 2, before=True)
    assert (list(page.rows), page.has_newer, page.has_older) == ([2, 1], True, False)


def test_going_back_towards_the_newer_turns_the_rows_round() -> None:
    page = newest_first([3, 4, 5], 2, after=True)
    assert (list(page.rows), page.has_newer, page.has_older) == ([4, 3], True, True)
