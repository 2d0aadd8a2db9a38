"""More mails that are made to hurt: what is read in its own way (signatures, calendars, Outlook's
wrapping, commands, answers to digests), and larger ones of what stands in hostile.py."""

import base64
import struct
from collections.abc import Callable

from tests.hostile import _HEAD, _TEXT, HOSTILE, Hostile, _headers, _html, _parts, _text

_SIGNED = "v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.jp; s=s; bh=AAAA; b=AAAA"
_EVENT = "BEGIN:VEVENT\r\nDTSTART;TZID=A:20261122T100000\r\nSUMMARY:x\r\n"
# Attributes and property types of MS-OXTNEF.
_BODY, _MESSAGE, _RENDERING, _DATA, _ATTACHMENT = 0x2800C, 0x69003, 0x69002, 0x6800F, 0x69005
_OBJECT = 0x0D


def _calendar(words: Callable[[int], str]) -> Callable[[int], bytes]:
    def mail(n: int) -> bytes:
        kind = "Content-Type: text/calendar; charset=utf-8; method=REQUEST\r\n"
        told = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{words(n)}END:VCALENDAR\r\n"
        return f"{_HEAD}Subject: x\r\n{kind}\r\n{told}".encode()

    return mail


def _winmail(attributes: Callable[[int], bytes]) -> Callable[[int], bytes]:
    def mail(n: int) -> bytes:
        data = struct.pack("<IH", 0x223E9F78, 1) + attributes(n)
        kind = "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
        head = f"{_HEAD}Subject: x\r\n{kind}Content-Transfer-Encoding: base64\r\n\r\n"
        return head.encode() + base64.encodebytes(data)

    return mail


def _attribute(number: int, value: bytes, length: int | None = None) -> bytes:
    return (
        struct.pack("<BII", 1, number, len(value) if length is None else length) + value + b"\0\0"
    )


def _wrapped(n: int) -> bytes:
    """A winmail.dat within a winmail.dat within …"""
    data = _attribute(_BODY, b"x")
    for _ in range(n):
        inner = b"\0" * 16 + struct.pack("<IH", 0x223E9F78, 1) + data
        told = struct.pack("<IHHII", 1, _OBJECT, 0x3701, 1, len(inner)) + inner
        data = _attribute(_ATTACHMENT, told + b"\0" * (-len(inner) % 4))
    return data


def _many_valued(n: int) -> bytes:
    """Properties of many values, all of the same octets."""
    one = struct.pack("<HHI", 0x1003, 0x1234, 50) + b"\0" * 200
    return _attribute(_MESSAGE, struct.pack("<I", n) + one * n)


def _squeezed(n: int) -> bytes:
    """RTF that says more than it is."""
    rtf = struct.pack("<IIII", n, 0x7FFFFFFF, 0x75465A4C, 0) + b"\xff" + b"\x00\x0f" * n
    return _attribute(_MESSAGE, struct.pack("<IHHII", 1, 0x102, 0x1009, 1, len(rtf)) + rtf)


def _sets(n: int) -> str:
    return "".join(
        f"ARC-Seal: i={i}; a=rsa-sha256; cv=pass; d=example.jp; s=s; b=AAAA\r\n"
        f"ARC-Message-Signature: i={i}; h=from; {_SIGNED}\r\n"
        f"ARC-Authentication-Results: i={i}; mx.example; dkim=pass header.d=example.jp\r\n"
        for i in range(1, n + 1)
    )


def _multipart_alternatives(n: int) -> bytes:
    part = "Content-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n\r\nx\r\n--c\r\nContent-Type: text/html\r\n\r\n<p>x\r\n--c--"
    return _parts(n, part)


