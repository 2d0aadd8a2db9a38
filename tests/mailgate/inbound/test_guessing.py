from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.guessing import guess, sample_of

SENTENCE = "公園の予算について、ご意見をお願いします"


def test_one_broken_byte_does_not_spoil_a_text_in_utf_8() -> None:
    assert guess(SENTENCE.encode() + b"\xe3\x81", "utf-8") == SENTENCE + "\ufffd"


def test_western_bytes_within_utf_8_are_read_as_what_they_are() -> None:
    assert guess(b"caf\xc3\xa9 \xe9t\xe9 \xfc", "utf-8") == "café été ü"


def test_characters_written_as_surrogate_pairs_are_joined() -> None:
    assert guess("絵文字".encode() + b"\xed\xa0\xbd\xed\xb8\x80", "utf-8") == "絵文字😀"


def test_the_declared_charset_counts_where_most_of_it_can_be_read() -> None:
    assert guess("文字".encode("big5") * 5 + b"\xff", "big5hkscs") == "文字" * 5 + "\ufffd"


def test_a_sample_ends_between_words() -> None:
    assert sample_of("予算 ".encode("cp932") * 2000).endswith("予算".encode("cp932"))


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "ascii", "cp932", "utf-7", "hz"]))
def test_any_bytes_are_read_somehow(data: bytes, declared: str | None) -> None:
    guess(data, declared).encode("utf-8")
