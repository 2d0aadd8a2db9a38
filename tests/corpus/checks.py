"""Whether a decoded mail agrees with a fact; white space and line ends never matter."""

import hashlib
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from mailgate.inbound.decoding import Attachment, DecodedMessage, decode
from mailgate.inbound.encoded_words import decode_header
from mailgate.inbound.filenames import safe_name
from mailgate.inbound.headers import split
from mailgate.inbound.mailboxes import Mailbox
from mailgate.inbound.mime import Budget, Part, parse

_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^>]*>")
_UNREAD = re.compile(r"\{[^}]*\}|\ufffd+")
_WORD = re.compile(r"\w+")


def agrees(key: str, raw: bytes, expected: Any) -> bool:
    """Whether the mail `raw` says about `key` what was `expected`."""
    if check := _ON_BYTES.get(key):
        return check(raw, expected)
    return _ON_VIEW[key](decode(raw), expected)


def shown(key: str, raw: bytes) -> str:
    """What we read where a fact disagrees: for the person who reviews it."""
    mail = decode(raw)
    views: dict[str, Any] = {
        "title": mail.subject,
        "sender": mail.from_,
        "from name": mail.from_,
        "message id": mail.message_id,
        "to mailboxes": mail.to,
        "cc mailboxes": mail.cc,
        "from mailboxes": mail.from_,
        "html": mail.html,
        "leaves": [leaf.body[:40] for leaf in _leaves(_tree(raw))],
        "parts": [(leaf.type, leaf.encoding, leaf.name) for leaf in _leaves(_tree(raw))],
        "tree": list(_kinds(_tree(raw))),
    }
    if "attach" in key or "upload" in key:
        return repr([(a.name, a.content_type, len(a.data), a.inline) for a in mail.attachments])
    return repr(views.get(key, mail.text))


def plain(text: str | None) -> str:
    """Text as one line of words, wave dashes and carriers' pictures levelled."""
    text = (text or "").replace("〜", "～").replace("−", "－").replace("\xa0", " ")
    return _SPACE.sub(" ", text).strip()


def _author(mail: DecodedMessage) -> Mailbox:
    return mail.author or (*mail.from_, Mailbox("", ""))[0]


def _title(mail: DecodedMessage, expected: str | None) -> bool:
    return _like(mail.subject, expected or "")


def _like(ours: str, expected: str) -> bool:
    """Equal as words; `{…}` in the expectation stands for one carrier picture, and U+FFFD for a
    character that the peer could not read."""
    expected = plain(expected)
    if not _UNREAD.search(expected):
        return plain(ours) == expected
    pieces = [re.escape(piece.strip()) for piece in _UNREAD.split(expected)]
    return re.fullmatch(r"\s*\S{1,3}\s*".join(pieces), plain(ours)) is not None


def _body(mail: DecodedMessage, expected: str) -> bool:
    """Peers trim quotes and signatures, we fold them: theirs must stand in ours."""
    if not plain(expected):
        return not plain(mail.text)
    return _like(mail.text, expected) or plain(expected) in plain(mail.text)


def _body_contains(mail: DecodedMessage, expected: list[str]) -> bool:
    everything = plain(mail.text) + plain(mail.html)
    return all(plain(piece) in everything for piece in expected)


def _body_markup(mail: DecodedMessage, expected: str) -> bool:
    """Of the words between the peer's markup, 95 of 100 are ours too."""
    words = _WORD.findall(unescape(_TAG.sub(" ", expected)))
    ours = set(_WORD.findall(mail.text)) | set(
        _WORD.findall(unescape(_TAG.sub(" ", mail.html or "")))
    )
    return sum(word in ours for word in words) >= 0.95 * len(words)


def _html(mail: DecodedMessage, expected: str) -> bool:
    return plain(mail.html) == plain(expected)


def _attachments(mail: DecodedMessage, expected: list[dict[str, Any]]) -> bool:
    left = list(mail.attachments)
    return len(left) == len(expected) and all(_take(left, wanted) for wanted in expected)


def _take(left: list[Attachment], wanted: dict[str, Any]) -> bool:
    for attachment in left:
        if (
            _like(attachment.name, wanted.get("filename", attachment.name))
            and wanted.get("bytes") in (None, len(attachment.data))
            and wanted.get("sha256") in (None, hashlib.sha256(attachment.data).hexdigest())
        ):
            left.remove(attachment)
            return True
    return False


def _has_names(mail: DecodedMessage, expected: list[str]) -> bool:
    names = [attachment.name for attachment in mail.attachments]
    return all(any(_same_name(name, wanted) for name in names) for wanted in expected)


def _same_name(ours: str, theirs: str) -> bool:
    """Equal as far as a name may be kept: a drive and folders before it are not."""
    return _like(ours, safe_name(theirs)) or (":" in theirs and theirs.endswith(ours))


def _cc(mail: DecodedMessage, expected: list[str]) -> bool:
    return set(expected) <= {mailbox.address for mailbox in mail.cc}


def _mailboxes(name: str) -> Callable[[DecodedMessage, list[tuple[str, str]]], bool]:
    def check(mail: DecodedMessage, expected: list[tuple[str, str]]) -> bool:
        ours = getattr(mail, name)
        return len(ours) == len(expected) and all(
            _like(box.name, who) and box.address == address
            for box, (who, address) in zip(ours, expected, strict=True)
        )

    return check


