import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.addresses import EmailAddress, OurAddress, Part, parse_local_part


@pytest.mark.parametrize(
    "written",
    ["foo..bar@docomo.ne.jp", "foo.@ezweb.ne.jp", ".foo-_@ezweb.ne.jp", '"foo..bar"@docomo.ne.jp'],
)
def test_a_carriers_address_is_an_address(written: str):
    address = EmailAddress.parse(written)
    assert address
    assert address.canonical == written.replace('"', "")


@pytest.mark.parametrize(
    "unfit", ["\x00", "\r\n", "\x1b", "\x85", "\u202e", "\u200b", "\u2028", "\ufeff", "\udcb4"]
)
def test_nothing_that_controls_turns_or_hides_stands_in_an_address(unfit: str):
    for written in (f"ao{unfit}i@example.jp", f'"ao{unfit}i"@example.jp', f"aoi@ex{unfit}ample.jp"):
        assert EmailAddress.parse(written) is None


@given(st.text(max_size=40).map(lambda text: f"{text}@example.jp") | st.text())
def test_an_address_is_read_again_as_it_is_written(written: str):
    address = EmailAddress.parse(written)
    if address:
        again = EmailAddress.parse(str(address))
        assert again
        assert again.canonical == address.canonical
        assert not re.search(r"[\x00-\x1f\x7f\u202e]", str(address))


@given(st.from_regex(r"\A[a-z0-9-]{1,40}(-(confirm|bounces|request|owner))?(\+[a-z0-9+-]{1,9})?\Z"))
def test_an_address_of_ours_says_what_it_was_read_from(local: str):
    ours = parse_local_part(local)
    assert ours is None or ours.local == local or ours.part is Part.POSTMASTER


def test_a_role_address_may_hold_a_token_and_a_board_none():
    assert parse_local_part("kouen-confirm+AB12") == OurAddress(Part.CONFIRM, "kouen", "ab12")
    assert parse_local_part("reply+x1") == OurAddress(Part.REPLY, token="x1")
    for local in ("kouen+x", "reply+", "kouen-owner+x", "", "a b", "公園", "a" * 41):
        assert parse_local_part(local) is None


def test_no_mailbox_is_told_from_another_by_white_space_alone():
    assert EmailAddress.parse('" b"@example.jp') is None
    assert EmailAddress.parse('"b "@example.jp') is None
    assert EmailAddress.parse('"a b"@example.jp') is not None
