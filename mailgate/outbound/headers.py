"""The header fields of a mail to be sent on: their own bytes where those are fit, mended elsewhere."""

import re
from typing import NamedTuple

from forum.archive.canonical import encoded_words
from mailgate.inbound.encoded_words import decode_words, header_text
from mailgate.inbound.headers import MOST_FIELDS, opened, split

MAX_LINE = 998  # octets without CRLF, RFC 5322 2.1.1
_FOLD_AT = 76
_FIELD = re.compile(rb"^([\x21-\x39\x3b-\x7e]{1,76})[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_FIT = re.compile(rb"[\t\r\n\x20-\x7e]*")
_BETWEEN_WORDS = re.compile(r'([\s"<>(),;:@]+)')
_QUOTED_WORDS = re.compile(r'"(=\?[^"]*\?=)"')
_UNFIT = re.compile(r"[^\x20-\x7e]")
# Their value is words, so they can be encoded whole (RFC 2047 5).
_UNSTRUCTURED = frozenset({"subject", "comments", "keywords", "content-description"})
# RFC 5322 3.6 and RFC 2045 allow one of each; big receivers refuse a mail with two.
_ONCE = re.compile(
    "from|sender|reply-to|to|cc|date|message-id|in-reply-to|references|subject|mime-version"
    "|content-(?:type|transfer-encoding|disposition|id)"
)


class Field(NamedTuple):
    """One header field: its name in lower case, its whole lines (ended by CRLF) and its value."""

    name: str
    lines: bytes
    value: bytes


def taken_apart(raw: bytes) -> tuple[list[Field], bytes]:
    """The header fields of a mail, each fit to be sent, and its body as it is.

    What no relay takes is mended: bare CR, NUL, octets over 127, lines over 998 octets, a second
    Subject. A field that can't be mended is left out.
    """
    block, body, _ = split(opened(raw))
    block = block.replace(b"\0", b"").replace(b"\r", b"")
    found: list[Field] = []
    seen: set[str] = set()
    for match in _FIELD.finditer(block):
        name = match[1].decode("ascii").lower()
        lines = _fit(match[1], match[0], match[2])
        if lines is None or (name in seen and _ONCE.fullmatch(name)):
            continue
        seen.add(name)
        found.append(Field(name, lines, match[2]))
        if len(found) == MOST_FIELDS:
            break
    return found, body


def _fit(name: bytes, lines: bytes, value: bytes) -> bytes | None:
    if _FIT.fullmatch(lines) and max(map(len, lines.split(b"\n"))) <= MAX_LINE:
        # A line of nothing but blanks would end the header for some readers (RFC 5322 4.2).
        whole = b"\n".join(line for line in lines.split(b"\n") if line.strip())
        return whole.replace(b"\n", b"\r\n") + b"\r\n"
    text = header_text(value)
    lower = name.decode("ascii").lower()
    if lower in _UNSTRUCTURED:
        return name + b": " + encoded_words(decode_words(text)).encode("ascii") + b"\r\n"
    folded = _folded(name.decode("ascii"), _words_encoded(text, lower.startswith("content-")))
    return None if folded is None else folded.encode("ascii")


def _words_encoded(text: str, keeps_quotes: bool) -> str:
    """A structured value whose words beyond ASCII are encoded where they stand (RFC 2047 5.3)."""
    pieces = _BETWEEN_WORDS.split(text)
    joined: list[str] = []
    last_high = False
    for at in range(0, len(pieces), 2):
        word, between = pieces[at], pieces[at - 1] if at else ""
        high = bool(_UNFIT.search(word))
        if high and last_high and between.isspace():
            joined[-1] += between + word  # a blank between two encoded words would be lost
        else:
            joined += [between, word]
        last_high = high
    encoded = "".join(encoded_words(p) if _UNFIT.search(p) else p for p in joined)
    return encoded if keeps_quotes else _QUOTED_WORDS.sub(r"\1", encoded)


def _folded(name: str, value: str) -> str | None:
    """The field with its lines broken at blanks; None where a piece fits on no line."""
    lines = [f"{name}:"]
    for piece in re.sub(r",(?=[^\s])", ", ", value).split():
        if len(piece) > MAX_LINE - 1:
            return None
        longest = MAX_LINE if lines[-1] == f"{name}:" else _FOLD_AT
        if len(lines[-1]) + 1 + len(piece) > longest:
            lines.append("")
        lines[-1] += f" {piece}"
    return "\r\n".join(lines) + "\r\n"
