from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.encoded_words import decode_header


def test_neighbours_are_joined_before_decoding() -> None:
    data = "防災訓練".encode("iso2022_jp")
    halves = [b"=?ISO-2022-JP?B?" + b64encode(half) + b"?=" for half in (data[:6], data[6:])]
    assert decode_header(b"\r\n ".join(halves)) == "防災訓練"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?B?44GC?= =?utf-8?B?44GE?=", "あい"),
        (b"=?utf-8?B?44G?= =?utf-8?B?C44GE?=", "あい"),
        (b"=?utf-8?Q?=E3=81?= =?utf-8?Q?=82?=", "あ"),
        (b"=?utf-8?B?44GC?= and =?utf-8?Q?=E3=81=84?=", "あ and い"),
        (b"[tag]=?utf-8?B?44GC?=x", "[tag]あx"),
        (b"=?utf-8?Q?a b?=", "a b"),
        (b"=?utf-8?Q?what??=", "what?"),
        (b"=?utf-8?B?44GC", "あ"),
        (b"=?utf-8*ja?B?44GC?=", "あ"),
        (b"=?UTF-8?b?44 GC?=", "あ"),
        (b"=?x-sjis?B?gqA=?=", "あ"),
        (b"=?iso-8859-1?Q?Fr=F6sche?= (plain)", "Frösche (plain)"),
        (b"=?nonsense", "=?nonsense"),
        (b"a =?= b ?= c", "a =?= b ?= c"),
        (b"=?utf-8?B?/wD/?=", "ÿÿ"),
        ("生の件名".encode(), "生の件名"),
        ("生の件名です".encode("cp932"), "生の件名です"),
        ("生の件名です".encode("euc_jp"), "生の件名です"),
        ("生の件名".encode("iso2022_jp"), "生の件名"),
        (b"folded\r\n\tline", "folded line"),
        (b"a\rBcc: b\x00", "aBcc: b"),
        (b"=?utf-8?Q?a=0D=0ABcc:_x?=", "a Bcc: x"),
    ],
)
def test_headers_are_read_as_people_send_them(raw: bytes, text: str) -> None:
    assert decode_header(raw) == text


def test_the_charset_of_the_text_is_a_hint_for_raw_bytes() -> None:
    assert decode_header("予算案".encode("euc_jp"), "euc-jp") == "予算案"


@given(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), st.integers(1, 30))
def test_text_comes_back_wherever_an_encoder_cuts_it(text: str, width: int) -> None:
    data = text.encode()
    words = [data[at : at + width] for at in range(0, len(data), width)]
    raw = b"\r\n ".join(b"=?UTF-8?B?" + b64encode(word) + b"?=" for word in words)
    assert decode_header(raw) == text


@given(st.binary(max_size=200))
def test_any_bytes_are_one_line_of_text(raw: bytes) -> None:
    text = decode_header(raw)
    assert not {"\0", "\n", "\r"} & set(text)
    decode_header(b"=?iso-2022-jp?B?" + raw + b"?= =?utf-8?q?" + raw + b"?=")
