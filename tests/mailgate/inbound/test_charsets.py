import encodings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.charsets import codec_of, decode_text

SENTENCE = "公園の予算について、ご意見をお願いします"
TWICE = "¢£¬‖−〜"  # encoded in cp932, but read as their wide twins
LABELS = ["utf-8", "us-ascii", "iso-2022-jp", "shift_jis", "euc-jp", "iso-8859-1", "x-what", None]


@pytest.mark.parametrize("written_in", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
@pytest.mark.parametrize("label", LABELS)
def test_a_wrong_or_missing_label_does_not_matter_to_japanese(written_in: str, label: str) -> None:
    assert decode_text(SENTENCE.encode(written_in), label) == SENTENCE


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("x-sjis", "cp932"),
        ("Windows-31J", "cp932"),
        ("MS_Kanji", "cp932"),
        ("cp50220", "iso2022_jp"),
        ("ISO-2022-JP-MS", "iso2022_jp"),
        ("x-euc-jp", "euc_jp"),
        ("UTF8", "utf-8"),
        ("ANSI_X3.4-1968", "ascii"),
        ("GB2312", "gb18030"),
        ("KS_C_5601-1987", "cp949"),
        ("iso-8859-8-i", "iso8859_8"),
        ("ISO-8859-15", "iso8859-15"),
        ("windows-1251", "cp1251"),
        ("koi8-r", "koi8_r"),
        ("utf-8*ja", "utf-8"),
        ("unknown-8bit", None),
        ("base64", None),
        ("zip", None),
        ("unicode_escape", None),
        ("", None),
    ],
)
def test_labels_of_mail_programs_are_known(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_vendor_characters_of_shift_jis_are_read() -> None:
    assert decode_text("髙﨑①㈱～".encode("cp932"), "shift_jis") == "髙﨑①㈱～"


@pytest.mark.parametrize("word", ["テスト", "防災", "町内会", "ﾊﾝｶｸｶﾅﾃﾞｽ", "㈱アイウ", "髙橋"])
def test_short_words_without_a_label_are_read(word: str) -> None:
    assert decode_text(word.encode("cp932"), None) == word


@pytest.mark.parametrize("word", ["Frösche", "café", "Müller", "naïve été", "Identificação"])
@pytest.mark.parametrize("label", [None, "utf-8", "us-ascii", "iso-8859-1", "unknown-8bit"])
def test_western_words_never_turn_into_japanese(word: str, label: str | None) -> None:
    assert decode_text(word.encode("cp1252"), label) == word


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("转发：整体提升企业服务水平", "gb2312"),
        ("Привет, как дела", "koi8_r"),
        ("Привет, как дела", "cp1251"),
    ],
)
def test_other_scripts_without_a_label_are_recognised(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec), None) == text


def test_nul_and_the_byte_order_mark_are_not_part_of_the_text() -> None:
    assert decode_text(b"\xef\xbb\xbf\xe3\x81\x82\x00\xe3\x81\x84", "utf-8") == "あい"


def test_utf_7_and_hz_are_read_though_they_look_like_ascii() -> None:
    assert decode_text(b"d'+AOk-tat", "utf-7") == "d'état"
    assert decode_text("中文".encode("hz"), "hz-gb-2312") == "中文"


@given(
    st.binary(max_size=300), st.sampled_from([*LABELS, "utf-7", "utf-16", "gb2312", "hz", "big5"])
)
def test_any_bytes_become_text_that_a_database_can_hold(data: bytes, label: str | None) -> None:
    text = decode_text(data, label)
    assert "\0" not in text
    text.encode("utf-8")


@given(
    st.text(
        st.characters(codec="cp932", exclude_categories=["Cc", "Co"], exclude_characters=TWICE),
        max_size=60,
    )
)
def test_text_in_shift_jis_comes_back(text: str) -> None:
    data = ("予算のお知らせ " + text).encode("cp932")
    assert decode_text(data, "shift_jis") == data.decode("cp932")


def test_labels_that_nobody_knows_are_forgotten_again() -> None:
    known = len(encodings._cache)  # type: ignore[attr-defined]
    for number in range(100):
        assert codec_of(f"x-{number}-nobody") is None
    assert len(encodings._cache) == known  # type: ignore[attr-defined]


def test_every_text_codec_of_python_is_known_by_its_names() -> None:
    for label in ("windows-1251", "ISO-8859-15", "UTF-16LE", "hp-roman8", "koi8-r", "IBM850"):
        assert codec_of(label)
    for label in ("rot13", "zlib", "hex", "base64", "punycode", "idna", "unicode_escape"):
        assert codec_of(label) is None


PARK = "公園のベンチを増やしてください。"
RUN = PARK.encode("iso2022_jp")[3:-3]


@pytest.mark.parametrize("at", [10, 11])
def test_a_line_of_jis_that_a_relay_has_cut_is_read(at):
    cut = b"\x1b$B" + RUN[:at] + b"\r\n" + RUN[at : at + 8] + b"\r\n" + RUN[at + 8 :]
    text = decode_text(cut + b"\x1b(B\r\nplain", "iso-2022-jp")
    assert text.replace("\r\n", "") == PARK + "plain"


def test_jis_without_its_escapes_is_read_where_it_is_called_so():
    lost = b"$B" + RUN + b"(B\r\n$Before(B) $5"
    assert decode_text(lost, "iso-2022-jp") == f"{PARK}\r\n$Before(B) $5"
    assert decode_text(lost, "us-ascii") == lost.decode()


def test_a_footer_in_another_charset_spoils_nothing():
    utf8, jis, sjis = (PARK.encode(c) for c in ("utf-8", "iso2022_jp", "cp932"))
    for label in ("utf-8", "iso-2022-jp", None):
        assert decode_text(utf8 + b"\n" + jis, label) == f"{PARK}\n{PARK}"
    assert decode_text(utf8 + b"\n" + sjis, "utf-8") == f"{PARK}\n{PARK}"
