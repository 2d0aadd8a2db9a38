"""A mail changed on its way in ways that mean nothing is read as before.

Relays add trace headers, change line ends, fold and spell header fields otherwise, encode bodies
anew; list servers wrap a mail and set a footer beneath. What we read must not depend on any of it.
"""

import base64
import quopri
import re
from collections.abc import Callable
from typing import NamedTuple

import pytest

from forum.text.folding import own_text
from mailgate.inbound.bounces import read_bounce
from mailgate.inbound.decoding import decode
from tests.corpus.facts import CORPUS, mails

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not here"),
]

LONGEST = 8_000  # octets; longer mails say nothing that shorter ones don't
ALIKE = ("05-archives/linux-nilfs", "05-archives/notmuch-corpora")  # hundreds of one kind
FOOTER = "council mailing list\nhttps://lists.example.net/council"
_HEAD = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"(?im)^([a-z][a-z0-9-]*)(?=[ \t]*:)")
_CONTENT = re.compile(rb"(?im)^(?:content-[\w-]+|mime-version)[ \t]*:.*\n?(?:[ \t]+.*\n?)*")
_ENCODING = re.compile(rb"(?im)^content-transfer-encoding[ \t]*:[ \t]*([\w-]+)[ \t]*\r?$")
_SUBJECT = re.compile(rb"(?im)^subject[ \t]*:.*\n?(?:[ \t]+.*\n?)*")
_NAMED = re.compile(rb"(?i)\bname\*?[0-9]*\*?=")
_PLAIN = re.compile(rb"(?im)^content-type[ \t]*:[ \t]*text/plain")


class View(NamedTuple):
    """What a reader gets to see of a mail."""

    title: str
    author: object
    text: str
    attachments: tuple[object, ...]


def view(raw: bytes) -> View:
    mail = decode(raw)
    files = sorted((file.name, file.content_type) for file in mail.attachments)
    return View(squeezed(mail.subject), mail.from_, squeezed(own_text(mail.text)), tuple(files))


def squeezed(text: str) -> str:
    return " ".join(text.split())


def failures(raw: bytes) -> list[tuple[str | None, str]]:
    return sorted((one.recipient or "", one.fault.value) for one in read_bounce(raw))


def sound(raw: bytes) -> bool:
    """A mail with a head and a body, no mbox and no dump of bare carriage returns."""
    head = _HEAD.split(raw, maxsplit=1)[0]
    return bool(
        len(raw) < LONGEST
        and _HEAD.search(raw)
        and _FIELD.match(head)
        and all(_FIELD.match(line) or line[:1] in b" \t" for line in head.splitlines())
        and b"\0" not in raw
        and b"\r" not in raw.replace(b"\r\n", b"")
    )


def parted(raw: bytes) -> tuple[bytes, bytes, bytes]:
    """(head with its last line end, the empty line, body)."""
    found = _HEAD.search(raw)
    assert found
    end = b"\r\n" if b"\r\n" in found[0] else b"\n"
    return raw[: found.start()] + end, end, raw[found.end() :]


def with_lf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n")


def with_crlf(raw: bytes) -> bytes:
    return with_lf(raw).replace(b"\n", b"\r\n")


def with_traces(raw: bytes) -> bytes:
    end = parted(raw)[1]
    trace = b"Received: from a.example (a.example [192.0.2.1])%s\tby b.example; Mon, 23 Nov 2026"
    return trace % end + b" 10:00:00 +0900" + end + raw


def with_capitals(raw: bytes) -> bytes:
    head, end, body = parted(raw)
    return _FIELD.sub(lambda name: name[0].upper(), head) + end + body


def folded_otherwise(raw: bytes) -> bytes:
    """Each field on lines of its own after the name and at tabs."""
    head, end, body = parted(raw)
    head = re.sub(rb"\r?\n[ \t]+", end + b"\t", head)
    return re.sub(rb"(?m)^(subject|from|to):[ \t]*(?=\S)", rb"\1:" + end + b" ", head) + end + body


