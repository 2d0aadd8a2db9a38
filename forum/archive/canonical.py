"""The bytes of a post that was written on the web, made once when it is published and kept.

They are what `export` gives out and what subscribers' copies are made from, so the same post has
the same bytes for ever.
"""

import base64
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import sha256
from urllib.parse import quote

MAX_LINE = 76
# Enough that a mail program shows quotes and tables as such, on a telephone too.
_HEAD = """<!DOCTYPE html>
<html lang="ja"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body { max-width: 40em; font-family: sans-serif; line-height: 1.7; overflow-wrap: anywhere; }
blockquote { margin: 0 0 1em; padding-left: 1em; border-left: 3px solid #949494; }
table { border-collapse: collapse; }
th, td { padding: 0.2em 0.6em; border: 1px solid #949494; }
pre { white-space: pre-wrap; }
</style></head>
"""
_NAMEABLE = re.compile(r"[!-;=?-~]{1,900}")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file to enclose."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WebPost:
    """What a web-born post says, before it is bytes."""

    message_id: str
    author_name: str
    address: str  # the board's: a web post shows nobody's mailbox
    subject: str
    text: str
    html: str | None
    written_at: datetime
    references: Sequence[str] = ()
    enclosures: Sequence[Enclosure] = ()


def canonical_bytes(post: WebPost) -> bytes:
    """The message of RFC 5322, CRLF line ends, ASCII throughout so that no relay has to change it.

    Only an id of somebody else's beyond ASCII (RFC 6532) is said as it is.
    """
    body_type, body = _body(post)
    if post.enclosures:
        parts = [(body_type, body), *map(enclosed, post.enclosures)]
        body_type, body = multipart("mixed", post.message_id, parts)
    headers = [
        f"From: {mailbox(post.author_name, post.address)}",
        f"To: <{post.address}>",
        folded("Subject", post.subject),
        f"Date: {format_datetime(post.written_at)}",
        f"Message-ID: <{post.message_id}>",
        *ancestors(post.references),
        "MIME-Version: 1.0",
        body_type,
    ]
    return "\r\n".join(headers).encode("utf-8", "replace") + b"\r\n\r\n" + body


def encoded_words(text: str) -> str:
    """`text` as a header value: itself where that is plain ASCII, else words of RFC 2047."""
    text = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", text).split())
    if text.isascii() and "=?" not in text and len(text) < MAX_LINE - 12:
        return text
    words, chunk = [], ""
    for letter in text:
        if len((chunk + letter).encode("utf-8", "replace")) > 39:
            words.append(chunk)
            chunk = ""
        chunk += letter
    return "\r\n ".join(_encoded_word(word) for word in [*words, chunk])


def _encoded_word(text: str) -> str:
    return f"=?utf-8?b?{base64.b64encode(text.encode('utf-8', 'replace')).decode()}?="


def folded(name: str, text: str) -> str:
    """One whole header field whose value is words."""
    return f"{name}: {encoded_words(text)}"


def mailbox(name: str, address: str) -> str:
    """A mailbox as it stands in From and To, the address in ASCII."""
    if name.isascii() and re.fullmatch(r"[A-Za-z0-9 _-]*", name):
        return f"{name} <{address}>".strip()
    return f"{encoded_words(name) if not name.isascii() else _quoted(name)}\r\n <{address}>"


def _quoted(name: str) -> str:
    printable = re.sub(r"[\x00-\x1f\x7f]", " ", name)
    return '"' + re.sub(r'(["\\])', r"\\\1", printable) + '"'


def nameable(message_id: str) -> bool:
    """Whether it can stand in a header; strangers give their mails ids that no relay would take."""
    return bool(_NAMEABLE.fullmatch(message_id))


def ancestors(references: Sequence[str]) -> list[str]:
    """References and In-Reply-To; ids that strangers wrote in other letters no relay would take."""
    named = [reference for reference in references if nameable(reference)]
    if not named:
        return []
    chain = "\r\n ".join(f"<{reference}>" for reference in named)
    return [f"In-Reply-To: <{named[-1]}>", f"References: {chain}"]


def _body(post: WebPost) -> tuple[str, bytes]:
    plain = text_part("plain", post.text)
    if post.html is None:
        return plain
    page = f"{_HEAD}<body>\n{post.html}\n</body></html>"
    return multipart("alternative", post.message_id, [plain, text_part("html", page)])


def text_part(subtype: str, text: str) -> tuple[str, bytes]:
    """The header lines and the body of a text/… part, ASCII throughout."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    content = lines.encode("utf-8", "replace").replace(b"\n", b"\r\n")
    kind = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: "
    if content.isascii():
        encoded = quopri.encodestring(content.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
        return kind + "quoted-printable", encoded
    return kind + "base64", _base64(content)


def _base64(content: bytes) -> bytes:
    return base64.encodebytes(content).replace(b"\n", b"\r\n")


def enclosed(file: Enclosure) -> tuple[str, bytes]:
    """The header lines and the body of a part that is a file."""
    kind = file.content_type if re.fullmatch(r"[\w.+-]+/[\w.+-]+", file.content_type) else ""
    head = (
        f"Content-Type: {kind or 'application/octet-stream'}\r\n"
        f"Content-Disposition: attachment{file_name_parameter(file.name)}\r\n"
        "Content-Transfer-Encoding: base64"
    )
    return head, _base64(file.content)


def file_name_parameter(name: str) -> str:
    """The parameter of RFC 2231, in pieces: a long Japanese name leaves no line over 998 octets."""
    octets = re.findall("%..|.", quote(re.sub(r"[\x00-\x1f\x7f]", "", name), safe=""))
    pieces = ["".join(octets[at : at + 20]) for at in range(0, len(octets), 20)] or [""]
    pieces[0] = f"utf-8''{pieces[0]}"
    return "".join(f";\r\n filename*{n}*={piece}" for n, piece in enumerate(pieces))


def multipart(subtype: str, seed: str, parts: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A multipart whose boundary follows from the message, so that making it again changes nothing."""
    boundary = "=_" + sha256(f"{subtype}\0{seed}".encode()).hexdigest()[:40]
    opened = b"".join(
        f"--{boundary}\r\n{head}\r\n\r\n".encode("ascii") + content.rstrip(b"\r\n") + b"\r\n"
        for head, content in parts
    )
    header = f'Content-Type: multipart/{subtype};\r\n boundary="{boundary}"'
    return header, opened + f"--{boundary}--\r\n".encode("ascii")
