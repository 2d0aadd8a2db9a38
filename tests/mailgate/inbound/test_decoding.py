from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mailgate.inbound.decoding import decode
from mailgate.inbound.mailboxes import Mailbox

MESSAGES = Path(__file__).parents[2] / "messages"
OWN = [path.read_bytes() for path in sorted(MESSAGES.glob("*.eml"))]


def read(name: str):
    return decode((MESSAGES / f"{name}.eml").read_bytes())


def test_a_japanese_mail_is_read_whole() -> None:
    mail = read("jis_plain")
    assert mail.message_id == "20261122100000.1234.AOI@example.jp"
    assert mail.in_reply_to == ("parent@example.jp",)
    assert mail.references == ("root@example.jp", "parent@example.jp")
    assert mail.subject == "Re: [council:12] 第①回"
    assert mail.from_ == (Mailbox("山田 葵", "aoi@example.jp"),)
    assert mail.date == datetime(2026, 11, 22, 1, 0, 0, tzinfo=UTC)
    assert mail.received_at == datetime(2026, 11, 22, 1, 0, 3, tzinfo=UTC)
    assert mail.text == "①、髙木さんへ\nﾃｽﾄ OK\n"
    assert mail.headers.get("To") == "council@lists.example.jp"


def test_flowed_text_is_joined_and_html_kept() -> None:
    mail = read("alternative")
    assert mail.subject == "公園の予算について、ご意見をお願いします"
    assert mail.text == "公園の予算について、ご意見をお願いします。\n> 前回の続き\n-- \n健\n"
    assert mail.html == "<p>公園</p><p>HTML</p>"
    assert mail.from_ == (Mailbox("Suzuki, Ken", "ken@example.jp"),)
    assert [box.address for box in mail.cc] == ["a@example.jp", "b@example.jp"]


def test_attachments_keep_their_names_and_bytes() -> None:
    found = {a.name: a for a in read("attachments").attachments}
    assert list(found) == ["logo.png", "会議資料.pdf", "通知.eml", "attachment-4.ics"]
    assert found["logo.png"].inline
    assert found["logo.png"].content_id == "logo@example.jp"
    assert found["会議資料.pdf"].data == b"%PDF-1.4\n"
    assert found["通知.eml"].content_type == "message/rfc822"


def test_a_phones_pictures_and_address_are_kept() -> None:
    mail = read("docomo_sjis")
    assert (mail.subject, mail.text) == ("晴れ☀", "髙橋です☁\n")
    assert mail.from_[0].address == "foo..bar@docomo.ne.jp"


def test_the_author_is_whom_from_names_or_else_the_sender() -> None:
    assert decode(b"From: A <a@b>\nSender: c@d\n\n").author == Mailbox("A", "a@b")
    assert decode(b'From: "A" <>\nReply-To: c@d\n\n').author == Mailbox("", "c@d")
    assert decode(b"Subject: x\n\n").author is None


def test_raw_header_bytes_are_read_in_the_charset_of_the_text() -> None:
    raw = b"Subject: " + "予算案".encode("euc_jp")
    raw += b"\nContent-Type: text/plain; charset=euc-jp\n\n" + "本文".encode("euc_jp")
    mail = decode(raw)
    assert (mail.subject, mail.text) == ("予算案", "本文")


def test_defects_are_told() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n"
    assert decode(raw).defects == ("multipart not closed",)


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r", b"\0", b"From ", b":", b"\xff" * 9, b"a" * 9])
def test_scraps_are_mails_too(raw: bytes) -> None:
    mail = decode(raw)
    assert (mail.message_id, mail.date, mail.author) == (None, None, None)


@given(st.binary(max_size=600))
def test_any_bytes_are_read(raw: bytes) -> None:
    _use(decode(raw))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(OWN),
    st.lists(st.tuples(st.integers(0, 1100), st.binary(max_size=6)), max_size=8),
)
def test_mutated_mails_are_read(raw: bytes, changes: list[tuple[int, bytes]]) -> None:
    for at, patch in changes:
        raw = raw[:at] + patch + raw[at + 2 :]
    _use(decode(raw))


PIECES = [
    b"Content-Type: ", b"multipart/mixed", b"multipart/alternative", b"text/html", b"message/rfc822",
    b'; boundary="b"', b"; charset=", b"iso-2022-jp", b"utf-7", b"\n\n", b"\r\n", b"\n--b\n", b"--b--",
    b"Content-Transfer-Encoding: base64\n", b"=?utf-8?B?", b"?=", b"\x1b$B", b"\x1b(B", b"\xe3\x81",
    b"<", b">", b'"', b"(", b";", b"name*0*=", b"%1B", b"begin 644 x\n", b"end\n", b"Subject: ",
    b"From: ", b"References: ", b"Date: ", b" ", b"a@b", b"\0", b"<b>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(b"".join))
def test_mails_of_odd_pieces_are_read(raw: bytes) -> None:
    _use(decode(raw))


def _use(mail) -> None:
    """What a reader of the view does: store it as text without NUL."""
    words = [mail.subject, mail.text, mail.html or "", mail.message_id or "", *mail.references]
    words += [f"{box.name}{box.address}" for box in (*mail.from_, *mail.to, *mail.cc)]
    words += [f"{a.name}{a.content_type}{a.content_id}" for a in mail.attachments]
    words += [f"{name}{value}" for name, value in mail.headers]
    assert all("\0" not in word and word.encode() is not None for word in words)


def _nested(levels: int) -> bytes:
    head = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return b"".join(head % (level, level) for level in range(levels)) + b"\nhi"


HOSTILE = {
    "deep nesting": _nested(5000),
    "a boundary used again": b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 20000,
    "very many parts": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 300000,
    "lines like boundaries": b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--bx\n" * 300000,
    "newlines": b"A: b\r\n\r\n" + b"\r\n" * 20000,
    "references": b"References: " + b"<a@b>\r\n " * 100000 + b"\r\n\r\n",
    "brackets": b"To: " + b"(" * 200000 + b"\n\n",
    "quotes": b"To: " + b'"' * 200000 + b"\n\n",
    "encoded words": b"Subject: " + b"=?utf-8?q?" * 50000 + b"\n\n",
    "questions": b"Subject: =?utf-8?q?" + b"?" * 200000 + b"\n\n",
    "headers": b"X: y\n" * 200000 + b"\n",
    "odd lines": b"odd\nA: b\n" * 100000 + b"\n",
    "semicolons": b"Content-Type: a/b" + b";" * 200000 + b"\n\n",
    "spaces": b"Subject: " + b" \r\n " * 100000 + b"\n\n",
    "flowing": b"Content-Type: text/plain; format=flowed\n\n" + b"a \n" * 60000,
}


@pytest.mark.timeout(20)  # each takes a tenth of a second; in quadratic time it would be minutes
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_mail_costs_no_more_than_long_mail(name: str) -> None:
    _use(decode(HOSTILE[name]))
