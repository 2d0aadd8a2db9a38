"""A clerk who types one digit wrong, or two in the wrong order, is told so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.documents import codes

SEVEN = st.integers(1_000_000, 9_999_999).map(str)


def test_the_check_digit_is_the_published_one():
    assert codes.checked("572") == "5724"


@given(SEVEN)
def test_a_code_is_read_as_it_was_printed(digits):
    code = codes.checked(digits)
    assert codes.code_in(codes.shown(code)) == code


@given(SEVEN, st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(digits, place, step):
    code = codes.checked(digits)
    wrong = str((int(code[place]) + step) % 10)
    assert codes.code_in(code[:place] + wrong + code[place + 1 :]) is None


@given(SEVEN, st.integers(0, 6))
def test_two_swapped_digits_are_noticed(digits, place):
    code = codes.checked(digits)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or codes.code_in(swapped) is None


@pytest.mark.parametrize("typed", ["４８２９　１３６x", "", "12", "482913651", "abcd-efgh"])
def test_what_is_no_code_is_none(typed):
    assert codes.code_in(typed) is None


@pytest.mark.parametrize("typed", ["{0}-{1}", "{0}ー{1}", " {0} {1} ", "番号{0}－{1}"])
def test_a_code_may_be_typed_as_people_type(typed):
    code = codes.new_code()
    assert codes.code_in(typed.format(code[:4], code[4:])) == code


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4-12", (4, 12)),
        ("番号 ４ー１２", (4, 12)),
        ("4 - 12", (4, 12)),
        ("0-1", None),
        ("4", None),
        ("4-12-3", None),
    ],
)
def test_a_number_of_the_digest_is_read_however_it_is_written(typed, number):
    assert codes.number_in(typed) == number
