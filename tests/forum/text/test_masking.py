import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text.masking import ADDRESS_HIDDEN, NUMBER_HIDDEN, mask


@pytest.mark.parametrize(
    "address",
    [
        "taro@example.jp",
        "taro.yamada+kouen@mail.example.co.jp",
        "foo..bar@docomo.ne.jp",
        "foo.@ezweb.ne.jp",
        ".foo-_@ezweb.ne.jp",
        "taro＠example.jp",
        "taro @ example.jp",
    ],
)
def test_addresses_are_hidden(address):
    assert mask(f"連絡は{address}まで") == f"連絡は{ADDRESS_HIDDEN[0]}まで"


@pytest.mark.parametrize(
    "number",
    [
        "0466-25-1111",
        "03-1234-5678",
        "090-1234-5678",
        "0120-123-456",
        "(0466) 25-1111",
        "0466(25)1111",
        "０４６６－２５－１１１１",
        "０４６６ー２５ー１１１１",
        "09012345678",
        "0466251111",
        "03 1234 5678",
        "090-12345678",
        "+81-90-1234-5678",
        "+81 466 25 1111",
        "+1 415 555 2671",
    ],
)
def test_telephone_numbers_are_hidden(number):
    assert mask(f"電話は{number}です") == f"電話は{NUMBER_HIDDEN[0]}です"


def test_a_number_right_behind_tel_is_hidden():
    assert mask("TEL0466-25-1111 FAX0466-25-2222").count(NUMBER_HIDDEN[1]) == 2


def test_two_numbers_after_a_date_are_both_hidden():
    assert mask("2026-11-22 0466-25-1111 090-1234-5678").count(NUMBER_HIDDEN[1]) == 2


@pytest.mark.parametrize(
    "text",
    [
        "2026年11月22日 10:00",
        "2026-11-22",
        "2026/11/22 10:00-12:00",
        "08/07/14",
        "1,000,000円",
        "令和8年度提案第3号",
        "〒252-0804",
        "〒001-0010",
        "ISBN 978-4-00-310101-8",
        "3.14159265358979",
        "192.168.100.200",
        "https://lists.example.jp/m/20261122.0466-25-1111@example.jp",
        "https://example.jp/?tel=0466251111",
        "10:00〜12:00",
        "Twitter @kouen",
        "第0012345678901号",
        "a@b",
        "00000000000",
    ],
)
def test_dates_amounts_numbers_of_proposals_and_links_stay(text):
    assert mask(text) == text


def test_an_address_right_behind_a_link_in_markup_is_hidden():
    html = '<a href="https://example.jp/a@b.jp">https://example.jp/</a>taro@example.jp'
    assert mask(html) == (
        f'<a href="https://example.jp/a@b.jp">https://example.jp/</a>{ADDRESS_HIDDEN[1]}'
    )


def test_an_english_text_gets_english_words():
    assert mask("Write to taro@example.jp or call 0466-25-1111.") == (
        f"Write to {ADDRESS_HIDDEN[1]} or call {NUMBER_HIDDEN[1]}."
    )


@given(st.text(alphabet="a@＠.0０4-ー() 一+/:https", max_size=60))
def test_masking_twice_changes_nothing(text):
    assert mask(mask(text)) == mask(text)


@given(st.text())
def test_an_address_never_survives(text):
    assert "taro@example.jp" not in mask(f"{text} taro@example.jp 一").replace(text, "")


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000 + "@",
        "a@" * 30_000,
        "0" * 100_000,
        "0-" * 30_000,
        "+1" * 30_000,
        "a." * 30_000 + "@b",
        "@" + "b." * 30_000,
        "0466 " * 20_000,
    ],
    ids=range(8),
)
def test_hostile_texts_take_no_time_to_speak_of(text):
    assert mask(text) is not None


def test_nobody_else_is_shown_the_way_out_of_a_list():
    link = "List-Unsubscribe: <https://forum.example/unsubscribe/1h3kq9w2m8t5v7x1c4b6n>,"
    assert mask(link) == "List-Unsubscribe: <https://forum.example/unsubscribe/…>,"
    assert mask("https://forum.example/unsubscribe/") == "https://forum.example/unsubscribe/"


def test_two_that_ran_into_each_other_are_both_hidden():
    assert "@" not in mask("aoi@home.example39@x.example and aoi@home.example-ren@x.example")


@given(
    st.lists(st.sampled_from(["aoi@home.example", "0466-25-1111", "-", "3", " ", "a", "@", "<"]))
)
def test_what_was_hidden_once_stays_as_it_is(pieces):
    told = mask("".join(pieces))
    assert mask(told) == told
