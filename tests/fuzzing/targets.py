"""What must hold for any bytes at all: no error, no runaway, and nothing unfit on the other side.

Each target takes what a fuzzer makes and raises where a promise is broken. They need no database.
"""

import re
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path

from forum.acceptance.authors import Authors
from forum.acceptance.contribution import BoardFacts
from forum.addresses import EmailAddress, parse_local_part
from forum.archive.canonical import encoded_words
from forum.boards import Names, Posting, Visibility
from forum.posting.preparing import prepare
from forum.site import Site
from forum.text import bigrams, html_mail, html_text, markdown, masking, plain
from forum.text.excerpts import excerpt
from forum.text.folding import fold, own_text
from forum.text.subjects import display_subject
from forum.tokens import Sealer
from mailgate.inbound import paths
from mailgate.inbound.bounces import read_bounce
from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.charsets import codec_of, decode_text
from mailgate.inbound.contributing import Kept, Mail, contribute, sorted_by_policy
from mailgate.inbound.encoded_words import decode_header, header_text
from mailgate.inbound.filenames import LONGEST as LONGEST_NAME
from mailgate.inbound.filenames import safe_name
from mailgate.inbound.identifiers import message_ids
from mailgate.inbound.mailboxes import mailboxes
from mailgate.inbound.parameters import Parameters
from mailgate.inbound.sent_dates import sent_at
from mailgate.outbound.content import with_crlf
from mailgate.outbound.headers import MAX_LINE, taken_apart
from mailgate.outbound.seven_bit import to_seven_bit
from tests.factories import a_site
from tests.harms import harms

CPU_S = 2.0
"""What one input of some kilobytes may take, while every line of ours is being watched."""

LABELS = (
    None, "", "us-ascii", "utf-8", "iso-2022-jp", "cp50221", "shift_jis", "x-sjis", "euc-jp",
    "utf-7", "utf-16", "utf-16le", "iso-8859-1", "gb2312", "big5", "euc-kr", "iso-2022-kr", "hz",
    "unknown-8bit", "koi8-r", "punycode", "rot13", "idna",
)  # fmt: skip
CARRIERS = (None, *Carrier)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069/\\\\]")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_LINK = re.compile(r"https?://[!-~]*", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(
    r"(?<![\w.!#$%&'*+/=?^`{|}~-])[a-z0-9]{1,20}@[a-z0-9]{1,20}\.(?:jp|com)\b"
)
_MARKED = re.compile(r"</?mark>")
_BOARD = BoardFacts(1, "general", "General", Visibility.PUBLIC, Posting.ANYONE, Names.REAL)


def fit(text: str | None) -> None:
    """What either database can hold and a page can show."""
    if text:
        assert "\0" not in text, "NUL"
        text.encode()  # a lone surrogate raises


def decoding(data: bytes) -> None:
    """Charsets, encoded words, parameters, names of files, ids and dates."""
    label, carrier = LABELS[data[:1][0] % len(LABELS)], CARRIERS[data[1:2][0] % len(CARRIERS)]
    raw = data[2:]
    fit(decode_text(raw, label, carrier))
    text = decode_header(raw, label, carrier)
    fit(text)
    assert not _CONTROLS.search(text), "a control in a header"
    _is_read_back(text)
    parameters = Parameters(b"attachment; filename=" + raw, label, carrier)
    for value in (raw, (parameters.text("filename") or "").encode()):
        name = safe_name(value.decode("utf-8", "replace"))
        fit(name)
        assert not _UNSEEN.search(name), "a name that leads or hides"
        assert len(name.encode()) <= LONGEST_NAME
        assert safe_name(name) == name, "a name that changes"
        assert name.strip(".") or not name
    codec_of(parameters.token("filename"))
    for identifier in message_ids(header_text(raw)):
        fit(identifier)
        assert not re.search(r"[\s\x00-\x1f]", identifier)
    moment = sent_at(text)
    assert moment is None or moment.tzinfo is UTC


def _is_read_back(text: str) -> None:
    """What we write into a header is read as it was written."""
    written = encoded_words(text)
    assert written.isascii()
    assert all(len(line) < 78 for line in written.split("\r\n"))
    told = " ".join(_CONTROLS.sub(" ", text.replace("\t", " ")).split())
    assert decode_header(written.encode()).lstrip("\ufeff") == told.lstrip("\ufeff")


def reading(data: bytes) -> None:
    """A whole mail: from its bytes to a contribution on the doorstep, and out again."""
    site = _site()
    kept = Kept(1, "a@example.jp", datetime(2026, 11, 22, tzinfo=UTC), len(data), data)
    mail = Mail.read(kept, site)
    taken, refused = sorted_by_policy(mail.view.attachments, _BOARD)
    for file in (*taken, *refused):
        fit(file.name + file.content_type + (file.content_id or ""))
        assert file.name
        assert not _UNSEEN.search(file.name)
    given = contribute(mail, 1, _BOARD, Authors({}, {}, set()), [], refused)
    for text in (
        *(given.subject, given.text, given.original_html, given.author.name, given.message_id),
        *(given.in_reply_to, *given.references),
    ):
        fit(text)
        assert "\r" not in (text or ""), "a bare CR"
    assert "\n" not in given.subject
    fit(prepare(given, site).html)
    for failure in read_bounce(data):
        fit(f"{failure.recipient}{failure.diagnostic}{failure.about}")
    _goes_out(data)


