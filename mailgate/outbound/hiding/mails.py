"""A mail without anybody's mailbox or telephone number: what has none in it stays byte for byte.

What is encrypted and every file that was attached is passed on whole; signed words lose a signature
that would not hold any more. A mail that can't be taken apart so cleanly that we know what is read
in it is told in plain words anew.
"""

import re
from itertools import islice

from forum.archive.canonical import folded, mailbox, text_part
from forum.text.masking import mask
from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.encoded_words import decode_words, header_text
from mailgate.inbound.insides import MAILS
from mailgate.inbound.mailboxes import mailboxes
from mailgate.inbound.mime import MOST_PARTS, Part, described
from mailgate.outbound.content import with_crlf
from mailgate.outbound.headers import Field, taken_apart
from mailgate.outbound.hiding import texts
from mailgate.outbound.hiding.labels import (
    eight_bit,
    label_of,
    labelled,
    split,
    tidied,
    without_label,
)
from mailgate.outbound.hiding.looking import (
    DEEPEST,
    ENCRYPTED,
    NOBODY,
    SIGNED,
    shape,
    tells_nobody,
    tree_of,
)
from mailgate.outbound.hiding.plainly import plainly

_KEPT_WITHIN = re.compile(
    "subject|date|message-id|mime-version|content-(?:type|transfer-encoding|disposition)"
)
# Words may look like the line that ends their part.
_DASHES = re.compile(rb"^--", re.MULTILINE)


def hidden(mail: bytes, carrier: Carrier | None = None) -> bytes:
    """A mail (CRLF lines) as those may have it who shall learn nobody's address.

    Its own header is the caller's. `carrier` is the telephone company whose emoji it may have.
    """
    return hidden_in_place(mail, carrier) or plainly(mail)


def hidden_in_place(mail: bytes, carrier: Carrier | None = None) -> bytes | None:
    """The same with all its parts where they are; None of a mail in too much disorder for that."""
    hiding = _Hiding(carrier)
    try:
        taken = hiding.part(mail)
    except _TooMuch:
        return None
    tree = tree_of(taken)
    if not tells_nobody(tree, carrier, hiding.untouched) or shape(tree) != shape(tree_of(mail)):
        return None
    is_labelled = taken == mail or "mime-version" in tree.headers
    return taken if is_labelled else b"MIME-Version: 1.0\r\n" + taken


class _TooMuch(Exception):
    """More parts, or deeper ones, than anybody reads."""


class _Hiding:
    """One mail taken apart and put together again."""

    def __init__(self, carrier: Carrier | None) -> None:
        self.untouched: set[tuple[str, bytes]] = set()  # texts that tell nobody: type and octets
        self._carrier = carrier
        self._parts = 0

    def part(self, message: bytes, kind: str = "text/plain", depth: int = 0) -> bytes:
        """A mail or a part of one; `kind` is its type where its header names none."""
        self._parts += 1
        if self._parts > MOST_PARTS or depth > DEEPEST:
            raise _TooMuch
        header, body = split(message)
        head = described(header)
        kind = head.type or kind
        if kind == ENCRYPTED:
            return message
        if kind.startswith("multipart/"):
            boundary = head.parameters.octets("boundary")
            return self._multipart(header, body, kind, boundary, depth) if boundary else message
        leaf = Part(head, body[2:], kind)
        if kind in MAILS:
            return eight_bit(header, leaf) + b"\r\n" + self._enclosed(leaf.data, depth)
        return self._words(message, leaf) if texts.is_words(leaf) else _file(header, body, leaf)

    def _multipart(
        self, header: bytes, body: bytes, kind: str, boundary: bytes, depth: int
    ) -> bytes:
        preamble, pieces = _cut(body, boundary.rstrip())
        if not pieces:
            return header + body
        if kind == SIGNED:
            return self._signed(header, body, pieces[0][1], depth)
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        told = [header, _aside(preamble)]
        for at, (line, text, end) in enumerate(pieces, 1):
            is_over = at == len(pieces) and line.rstrip().endswith(boundary.rstrip() + b"--")
            part = _aside(text) if is_over else self.part(tidied(text), default, depth + 1)
            told += [line, part, end]
        return b"".join(told)

    def _signed(self, header: bytes, body: bytes, signed: bytes, depth: int) -> bytes:
        """Whole unless something in it has to be hidden: then the signature goes too."""
        told = self.part(tidied(signed), depth=depth + 1)
        if told == signed:
            return header + body
        signed_header, signed_body = split(told)
        return without_label(header) + label_of(signed_header) + signed_body

    def _words(self, message: bytes, leaf: Part) -> bytes:
        """A text, in UTF-8 if something in it had to be hidden."""
        text = texts.words_of(leaf, self._carrier)
        told = texts.told(text, leaf.type)
        # A telephone company's own signs mean nothing in a mail that does not say from whom it is.
        if told == text and (self._carrier is None or text == texts.words_of(leaf, None)):
            self.untouched.add((leaf.type, leaf.body))
            return message
        if texts.files_within(leaf):
            return message  # for `plainly`, which makes files of them
        header, _ = split(message)
        label, body = text_part(leaf.type.partition("/")[2], told)
        body = _DASHES.sub(b"=2D-", body)  # in base64 there are none
        if not message.endswith(b"\r\n"):
            body = body.removesuffix(b"\r\n")
        return labelled(header, f"{_as_it_was(label, leaf)}\r\n", leaf) + b"\r\n" + body

    def _enclosed(self, mail: bytes, depth: int) -> bytes:
        """A mail that was sent on: who wrote it, when, what it says, not on which way it came."""
        fields, body = taken_apart(with_crlf(mail))
        lines = b"".join(map(_line_of_a_mail_within, fields))
        return self.part(lines + b"\r\n" + body, depth=depth + 1)