FORMS: dict[str, Hostile] = {
    # where it comes from
    "signatures that are tried": Hostile(5_000, _headers(lambda n: f"DKIM-Signature: h=from; {_SIGNED}\r\n" * n)),
    "names that a signature covers": Hostile(
        50_000, _headers(lambda n: f"DKIM-Signature: {_SIGNED}; h=from{':from' * n}\r\n")
    ),
    "other names that a signature covers": Hostile(
        20_000,
        _headers(lambda n: f"DKIM-Signature: {_SIGNED}; h=from{''.join(f':x{i}' for i in range(n))}\r\n"),
    ),
    "fields that eight signatures cover": Hostile(
        20_000,
        _headers(
            lambda n: f"DKIM-Signature: {_SIGNED}; h=from{':x' * n}\r\n" * 8 + "X:  a  b\r\n" * n
        ),
    ),
    "tags of a signature": Hostile(
        50_000, _headers(lambda n: "DKIM-Signature: " + "".join(f"t{i}=b; " for i in range(n)) + "\r\n")
    ),
    "blanks in a signature": Hostile(
        200_000, _headers(lambda n: f"DKIM-Signature: h=from; {_SIGNED}{' ' * n}\r\n")
    ),
    "blanks in what is signed": Hostile(
        500_000, _headers(lambda n: f"DKIM-Signature: h=from:x; {_SIGNED}\r\nX:{' ' * n}\r\n")
    ),
    "sets of ARC": Hostile(2_000, _headers(_sets)),
    "fifty sets of ARC": Hostile(50, _headers(_sets)),
    "seals": Hostile(5_000, _headers(lambda n: "ARC-Seal: i=1; a=rsa-sha256; cv=none; b=\r\n" * n)),
    "results of many": Hostile(
        5_000, _headers(lambda n: "Authentication-Results: mx.example; dkim=pass header.d=b.c\r\n" * n)
    ),
    "comments in results": Hostile(
        20_000, _headers(lambda n: f"Authentication-Results: mx.example {'(' * n}{')' * n}; spf=pass\r\n")
    ),
    "quotes in results": Hostile(
        50_000, _headers(lambda n: "Authentication-Results: mx.example; " + '"' * n + "\r\n")
    ),
    "hands": Hostile(
        5_000,
        _headers(lambda n: "Received: from a (b [192.0.2.1]) by mx.example; Sun, 22 Nov 2026\r\n" * n),
    ),
    "a hand of many words": Hostile(
        100_000, _headers(lambda n: f"Received: from {'a (' * n} by mx.example\r\n")
    ),
    "authors": Hostile(
        20_000, lambda n: f"From: {', '.join(f'a{i}@example.jp' for i in range(n))}\r\n\r\nx".encode()
    ),
    "From fields": Hostile(20_000, lambda n: b"From: aoi@example.jp\r\n" * n + b"\r\nx"),
    # the header
    "a megabyte of one field": Hostile(1_000_000, _headers(lambda n: f"X-A: {'a b,' * (n // 4)}\r\n")),
    "a megabyte of fields": Hostile(
        1_000_000, _headers(lambda n: "".join(f"X-{i}: {'a' * 50}\r\n" for i in range(n // 60)))
    ),
    "a megabyte of colons": Hostile(1_000_000, _headers(lambda n: f"Subject: {':' * n}\r\n")),
    "50,000 encoded words": Hostile(
        50_000, _headers(lambda n: "Subject: " + "=?iso-2022-jp?B?GyRCOHgbKEI=?=\r\n " * n + "\r\n")
    ),
    "encoded names": Hostile(
        5_000, _headers(lambda n: "Cc: " + ",\r\n ".join(["=?utf-8?b?44GC?= <a@b.example>"] * n) + "\r\n")
    ),
    "a long boundary": Hostile(
        200_000,
        lambda n: f"{_HEAD}Content-Type: multipart/mixed; boundary={'b' * n}\r\n\r\n--{'b' * n}\r\n\r\nx".encode(),
    ),
    # the tree
    "100,000 tiny parts": Hostile(100_000, lambda n: _parts(n, "\r\n\r\n")),
    "alternatives": Hostile(5_000, _multipart_alternatives),
    "calendars": Hostile(
        2_000, lambda n: _parts(n, f"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n{_EVENT}END:VEVENT")
    ),
    "winmail.dats": Hostile(
        2_000,
        lambda n: _parts(
            n,
            "Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.b64encode(
                struct.pack("<IH", 0x223E9F78, 1) + _attribute(_DATA, b"x") * 20
            ).decode(),
        ),
    ),
    # calendars
    "events": Hostile(20_000, _calendar(lambda n: f"{_EVENT}END:VEVENT\r\n" * n)),
    "events within events": Hostile(20_000, _calendar(lambda n: _EVENT * n)),
    "folded lines": Hostile(100_000, _calendar(lambda n: _EVENT + "DESCRIPTION:" + "x\r\n " * n + "\r\nEND:VEVENT\r\n")),
    "recurrences": Hostile(50_000, _calendar(lambda n: _EVENT + "RRULE:FREQ=SECONDLY\r\n" * n + "END:VEVENT\r\n")),
    "days of a recurrence": Hostile(
        50_000, _calendar(lambda n: f"{_EVENT}RDATE:{'20261122T100000Z,' * n}\r\nEND:VEVENT\r\n")
    ),
    "parameters of a line": Hostile(
        20_000, _calendar(lambda n: f"{_EVENT}ATTENDEE{';CN=x' * n}:mailto:a@b.example\r\nEND:VEVENT\r\n")
    ),
    "parameters that do not end": Hostile(20_000, _calendar(lambda n: f"{_EVENT}X{';CN=x' * n}\r\nEND:VEVENT\r\n")),
    "quotes that do not end": Hostile(20_000, _calendar(lambda n: _EVENT + 'X;CN="\r\n' * n + "END:VEVENT\r\n")),
    "backslashes in a title": Hostile(200_000, _calendar(lambda n: f"BEGIN:VEVENT\r\nSUMMARY:{chr(92) * n}\r\nEND:VEVENT\r\n")),
    "zones": Hostile(
        20_000,
        _calendar(
            lambda n: "".join(f"BEGIN:VTIMEZONE\r\nTZID:z{i}\r\nTZOFFSETTO:+0900\r\nEND:VTIMEZONE\r\n" for i in range(n))
        ),
    ),
    # Outlook's wrapping
    "attributes of a winmail.dat": Hostile(100_000, _winmail(lambda n: _attribute(_BODY, b"x") * n)),
    "files in a winmail.dat": Hostile(
        20_000, _winmail(lambda n: (_attribute(_RENDERING, b"") + _attribute(_DATA, b"x")) * n)
    ),
    "winmail.dats within each other": Hostile(200, _winmail(_wrapped)),
    "lengths that lie": Hostile(100_000, _winmail(lambda n: _attribute(_BODY, b"x", 0xFFFFFFFF) * n)),
    "values of a property": Hostile(5_000, _winmail(_many_valued)),
    "RTF that grows": Hostile(100_000, _winmail(_squeezed)),
    # commands
    "lines of commands": Hostile(10_000, _text(lambda n: "subscribe\r\n" * n)),
    "lines that are no commands": Hostile(10_000, _text(lambda n: "\r\n".join(f"subscrybe {i}" for i in range(n)))),
    "a long line of commands": Hostile(200_000, _text(lambda n: "退会 " * (n // 3))),
    "a long subject of commands": Hostile(
        100_000, lambda n: f"{_HEAD}Subject: {'Re: subscribe ' * (n // 14)}\r\n{_TEXT}\r\n".encode()
    ),
    "quoted commands": Hostile(20_000, _text(lambda n: "> subscribe\r\n\r\n" * n)),
    # answers to digests
    "digests that are answered": Hostile(
        5_000,
        _headers(
            lambda n: "In-Reply-To: "
            + "\r\n ".join(f"<digest.{i:024x}@lists.example>" for i in range(n)) + "\r\n"
        ),
    ),
    "numbers of posts": Hostile(50_000, _headers(lambda n: f"Subject: {'[1' * n}\r\n")),
    "ends of posts": Hostile(20_000, _text(lambda n: ("-" * 30 + "\r\n[1]\r\n") * n)),
    # HTML and text, larger
    "addresses": Hostile(5_000, _text(lambda n: "aoi@mail.example.jp まで\r\n" * n)),
    "telephone numbers": Hostile(5_000, _text(lambda n: "電話 0466-25-1111 まで\r\n" * n)),
    "angles for a megabyte": Hostile(1_000_000, _html(lambda n: "<" * n)),
    "ampersands for a megabyte": Hostile(1_000_000, _html(lambda n: "&" * n)),
    "quotes and lists in turns": Hostile(
        50_000, _html(lambda n: "<blockquote><ul><li><table><tr><td>" * (n // 6))
    ),
    "a huge table": Hostile(20_000, _html(lambda n: "<table>" + "<tr><td>a<td>b" * n)),
    "spans of cells": Hostile(5_000, _html(lambda n: "<table><tr>" + "<td colspan=1000 rowspan=1000>a" * n)),
    "styles": Hostile(10_000, _html(lambda n: '<p style="color:red;background:url(x)">a' * n)),
    "a style sheet": Hostile(200_000, _html(lambda n: f"<style>{'p{a:b}' * (n // 6)}</style>x")),
    "closing tags": Hostile(100_000, _html(lambda n: "</div>" * n)),
    "paragraphs": Hostile(20_000, _html(lambda n: "<p>a" * n)),
    "pictures": Hostile(10_000, _html(lambda n: '<img src="cid:a@b">' * n)),
    "doctypes": Hostile(20_000, _html(lambda n: "<!DOCTYPE x>" * n)),
    "CDATA": Hostile(50_000, _html(lambda n: "<svg><![CDATA[" * n)),
    "soft breaks": Hostile(
        200_000,
        lambda n: f"{_HEAD}Content-Type: text/plain\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n".encode()
        + b"=\r\n" * n,
    ),
}  # fmt: skip

ALL = HOSTILE | FORMS
