"""A mail told anew in plain words: what it says and its files, in a shape that leaves no doubt."""

import re

from forum.archive.canonical import Enclosure, enclosed, multipart, text_part
from forum.archive.cards import told_in_words
from forum.language import words
from forum.text.masking import mask
from mailgate.inbound.charsets import decode_text
from mailgate.inbound.decoding import Attachment, decode
from mailgate.inbound.insides import MAILS
from mailgate.outbound.headers import taken_apart
from mailgate.outbound.hiding import texts

_CONTENT = re.compile("mime-version|content-.*")


def plainly(mail: bytes) -> bytes:
    """The mail (CRLF lines) as text/plain with its files behind; mails within it are told in words."""
    fields, _ = taken_apart(mail)
    view = decode(mail)
    text = "\n\n".join(
        filter(None, [view.text.strip("\n"), told_in_words(view.cards, words(None))])
    )
    parts = [text_part("plain", mask(text))]
    parts += [
        enclosed(Enclosure(mask(file.name), file.content_type, _content(file)))
        for file in view.attachments
        if file.content_type not in MAILS
    ]
    about, body = parts[0] if len(parts) == 1 else multipart("mixed", text, parts)
    head = b"".join(field.lines for field in fields if not _CONTENT.fullmatch(field.name))
    return head + f"MIME-Version: 1.0\r\n{about}\r\n\r\n".encode("ascii") + body


def _content(file: Attachment) -> bytes:
    """A file; what is a text may be one that programs show with the mail."""
    if not file.content_type.startswith("text/"):
        return file.data
    text = decode_text(file.data)
    told = texts.told(text, file.content_type)
    return file.data if told == text else told.encode("utf-8", "replace")
