"""Mails made to hurt whoever reads them: each a size, and the bytes of that size.

A size is the figure that is told with the attack (20,000 newlines, 100,000 nested tags); half and
double of it make a longer and a shorter one of the same kind, so that growth can be seen.
"""

import base64
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from forum.acceptance.authors import Authors
from forum.digests import answering
from forum.posting.preparing import prepare
from forum.text import html_mail
from mailgate.inbound.bounces import read_bounce
from mailgate.inbound.commands.reading import requests_in
from mailgate.inbound.contributing import Kept, Mail, contribute, sorted_by_policy
from mailgate.inbound.decoding import decode
from mailgate.inbound.digest_answers import in_own_words
from mailgate.inbound.verifying import asked_about, find_out
from mailgate.outbound.content import with_crlf
from mailgate.outbound.headers import taken_apart
from mailgate.outbound.hiding.mails import hidden
from mailgate.outbound.seven_bit import to_seven_bit
from tests.factories import a_board, a_site
from tests.mailgate.authentication.records import Records

_HEAD = "From: Aoi <aoi@example.jp>\r\nTo: general@lists.example\r\n"
_TEXT = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
_HTML = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
_BOARD = a_board()
# A key for every signature, so that each that is tried is tried to the end.
_KEY = rsa.generate_private_key(65537, 2048).public_key().public_bytes(
    Encoding.DER, PublicFormat.SubjectPublicKeyInfo
)  # fmt: skip
_NAMES = Records(
    {
        "s._domainkey.example.jp": {"TXT": [b"v=DKIM1; p=" + base64.b64encode(_KEY)]},
        "example.jp": {"TXT": [b"v=spf1 ip4:192.0.2.1 -all"]},
    }
)
_ALPHABET = "".join(map(chr, range(0x4E00, 0x9000)))


class Hostile(NamedTuple):
    """One attack: its size as it is told, and the mail of any size."""

    size: int
    mail: Callable[[int], bytes]


def _text(words: Callable[[int], str], head: str = "") -> Callable[[int], bytes]:
    return lambda n: f"{_HEAD}Subject: x\r\n{head}{_TEXT}\r\n{words(n)}\r\n".encode()


