"""A mail's bytes read into a view: what it says, from whom, in answer to what, with which files.

The bytes stay the record; a view can be made again after this package has learned more.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mailgate.inbound import bodies, insides, mime
from mailgate.inbound.carrier_emoji import Carrier, carrier_of
from mailgate.inbound.encoded_words import decode_header, header_text
from mailgate.inbound.filenames import made_up_name, safe_name
from mailgate.inbound.headers import Headers, opened, split
from mailgate.inbound.identifiers import message_id, message_ids, references
from mailgate.inbound.mailboxes import Mailbox, mailboxes
from mailgate.inbound.mime import Part
from mailgate.inbound.sent_dates import received_at, sent_at

_LONGEST_ENCLOSED = 1_000_000  # octets of a mail within a mail that are read
_LONGEST_ENCLOSED_TEXT = 20_000  # characters of it that are shown; it is attached whole
_UNKNOWN = "application/octet-stream"
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]{0,60}/[a-z0-9][a-z0-9.+-]{0,100}")
_DOMAIN = re.compile(rb"@([\w.-]+)")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail; `name` is safe to show and to store under."""

    name: str
    content_type: str
    data: bytes
    content_id: str | None
    inline: bool


@dataclass(frozen=True, slots=True)
class DecodedMessage:
    """A mail as people read it; ids stand without brackets, times are in UTC."""

    headers: Headers
    message_id: str | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    subject: str
    from_: tuple[Mailbox, ...]
    sender: tuple[Mailbox, ...]
    reply_to: tuple[Mailbox, ...]
    to: tuple[Mailbox, ...]
    cc: tuple[Mailbox, ...]
    date: datetime | None
    text: str
    text_from_html: bool
    html: str | None
    attachments: tuple[Attachment, ...]
    defects: tuple[str, ...]
    cards: tuple[dict[str, Any], ...] = ()  # what it carries within (forum/archive/cards.py)

    @property
    def received_at(self) -> datetime | None:
        """When the last host that took it in did so."""
        received = self.headers.raw("received")
        return received_at(received) if received else None

    @property
    def author(self) -> Mailbox | None:
        """Who wrote it: From, or where that names nobody, Sender or Reply-To."""
        for mailbox in (*self.from_, *self.sender, *self.reply_to):
            if mailbox.address:
                return mailbox
        return None


def decode(raw: bytes, *, is_enclosed: bool = False) -> DecodedMessage:
    """Read a mail (RFC 5322 with MIME) from its bytes; never raises, whatever they are.

    What an enclosed one has within stays unread there.
    """
    budget = mime.Budget()
    tree = _tree(raw, budget)
    headers, carrier = tree.headers, tree.headers.carrier
    chosen = bodies.choose(tree)
    headers.charset = _charset_hint(chosen)
    body = bodies.read(chosen, carrier)
    attachments = _attachments(chosen, body, carrier)
    if wrapped := None if is_enclosed else insides.unwrapped(chosen):
        attachments += _unwrapped_files(wrapped, len(attachments))
        body = _with_wrapped_words(body, wrapped)
    if any(not part.intact for part in (*chosen.texts, *chosen.attached)):
        budget.note("damaged encoding")
    return DecodedMessage(
        headers=headers,
        message_id=message_id(_plain(headers, "message-id")),
        in_reply_to=tuple(message_ids(_plain(headers, "in-reply-to")))[:20],
        references=references(_plain(headers, "references")),
        subject=headers.get("subject") or "",
        from_=_mailboxes(headers, "from"),
        sender=_mailboxes(headers, "sender"),
        reply_to=_mailboxes(headers, "reply-to"),
        to=_mailboxes(headers, "to"),
        cc=_mailboxes(headers, "cc"),
        date=sent_at(_plain(headers, "date")),
        text=body.text,
        text_from_html=body.from_html,
        html=body.html,
        attachments=attachments,
        defects=tuple(budget.defects),
        cards=() if is_enclosed else tuple(_cards(tree, chosen, body.text)),
    )


