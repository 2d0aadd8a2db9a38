"""A post as the mail that its subscribers get: its own bytes under the list's headers.

On boards that show addresses the body is never touched and the author's address and signature
stay; elsewhere only what names nobody is passed on, in the header and in the words.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from forum.archive.canonical import folded, mailbox
from forum.archive.wire_ids import wire_id
from forum.boards import ReplyTo
from forum.language import N_, words
from forum.site import Site
from forum.text.masking import mask
from mailgate.inbound.carrier_emoji import Carrier, carrier_of
from mailgate.inbound.encoded_words import decode_header, header_text
from mailgate.inbound.guessing import strictly
from mailgate.inbound.identifiers import message_id, message_ids
from mailgate.inbound.japanese import ANY_ESCAPE
from mailgate.inbound.mailboxes import mailboxes
from mailgate.outbound.content import Content, Found, with_crlf
from mailgate.outbound.copies import REPLY
from mailgate.outbound.headers import Field, taken_apart
from mailgate.outbound.hiding.mails import hidden as hidden_in
from mailgate.outbound.list_headers import ListNames, list_headers

# A sender's own list headers, traces of delivery, receipts that every subscriber's program would
# send, passwords of list commands.
_DROPPED = re.compile(
    "bcc|resent-bcc|sender|return-path|delivered-to|x-original-to|errors-to|envelope-to"
    "|apparently-to|list-.*|archived-at|precedence|kakehashi-loop|(?:x-)?approved|x-pmrqc"
    "|disposition-notification-to|return-receipt-to|x-confirm-reading-to"
    "|content-length|lines|(?:x-)?status|x-keywords|x-uid|x-mozilla-status2?"
)
# What a mail may keep on a board where nobody shall learn an address by subscribing.
_NAMELESS = re.compile(
    "content-(?:language|description|id|class)|(?:x-(?:msmail-)?)?priority|importance"
    "|auto-submitted|keywords|comments|thread-topic|thread-index|user-agent|x-mailer"
)
_ALWAYS = re.compile(
    "subject|date|message-id|in-reply-to|references"
    "|mime-version|content-(?:type|transfer-encoding|disposition)"
)
# Ids of mails look like addresses; what describes the content is seen to with the content.
_ALWAYS_WHOLE = re.compile("message-id|in-reply-to|references|date|mime-version|content-.*")
_TITLES = re.compile("subject|thread-topic")
_CODECS = {"utf-8": "utf-8", "shift_jis": "cp932"}
_UNTITLED = N_("（件名は表示していません）")
_PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}")
_AUTHSERV_ID = re.compile(r"(?:\s|\([^()]*\))*([^\s;()]+)")


@dataclass(frozen=True, slots=True)
class Dispatch:
    """What composing needs to know of a post and of the board that sends it on."""

    board: ListNames
    reply_to: ReplyTo
    hides_addresses: bool
    is_web_born: bool
    post_id: int
    post_public_id: str
    message_id: str
    author_name: str
    received_at: datetime
    hides_subject: bool = False  # it carries a title that its topic does not show any more
    policy: str | None = None  # of the author's domain: none, quarantine or reject (DMARC)
    found: Found | None = None

    @property
    def is_refused_under_its_name(self) -> bool:
        """Whether receivers turn the author's mail away when it comes from us (RFC 7960)."""
        return self.policy in ("quarantine", "reject")


def compose(dispatch: Dispatch, raw: bytes, site: Site) -> Content:
    """What all copies of the post share; each copy's own header lines go before it."""
    fields, body = taken_apart(raw)
    authors = _authors(fields)
    hides = dispatch.hides_addresses or dispatch.is_web_born or not authors
    hidden = authors if hides else None
    kept = [field for field in fields if _stays(field, dispatch, site, hidden)]
    if dispatch.hides_addresses:
        carrier = _carrier(authors)
        kept = [one for field in kept if (one := _without_addresses(field, carrier))]
    received = format_datetime(dispatch.received_at)
    own = [
        f"Received: by {site.mail_domain} (Kakehashi)",
        f" id {dispatch.post_public_id}; {received}",
        *list_headers(dispatch.board, dispatch.post_public_id, site),
        *_addressing(dispatch, fields, site, hides),
        *_missing(dispatch, fields, kept, site.mail_domain),
        *_label(fields, body),
    ]
    head = "\r\n".join(own).encode("ascii", "replace") + b"\r\n"
    data = head + b"".join(_lines(field, site) for field in kept) + b"\r\n" + body
    if dispatch.hides_addresses:
        data = hidden_in(with_crlf(data), carrier)
    return Content(data, None if hides else dispatch.found)


def _carrier(authors: list[bytes]) -> Carrier | None:
    return (
        carrier_of(authors[0].rpartition(b"@")[2].decode("ascii", "replace")) if authors else None
    )


def _without_addresses(field: Field, carrier: Carrier | None) -> Field | None:
    """The field, its words without anybody's address; None where only its words could be told."""
    if _ALWAYS_WHOLE.fullmatch(field.name):
        return field
    told = mask(decode_header(field.value, None, carrier))
    if told == decode_header(field.value):
        return field
    if field.name != "subject":
        return None
    return field._replace(lines=f"{folded('Subject', told)}\r\n".encode("ascii"))


def _authors(fields: list[Field]) -> list[bytes]:
    """The addresses in From, in lower case."""
    found = [field.value for field in fields if field.name == "from"]
    boxes = [box for value in found for box in mailboxes(header_text(value))]
    return [box.address.lower().encode() for box in boxes if box.address]


