from hypothesis import assume, given
from hypothesis import strategies as st

from forum.archive.canonical import nameable
from forum.archive.wire_ids import original_id, wire_id


def test_an_id_in_plain_letters_is_itself():
    assert wire_id("hall.1@people.example", "lists.example") == "hall.1@people.example"
    assert original_id("hall.1@people.example") == "hall.1@people.example"


@given(st.text(min_size=1, max_size=110))
def test_every_other_id_comes_back_from_the_wire(message_id):
    assume(not nameable(message_id))
    assume("\ud800" not in message_id)
    told = wire_id(message_id, "lists.example")
    assert nameable(told)
    assert len(told) < 900
    assert original_id(told) == message_id


def test_an_id_that_is_too_long_still_goes_out():
    assert nameable(wire_id("あ" * 512, "lists.example"))


def test_what_only_looks_like_a_stand_in_stays():
    for odd in ("u8.@x", "u8.a@x", "u8.1@x", "u8.mfra@x", "u8." + "a" * 700 + "@x"):
        assert original_id(odd) == odd
