import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.identifiers import MOST_REFERENCES, message_id, message_ids, references


@pytest.mark.parametrize(
    ("value", "identifier"),
    [
        ("<a@b>", "a@b"),
        ("  <a @b> (comment)", "a@b"),
        ("a@b", "a@b"),
        ("<a@b", "a@b"),
        ("a@b>", "a@b"),
        ("<<a@b>>", "a@b"),
        ("<no-at-sign>", "no-at-sign"),
        ("<x/<script>@x.example>", "x/<script>@x.example"),
        ("<>", None),
        ("", None),
    ],
)
def test_ids_are_read_from_broken_headers_too(value: str, identifier: str | None) -> None:
    assert message_id(value) == identifier


def test_ids_of_an_answer_come_in_order_and_once() -> None:
    assert message_ids("<a@b> <c@d>,<a@b><e@\n f>") == ["a@b", "c@d", "e@f"]
    assert message_ids('Your message of "Sun, 22 Nov" <a@b>') == ["a@b"]
    assert message_ids("a@b c@d") == ["a@b", "c@d"]


def test_of_endless_references_the_root_and_the_nearest_stay() -> None:
    found = references(" ".join(f"<{number}@x>" for number in range(500)))
    assert len(found) == MOST_REFERENCES
    assert (found[0], found[1], found[-1]) == ("0@x", "401@x", "499@x")


@given(st.text(alphabet="<>@ab ,;(\n", max_size=60))
def test_what_is_found_has_no_white_space_and_no_outer_brackets(value: str) -> None:
    for identifier in message_ids(value):
        assert identifier
        assert identifier[0] not in "<>"
        assert not set(identifier) & set(" \n")
