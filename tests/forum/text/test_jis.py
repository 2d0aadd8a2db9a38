import re
from email.header import decode_header as their_words

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.text import jis
from mailgate.inbound.encoded_words import decode_header
from mailgate.inbound.japanese import decode_jis

# What both sides call differently, and our decoder reads as Japanese programs show it.
AS_SHOWN = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
anything = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("①②㈱㈲髙﨑～〜－−∥ｶﾞﾊﾟ｡😀👨🇯🇵\u200d\ufe0fé한Ωя…—¥\u3099\u2028公園です"),
    )
)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("①と⑳と㉑", "(1)と(20)と(21)"),
        ("㈱大和 ㊤ №5 ℡", "(株)大和 (上) No.5 TEL"),
        ("髙橋、山﨑、𠮷田", "高橋、山崎、吉田"),
        ("10時～11時－終わり", "10時〜11時−終わり"),
        ("ﾎﾞﾗﾝﾃｨｱ｡｢ｶｷﾞ｣", "ボランティア。「カギ」"),
        ("か\u3099っこう", "がっこう"),
        ("雨☔、家族👨‍👩‍👧、日本🇯🇵、手👋🏽", "雨〓、家族〓、日本〓、手〓"),
        ("1️⃣ 2️⃣", "1 2"),
        ("★☆♪→", "★☆♪→"),
        ("➡ここ ✓済", "→ここ ○済"),
        ("Ⅳ ㍉ ㎡ ㍻ ½ café €5 ¥100", "IV ミリ m2 平成 1/2 cafe ユーロ5 ￥100"),
        ("한국 汉", "〓〓 〓"),
        ("plain words", "plain words"),
    ],
)
def test_what_jis_lacks_is_said_so_that_it_can_be_read(written, read):
    assert jis.readable(written) == read


@given(anything)
def test_every_text_is_seven_bits_and_ends_each_line_in_ascii(text):
    octets = jis.to_jis(text)
    assert octets.isascii()
    assert set(re.findall(rb"\x1b..", octets)) <= {b"\x1b$B", b"\x1b(B"}
    for line in octets.split(b"\n"):
        escapes = re.findall(rb"\x1b..", line)
        assert not escapes or escapes[-1] == b"\x1b(B"


@given(anything)
def test_what_is_read_back_is_what_was_made_readable(text):
    readable = jis.readable(text)
    assert jis.readable(readable) == readable
    assert decode_jis(jis.to_jis(text)) == readable.translate(AS_SHOWN)


@given(anything, st.integers(1, 40))
def test_a_header_comes_back_whole_and_no_line_is_too_long(text, taken):
    value = jis.encoded_words(text, taken)
    expected = " ".join(jis.readable(text).split())
    assert decode_header(value.encode("ascii")) == expected.translate(AS_SHOWN)
    lines = (" " * taken + value).split("\r\n")
    assert max(map(len, lines)) <= 76
    assert all(line[0] == " " for line in lines[1:])


def test_each_word_of_a_header_is_whole_by_itself():
    value = jis.encoded_words("公民館の予約と公園のベンチについてのお知らせです。" * 3)
    for octets, charset in their_words(value):
        assert charset == "iso-2022-jp"
        assert octets.decode("iso2022_jp")
    for word in value.split():
        assert decode_header(word.encode("ascii")).isprintable()