def _stays(field: Field, dispatch: Dispatch, site: Site, hidden: list[bytes] | None) -> bool:
    """Whether a field goes out; `hidden` are the authors' addresses where nobody shall see them."""
    name = field.name
    if _DROPPED.fullmatch(name) or (dispatch.hides_subject and _TITLES.fullmatch(name)):
        return False
    if name == "from" and dispatch.is_refused_under_its_name:
        return False
    if name == "reply-to":
        return hidden is None and dispatch.reply_to is ReplyTo.AUTHOR
    if name == "message-id":
        is_own = message_id(header_text(field.value)) == dispatch.message_id
        return is_own and field.value.isascii()
    if name == "authentication-results" and _claims_ours(field, site):
        return False
    if hidden is None or _ALWAYS.fullmatch(name):
        return True
    return bool(_NAMELESS.fullmatch(name)) and not any(
        address in field.value.lower() for address in hidden
    )


def _lines(field: Field, site: Site) -> bytes:
    """The field's own lines; ids beyond ASCII as those mails' copies carry them."""
    if field.name not in ("in-reply-to", "references") or field.value.isascii():
        return field.lines
    named = [wire_id(one, site.mail_domain) for one in message_ids(header_text(field.value))]
    written = "In-Reply-To" if field.name == "in-reply-to" else "References"
    chain = "\r\n ".join(f"<{one}>" for one in named[-100:])
    return f"{written}: {chain}\r\n".encode("ascii") if chain else b""


def _claims_ours(field: Field, site: Site) -> bool:
    """Whether an Authentication-Results says that we, or whom we trust, had written it (RFC 8601 5)."""
    found = _AUTHSERV_ID.match(header_text(field.value))
    claimed = found[1].lower() if found else ""
    return claimed == site.mail_domain.lower() or claimed in {i.lower() for i in site.authserv_ids}


def _addressing(dispatch: Dispatch, fields: list[Field], site: Site, hides: bool) -> list[str]:
    """From, To, Cc and Reply-To, as far as they are ours to write."""
    board = site.address(dispatch.board.slug)
    lines = []
    if hides or dispatch.is_refused_under_its_name:
        name = f"{dispatch.author_name} via {dispatch.board.name}".strip()
        lines.append(f"From: {mailbox(name, board)}")
    if hides:
        lines += _our_addressees(fields, board, site)
    elif not any(field.name in ("to", "cc") for field in fields):
        lines.append(f"To: <{board}>")
    return lines + _reply_to(dispatch, fields, site, hides)


def _reply_to(dispatch: Dispatch, fields: list[Field], site: Site, hides: bool) -> list[str]:
    """Where answers go: to the board first, since telephones answer one address alone."""
    board = f"<{site.address(dispatch.board.slug)}>"
    to_list = dispatch.reply_to is ReplyTo.LIST
    if hides:
        private = f"reply+{site.sealer.seal(REPLY, dispatch.post_id)}@{site.mail_domain}"
        return [f"Reply-To: {board if to_list else mailbox(dispatch.author_name, private)}"]
    author = _author(fields) if dispatch.is_refused_under_its_name else None
    if to_list:
        return ["Reply-To: " + ",\r\n ".join(filter(None, [board, author]))]
    answered = any(field.name == "reply-to" for field in fields)
    return [f"Reply-To: {author}"] if author and not answered else []


def _author(fields: list[Field]) -> str | None:
    """The first mailbox in From that can stand in a header of ours."""
    found = [header_text(field.value) for field in fields if field.name == "from"]
    boxes = (box for value in found for box in mailboxes(value))
    author = next((box for box in boxes if _PLAIN.fullmatch(box.address)), None)
    return mailbox(author.name, author.address) if author else None


def _our_addressees(fields: list[Field], board: str, site: Site) -> list[str]:
    """To and Cc without anybody's mailbox: of the addressees, our own lists stay."""
    ours = f"@{site.mail_domain}".lower()
    named = {
        field.name: [
            m.address.lower()
            for m in mailboxes(header_text(field.value))
            if m.address.lower().endswith(ours) and m.address.isascii()
        ]
        for field in fields
        if field.name in ("to", "cc")
    }
    to = list(dict.fromkeys(named.get("to") or [board]))[:20]
    cc = [a for a in dict.fromkeys(named.get("cc", [])) if a not in to][:20]
    lines = ["To: " + ",\r\n ".join(f"<{a}>" for a in to)]
    return [*lines, "Cc: " + ",\r\n ".join(f"<{a}>" for a in cc)] if cc else lines


def _missing(dispatch: Dispatch, fields: list[Field], kept: list[Field], domain: str) -> list[str]:
    """What a mail must have and this one came without."""
    lines = []
    if not any(field.name == "message-id" for field in kept):
        lines.append(f"Message-ID: <{wire_id(dispatch.message_id, domain)}>")
    if not any(field.name == "date" for field in fields):
        lines.append(f"Date: {format_datetime(dispatch.received_at)}")
    if dispatch.hides_subject:
        lines.append(folded("Subject", f"Re: {words(None).gettext(_UNTITLED)}"))
    return lines


def _label(fields: list[Field], body: bytes) -> list[str]:
    """A charset for a body that came without one and is no ASCII: nobody could read it otherwise.

    The bytes stay as they are; only what they are is said, where they leave no doubt.
    """
    if any(
        field.name in ("content-type", "content-transfer-encoding", "mime-version")
        for field in fields
    ):
        return []
    if body.isascii():
        charset = "iso-2022-jp" if ANY_ESCAPE.search(body) else None
    else:
        charset = next((c for c in ("utf-8", "shift_jis") if strictly(body, _CODECS[c])), None)
    if charset is None:
        return []
    width = "7bit" if body.isascii() else "8bit"
    return [
        "MIME-Version: 1.0",
        f"Content-Type: text/plain; charset={charset}",
        f"Content-Transfer-Encoding: {width}",
    ]
