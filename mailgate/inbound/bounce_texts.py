"""Bounces in words alone: whom they name, and what is said about each."""

import re
from typing import NamedTuple

from mailgate.inbound.mailboxes import mailboxes
from mailgate.inbound.notices import Notice

MOST = 50
_ADDRESS = r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9][\w.-]{0,200}[A-Za-z0-9]"
_FIND = re.compile(_ADDRESS)
_LINE = re.IGNORECASE | re.MULTILINE
# What names a recipient, the surest first; patterns of one tier are read together.
_SURE = (
    re.compile(
        rf"^[^\S\n]*(?:final-recipient|original-recipient)[^\S\n]*:[^\S\n]*"
        rf"(?:rfc822[^\S\n]*;)?[^\S\n]*<?({_ADDRESS})",
        _LINE,
    ),
    re.compile(
        rf"(?:RCPT TO: ?<?|^[^\S\n]*(?:\d{{3}}[- ])?<)({_ADDRESS})>?(?=[^\S\n]*(?:[:.;,…\[(-]|$))",
        _LINE,
    ),
    re.compile(
        rf"^[^\S\n]*(?:failed |addressed )?(?:recipient|addressee|宛先|送信先|for|user|address|to)s?"
        rf"[^\S\n]*(?:address)?[^\S\n]*[:：][^\S\n]*['\"<(]*({_ADDRESS})",
        _LINE,
    ),
    re.compile(
        rf"^[^\S\n]*({_ADDRESS})[^\S\n]*[:;]?[^\S\n]*"
        rf"(?:$|[\[(:]|on |is |\.\.\.|invalid|SMTP error)",
        _LINE,
    ),
)
_LIKELY = (
    re.compile(rf"^[^\S\n]*['\"]?({_ADDRESS})(?![\w.@])", _LINE),
    re.compile(
        rf"(?:user|recipient|address|mailbox|account|deliver\w*|message|mail|e-?mail|sent|send|failed|to|for|unknown)"
        rf"(?:\W{{1,3}}\w+){{0,3}}\W{{1,5}}({_ADDRESS})",
        _LINE,
    ),
    _FIND,
)
_TRANSCRIPT = re.compile(r"\d{3} <[^<>\s]+>\.\.\. ")
_ROUTE = re.compile(r"^.*(?:smtp[=:]|rfc822[;=]|mailto:)", re.IGNORECASE)
_OF_LIST = re.compile(r"-(?:bounces|admin|owner|request|errors)(?=@|\+)")


class Passage(NamedTuple):
    """One recipient and the words about it."""

    recipient: str
    words: str


def passages(notice: Notice, sure: bool = True) -> list[Passage]:
    """The recipients that a bounce names, each with its words; not `sure`: who is likely meant.

    Our own addresses and the mail system's are none: they stand in the bounce's To and From.
    """
    named = _named(notice) if sure else _likely(notice)
    return [Passage(one, passage_of(notice.text, one, named) or notice.text) for one in named]


def passage_of(text: str, recipient: str | None, others: list[str] | None = None) -> str:
    """What is said from the first naming of a recipient to that of the next one."""
    if not recipient:
        return text[:4000]
    low = text.lower()
    start = low.find(recipient.lower())
    if start < 0:
        return text[:4000]
    line = low.rfind("\n", 0, start) + 1
    end = text.find("\n", start)
    if _TRANSCRIPT.match(text, line):
        return text[line : end if end > 0 else len(text)]
    ends = [
        at
        for other in others or ()
        if other != recipient and (at := low.find(other.lower(), start)) > start
    ]
    return text[line : min(ends, default=len(text))][:4000]


def _named(notice: Notice) -> list[str]:
    header = notice.headers.get("x-failed-recipients") or ""
    if listed := _distinct(_FIND.findall(header), set()):
        return listed[:MOST]
    ours = _strangers(notice)
    for pattern in _SURE:
        if found := _distinct(pattern.findall(notice.text), ours):
            return found[:MOST]
    return []


def _likely(notice: Notice) -> list[str]:
    ours = _strangers(notice)
    for pattern in _LIKELY:
        if found := _distinct(pattern.findall(notice.text), ours):
            return found[:1]
    return _returned_to(notice)


def _returned_to(notice: Notice) -> list[str]:
    """Whom the returned mail was for."""
    if notice.returned is None:
        return []
    to = mailboxes(notice.returned.get("to") or "")
    named = _distinct([box.address for box in to if "@" in box.address], _strangers(notice))
    return named if len(named) == 1 else []


def _strangers(notice: Notice) -> set[str]:
    values = [notice.headers.get(name) or "" for name in ("from", "to", "reply-to", "return-path")]
    if notice.returned is not None:
        values += [notice.returned.get(name) or "" for name in ("from", "return-path", "sender")]
    written = {b.address.lower() for value in values for b in mailboxes(value) if b.address}
    return written | {_OF_LIST.sub("", address) for address in written}


def _distinct(found: list[str], ours: set[str]) -> list[str]:
    kept: dict[str, str] = {}
    for address in found:
        address = _ROUTE.sub("", address).rstrip(".'").lstrip("'")
        low = address.lower()
        local = low.partition("@")[0]
        is_masked = "..." in low
        if low not in ours and local not in ("", "mailer-daemon", "postmaster") and not is_masked:
            kept.setdefault(low, address)
    return list(kept.values())