def _cut(body: bytes, boundary: bytes) -> tuple[bytes, list[tuple[bytes, bytes, bytes]]]:
    """What stands before the first delimiter; then each delimiter, the part behind it, the line end
    that belongs to the next delimiter (RFC 2046 5.1.1).
    """
    line = re.compile(rb"--" + re.escape(boundary) + rb"(?:--)?[ \t]*(?:\r\n|\Z)")
    # Found by its letters first: a pattern that asks for the beginning of a line looks at each.
    found = (one for one in line.finditer(body) if body[one.start() - 1 : one.start()] in b"\n")
    delimiters = list(islice(found, MOST_PARTS + 2))
    starts = [one.start() for one in delimiters] + [len(body)]
    pieces = [
        (one[0], *_parted(body[one.end() : end]))
        for one, end in zip(delimiters, starts[1:], strict=True)
    ]
    return body[: starts[0]], pieces


def _parted(part: bytes) -> tuple[bytes, bytes]:
    return (part[:-2], part[-2:]) if part.endswith(b"\r\n") else (part, b"")


def _aside(text: bytes) -> bytes:
    """What stands before and behind the parts, which few programs show."""
    words = text.decode("latin-1")
    return text if mask(words) == words else b"\r\n"


def _as_it_was(label: str, leaf: Part) -> str:
    """The label of a text with what else the old one said of how to read it."""
    stays = "".join(
        f"; {name}={value}"
        for name in ("format", "delsp", "method")
        if (value := leaf.parameters.token(name)) and re.fullmatch(r"[\w-]+", value)
    )
    family = leaf.type.partition("/")[0]
    return label.replace("text/", f"{family}/", 1).replace("=utf-8", f"=utf-8{stays}", 1)


def _file(header: bytes, body: bytes, leaf: Part) -> bytes:
    """A file as it is, under a name that names nobody."""
    name = decode_words(leaf.name or "")
    if mask(name) == name:
        return header + body
    encoding = f"Content-Transfer-Encoding: {leaf.encoding}\r\n" if leaf.encoding else ""
    return labelled(header, f"Content-Type: {leaf.type}\r\n{encoding}", leaf) + body


def _line_of_a_mail_within(field: Field) -> bytes:
    if field.name == "from":
        box = next(iter(mailboxes(header_text(field.value))), None)
        name = box.name if box and mask(box.name) == box.name else ""
        return f"From: {mailbox(name, NOBODY)}\r\n".encode("ascii", "replace")
    if field.name == "subject":
        subject = mask(decode_words(header_text(field.value)))
        return f"{folded('Subject', subject)}\r\n".encode("ascii", "replace")
    return field.lines if _KEPT_WITHIN.fullmatch(field.name) else b""
