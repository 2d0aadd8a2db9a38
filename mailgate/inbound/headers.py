"""The header block of a mail or of a part: order, repetitions and raw bytes kept."""

import re
from collections.abc import Iterator, Set
from itertools import islice

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.encoded_words import decode_header
from mailgate.inbound.remembering import remembered

MOST_FIELDS = 1000
MOST_STRANGERS = 20  # lines among the headers that are none
_FIELD = re.compile(rb"^([\x21-\x39\x3b-\x7e]{1,200})[ \t]*:(.*(?:\n[ \t].*)*)", re.MULTILINE)
_FIELD_START = re.compile(rb"[\x21-\x39\x3b-\x7e]{1,200}[ \t]*:")
_WELL_FORMED = re.compile(
    rb"(?:[\x21-\x39\x3b-\x7e]{1,200}[ \t]*:[^\n]*(?:\n[ \t][^\n]*)*(?:\n|\Z))*"
)
_EMPTY_LINE = re.compile(rb"\r*\n")
_LEADING_BLANKS = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*\r?\n)*(?=[\x21-\x39\x3b-\x7e]+[ \t]*:)")
_BLANK = re.compile(rb"\n\r*\n")  # lines that end in CR CR LF
_ENVELOPE = re.compile(rb">?From [^\n]*\n")


class Headers:
    """Header fields in their order; names compare without case, values are decoded on demand."""

    __slots__ = ("_decoded", "_index", "carrier", "charset", "fields")

    def __init__(self, block: bytes) -> None:
        self.fields: list[tuple[str, bytes]] = [
            (match[1].decode("ascii"), match[2].strip())
            for match in islice(_FIELD.finditer(block), MOST_FIELDS)
        ]
        self._index: dict[str, list[bytes]] = {}
        for name, value in self.fields:
            self._index.setdefault(name.lower(), []).append(value)
        self._decoded: dict[bytes, str] = {}
        self.charset: str | None = None
        self.carrier: Carrier | None = None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._index

    def has_any(self, names: Set[str]) -> bool:
        """Whether a field is there with one of these names, all in lower case."""
        return not self._index.keys().isdisjoint(names)

    def __len__(self) -> int:
        return len(self.fields)

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Each field as (name as written, decoded value), in order."""
        for name, value in self.fields:
            yield name, self._text(value)

    def get(self, name: str, default: str | None = None) -> str | None:
        """The decoded value of the first field called `name`."""
        values = self._index.get(name.lower())
        return self._text(values[0]) if values else default

    def get_all(self, name: str) -> list[str]:
        """The decoded values of every field called `name`, topmost first."""
        return [self._text(value) for value in self._index.get(name.lower(), ())]

    def raw(self, name: str) -> bytes | None:
        """The bytes of the first field called `name`, still folded and encoded."""
        values = self._index.get(name.lower())
        return values[0] if values else None

    def raw_all(self, name: str) -> list[bytes]:
        """The bytes of every field called `name`, topmost first."""
        return list(self._index.get(name.lower(), ()))

    def _text(self, value: bytes) -> str:
        text = self._decoded.get(value)
        if text is None:
            text = self._decoded[value] = decode_header(value, self.charset, self.carrier)
        return text


def opened(raw: bytes) -> bytes:
    """The mail from its first header on, its lines told apart: some programs end them with CR."""
    if b"\n" not in raw and b"\r" in raw:
        raw = raw.replace(b"\r", b"\n")
    if raw[:1] in b"\xef\r\n \t" and (blanks := _LEADING_BLANKS.match(raw)):
        raw = raw[blanks.end() :]
    return raw


def split(raw: bytes) -> tuple[bytes, bytes, bool]:
    """(header block, body, whether the blank line between them was missing) of a mail or part.

    A block that stops being headers before its blank line ends there, unless most of what follows
    are headers all the same: then the odd line is passed over. A line that begins within an address
    of the line before belongs to that one.
    """
    start = 0
    if raw[:1] in b">F" and (envelope := _ENVELOPE.match(raw)):
        start = envelope.end()
    if empty := _EMPTY_LINE.match(raw, start):
        return b"", raw[empty.end() :], False
    head_end, body_start = _blank_line(raw, start)
    head = raw[start:head_end]
    stranger = _first_stranger(head)
    if stranger is None:
        return head, raw[body_start:], False
    if body_start < len(raw) and head.rfind(b"<", 0, stranger) > head.rfind(b">", 0, stranger):
        return split(raw[start : start + stranger] + b" " + raw[start + stranger :])
    return head[:stranger], raw[start + stranger :], True


def _blank_line(raw: bytes, start: int) -> tuple[int, int]:
    """Where the headers end and where the body begins; both at the end where no blank line is."""
    crlf = raw.find(b"\n\r\n", start)
    lf = raw.find(b"\n\n", start, crlf if crlf >= 0 else len(raw))
    if lf >= 0:
        return lf + 1, lf + 2
    if crlf >= 0:
        return crlf + 1, crlf + 3
    blank = _BLANK.search(raw, start)
    return (blank.start() + 1, blank.end()) if blank else (len(raw), len(raw))


@remembered
def _first_stranger(head: bytes) -> int | None:
    """Where the lines of `head` stop being headers, if they do."""
    at, first, patience = 0, None, MOST_STRANGERS
    while match := _WELL_FORMED.match(head, at):
        at = match.end()
        if at >= len(head):
            return None
        line_end = head.find(b"\n", at) + 1 or len(head)
        if head.startswith(b"--", at):
            return at
        if head[at:line_end].strip():
            rest = head[line_end : line_end + 4000].splitlines()[:20]
            fields = sum(1 for line in rest if line[:1] in b" \t" or _FIELD_START.match(line))
            if fields * 2 <= len(rest) or not patience:
                return at if first is None else first
            patience -= 1
            first = at if first is None else first
        at = line_end
    return None
