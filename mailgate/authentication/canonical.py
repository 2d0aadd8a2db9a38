"""A mail as its signatures see it: fields and body in DKIM's two canonical forms (RFC 6376 3.4).

Lines end with CRLF here; a mail that came with bare LF is seen as it would have been sent.
"""

import re
from typing import NamedTuple

_BARE_LF = re.compile(rb"(?<!\r)\n")
_FIELD = re.compile(rb"(?:[^\r\n]|\r(?!\n))[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z)")
_BLANKS = re.compile(rb"[ \t]+")
_ENVELOPE = re.compile(rb">?From [^\n]*\n")


class Field(NamedTuple):
    """One header field: its name in lower case, and its bytes without the last line end."""

    name: bytes
    raw: bytes

    @property
    def value(self) -> bytes:
        return self.raw.partition(b":")[2]


def lines_of_the_wire(raw: bytes) -> bytes:
    """The mail with CRLF at the end of every line, without an mbox's From_ line."""
    if envelope := _ENVELOPE.match(raw):
        raw = raw[envelope.end() :]
    return _BARE_LF.sub(b"\r\n", raw) if raw.count(b"\n") != raw.count(b"\r\n") else raw


def take_apart(raw: bytes) -> tuple[list[Field], bytes]:
    """The header fields in their order, and the body; `raw` has the lines of the wire.

    A line that is no field has the empty name, which nothing can sign.
    """
    if raw.startswith(b"\r\n"):
        return [], raw[2:]
    head, _, body = raw.partition(b"\r\n\r\n")
    return [_field(lines) for lines in _FIELD.findall(head)], body


def _field(lines: bytes) -> Field:
    name, colon, _ = lines.partition(b":")
    return Field(name.rstrip(b" \t").lower() if colon else b"", lines.removesuffix(b"\r\n"))


def relaxed_field(field: bytes) -> bytes:
    """A field (without its line end) in relaxed form, without CRLF."""
    name, _, value = field.partition(b":")
    value = value.replace(b"\r\n", b"")
    if b"  " in value or b"\t" in value:
        value = _BLANKS.sub(b" ", value)
    return name.rstrip(b" \t").lower() + b":" + value.strip(b" \t")


def field_form(field: bytes, is_relaxed: bool) -> bytes:
    """A field in one of the two forms, without CRLF."""
    return relaxed_field(field) if is_relaxed else field


def relaxed_body(body: bytes) -> bytes:
    """A body with its blanks reduced and without empty lines at its end."""
    body = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n").removesuffix(b" ")
    body = _without_empty_lines(body)
    return body + b"\r\n" if body else b""


def simple_body(body: bytes) -> bytes:
    """A body without empty lines at its end; an empty one is one line end."""
    return _without_empty_lines(body) + b"\r\n"


def body_form(body: bytes, is_relaxed: bool) -> bytes:
    """A body in one of the two forms."""
    return relaxed_body(body) if is_relaxed else simple_body(body)


def _without_empty_lines(body: bytes) -> bytes:
    end = len(body)
    while body.endswith(b"\r\n", 0, end):
        end -= 2
    return body[:end]
