from base64 import b64encode, encodebytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.transfer import take_uuencoded, undo


@pytest.mark.parametrize(
    ("data", "decoded"),
    [
        (b"44GC", "あ".encode()),
        (b"44GC\r\n44GE\r\n", "あい".encode()),
        (b"44G C!44\xffGE", "あい".encode()),
        (b"YQ", b"a"),
        (b"YWI", b"ab"),
        (b"YQ==\nYg==", b"ab"),
        (b"YWJj=\r\n", b"abc"),
        (b"ecO2dMOkIHZhYW4uCg== ignored", "yötä vaan.\n".encode()),
        (b"YQ==\n_____\nfooter of a list, plain\n", b"a"),
        (
            b"44GC44GEYQ==\n\n--a line of the sender--\nand words, far more of them.\n",
            "あいa".encode(),
        ),
        (b"", b""),
    ],
)
def test_damaged_base64_gives_what_it_can(data: bytes, decoded: bytes) -> None:
    assert undo(data, "base64")[0] == decoded


@pytest.mark.parametrize(
    ("data", "read"),
    [
        ("会議は十時からです。\n".encode(), "会議は十時からです。\n".encode()),
        (b"We meet at ten, and all of you are welcome to come.\n",) * 2,
        (b"44GC\n44GE\n\n-- \nthe list of the town\n", "あい".encode()),
        (b"44GC44GE\n____\nthe list\n", "あい".encode()),
    ],
)
def test_words_under_a_label_of_base64_are_left_as_they_are(data: bytes, read: bytes) -> None:
    assert undo(data, "base64") == (read, False)


@pytest.mark.parametrize("encoding", ["quoted/printable", "quoted_printable", "q"])
def test_an_encoding_is_known_under_a_wrong_name(encoding: str) -> None:
    assert undo(b"=E3=81=82= \n!", encoding) == ("あ!".encode(), True)


def test_damage_is_told() -> None:
    assert undo(b"44GC", "base64")[1]
    assert not undo(b"44G", "base64")[1]
    assert not undo(b"x", "x-unheard-of")[1]


def test_damaged_quoted_printable_stays_readable() -> None:
    assert undo(b"=E3=81=82 =ZZ soft=\r\nline", "quoted-printable")[0] == "あ =ZZ softline".encode()


UUENCODED = b"hello\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye\n"


def test_a_uuencoded_file_is_taken_out_of_the_text() -> None:
    files, rest = take_uuencoded(UUENCODED)
    assert [(file.name, file.data) for file in files] == [(b"cat.txt", b"Cat")]
    assert rest == b"hello\nbye\n"
    assert undo(UUENCODED, "x-uuencode") == (b"Cat", True)


def test_prose_that_only_begins_like_a_file_stays() -> None:
    prose = b"we\nbegin 644 things\nand never end them, said she, in words\n"
    assert take_uuencoded(prose) == ([], prose)


@given(st.binary(max_size=300))
def test_what_was_encoded_comes_back(data: bytes) -> None:
    assert undo(encodebytes(data), "base64") == (data, True)
    assert undo(b64encode(data), "base64") == (data, True)


@given(st.binary(max_size=200), st.sampled_from(["base64", "quoted-printable", "x-uuencode", ""]))
def test_any_bytes_are_survived(data: bytes, encoding: str) -> None:
    undo(data, encoding)
    take_uuencoded(b"begin 644 x\n" + data + b"\nend\n")
