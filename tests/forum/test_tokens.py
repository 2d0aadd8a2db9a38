"""Sealed tokens, veiled numbers, single-use tokens."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.tokens import Sealer, digest, new_single_use

SEALER = Sealer("a secret of tests")
numbers = st.integers(0, 2**63 - 1)


@given(st.integers(0, 2**59), st.booleans())
def test_a_sealed_token_opens_for_its_purpose_alone(row_id: int, long: bool) -> None:
    token = SEALER.seal("leave", row_id, long=long)
    assert SEALER.open("leave", token.upper(), long=long) == row_id
    assert SEALER.open("join", token, long=long) is None
    assert Sealer("another secret").open("leave", token, long=long) is None


@given(st.text(st.characters(exclude_categories=[]), max_size=40))
def test_what_we_did_not_seal_opens_nothing(token: str) -> None:
    assert SEALER.open("leave", token) is None
    assert len(digest(token)) == 64


@given(numbers)
def test_a_veiled_number_comes_back(number: int) -> None:
    word = SEALER.veil("place", number)
    assert re.fullmatch("[0-9a-hj-km-np-tv-z]{16}", word)
    assert SEALER.unveil("place", word) == number
    assert word == SEALER.veil("place", number)


def test_a_veiled_number_tells_nothing_about_its_neighbours() -> None:
    words = [SEALER.veil("place", number) for number in range(1000)]
    assert len({word[:4] for word in words}) > 990
    assert len({word[-4:] for word in words}) > 990


@given(st.text(max_size=20))
def test_nothing_that_we_did_not_veil_is_unveiled(word: str) -> None:
    number = SEALER.unveil("place", word)
    assert number is None or SEALER.veil("place", number) == word.lower()


def test_another_house_or_purpose_does_not_unveil() -> None:
    word = SEALER.veil("place", 7)
    assert SEALER.unveil("other", word) is None
    assert Sealer("another secret").unveil("place", word) is None


@pytest.mark.parametrize("number", [-1, 2**64])
def test_what_is_no_number_of_ours_is_not_veiled(number: int) -> None:
    with pytest.raises(ValueError, match="veiled"):
        SEALER.veil("place", number)


def test_a_single_use_token_survives_a_shouting_mail_program() -> None:
    token = new_single_use()
    assert digest(token.upper()) == digest(token)
    assert len(token) == 15
