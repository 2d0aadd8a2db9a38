"""What all copies of a mail share, made fit for the wire once."""

import re
from functools import cached_property
from typing import NamedTuple

from mailgate.outbound.seven_bit import to_seven_bit

_LINE_END = re.compile(rb"\r+\n?|\n")


class Found(NamedTuple):
    """What was found out about a mail when it came, for whoever gets it from us (ARC).

    `results` as an Authentication-Results field has them; `chain` is none, pass, fail or temperror.
    """

    results: str
    chain: str


class Content:
    """The shared part of a mail: the rest of its header, the empty line and the body.

    Each recipient's own header lines come before it. The forms for the wire are made when first
    asked for and kept, so that a copy costs no more than writing it. `found` is kept of a mail whose
    author it still names.
    """

    def __init__(self, data: bytes, found: Found | None = None) -> None:
        self.data = with_crlf(data)
        self.found = found

    @cached_property
    def is_seven_bit(self) -> bool:
        return self.data.isascii()

    @cached_property
    def wire(self) -> bytes:
        """The bytes after a copy's own header lines, dots stuffed, up to and with the last dot."""
        return stuffed(self.data) + b".\r\n"

    @cached_property
    def seven_bit_wire(self) -> bytes:
        """The same for a relay without 8BITMIME: no octet over 127 (RFC 6152 section 3)."""
        if self.is_seven_bit:
            return self.wire
        return stuffed(with_crlf(to_seven_bit(self.data))) + b".\r\n"

    @cached_property
    def lines(self) -> bytes:
        """The same with the line ends of a file, for a Maildir."""
        return self.data.replace(b"\r\n", b"\n")


def with_crlf(data: bytes) -> bytes:
    """The lines of `data` all ended by CRLF, the last one too.

    A bare CR or LF becomes a line end: relays disagree on them, and in that gap a second mail can
    be smuggled (CVE-2023-51764).
    """
    breaks = data.count(b"\r\n")
    if data.count(b"\r") != breaks or data.count(b"\n") != breaks:
        data = _LINE_END.sub(b"\r\n", data)
    return data if not data or data.endswith(b"\r\n") else data + b"\r\n"


def stuffed(lines: bytes) -> bytes:
    """CRLF lines with a dot more before each leading dot (RFC 5321 4.5.2)."""
    if b"\r\n." in lines:
        lines = lines.replace(b"\r\n.", b"\r\n..")
    return b"." + lines if lines.startswith(b".") else lines
