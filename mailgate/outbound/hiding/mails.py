"""A mail without anybody's mailbox or telephone number: what has none in it stays byte for byte.

What is encrypted and every file that was attached is passed on whole; signed words lose a signature
that would not hold any more. A mail that can't be taken apart so cleanly that we know what is read
in it is told in plain words anew.
"""

import re

from forum.archive.canonical import folded, mailbox, text_part
from forum.text.masking import mask
from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.encoded_words import decode_words, header_text
from mailgate.inbound.insides import MAILS
from mailgate.inbound.mailboxes import mailboxes
from mailgate.inbound.mime import Part, described
from mailgate.outbound.content import with_crlf
from mailgate.outbound.headers import taken_apart
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
    taken = _part(mail, carrier)
    tree = tree_of(taken)
    if not tells_nobody(tree, carrier) or shape(tree) != shape(tree_of(mail)):
        return None
    is_labelled = taken == mail or "mime-version" in tree.headers
    return taken if is_labelled else b"MIME-Version: 1.0\r\n" + taken


def _part(
    message: bytes, carrier: Carrier | None, kind: str = "text/plain", depth: int = 0
) -> bytes:
    """A mail or a part of one; `kind` is its type where its header names none."""
    header, body = split(message)
    head = described(header)
    kind = head.type or kind
    if kind == ENCRYPTED or depth > DEEPEST:
        return message
    if kind.startswith("multipart/"):
        boundary = head.parameters.octets("boundary")
        default = "message/rfc822" if kind == "multipart/digest" else "text/plain"
        if not boundary:
            return message
        if kind == SIGNED:
            return _unsigned(header, body, boundary, carrier, depth)
        return header + _in_parts(body, boundary, carrier, default, depth)
    leaf = Part(head, body[2:], kind)
    if kind in MAILS:
        return eight_bit(header, leaf) + b"\r\n" + _enclosed(leaf.data, carrier, depth)
    return _words(message, leaf, carrier) if texts.is_words(leaf) else _file(header, body, leaf)


def _in_parts(
    body: bytes, boundary: bytes, carrier: Carrier | None, default: str, depth: int
) -> bytes:
    preamble, pieces = _cut(body, boundary)
    if not pieces:
        return body
    told = [_aside(preamble)]
    for at, (line, text, end) in enumerate(pieces, 1):
        is_over = at == len(pieces) and line.rstrip().endswith(boundary.rstrip() + b"--")
        part = _aside(text) if is_over else _part(tidied(text), carrier, default, depth + 1)
        told += [line, part, end]
    return b"".join(told)


def _cut(body: bytes, boundary: bytes) -> tuple[bytes, list[tuple[bytes, bytes, bytes]]]:
    """What stands before the first delimiter; then each delimiter, the part behind it, the line end
    that belongs to the next delimiter (RFC 2046 5.1.1).
    """
    delimiter = rb"(^--" + re.escape(boundary.rstrip()) + rb"(?:--)?[ \t]*(?:\r\n|\Z))"
    preamble, *rest = re.split(delimiter, body, flags=re.MULTILINE)
    parts = (
        (part[:-2], part[-2:]) if part.endswith(b"\r\n") else (part, b"") for part in rest[1::2]
    )
    return preamble, [(line, *part) for line, part in zip(rest[::2], parts, strict=True)]


def _unsigned(
    header: bytes, body: bytes, boundary: bytes, carrier: Carrier | None, depth: int
) -> bytes:
    """Signed words, whole unless something in them has to be hidden: then the signature goes too."""
    _, pieces = _cut(body, boundary)
    signed = pieces[0][1] if pieces else b""
    told = _part(tidied(signed), carrier, depth=depth + 1)
    if told == signed:
        return header + body
    signed_header, signed_body = split(told)
    return without_label(header) + label_of(signed_header) + signed_body


def _aside(text: bytes) -> bytes:
    """What stands before and behind the parts, which few programs show."""
    words = text.decode("latin-1")
    return text if mask(words) == words else b"\r\n"


def _words(message: bytes, leaf: Part, carrier: Carrier | None) -> bytes:
    """A text, in UTF-8 if something in it had to be hidden."""
    text = texts.words_of(leaf, carrier)
    told = texts.told(text, leaf.type)
    # A telephone company's own signs mean nothing in a mail that does not say from whom it is.
    if told == text and (carrier is None or text == texts.words_of(leaf, None)):
        return message
    if texts.files_within(leaf):
        return message  # for `plainly`, which makes files of them
    family, _, subtype = leaf.type.partition("/")
    label, body = text_part(subtype, told)
    stays = "".join(
        f"; {name}={value}"
        for name in ("format", "delsp", "method")
        if (value := leaf.parameters.token(name)) and re.fullmatch(r"[\w-]+", value)
    )
    label = label.replace("text/", f"{family}/", 1).replace(
        "charset=utf-8", f"charset=utf-8{stays}"
    )
    header, _ = split(message)
    body = _DASHES.sub(b"=2D-", body)  # in base64 there are none
    if not message.endswith(b"\r\n"):
        body = body.removesuffix(b"\r\n")
    return labelled(header, f"{label}\r\n", leaf) + b"\r\n" + body


def _file(header: bytes, body: bytes, leaf: Part) -> bytes:
    """A file as it is, under a name that names nobody."""
    name = decode_words(leaf.name or "")
    if mask(name) == name:
        return header + body
    encoding = f"Content-Transfer-Encoding: {leaf.encoding}\r\n" if leaf.encoding else ""
    return labelled(header, f"Content-Type: {leaf.type}\r\n{encoding}", leaf) + body


def _enclosed(mail: bytes, carrier: Carrier | None, depth: int) -> bytes:
    """A mail that was sent on: who wrote it, when, what it says; on which way it came is left out."""
    fields, body = taken_apart(with_crlf(mail))
    lines = []
    for field in fields:
        if field.name == "from":
            box = next(iter(mailboxes(header_text(field.value))), None)
            name = box.name if box and mask(box.name) == box.name else ""
            lines.append(f"From: {mailbox(name, NOBODY)}\r\n".encode("ascii", "replace"))
        elif field.name == "subject":
            subject = mask(decode_words(header_text(field.value)))
            lines.append(f"{folded('Subject', subject)}\r\n".encode("ascii", "replace"))
        elif _KEPT_WITHIN.fullmatch(field.name):
            lines.append(field.lines)
    return _part(b"".join(lines) + b"\r\n" + body, carrier, depth=depth + 1)