def _goes_out(raw: bytes) -> None:
    """Of any mail, what goes out has only whole lines of a length that relays take."""
    fields, body = taken_apart(raw)
    for field in fields:
        lines = field.lines.split(b"\r\n")
        assert lines.pop() == b""
        assert not any(b"\r" in line or b"\n" in line or b"\0" in line for line in lines)
        assert all(len(line) <= MAX_LINE and line.strip() for line in lines)
        assert not any(line[:1] not in b" \t" for line in lines[1:])
    head = b"".join(field.lines for field in fields)
    assert to_seven_bit(head + b"\r\n" + with_crlf(body)).isascii()


def addresses(data: bytes) -> None:
    """Mailboxes of people, our own addresses, and the paths of MAIL and RCPT."""
    for text in (data.decode("utf-8", "replace"), data.decode("utf-8", "surrogateescape")):
        path = paths.parse(f"FROM:<{text}>", "FROM:") or paths.parse(text, "TO:")
        if path is not None:
            fit(path.written)
            assert not _CONTROLS.search(path.written)
        if mailbox := EmailAddress.parse(text):
            _is_one_mailbox(mailbox)
        if ours := parse_local_part(text):
            assert parse_local_part(ours.local) == ours
        for purpose in ("reply", "bounces"):
            assert _site().sealer.open(purpose, text) is None
    for found in mailboxes(header_text(data)):
        fit(found.name + found.address)
        assert not re.search(r"[\r\n]", found.name + found.address)


def _is_one_mailbox(mailbox: EmailAddress) -> None:
    fit(f"{mailbox}")
    again = EmailAddress.parse(f"{mailbox}")
    assert again is not None
    assert again.canonical == mailbox.canonical
    assert not re.search(r"[\x00-\x1f\x7f]", f"{mailbox}")
    assert EmailAddress.parse(mailbox.canonical) is None or (
        EmailAddress.parse(mailbox.canonical).canonical == mailbox.canonical  # type: ignore[union-attr]
    )


def words(data: bytes) -> None:
    """Text on its way onto a page, and HTML of strangers."""
    text = data.decode("utf-8", "replace").replace("\0", "")
    assert "".join(segment.text for segment in fold(text)) == text
    assert own_text(text).strip() or not text.strip()
    for html in (plain.render(text), markdown.render(text), html_mail.sanitise(text)):
        fit(html)
        assert not harms(html), harms(html)
    _names_nobody(unescape(re.sub("<[^>]*>", "\n", plain.render(text))))
    _names_nobody(unescape(re.sub("<[^>]*>", "", html_mail.masked(html_mail.sanitise(text)))))
    _names_nobody(masking.mask(text))
    from_html = html_text.to_text(text)
    fit(from_html)
    assert "\r" not in from_html
    subject = display_subject(text[:500], "general")
    assert display_subject(subject, "general") == subject
    _is_found(text)


def _names_nobody(text: str) -> None:
    found = _PLAIN_ADDRESS.search(_LINK.sub(" ", text))
    assert not found, found


def _is_found(text: str) -> None:
    asked = bigrams.query(text)
    bigrams.tokens(text)
    marked = excerpt(text, asked.terms)
    assert "<" not in _MARKED.sub("", marked)
    assert marked.count("<mark>") == marked.count("</mark>")


@cache
def _site() -> Site:
    return a_site(Path(tempfile.gettempdir()), sealer=Sealer("a secret of fuzzing"))


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decoding": decoding,
    "reading": reading,
    "addresses": addresses,
    "words": words,
}


def try_out(target: str, data: bytes) -> None:
    """One input; a broken promise or one too slow raises."""
    begun = time.thread_time()
    if len(data) >= 2:
        TARGETS[target](data)
    spent = time.thread_time() - begun
    assert spent < CPU_S, f"{spent:.1f} s of CPU for {len(data)} bytes"


def seeds(target: str, mails: Iterable[bytes]) -> list[bytes]:
    """What a target may begin with, taken out of real mails."""
    if target == "reading":
        return list(mails)
    if target == "words":
        return [
            raw.partition(b"\n\n" if b"\r\n\r\n" not in raw else b"\r\n\r\n")[2] for raw in mails
        ]
    values = {v for raw in mails for v in _values(raw)}
    if target == "addresses":
        return sorted(v for v in values if b"@" in v)
    return sorted(bytes((at % 256, at % 4)) + v for at, v in enumerate(sorted(values)))


def _values(raw: bytes) -> list[bytes]:
    """The values of the header fields, and the first lines of the body."""
    head, _, body = raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    fields = re.sub(rb"\n[ \t]", b" ", head).split(b"\n")
    return [field.partition(b":")[2].strip() for field in fields] + body.split(b"\n")[:30]
