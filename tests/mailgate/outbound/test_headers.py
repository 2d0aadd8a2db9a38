from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailgate.inbound.encoded_words import decode_header
from mailgate.outbound.headers import MAX_LINE, taken_apart


def lines(raw: bytes) -> list[bytes]:
    return [field.lines for field in taken_apart(raw)[0]]


def test_fields_that_are_fit_keep_their_own_bytes():
    raw = b"Subject:  two  blanks \r\nDKIM-Signature: v=1;\r\n\tb=abc\r\nX-a : y\r\n\r\nbody\r\n"

    fields, body = taken_apart(raw)

    assert b"".join(field.lines for field in fields) == raw.partition(b"\r\n\r\n")[0] + b"\r\n"
    assert [field.name for field in fields] == ["subject", "dkim-signature", "x-a"]
    assert body == b"body\r\n"


def test_a_file_with_the_line_ends_of_unix_gets_those_of_mail():
    assert lines(b"Subject: x\nTo: a@b.c,\n d@e.f\n\nbody\n") == [
        b"Subject: x\r\n",
        b"To: a@b.c,\r\n d@e.f\r\n",
    ]


def test_a_bare_cr_or_nul_adds_no_field():
    assert lines(b"Subject: x\rBcc: a@b.c\r\nTo: a\0b@c.d\r\n\r\n") == [
        b"Subject: xBcc: a@b.c\r\n",
        b"To: ab@c.d\r\n",
    ]


def test_a_mail_whose_lines_all_end_in_cr_is_read_as_its_sender_meant():
    fields, body = taken_apart(b"Subject: x\rTo: a@b.c\r\rfirst\rsecond\r")

    assert [field.name for field in fields] == ["subject", "to"]
    assert body == b"first\nsecond\n"


def test_a_continuation_of_blanks_does_not_end_the_header():
    raw = b"Subject: x\r\n \r\n y\r\nTo: a@b.c\r\n\r\n"

    assert lines(raw)[0] == b"Subject: x\r\n y\r\n"


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "iso-2022-jp", "euc-jp"])
def test_a_raw_japanese_subject_is_encoded_and_says_the_same(charset: str):
    raw = "Subject: Re: 公民館の予約について\r\n".encode(charset) + b"\r\n"

    (line,) = lines(raw)

    assert line.isascii()
    assert b"\x1b" not in line
    assert decode_header(line.partition(b":")[2].strip()) == "Re: 公民館の予約について"


def test_a_raw_japanese_name_keeps_its_address():
    raw = 'To: "鈴木 葵" <aoi@example.jp>, 佐藤 <sato@example.jp>\r\n\r\n'.encode()

    (line,) = lines(raw)

    message = message_from_bytes(line + b"\r\n", policy=policy.default)
    assert [(a.display_name, a.addr_spec) for a in message["To"].addresses] == [
        ("鈴木 葵", "aoi@example.jp"),
        ("佐藤", "sato@example.jp"),
    ]


def test_a_raw_japanese_file_name_stays_a_parameter():
    raw = 'Content-Disposition: attachment; filename="会議録.pdf"\r\n\r\n'.encode()

    (line,) = lines(raw)

    assert line.isascii()
    assert line.startswith(b'Content-Disposition: attachment; filename="=?utf-8?b?')


def test_a_line_over_998_octets_is_folded_at_its_blanks():
    raw = b"References: " + b" ".join(b"<%03d@example.jp>" % n for n in range(100)) + b"\r\n\r\n"

    (line,) = lines(raw)

    assert max(map(len, line.split(b"\r\n"))) < 80
    assert line.split() == raw.split()


def test_a_long_list_of_addresses_without_blanks_is_folded_at_its_commas():
    raw = b"To: " + b",".join(b"p%d@example.jp" % n for n in range(200)) + b"\r\n\r\n"

    (line,) = lines(raw)

    assert max(map(len, line.split(b"\r\n"))) < 80
    assert b"".join(line.split()) == b"".join(raw.split())


def test_a_piece_that_fits_on_no_line_is_left_out():
    assert lines(b"X-Long: " + b"x" * 2000 + b"\r\nSubject: y\r\n\r\n") == [b"Subject: y\r\n"]


def test_the_second_of_a_field_that_may_stand_once_is_left_out():
    raw = b"Subject: a\r\nFrom: a@b.c\r\nSUBJECT: b\r\nReceived: 1\r\nReceived: 2\r\n\r\n"

    assert lines(raw) == [
        b"Subject: a\r\n",
        b"From: a@b.c\r\n",
        b"Received: 1\r\n",
        b"Received: 2\r\n",
    ]


@given(
    st.lists(
        st.sampled_from([b"Subject: ", b"To: ", b"X: ", b"Content-Type: ", b"\r\n", b"\n", b" "])
        | st.binary(max_size=40)
        | st.sampled_from([b"\x1b$B8x1`\x1b(B", "公園".encode(), b'"', b"<a@b.c>", b"x" * 1200])
    )
)
def test_whatever_comes_in_goes_out_as_a_header_that_any_relay_takes(pieces: list[bytes]):
    fields, _ = taken_apart(b"".join(pieces))

    for field in fields:
        assert field.lines.isascii()
        assert field.lines.endswith(b"\r\n")
        assert field.lines.count(b"\r") == field.lines.count(b"\n") == field.lines.count(b"\r\n")
        for number, line in enumerate(field.lines.split(b"\r\n")[:-1]):
            assert len(line) <= MAX_LINE
            assert line.strip()
            assert (line[:1] in b" \t") == (number > 0)


def test_no_line_is_too_long_for_a_relay_however_its_name_adds_to_it() -> None:
    fields, _ = taken_apart(b"X-Long-Name: " + b"a" * 996 + b"\r\n b\r\n\r\n")
    assert [max(map(len, field.lines.split(b"\r\n"))) <= 998 for field in fields] == [True]