def _ruby(read: Callable[[DecodedMessage], Any]) -> Callable[[DecodedMessage, list[Any]], bool]:
    def check(mail: DecodedMessage, alternatives: list[Any]) -> bool:
        ours = read(mail)
        return _bare(ours) in map(_bare, alternatives)

    return check


def _bare(value: Any) -> str:
    """A value without white space, and addresses without comments and routes (RFC 5322, 4.4)."""
    if isinstance(value, list):
        return ",".join(re.sub(r"^@[^:]*:|\([^)]*\)|\s", "", address) for address in value)
    return plain(str(value))


_ON_VIEW: dict[str, Callable[[DecodedMessage, Any], bool]] = {
    "title": _title,
    "message id": lambda mail, expected: (mail.message_id or "") == (expected or ""),
    "from name": lambda mail, expected: _like(_author(mail).name, expected),
    "sender": lambda mail, expected: _author(mail).address == expected,
    "cc contains": _cc,
    "body": _body,
    "body contains": _body_contains,
    "body markup": _body_markup,
    "html": _html,
    "attachments": _attachments,
    "attachment names": lambda m, expected: (
        sorted(a.name for a in m.attachments) == sorted(expected)
    ),
    "has attachments named": _has_names,
    "uploads": lambda mail, expected: sum(bool(a.data) for a in mail.attachments) == expected,
    "attachments at least": lambda mail, expected: len(mail.attachments) >= expected,
    "from mailboxes": _mailboxes("from_"),
    "to mailboxes": _mailboxes("to"),
    "cc mailboxes": _mailboxes("cc"),
    "ruby to": _ruby(lambda mail: [box.address for box in mail.to]),
    "ruby from": _ruby(lambda mail: [box.address for box in mail.from_]),
    "ruby cc": _ruby(lambda mail: [box.address for box in mail.cc]),
    "ruby subject": _ruby(lambda mail: mail.subject),
    "ruby message_id": _ruby(lambda mail: mail.message_id),
    "ruby in_reply_to": _ruby(lambda mail: mail.in_reply_to[0] if mail.in_reply_to else None),
    "ruby attachments.length": _ruby(lambda mail: len(mail.attachments)),
    "ruby attachments.first.filename": _ruby(
        lambda mail: mail.attachments[0].name if mail.attachments else None
    ),
    "ruby body.decoded": _ruby(lambda mail: mail.text),
}


def _tree(raw: bytes) -> Part:
    head, body, _ = split(raw)
    return parse(head, body, Budget())


def _leaves(part: Part) -> Iterator[Part]:
    if part.children:
        for child in part.children:
            yield from _leaves(child)
    elif not part.type.startswith("multipart/"):
        yield part


def _kinds(part: Part) -> Iterator[str]:
    """The tree in words of JMAP-like parsers: each node as multipart, text, html, mail or file."""
    if part.children or part.type.startswith("multipart/"):
        yield "Multipart"
        for child in part.children:
            yield from _kinds(child)
    elif part.type == "message/rfc822":
        yield "Message"
    elif part.type == "text/html":
        yield "Html"
    else:
        yield "Text" if part.type.startswith("text/") else "Binary"


def _same_tree(raw: bytes, expected: list[str]) -> bool:
    def levelled(kinds: list[str]) -> list[str]:
        return [kind.replace("InlineBinary", "Binary") for kind in kinds]

    return levelled(list(_kinds(_tree(raw)))) == levelled(expected)


def _same_leaves(raw: bytes, expected: list[bytes | None]) -> bool:
    leaves = list(_leaves(_tree(raw)))
    return len(leaves) == len(expected) and all(
        content is None or _bytes_alike(leaf, content)
        for leaf, content in zip(leaves, expected, strict=True)
    )


def _bytes_alike(leaf: Part, content: bytes) -> bool:
    return leaf.data.split() == content.split()


def _same_parts(raw: bytes, expected: dict[str, dict[str, str]]) -> bool:
    return all(_same_part(_part_at(_tree(raw), place), facts) for place, facts in expected.items())


def _part_at(tree: Part, place: str) -> Part | None:
    for number in re.findall(r"\d+", place):
        if tree.type == "message/rfc822":
            tree = _tree(tree.data)
        if len(tree.children) < int(number):
            return None
        tree = tree.children[int(number) - 1]
    return tree


def _same_part(part: Part | None, facts: dict[str, str]) -> bool:
    if part is None:
        return False
    ours = {
        "Type": part.type,
        "Encoding": part.encoding or "7bit",
        "Filename": part.name,
        "Subject": part.headers.get("subject"),
        "Charset": part.parameters.token("charset"),
    }
    return all(plain(ours.get(key, value)) == plain(value) for key, value in facts.items())


def _mbox(raw: bytes, expected: list[tuple[str, str]]) -> bool:
    mails = [decode(b"From " + piece) for piece in re.split(rb"(?m)^From (?=\S+ )", raw)[1:]]
    known = {mail.message_id: mail.subject for mail in mails}
    return all(plain(known.get(identifier)) == plain(subject) for subject, identifier in expected)


_ON_BYTES: dict[str, Callable[[bytes, Any], bool]] = {
    "words": lambda _, pair: plain(decode_header(pair[0].encode("latin-1"))) == plain(pair[1]),
    "tree": _same_tree,
    "leaves": _same_leaves,
    "parts": _same_parts,
    "mbox": _mbox,
}
