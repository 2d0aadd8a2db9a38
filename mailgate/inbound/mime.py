"""The MIME tree of a mail: parts cut out of the bytes, broken boundaries and all.

Depth, parts and headers are capped, so a hostile mail costs no more than a long one; what lies
beyond a cap stays in its part unread and the mail carries a defect.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from mailgate.inbound.headers import Headers, split
from mailgate.inbound.parameters import Parameters
from mailgate.inbound.remembering import remembered
from mailgate.inbound.transfer import undo

DEEPEST = 40
MOST_PARTS = 500
_FIRST_DELIMITER = re.compile(
    rb"^--([^\s][^\r\n]{0,200}?)[ \t]*\r?\n(?=Content-[A-Za-z-]+:|\r?\n)", re.MULTILINE
)
_TYPE = re.compile(r"[!#$%&'*+.^_`|~0-9a-z-]+/[!#$%&'*+.^_`|~0-9a-z-]+")
_NOISE = " \t\r\n\"'"


@dataclass(slots=True)
class Budget:
    """How many more parts one mail may have, and what was wrong with it so far."""

    parts: int = MOST_PARTS
    defects: dict[str, None] = field(default_factory=dict)

    def note(self, defect: str) -> None:
        self.defects[defect] = None


class Part:
    """One node of the tree: a leaf with its `body` as sent, or a multipart with its `children`."""

    __slots__ = (
        "_data", "body", "children", "disposition", "encoding", "headers", "intact", "parameters",
        "type",
    )  # fmt: skip

    def __init__(self, head: "Head", body: bytes, default_type: str = "text/plain") -> None:
        self.headers, type_, self.parameters, self.disposition, self.encoding = head
        self.type = type_ or default_type
        self.body = body
        self.children: list[Part] = []
        self._data: bytes | None = None
        self.intact = True

    @property
    def data(self) -> bytes:
        """The content, its transfer encoding undone."""
        if self._data is None:
            self._data, self.intact = undo(self.body, self.encoding)
        return self._data

    @property
    def name(self) -> str | None:
        """The file name as sent."""
        placed = self.disposition
        named = (placed and placed.text("filename")) or self.parameters.text("name")
        return named or (placed and placed.text("name")) or None

    @property
    def is_attached(self) -> bool:
        return self.disposition is not None and self.disposition.value == "attachment"


def parse(head: bytes, body: bytes, budget: Budget, depth: int = 0, digest: bool = False) -> Part:
    """The tree under a header block and its body; never raises."""
    # What is found out later about a mail is noted in its own headers, so those are no other's.
    told = _described_again(head) if depth else described(head)
    part = Part(told, body, "message/rfc822" if digest else "text/plain")
    if not part.type.startswith("multipart/"):
        return part
    if depth >= DEEPEST:
        budget.note("nested too deeply")
        part.type = "application/octet-stream"
        return part
    pieces = _pieces(part, budget)
    digest = part.type == "multipart/digest"
    for piece in pieces:
        if not budget.parts:
            budget.note("too many parts")
            break
        budget.parts -= 1
        child_head, child_body, _ = split(piece)
        part.children.append(parse(child_head, child_body, budget, depth + 1, digest))
    return part


class Head(NamedTuple):
    """What the headers of a part say of it; without a type of its own it has the usual one."""

    headers: Headers
    type: str | None
    parameters: Parameters
    disposition: Parameters | None
    encoding: str


def described(head: bytes) -> Head:
    headers = Headers(head)
    parameters = Parameters(headers.raw("content-type") or b"")
    disposition = headers.raw("content-disposition")
    return Head(
        headers,
        _named_type(parameters.value) if "content-type" in headers else None,
        parameters,
        Parameters(disposition) if disposition else None,
        _encoding(headers.raw("content-transfer-encoding")),
    )


_described_again = remembered(described)


def _encoding(raw: bytes | None) -> str:
    """The word of a Content-Transfer-Encoding, comments and quotes removed."""
    if not raw:
        return ""
    return raw.decode("ascii", "replace").partition(";")[0].partition("(")[0].strip(_NOISE).lower()


def _named_type(value: str) -> str:
    """A media type that can be worked with, out of what a header says."""
    if _TYPE.fullmatch(value):
        return value
    if match := _TYPE.match(value):
        return match[0]
    if value.startswith("multipart"):
        return "multipart/mixed"
    is_text = value in ("", "plain", "text", "text/")
    return "text/plain" if is_text else "application/octet-stream"


def _pieces(part: Part, budget: Budget) -> list[bytes]:
    """The raw parts between the boundaries; without any, the part becomes plain text."""
    boundary = part.parameters.octets("boundary")
    pieces = _cut(part.body, boundary, budget) if boundary else None
    if pieces is None and part.encoding in ("base64", "quoted-printable"):
        budget.note("encoded multipart")
        part.body = part.data
        pieces = _cut(part.body, boundary, budget) if boundary else None
    if pieces is None and (guessed := _FIRST_DELIMITER.search(part.body)):
        budget.note("boundary guessed")
        pieces = _cut(part.body, guessed[1], budget)
    if pieces is None:
        budget.note("boundary missing")
        part.type = "text/plain"
    return pieces or []


def _cut(body: bytes, boundary: bytes, budget: Budget) -> list[bytes] | None:
    """The stretches between delimiter lines (RFC 2046, 5.1.1); None where there is no delimiter."""
    delimiter = b"--" + boundary.rstrip()
    pieces: list[bytes] = []
    start = None
    find = _Finder(body, delimiter)
    at = 0 if body.startswith(delimiter) else find(0)
    while at >= 0:
        line_end = body.find(b"\n", at + len(delimiter))
        line_end = len(body) if line_end < 0 else line_end
        tail = body[at + len(delimiter) : line_end].strip()
        if tail in (b"", b"--"):
            if start is not None:
                pieces.append(_without_last_newline(body[start:at]))
            if tail == b"--" and not _goes_on(body, delimiter, line_end):
                return pieces
            start = line_end + 1
            if len(pieces) > budget.parts:
                return pieces
        at = find(line_end)
    if start is None:
        return None
    budget.note("multipart not closed")
    if start < len(body):
        pieces.append(body[start:])
    return pieces


class _Finder:
    """Finds lines that begin like the delimiter; where most are lookalikes, only true ones."""

    __slots__ = ("_body", "_calls", "_needle", "_pattern")

    def __init__(self, body: bytes, delimiter: bytes) -> None:
        self._body, self._needle = body, b"\n" + delimiter
        self._calls = 0
        self._pattern: re.Pattern[bytes] | None = None

    def __call__(self, start: int) -> int:
        self._calls += 1
        if self._calls < MOST_PARTS:
            return self._body.find(self._needle, start) + 1 or -1
        if self._pattern is None:
            self._pattern = re.compile(re.escape(self._needle) + rb"(?:--)?[ \t]*\r?(?=\n|\Z)")
        found = self._pattern.search(self._body, start)
        return found.start() + 1 if found else -1


def _goes_on(body: bytes, delimiter: bytes, line_end: int) -> bool:
    """Whether parts follow a closing delimiter, as after a careless concatenation."""
    return body.find(b"\n" + delimiter + b"\n", line_end) >= 0 or (
        body.find(b"\n" + delimiter + b"\r\n", line_end) >= 0
    )


def _without_last_newline(piece: bytes) -> bytes:
    if piece.endswith(b"\r\n"):
        return piece[:-2]
    return piece[:-1] if piece.endswith(b"\n") else piece
