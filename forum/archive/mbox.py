"""The mbox format: read as it is found (mboxo, mboxrd, mboxcl), written as mboxrd (RFC 4155 and kin).

Reading streams: memory holds one message, whatever the size of the file. A message keeps the line
ends that it has in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO

_CHUNK = 1 << 20
_MONTHS = b"Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
# A separator has a month, a time and a year; "From here on ..." in a letter has none of them.
_SEPARATOR = re.compile(
    rb"^From [^\r\n]{0,400}?\b(?:" + _MONTHS + rb")\b[^\r\n]{0,40}\b\d{4}\b[^\r\n]{0,40}\r?$", re.M
)
_TIME = re.compile(rb"\d{1,2}:\d\d")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_FROM_TO_QUOTE = re.compile(rb"^(>*From )", re.M)
_CONTENT_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,12})[ \t]*\r?$", re.M | re.I)
_BLANK_LINE = re.compile(rb"\n\r?\n")
_CTIME = re.compile(
    r"(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(?P<day>\d{1,2}) +"
    r"(?P<h>\d{1,2}):(?P<m>\d\d)(?::(?P<s>\d\d))? +(?:[A-Z]{1,5} +)?(?P<zone>[+-]\d{4} +)?(?P<year>\d{4})"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of an mbox: its place, its separator taken apart, and its bytes."""

    offset: int  # octets from the beginning of the file
    sender: str
    at: datetime | None
    raw: bytes
    name: str = ""  # of its own file, where an archive is in pieces


def read(file: BinaryIO) -> Iterator[Entry]:
    """Every message of an mbox file, in order; what stands before the first one is left out."""
    reader = _Reader(file)
    start = reader.next_separator(0)
    while start is not None:
        entry, start = reader.entry(start)
        yield entry


def separator(sender: str, at: datetime) -> bytes:
    """The From_ line of RFC 4155: the envelope sender and the time of receipt in UTC."""
    name = re.sub(r"\s", "", sender) or "MAILER-DAEMON"
    line = f"From {name} {at.astimezone(UTC).strftime('%a %b %e %H:%M:%S %Y')}\n"
    return line.encode("utf-8", "replace")


def written(sender: str, at: datetime, raw: bytes) -> bytes:
    """One message as mboxrd: separator, bytes with >From quoted, a blank line."""
    body = _FROM_TO_QUOTE.sub(rb">\1", raw) if b"From " in raw else raw
    end = b"\n" if body.endswith(b"\n") else b"\n\n"
    return separator(sender, at) + body + end


class _Reader:
    """A window over the file that grows to the message in hand and forgets what lies behind it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._window = b""
        self._base = 0  # the file offset of the window's first octet
        self._ended = False

    def entry(self, start: int) -> tuple[Entry, int | None]:
        """The message whose separator begins at `start`, and where the next separator begins."""
        self._forget(start)
        body = self._line_end(start)
        line = self._window[start - self._base : body - self._base].decode("utf-8", "replace")
        promised = self._promised_end(body)
        end = promised if promised is not None else self.next_separator(body)
        stop = end if end is not None else self._base + len(self._window)
        raw = _without_blank_line(self._window[body - self._base : stop - self._base])
        if b">From " in raw and (promised is None or not _has_separator(raw)):
            raw = _QUOTED_FROM.sub(rb"\1", raw)
        sender, at = _taken_apart(line)
        at_end = end is not None and end >= self._base + len(self._window) and self._ended
        return Entry(start, sender, at, raw), None if at_end else end

    def next_separator(self, position: int) -> int | None:
        """The offset of the first separator line at or behind `position`, None at the end."""
        while True:
            index = max(position - self._base, 0)
            for at in self._lines_saying_from(index):
                found = _SEPARATOR.match(self._window, at)
                whole = found and (found.end() < len(self._window) or self._ended)
                if found and whole and _TIME.search(found[0]):
                    return self._base + at
            if self._ended:
                return None
            # A line may be cut by the window's end, so the last one is looked at again.
            last_line = self._window.rfind(b"\n", index) + 1
            position = max(position, self._base + last_line)
            self._grow()

    def _lines_saying_from(self, index: int) -> Iterator[int]:
        if self._window.startswith(b"From ", index) and self._window[index - 1 : index] in b"\n":
            yield index
        while (index := self._window.find(b"\nFrom ", index) + 1) > 0:
            yield index

    def _promised_end(self, body: int) -> int | None:
        """The end that Content-Length promises, when a separator or the file's end really is there."""
        head_end = self._head_end(body)
        head = self._window[body - self._base : head_end - self._base]
        found = _CONTENT_LENGTH.search(head)
        if not found:
            return None
        end = head_end + int(found[1])
        while not self._ended and self._base + len(self._window) < end + 500:
            if end - self._base > (1 << 30):
                return None
            self._grow()
        index = end - self._base
        if index > len(self._window):
            return None
        while self._window[index : index + 1] in (b"\r", b"\n"):
            index += 1
        if index == len(self._window) or _SEPARATOR.match(self._window, index):
            return self._base + index
        return None

    def _head_end(self, body: int) -> int:
        while True:
            index = body - self._base
            # One pattern: a search for the rarer kind alone would run through the whole window.
            found = _BLANK_LINE.search(self._window, index)
            if found or self._ended or len(self._window) - index > (1 << 20):
                return self._base + (found.end() if found else len(self._window))
            self._grow()

    def _line_end(self, start: int) -> int:
        while (at := self._window.find(b"\n", start - self._base)) < 0 and not self._ended:
            self._grow()
        return self._base + (at + 1 if at >= 0 else len(self._window))

    def _forget(self, position: int) -> None:
        if position - self._base < _CHUNK:
            return  # cutting at every message would copy the window each time
        self._window = self._window[position - self._base :]
        self._base = position

    def _grow(self) -> None:
        more = self._file.read(max(_CHUNK, len(self._window) // 2))
        self._ended = not more
        self._window += more


def _has_separator(raw: bytes) -> bool:
    return raw.startswith(b"From ") or b"\nFrom " in raw


def _without_blank_line(raw: bytes) -> bytes:
    """The blank line before the next separator belongs to the format, not to the message."""
    for blank in (b"\r\n\r\n", b"\n\n"):
        if raw.endswith(blank):
            return raw[: -len(blank) // 2]
    return b"" if raw in (b"\n", b"\r\n") else raw


def _taken_apart(line: str) -> tuple[str, datetime | None]:
    words = line.split()
    sender = words[1] if len(words) > 1 else ""
    if len(words) > 4 and words[2] == "at":  # as Mailman's archives hide it
        sender = f"{words[1]}@{words[3]}"
    return ("" if sender in ("MAILER-DAEMON", "-") else sender), _date(line)


def _date(line: str) -> datetime | None:
    found = _CTIME.search(line)
    if not found:
        return None
    zone = (found["zone"] or "+0000").strip()
    text = f"{found['day']} {found['month']} {found['year']} {found['h']}:{found['m']}:{found['s'] or '00'} {zone}"
    try:
        return parsedate_to_datetime(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
