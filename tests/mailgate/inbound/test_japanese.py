from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.japanese import decode_euc, decode_jis, plausibility

JIS = st.text(
    st.characters(codec="iso2022_jp", exclude_characters="\x1b\x0e\x0f\\~\r\n"), max_size=60
)


@given(JIS)
def test_the_escape_scanner_agrees_with_the_standard_codec(text: str) -> None:
    data = text.encode("iso2022_jp")
    scanned = decode_jis(data + b"\x1b(IA\x1b(B")  # half-width kana sends it through the scanner
    assert scanned == decode_jis(data) + "ﾁ"


def test_vendor_rows_of_jis_are_read_through_cp932() -> None:
    assert decode_jis(b"\x1b$B-!\x7cb-j\x1b(B OK") == "①髙㈱ OK"


def test_half_width_kana_in_all_three_ways() -> None:
    assert decode_jis(b"\x1b(IC=D\x1b(B.") == "ﾃｽﾄ."
    assert decode_jis(b"\x0eC=D\x0f.\x1b(B") == "ﾃｽﾄ."
    assert decode_jis(b"\xc3\xbd\xc4.\x1b(B") == "ﾃｽﾄ."


def test_jis_x_0212_and_0213_are_read() -> None:
    assert decode_jis(b"\x1b$(D\x30\x21\x1b(B") == "丂"
    assert decode_jis("鷗①".encode("iso2022_jp_2004")) == "鷗①"


def test_a_line_begins_in_ascii_though_the_last_one_was_never_closed() -> None:
    assert decode_jis(b'\x1b$B$"$$\nabc\n') == "あい\nabc\n"


def test_the_old_and_the_roman_sets_are_read() -> None:
    assert decode_jis(b'\x1b$@$"\x1b(Jabc\\') == "あabc\\"


def test_euc_with_vendor_rows_kana_and_jis_x_0212() -> None:
    assert decode_euc(b"\xad\xa1 \x8e\xc3\x8e\xbd\x8e\xc4 \x8f\xb0\xa1 \xa4\xa2") == "① ﾃｽﾄ 丂 あ"
    assert decode_euc(b"\xa4") is None


def test_pictures_of_au_phones_stand_in_jis_rows_of_their_own() -> None:
    assert decode_jis(b"\x1b$Bu:\x1b(B", Carrier.KDDI) == "⚠"


def test_pictures_of_softbank_phones_stand_between_escapes_of_their_own() -> None:
    assert decode_jis(b"abc\x1b$Gj\x0f.", Carrier.SOFTBANK) == "abc☀."


def test_writing_looks_like_japanese_only_if_it_could_be() -> None:
    assert plausibility("公園の予算について") > 0.9
    assert plausibility("plain") == 0
    assert plausibility("Frösche".encode("latin-1").decode("cp932", "replace")) < 0


@given(st.binary(max_size=200), st.sampled_from([None, *Carrier]))
def test_any_bytes_are_survived(data: bytes, carrier: Carrier | None) -> None:
    decode_jis(data, carrier).encode()
    decode_euc(data)
