from collections.abc import Iterator

import pytest

from forum.text import masking
from forum.text.contacts import Contacts
from forum.text.masking import leave_open, mask

OFFICES = "desk@Lists.example, city.example\n0466-25-1111、０４６６－５０－＊"


@pytest.fixture
def offices() -> Iterator[None]:
    before = masking._offices
    leave_open(Contacts.parse(OFFICES))
    yield
    leave_open(before)


@pytest.mark.usefixtures("offices")
@pytest.mark.parametrize(
    "words",
    [
        "都市整備課（0466-25-1111）まで", "電話 ０４６６－２５－１１１１", "tel 0466(50)3503",
        "+81 466 25 1111", "+81-(0)466-25-1111", "desk@lists.example", "DESK＠Lists.Example",
        "machi@city.example", "machi@toshi.city.example",
    ],
)  # fmt: skip
def test_an_office_is_told_as_it_was_written(words: str) -> None:
    assert mask(words) == words


@pytest.mark.usefixtures("offices")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("0466-25-1112", "(phone number hidden)"),
        ("046-650-3503", "046-650-3503 "),
        ("other@lists.example", "(e-mail address hidden)"),
        ("machi@notcity.example", "(e-mail address hidden)"),
        ("machi@city.example.evil.jp", "(e-mail address hidden)"),
        ("reply+secret@city.example", "(e-mail address hidden)"),
    ],
)
def test_everybody_else_is_hidden_all_the_same(words: str, told: str) -> None:
    assert mask(words) == told.strip()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("desk@", "no address"), ("city", "no address"), ("0466", "half a town"), ("0*", "no address"),
     ("046-6*", "half a town"), ("25-1111", "no address")],
)  # fmt: skip
def test_what_names_nobody_or_too_many_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        Contacts.parse(f"city.example {text}")


def test_nothing_is_left_open_by_default() -> None:
    assert Contacts.parse("") == Contacts()
    assert not Contacts().has_number("0466-25-1111")