def with_a_footer(raw: bytes) -> bytes:
    """As list servers do that may not touch a part: all of it in a multipart, a footer behind."""
    head, end, body = parted(raw)
    inner = b"".join(_CONTENT.findall(head))
    outer = _CONTENT.sub(b"", head)
    lines = [
        outer + b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_outermost_="\n',
        b"--=_outermost_=",
        re.sub(rb"(?im)^mime-version.*\n", b"", inner) + b"\n" + body,
        b"--=_outermost_=",
        b'Content-Type: text/plain; charset="us-ascii"\nContent-Disposition: inline\n',
        b"_" * 47,
        FOOTER.encode(),
        b"--=_outermost_=--\n",
    ]
    return with_crlf(b"\n".join(lines)) if end == b"\r\n" else with_lf(b"\n".join(lines))


def encoded_as(name: bytes, encode: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """The one part of a plain mail in another encoding; other mails stay as they are."""

    def change(raw: bytes) -> bytes:
        head, end, body = parted(raw)
        was = _ENCODING.search(head)
        encoding = was[1].lower() if was else b"7bit"
        decoders = {b"7bit": bytes, b"8bit": bytes, b"quoted-printable": quopri.decodestring}
        if not _PLAIN.search(head) or encoding not in decoders:
            return raw
        head = _ENCODING.sub(b"", head).replace(b"\r\n\r\n", b"\r\n").replace(b"\n\n", b"\n")
        head += b"Content-Transfer-Encoding: " + name + end
        return head + end + encode(decoders[encoding](body))

    return change


def with_subject_in_words(raw: bytes) -> bytes:
    """The subject as encoded words of UTF-8, a few characters each (RFC 2047)."""
    head, end, body = parted(raw)
    title = decode(raw).subject
    pieces = [title[at : at + 10].encode() for at in range(0, len(title), 10)]
    words = [b"=?UTF-8?B?%s?=" % base64.b64encode(piece) for piece in pieces]
    field = b"Subject: " + (end + b" ").join(words) + end
    return _SUBJECT.sub(lambda _: field, head, count=1) + end + body


CHANGES: dict[str, Callable[[bytes], bytes]] = {
    "LF": with_lf,
    "CRLF": with_crlf,
    "traces": with_traces,
    "capitals": with_capitals,
    "folds": folded_otherwise,
    "words": with_subject_in_words,
    "base64": encoded_as(b"BASE64", base64.encodebytes),
    "quoted-printable": encoded_as(b"quoted-printable", quopri.encodestring),
    "8bit": encoded_as(b"8bit", bytes),
}


@pytest.fixture(scope="module")
def some() -> dict[str, tuple[bytes, View]]:
    read = {f"{name}:{path}": path.read_bytes() for name, path in mails()}
    return {
        case: (raw, view(raw))
        for case, raw in read.items()
        if sound(raw) and not case.startswith(ALIKE)
    }


@pytest.fixture(scope="module")
def bounces(some) -> dict[str, tuple[bytes, list[tuple[str | None, str]]]]:
    return {case: (raw, failures(raw)) for case, (raw, _) in some.items() if case.startswith("03-")}


def test_there_are_enough_of_them(some):
    assert len(some) > 900


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_relay_changes_changes_nothing_for_a_reader(some, change):
    differing = {}
    for case, (raw, before) in some.items():
        other = CHANGES[change](raw)
        if other != raw and (after := view(other)) != before:
            differing[case] = (before, after)
    assert not differing


def test_a_list_servers_footer_adds_nothing_but_itself(some):
    differing = {}
    for case, (raw, before) in some.items():
        if _NAMED.search(parted(raw)[0]):
            continue  # a file that is all of a mail is attached once there is more
        after = view(with_a_footer(raw))
        text = after.text.removesuffix(squeezed("_" * 47 + " " + FOOTER)).strip()
        if before != after._replace(text=text):
            differing[case] = (before, after)
    assert not differing


@pytest.mark.parametrize("change", CHANGES)
def test_a_bounce_tells_the_same_however_it_came(bounces, change):
    differing = {}
    for case, (raw, before) in bounces.items():
        other = CHANGES[change](raw)
        if other != raw and (after := failures(other)) != before:
            differing[case] = (before, after)
    assert not differing
