"""A mail in seven bits, for a relay that has no 8BITMIME (RFC 6152 section 3).

Only the parts that have octets over 127 change, so that the rest stays as it was signed.
"""

import re
from base64 import encodebytes
from quopri import encodestring

_MAX_DEPTH = 50
_CONTENT_TYPE = re.compile(rb"^content-type:[ \t]*([^\s;]*)((?:[^\r\n]|\r\n[ \t])*)", re.I | re.M)
_BOUNDARY = re.compile(rb";\s*boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.I)
_ENCODING = re.compile(rb"^content-transfer-encoding:(?:[^\r\n]|\r\n[ \t])*\r\n", re.I | re.M)
_ENCODED = re.compile(rb"^content-transfer-encoding:\s*(base64|quoted-printable)\b", re.I | re.M)
_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_WORD = re.compile(rb"[^\s\"<>();]*[\x80-\xff][^\s\"<>();]*")


def to_seven_bit(message: bytes, depth: int = 0) -> bytes:
    """The message or part with every octet over 127 encoded; its lines end in CRLF before and after."""
    if message.isascii() or depth > _MAX_DEPTH:
        return _ascii(message)
    header, body = _split(message)
    header = _HIGH_WORD.sub(_encoded_word, header)
    if body.isascii():
        return header + body
    kind, boundary = _kind(header)
    if boundary is not None:
        return _labelled(header, b"7bit") + _in_parts(body, boundary, depth)
    if kind == b"message/rfc822":  # RFC 2046 5.2.1 allows it no encoding of its own
        return _labelled(header, b"7bit") + b"\r\n" + to_seven_bit(body[2:], depth + 1)
    if encoded := _ENCODED.search(header):  # a defect: here everything should be encoded already
        quoted = encoded[1].lower() == b"quoted-printable"
        return header + (
            _HIGH.sub(lambda o: b"=%02X" % ord(o[0]), body) if quoted else _ascii(body)
        )
    encoding, safe = _encoded(kind, body)
    return _labelled(header, encoding) + safe


def _split(message: bytes) -> tuple[bytes, bytes]:
    if message.startswith(b"\r\n"):  # a part without a header
        return b"", message
    end = message.find(b"\r\n\r\n")
    return (message, b"") if end < 0 else (message[: end + 2], message[end + 2 :])


def _kind(header: bytes) -> tuple[bytes, bytes | None]:
    found = _CONTENT_TYPE.search(header)
    if not found:
        return b"text/plain", None
    kind = found[1].lower()
    boundary = _BOUNDARY.search(found[2]) if kind.startswith(b"multipart/") else None
    return kind, (boundary[1] or boundary[2]) if boundary else None


def _labelled(header: bytes, encoding: bytes) -> bytes:
    return _ENCODING.sub(b"", header) + b"Content-Transfer-Encoding: " + encoding + b"\r\n"


def _in_parts(body: bytes, boundary: bytes, depth: int) -> bytes:
    delimiter = re.compile(rb"(^--" + re.escape(boundary) + rb"(?:--)?[ \t]*\r\n)", re.M)
    preamble, *rest = delimiter.split(body)
    delimiters, parts = rest[::2], rest[1::2]
    converted = [_ascii(preamble)]
    for line, part in zip(delimiters, parts, strict=True):
        last = line.rstrip().endswith(boundary + b"--")
        # The line end before a delimiter belongs to the delimiter (RFC 2046 5.1.1).
        text, end = (part[:-2], part[-2:]) if part.endswith(b"\r\n") else (part, b"")
        converted += [line, (_ascii(text) if last else to_seven_bit(text, depth + 1)) + end]
    return b"".join(converted)


def _encoded(kind: bytes, body: bytes) -> tuple[bytes, bytes]:
    lines = body[2:]  # behind the empty line
    high = len(lines) - len(lines.decode("ascii", "ignore"))
    if kind.startswith(b"text/") and high * 4 < len(lines):
        quoted = encodestring(lines.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
        return b"quoted-printable", b"\r\n" + quoted
    return b"base64", b"\r\n" + encodebytes(lines).replace(b"\n", b"\r\n")


def _encoded_word(found: re.Match[bytes]) -> bytes:
    """Raw octets in a header as encoded-words whose charset nobody knows (as RFC 1428 labels it)."""
    word = found[0]
    return b" ".join(
        b"=?unknown-8bit?q?" + b"".join(b"=%02X" % octet for octet in word[at : at + 16]) + b"?="
        for at in range(0, len(word), 16)
    )


def _ascii(text: bytes) -> bytes:
    return text if text.isascii() else bytes(o if o < 128 else 63 for o in text)
