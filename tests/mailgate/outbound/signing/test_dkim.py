"""Our own verifier here; others' in test_peers.py."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailgate.authentication import dkim
from mailgate.authentication.signatures import SignedMail
from mailgate.outbound.content import Content
from mailgate.outbound.signing.dkim import CopySigner
from mailgate.outbound.signing.fitness import fault_in
from tests.mailgate.outbound.council import MAIL
from tests.mailgate.outbound.signing.keys import DOMAIN, a_key, fields_of, names

HEAD = (
    b"List-Unsubscribe: <https://forum.example/unsubscribe/abc>,\r\n"
    b" <mailto:general-leave@lists.example?subject=abc>\r\n"
)
NOW = datetime.now(UTC)


def copy_of(mail: bytes, head: bytes = HEAD, selector: str = "ed") -> bytes:
    content = Content(mail)
    signer = CopySigner(content, a_key(selector), DOMAIN, int(NOW.timestamp()))
    return sign(signer, head) + head + content.data


def sign(signer: CopySigner, head: bytes) -> bytes:
    (field,) = signer.sign([head], lambda key, digests: [key.sign(one) for one in digests])
    return field


def results(mail: bytes) -> list[str]:
    found = dkim.verify(SignedMail.of(mail), names(), NOW, lambda domain: True)
    return [one.verdict.result for one in found]


@pytest.mark.parametrize("selector", ["rsa", "ed"])
def test_a_signed_copy_is_verified(selector: str):
    assert results(copy_of(MAIL, selector=selector)) == ["pass"]


def test_each_copy_has_a_signature_of_its_own():
    content = Content(MAIL)
    signer = CopySigner(content, a_key("ed"), DOMAIN, 1)
    other = HEAD.replace(b"abc", b"xyz")

    assert sign(signer, HEAD) != sign(signer, other)
    assert results(sign(signer, other) + HEAD + content.data) == ["fail"]


def test_a_letter_without_a_way_out_of_a_list_is_signed_too():
    assert results(copy_of(MAIL, head=b"")) == ["pass"]
    with_its_own = HEAD + MAIL
    assert results(copy_of(with_its_own, head=b"")) == ["pass"]


@pytest.mark.parametrize(
    "added",
    [
        b"From: The Mayor <mayor@city.example>",
        b"Subject: another",
        b"Reply-To: thief@example.net",
        b"List-Unsubscribe: <https://elsewhere.example/>",
        b"List-Unsubscribe-Post: List-Unsubscribe=One-Click",
        b"Content-Type: text/html",
        b"Content-Transfer-Encoding: base64",
        b"Cc: somebody@example.net",
    ],
)
def test_nobody_can_add_a_field_that_matters(added: bytes):
    assert results(added + b"\r\n" + copy_of(MAIL)) == ["fail"]


def test_a_trace_of_delivery_may_be_added():
    assert results(b"Received: by mx.example; now\r\n" + copy_of(MAIL)) == ["pass"]


def test_no_line_of_a_signature_is_long():
    (field,) = fields_of(copy_of(MAIL, selector="rsa"), b"dkim-signature")
    assert max(map(len, field.split(b"\r\n"))) <= 78


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (b"Subject: nobody\r\n\r\nx\r\n", "not one From"),
        (b"From: a@b.jp\r\nFrom: c@d.jp\r\n\r\nx\r\n", "not one From"),
        (b"From: a@b.jp\r\nSubject: \xe3\x81\x82\r\n\r\nx\r\n", "ASCII"),
        (b"From: a@b.jp\r\nno field at all\r\n\r\nx\r\n", "no field"),
        (b"From: a@b.jp\r\n\r\n" + b"x" * 999 + b"\r\n", "998"),
        (b"From: a@b.jp\r\n\r\na\0b\r\n", "NUL"),
    ],
)
def test_what_would_break_on_the_way_is_not_signed(mail: bytes, why: str):
    assert why in str(fault_in(Content(mail)))


def test_a_line_of_998_octets_is_signed():
    assert fault_in(Content(b"From: a@b.jp\r\n\r\n" + b"x" * 998 + b"\r\n")) is None


words = st.text(st.characters(codec="ascii", exclude_characters="\r\n\0"), max_size=60)
lines = st.lists(words, max_size=12).map(lambda found: "\r\n".join(found).encode())
header = st.lists(
    st.tuples(st.sampled_from(["Subject", "To", "Cc", "X-Own", "Content-Type"]), words), max_size=6
)


@settings(max_examples=150, deadline=None)
@given(header, lines, st.sampled_from([HEAD, b""]))
def test_whatever_can_be_signed_is_verified(fields, body, head):
    told = b"".join(f"{name}: {value}\r\n".encode() for name, value in fields)
    mail = b"From: Aoi <aoi@people.example>\r\n" + told + b"\r\n" + body
    if fault_in(Content(mail)) is None:
        assert results(copy_of(mail, head)) == ["pass"]