def _cards(tree: Part, chosen: bodies.Chosen, text: str) -> Iterator[dict[str, Any]]:
    if seal := insides.seal_of(tree, text):
        yield seal
    if chosen.attached:
        yield from insides.events_in(chosen)
        yield from map(_enclosed_mail, insides.mails_in(tree, chosen))


def _enclosed_mail(part: Part) -> dict[str, Any]:
    """A mail within a mail: what it says is shown, whose it is and what it answers counts nothing."""
    mail = decode(part.data[:_LONGEST_ENCLOSED], is_enclosed=True)
    author = mail.author
    return {
        "card": "forwarded",
        "from": f"{author.name} <{author.address}>".strip() if author else "",
        "sent": mail.date.isoformat() if mail.date else None,
        "subject": mail.subject[:500],
        "text": mail.text[:_LONGEST_ENCLOSED_TEXT].strip("\n"),
        "files": [file.name for file in mail.attachments[:50]],
    }


def _unwrapped_files(wrapped: insides.Unwrapped, before: int) -> tuple[Attachment, ...]:
    return tuple(
        Attachment(
            name=safe_name(file.name) or made_up_name(file.content_type, number),
            content_type=file.content_type if _TYPE.fullmatch(file.content_type) else _UNKNOWN,
            data=file.data,
            content_id=file.content_id,
            inline=bool(file.content_id),
        )
        for number, file in enumerate(wrapped.files, start=before + 1)
    )


def _with_wrapped_words(body: bodies.Text, wrapped: insides.Unwrapped) -> bodies.Text:
    """The words of a winmail.dat where the mail has none of its own."""
    if body.text.strip():
        return body
    words = bodies.lines(wrapped.text)
    html = body.html or wrapped.html or None
    if html and not words.strip():
        return bodies.Text(bodies.as_text(html), True, html, body.files)
    return bodies.Text(words, False, html, body.files)


def _tree(raw: bytes, budget: mime.Budget) -> Part:
    head, body, odd = split(opened(raw))
    if odd:
        budget.note("no line between headers and body")
    tree = mime.parse(head, body, budget)
    domain = _DOMAIN.search(tree.headers.raw("from") or b"")
    tree.headers.carrier = carrier_of(domain[1].decode("ascii")) if domain else None
    return tree


def _charset_hint(chosen: bodies.Chosen) -> str | None:
    """The charset of the text, which undeclared bytes in the headers are likely to share."""
    for part in (*chosen.texts, *chosen.htmls):
        if charset := part.parameters.token("charset"):
            return charset
    return None


def _plain(headers: Headers, name: str) -> str:
    raw = headers.raw(name)
    return header_text(raw) if raw else ""


def _mailboxes(headers: Headers, name: str) -> tuple[Mailbox, ...]:
    values = headers.raw_all(name)
    if not values:
        return ()
    carrier = headers.carrier
    if len(values) == 1:
        return mailboxes(header_text(values[0], headers.charset, carrier), carrier)
    text = ", ".join(header_text(value, headers.charset, carrier) for value in values[:20])
    return mailboxes(text, carrier)


def _attachments(
    chosen: bodies.Chosen, body: bodies.Text, carrier: Carrier | None
) -> tuple[Attachment, ...]:
    found = [_attachment(part, number) for number, part in enumerate(chosen.attached, start=1)]
    for file in body.files:
        name = safe_name(decode_header(file.name, None, carrier))
        name = name or made_up_name("", len(found) + 1)
        found.append(Attachment(name, "application/octet-stream", file.data, None, False))
    return tuple(found)


def _attachment(part: Part, number: int) -> Attachment:
    content_id = part.headers.get("content-id")
    name = safe_name(part.name or _subject_of(part) or "")
    return Attachment(
        name=name or made_up_name(part.type, number),
        content_type=part.type,
        data=part.data,
        content_id=content_id.strip("<> ") if content_id else None,
        inline=not part.is_attached and bool(content_id or part.disposition),
    )


def _subject_of(part: Part) -> str | None:
    """The name for a mail within a mail: its own subject."""
    if part.type not in ("message/rfc822", "message/global"):
        return None
    head, _, _ = split(part.data)
    subject = Headers(head).get("subject")
    return f"{subject.replace('/', '-')[:100]}.eml" if subject else None
