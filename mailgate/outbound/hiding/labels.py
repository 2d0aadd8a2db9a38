"""The header of a part: taken off, told anew, and rid of what names somebody."""

import re

from forum.archive.canonical import file_name_parameter
from forum.text.masking import mask
from mailgate.inbound.encoded_words import decode_words, header_text
from mailgate.inbound.mime import Part

_PLAIN = frozenset({"", "7bit", "8bit", "binary"})
_ENCODING = re.compile(
    rb"^content-transfer-encoding[ \t]*:.*(?:\r\n[ \t].*)*\r\n", re.IGNORECASE | re.MULTILINE
)
# What says nothing of how to read a part; much of it means nothing there (RFC 2045 section 3).
_BESIDE = re.compile(
    rb"^(?!content-(?:type|transfer-encoding|disposition|id)[ \t]*:)[^\s:]+:.*(?:\r\n[ \t].*)*\r\n",
    re.IGNORECASE | re.MULTILINE,
)
_ABOUT_CONTENT = re.compile(
    rb"^content-(?:type|transfer-encoding|disposition)[ \t]*:.*(?:\r\n[ \t].*)*\r\n",
    re.IGNORECASE | re.MULTILINE,
)


def split(message: bytes) -> tuple[bytes, bytes]:
    """The header lines, and the empty line with all behind it."""
    if message.startswith(b"\r\n"):  # a part without a header
        return b"", message
    end = message.find(b"\r\n\r\n")
    return (message, b"") if end < 0 else (message[: end + 2], message[end + 2 :])


def tidied(part: bytes) -> bytes:
    """A part without fields that name somebody and are not needed to read it."""
    header, body = split(part)
    return _BESIDE.sub(_if_it_names_nobody, header) + body


def _if_it_names_nobody(field: re.Match[bytes]) -> bytes:
    words = decode_words(header_text(field[0]))
    return field[0] if mask(words) == words else b""


def labelled(header: bytes, label: str, leaf: Part) -> bytes:
    """The header with another label of what its part is, under a name that names nobody."""
    if leaf.name or leaf.disposition:
        placed = leaf.disposition.value if leaf.disposition else ""
        placed = placed if placed in ("attachment", "inline") else "inline"
        named = file_name_parameter(mask(decode_words(leaf.name))) if leaf.name else ""
        label += f"Content-Disposition: {placed}{named}\r\n"
    return without_label(header) + label.encode("ascii", "replace")


def without_label(header: bytes) -> bytes:
    """The header without what it says of its content."""
    return _ABOUT_CONTENT.sub(b"", header)


def label_of(header: bytes) -> bytes:
    """What a header says of its content."""
    return b"".join(_ABOUT_CONTENT.findall(header))


def eight_bit(header: bytes, leaf: Part) -> bytes:
    """The header of a mail within a mail, which may not be encoded as a whole (RFC 2046 5.2.1)."""
    if leaf.encoding in _PLAIN:
        return header
    return _ENCODING.sub(b"", header) + b"Content-Transfer-Encoding: 8bit\r\n"