def _html(words: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: f"{_HEAD}Subject: x\r\n{_HTML}\r\n{words(n)}\r\n".encode()


def _headers(fields: Callable[[int], str]) -> Callable[[int], bytes]:
    return lambda n: f"{_HEAD}{fields(n)}{_TEXT}\r\nHello\r\n".encode()


def _parts(n: int, part: str = "Content-Type: text/plain\r\n\r\nx") -> bytes:
    head = f"{_HEAD}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    return (head + f"--b\r\n{part}\r\n" * n + "--b--\r\n").encode()


def _nested(n: int) -> bytes:
    head = f"{_HEAD}MIME-Version: 1.0\r\n"
    opened = "".join(
        f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n" for i in range(n)
    )
    return (head + opened + "\r\nx\r\n").encode()


def _nested_mails(n: int) -> bytes:
    return (f"{_HEAD}Content-Type: message/rfc822\r\n\r\n" * n + "x\r\n").encode()


def _same_boundary(n: int) -> bytes:
    head = f"{_HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return (head + "--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" * n).encode()


def _encoded_multipart(n: int) -> bytes:
    inner = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n" * n + b"--b--\r\n"
    head = "Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n"
    return f"{_HEAD}{head}\r\n".encode() + base64.encodebytes(inner)


def _named(name: str) -> str:
    return f'Content-Type: application/zip\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\nPK'


def _names(n: int) -> bytes:
    names = (
        "../../etc/passwd",
        "..\\..\\a.zip",
        "a\u202egpj.exe",
        "con.txt",
        "." * 300,
        "x\0y",
        "a/b",
    )
    parts = "".join(f"--b\r\n{_named(names[i % len(names)])}\r\n" for i in range(n))
    return f"{_HEAD}Content-Type: multipart/mixed; boundary=b\r\n\r\n{parts}--b--\r\n".encode()


def _sections(n: int) -> bytes:
    pieces = ";\r\n ".join(f"filename*{i}*=%41" for i in range(n))
    return _parts(1, f"Content-Disposition: attachment;\r\n {pieces}\r\n\r\nx")


def _jis(n: int) -> bytes:
    head = f"{_HEAD}Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n".encode()
    return head + b"\x1b$B$\x1b(B" * n


def _flowed(n: int) -> bytes:
    kind = "Content-Type: text/plain; format=flowed; delsp=yes"
    return f"{_HEAD}{kind}\r\n\r\n".encode() + b"a \r\n> a \r\n" * n


def _uuencoded(n: int) -> bytes:
    return _text(lambda n: "begin 644 a\r\n#86)C\r\n" * n)(n)


def _report(n: int) -> bytes:
    recipient = "Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n"
    kind = "multipart/report; report-type=delivery-status; boundary=b"
    head = f"From: mailer-daemon@a.example\r\nContent-Type: {kind}\r\n\r\n--b\r\n"
    report = (
        f"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\n{recipient * n}"
    )
    return (head + report + "--b--\r\n").encode()


def _many_words(n: int) -> str:
    """Words that all differ, as an index would like them least."""
    letters = len(_ALPHABET)
    return "".join(_ALPHABET[(i * 7919 + i // letters * 31) % letters] for i in range(n))


HOSTILE: dict[str, Hostile] = {
    # the tree
    "multiparts within multiparts": Hostile(5_000, _nested),
    "multiparts of one boundary": Hostile(5_000, _same_boundary),
    "mails within mails": Hostile(5_000, _nested_mails),
    "parts": Hostile(20_000, _parts),
    "parts that are files": Hostile(5_000, lambda n: _parts(n, _named("a.zip"))),
    "parts that are HTML": Hostile(2_000, lambda n: _parts(n, "Content-Type: text/html\r\n\r\n<p>x")),
    "boundaries that are none": Hostile(50_000, lambda n: _parts(1, "\r\n" + "--bb\r\n" * n)),
    "a multipart in base64": Hostile(5_000, _encoded_multipart),
    "names with .., bidi and NUL": Hostile(500, _names),
    "sections of a name": Hostile(3_000, _sections),
    # the header
    "fields": Hostile(20_000, _headers(lambda n: "X-A: b\r\n" * n)),
    "fields that are none": Hostile(20_000, _headers(lambda n: "no field\r\n" * n)),
    "folds": Hostile(50_000, _headers(lambda n: "Subject: x" + "\r\n y" * n + "\r\n")),
    "bytes of a subject": Hostile(1_000_000, _headers(lambda n: f"Subject: {'件' * (n // 3)}\r\n")),
    "blanks in a subject": Hostile(1_000_000, _headers(lambda n: f"Subject: a{' ' * n}b\r\n")),
    "Re: in a subject": Hostile(20_000, _headers(lambda n: f"Subject: {'Re: ' * n}\r\n")),
    "encoded words": Hostile(20_000, _headers(lambda n: f"Subject: {'=?utf-8?b?44GC?= ' * n}\r\n")),
    "encoded words of many charsets": Hostile(
        20_000,
        _headers(lambda n: "Subject: " + "".join(f"=?x{i % 99}?q?=82=A0?= " for i in range(n)) + "\r\n"),
    ),
    "words that begin": Hostile(20_000, _headers(lambda n: f"Subject: {'=?utf-8?b?' * n}\r\n")),
    "words half begun": Hostile(50_000, _headers(lambda n: f"Subject: {'=?' * n}\r\n")),
    "references": Hostile(
        20_000,
        _headers(lambda n: "References: " + "\r\n ".join(f"<{i}@a.example>" for i in range(n)) + "\r\n"),
    ),
    "one long reference": Hostile(500_000, _headers(lambda n: f"References: <{'a' * n}@b>\r\n")),
    "opened references": Hostile(100_000, _headers(lambda n: f"References: {'<' * n}\r\n")),
    "recipients": Hostile(
        20_000, _headers(lambda n: "To: " + ",\r\n ".join(f"a{i}@b.example" for i in range(n)) + "\r\n")
    ),
    "comments": Hostile(30_000, _headers(lambda n: f"Cc: {'(' * n}a@b.example{')' * n}\r\n")),
    "comments that do not end": Hostile(50_000, _headers(lambda n: f"Cc: {'(' * n}a@b.example\r\n")),
    "quotes in an address": Hostile(50_000, _headers(lambda n: 'Cc: "' + '\\"' * n + "\r\n")),
    "groups": Hostile(20_000, _headers(lambda n: f"Cc: {'a:b@c.example;' * n}\r\n")),
    "at signs": Hostile(100_000, _headers(lambda n: f"Cc: {'@' * n}\r\n")),
    "dots about an at": Hostile(50_000, _headers(lambda n: f"Cc: {'a . ' * n}@ b\r\n")),
    "parameters": Hostile(
        20_000, _headers(lambda n: "Content-Disposition: x" + "".join(f"; a{i}=b" for i in range(n)) + "\r\n")
    ),
    "semicolons": Hostile(100_000, _headers(lambda n: f"Content-Disposition: x{';' * n}\r\n")),
    "a date": Hostile(100_000, _headers(lambda n: f"Date: {'1 ' * n}\r\n")),
    "Received": Hostile(5_000, _headers(lambda n: "Received: from a by b; Sun, 22 Nov 2026\r\n" * n)),
    "results": Hostile(
        5_000, _headers(lambda n: "Authentication-Results: a; " + "dkim=pass header.d=b.c; " * n + "\r\n")
    ),
    "signatures": Hostile(
        2_000,
        _headers(lambda n: "DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=b; h=from; bh=; b=\r\n" * n),
    ),
    "lines through a name": Hostile(
        1_000, _headers(lambda n: f'Reply-To: "{"=?utf-8?q?=0D=0ABcc:_x?= " * n}" <a@b.example>\r\n')
    ),
    # the text
    "newlines": Hostile(20_000, _text(lambda n: "\r\n" * n)),
    "lone returns": Hostile(20_000, _text(lambda n: "\r" * n)),
    "On": Hostile(20_000, _text(lambda n: "On " * n)),
    "On lines": Hostile(20_000, _text(lambda n: "On \r\n" * n)),
    "On … wrote": Hostile(5_000, _text(lambda n: "On 1 Jan 2026, a <a@b.example> wrot:\r\n" * n)),
    "quote marks": Hostile(20_000, _text(lambda n: ">" * n)),
    "quoted lines": Hostile(20_000, _text(lambda n: "> a\r\n" * n)),
    "quotes deeper and deeper": Hostile(500, _text(lambda n: "".join(f"{'>' * i} a\r\n" for i in range(n)))),
    "dashes": Hostile(20_000, _text(lambda n: "-- \r\n" * n)),
    "rules": Hostile(10_000, _text(lambda n: "━━━━━━\r\nTEL\r\n" * n)),
    "a long rule": Hostile(100_000, _text(lambda n: "-" * n + "x")),
    "colons": Hostile(20_000, _text(lambda n: "差出人:\r\n件名:\r\n" * (n // 2))),
    "dates": Hostile(10_000, _text(lambda n: "2026年11月22日 10:00 山田 <a@b\r\n" * n)),
    "sent from": Hostile(10_000, _text(lambda n: "iPhoneから送信 x\r\n" * n)),
    "sent from, in one line": Hostile(50_000, _text(lambda n: "sent from my " * n)),
    "brackets": Hostile(10_000, _text(lambda n: "[" * n)),
    "links": Hostile(10_000, _text(lambda n: "https://a.example/" * n)),
    "brackets behind a link": Hostile(20_000, _text(lambda n: "https://a.example/" + ")" * n)),
    "at signs in a text": Hostile(100_000, _text(lambda n: "a@" * n)),
    "letters before an at": Hostile(100_000, _text(lambda n: "a" * n + "@")),
    "noughts": Hostile(100_000, _text(lambda n: "0" * n)),
    "digits and dashes": Hostile(50_000, _text(lambda n: "0-" * n)),
    "plus signs": Hostile(50_000, _text(lambda n: "+1-" * n)),
    "letters in one word": Hostile(500_000, _text(lambda n: "a" * n)),
    "words that all differ": Hostile(30_000, _text(_many_words)),
    "marks over one letter": Hostile(50_000, _text(lambda n: "か" + "\u3099" * n)),
    "soft line ends": Hostile(20_000, _flowed),
    "escapes": Hostile(20_000, _jis),
    "files in a text": Hostile(5_000, _uuencoded),
    "forwarded in a line": Hostile(20_000, _text(lambda n: "---------- Forwarded message " * n)),
    # HTML
    "tags within tags": Hostile(100_000, _html(lambda n: "<div>" * n)),
    "tables within tables": Hostile(20_000, _html(lambda n: "<table><tr><td>" * n)),
    "emphasis within emphasis": Hostile(50_000, _html(lambda n: "<b><i>" * n)),
    "links within links": Hostile(20_000, _html(lambda n: '<a href="http://a.example">' * n)),
    "lists within lists": Hostile(20_000, _html(lambda n: "<ul><li>" * n)),
    "quotes within quotes": Hostile(20_000, _html(lambda n: "<blockquote>a" * n)),
    "entities": Hostile(100_000, _html(lambda n: "&amp;" * n)),
    "entities that do not end": Hostile(100_000, _html(lambda n: "&lt" * n)),
    "angles": Hostile(100_000, _html(lambda n: "<" * n)),
    "comments that do not close": Hostile(50_000, _html(lambda n: "<!--" * n)),
    "scripts that do not close": Hostile(20_000, _html(lambda n: "<script>" * n)),
    "svg and math": Hostile(20_000, _html(lambda n: "<svg><math>" * n)),
    "attributes": Hostile(20_000, _html(lambda n: "<p " + "".join(f"a{i}=b " for i in range(n)) + ">x")),
    "a long attribute": Hostile(200_000, _html(lambda n: f'<p title="{"a" * n}">x')),
    "forms in tables": Hostile(10_000, _html(lambda n: "<table><form>" * n)),
    "breaks": Hostile(50_000, _html(lambda n: "<br>" * n)),
    "cells": Hostile(10_000, _html(lambda n: "<table><tr>" + "<td>a" * n)),
    # what comes back
    "recipients of a report": Hostile(5_000, _report),
    "addresses that came back": Hostile(
        5_000,
        _text(
            lambda n: "<a@b.example>: host c said: 550 no\r\n" * n,
            "X-Failed-Recipients: a@b.example\r\n",
        ),
    ),
}  # fmt: skip


def ways(raw: bytes) -> dict[str, Callable[[], object]]:
    """What may be done with one mail, each whole: read as a post, as a bounce, as commands or as an
    answer to a digest, shown, sent on, and asked where it comes from."""
    site = a_site(Path(gettempdir()), authserv_ids=frozenset({"mx.example"}))
    kept = Kept(
        *(1, "aoi@example.jp", datetime(2026, 11, 22, tzinfo=UTC), len(raw), raw),
        *("127.0.0.1", "mx.example"),
    )

    def as_a_post() -> None:
        mail = Mail.read(kept, site)
        _, refused = sorted_by_policy(mail.view.attachments, _BOARD)
        prepare(contribute(mail, 1, _BOARD, Authors({}, {}, set()), [], refused), site)

    def its_page() -> None:
        html_mail.masked(html_mail.sanitise(decode(raw).html or ""))

    def sent_on() -> None:
        fields, body = taken_apart(raw)
        to_seven_bit(b"".join(field.lines for field in fields) + b"\r\n" + with_crlf(body))

    def as_commands() -> None:
        view = decode(raw)
        requests_in(view.subject, view.text, kept.received_at.date())

    def as_an_answer() -> None:
        mail = Mail.read(kept, site)
        for named in mail.view.in_reply_to:
            answering.digest_of(site, named)
        answering.number_in(mail.view.subject)
        in_own_words(mail)

    return {
        "as a post": as_a_post,
        "as commands": as_commands,
        "as an answer": as_an_answer,
        "its origin": lambda: find_out(asked_about(kept, site), _NAMES),
        "as a bounce": lambda: read_bounce(raw),
        "its page": its_page,
        "sent on": sent_on,
        "sent on without addresses": lambda: hidden(with_crlf(raw)),
    }
