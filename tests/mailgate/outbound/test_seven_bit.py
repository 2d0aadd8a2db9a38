from email import message_from_bytes, policy
from email.message import EmailMessage

from hypothesis import given
from hypothesis import strategies as st

from mailgate.outbound.content import with_crlf
from mailgate.outbound.seven_bit import to_seven_bit


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]


def crlf(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


MIXED = crlf(
    """Subject: x
MIME-Version: 1.0
Content-Type: multipart/mixed;
 boundary="b 1"
Content-Transfer-Encoding: 8bit

前書き
--b 1
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

公園の件です。
二行目。
--b 1
Content-Type: text/html; charset=us-ascii

<p>plain ascii stays = as it is</p>
--b 1
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Subject: inner
Content-Type: text/plain; charset=utf-8

a letter with an é and many plain words around it, so quoted-printable
--b 1--
あとがき
"""
)


def test_only_the_parts_that_need_it_are_encoded():
    content = to_seven_bit(MIXED)

    assert content.isascii()
    plain, page, inner = read(content).iter_parts()
    assert plain.get_content() == "公園の件です。\r\n二行目。"
    assert plain["Content-Transfer-Encoding"] == "base64"
    assert b"<p>plain ascii stays = as it is</p>" in content
    assert page["Content-Transfer-Encoding"] is None
    (letter,) = inner.iter_parts() if inner.is_multipart() else (inner,)
    assert letter["Content-Transfer-Encoding"] == "quoted-printable"
    assert "with an é" in letter.get_content()


def test_a_mail_in_seven_bits_already_is_not_touched():
    jis = b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n\x1b$B8x1`\x1b(B\r\n"

    assert to_seven_bit(jis) == jis


def test_raw_octets_in_a_header_become_encoded_words():
    content = to_seven_bit("Subject: 公園 park\r\nX: y\r\n\r\nplain\r\n".encode("cp932"))

    assert content == b"Subject: =?unknown-8bit?q?=8C=F6=89=80?= park\r\nX: y\r\n\r\nplain\r\n"


def test_octets_among_quoted_printable_are_quoted_too():
    broken = "Content-Transfer-Encoding: quoted-printable\r\n\r\n=E3=81=82é\r\n".encode()

    assert to_seven_bit(broken).endswith(b"\r\n\r\n=E3=81=82=C3=A9\r\n")


def test_octets_where_base64_is_claimed_do_not_get_through():
    broken = b"Content-Transfer-Encoding: base64\r\n\r\nYWJj\xe3\x81\r\n"

    assert to_seven_bit(broken) == b"Content-Transfer-Encoding: base64\r\n\r\nYWJj??\r\n"


def test_a_part_that_holds_itself_a_hundred_times_ends():
    nested = "公園\r\n".encode()
    for level in range(100):
        head = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (level, level)
        nested = head + nested + b"\r\n--b%d--\r\n" % level

    assert to_seven_bit(nested).isascii()


@given(st.text())
def test_any_text_says_the_same_in_seven_bits(text: str):
    body = with_crlf(text.encode("utf-8", "replace"))
    head = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"

    content = to_seven_bit(head + body)

    assert content.isascii()
    if not body.isascii():
        payload = read(content).get_payload(decode=True)
        assert isinstance(payload, bytes)
        assert payload.replace(b"\r\n", b"\n") == body.replace(b"\r\n", b"\n")


@given(st.binary())
def test_any_octets_come_out_in_seven_bits(octets: bytes):
    assert to_seven_bit(with_crlf(octets)).isascii()
