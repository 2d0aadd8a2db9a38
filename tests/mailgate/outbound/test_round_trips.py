"""Whatever somebody writes is what the readers of every format read."""

import quopri
import re
from base64 import encodebytes
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from forum.archive.canonical import Enclosure, WebPost, canonical_bytes, folded, mailbox
from forum.text import jis
from mailgate.inbound.decoding import decode
from mailgate.outbound.content import Content
from mailgate.outbound.headers import taken_apart
from mailgate.outbound.phone import for_phone
from mailgate.outbound.seven_bit import to_seven_bit

# Python's own line ends, and what no mail can hold, are apart from what people write.
_LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Co", "Zl", "Zp"])
WORDS = st.text(
    st.one_of(_LETTERS, st.sampled_from("①㈱髙～ｶﾞ😀=?<>\"'\\,;:.-_ \u3000公園")), max_size=300
)
LINES = st.lists(WORDS, max_size=8).map("\n".join)
AS_SHOWN = str.maketrans("〜‖−¢£¬", "～∥－￠￡￢")
QUIETLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def a_post(text: str = "x", subject: str = "x", name: str = "x", **told) -> bytes:
    return canonical_bytes(
        WebPost(
            message_id="a.b@lists.example",
            author_name=name,
            address="general@lists.example",
            subject=subject,
            text=text,
            html=told.pop("html", None),
            written_at=datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
            **told,
        )
    )


def as_lines(text: str) -> list[str]:
    """Lines without what no reader sees: blanks at their ends, empty ones at the end."""
    return [line.rstrip() for line in text.split("\n")] if text.strip() else []


def words(text: str) -> str:
    return "\n".join(as_lines(text)).rstrip("\n")


@QUIETLY
@given(LINES)
@example("From here\n.\n..\n--x")
@example("=?utf-8?b?eA==?=")
def test_a_post_from_the_web_says_what_was_written(text):
    raw = a_post(
        text,
        html="<p>x</p>" if text.strip() else None,
        enclosures=[Enclosure("①.bin", "a/b", b"\0")],
    )
    for sent in (raw, Content(raw).data, to_seven_bit(raw), Content(raw).lines):
        view = decode(sent)
        assert words(view.text) == words(text)
        assert view.attachments[0].data == b"\0"
    assert max(map(len, raw.split(b"\r\n"))) <= 998


@QUIETLY
@given(LINES)
def test_an_old_telephone_reads_it_in_its_own_letters(text):
    told = decode(for_phone(a_post(text))).text.replace("\n", "").replace(" ", "")
    expected = jis.readable(words(text)).translate(AS_SHOWN).replace("\n", "").replace(" ", "")
    assert told == expected


@QUIETLY
@given(LINES, st.sampled_from(["8bit", "7bit", "quoted-printable", "base64"]))
def test_every_transfer_encoding_is_undone_on_the_way_in_and_survives_the_way_out(text, encoding):
    octets = (text + "\n").replace("\n", "\r\n").encode()
    if encoding == "7bit" and not octets.isascii():
        encoding = "8bit"
    coded = {
        "base64": lambda: encodebytes(octets).replace(b"\n", b"\r\n"),
        "quoted-printable": lambda: quopri.encodestring(octets.replace(b"\r\n", b"\n")),
    }.get(encoding, lambda: octets)()
    raw = (
        f"From: a@b.example\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Transfer-Encoding: {encoding}\r\n\r\n"
    ).encode() + coded
    assert words(decode(raw).text) == words(text)
    assert words(decode(to_seven_bit(Content(raw).data)).text) == words(text)


@QUIETLY
@given(WORDS)
@example("=?utf-8?q?x?=")
@example("x" * 2000)
def test_any_subject_survives_being_folded(subject):
    line = folded("Subject", subject).encode()
    assert line.isascii()
    assert max(map(len, line.split(b"\r\n"))) <= 78
    told = " ".join(subject.split())
    assert decode(line + b"\r\n\r\nx").subject == told
    (field,), _ = taken_apart(line + b"\r\n\r\nx")
    assert decode(field.lines + b"\r\nx").subject == told


@QUIETLY
@given(WORDS)
def test_any_name_survives_beside_its_address(name):
    line = f"From: {mailbox(name, 'a@b.example')}\r\n\r\nx".encode()
    (box,) = decode(line).from_
    assert box.address == "a@b.example"
    # Quotes and brackets around a name are its program's.
    told, written = (re.sub(r"[\s\"'<>]", "", one) for one in (box.name, name))
    assert told == written


@QUIETLY
@given(st.binary(max_size=400))
def test_a_header_of_any_octets_is_fit_to_be_sent_and_says_the_same(octets):
    value = octets.replace(b"\0", b"").replace(b"\r", b"").replace(b"\n", b"")
    raw = b"Subject: " + value + b"\r\nFrom: a@b.example\r\n\r\nx"
    fields, _ = taken_apart(raw)
    for field in fields:
        assert field.lines.isascii()
        if field.name == "subject":
            assert decode(field.lines + b"\r\nx").subject.split() == decode(raw).subject.split()


@pytest.mark.parametrize("name", ["図面①.pdf", "a\"b'.txt", "あ" * 200 + ".pdf", "per%cent.txt"])
def test_a_files_name_survives(name):
    (file,) = decode(a_post(enclosures=[Enclosure(name, "application/pdf", b"x")])).attachments
    assert file.name[:40] == name.replace('"', "_")[:40]
