"""Message-IDs as they stand in headers, and what can be saved of broken ones."""

import re

from forum.archive.wire_ids import original_id

MOST_REFERENCES = 100
LONGEST = 512  # characters of one id
# An id may hold brackets of its own, as long as the next one doesn't begin there.
_BRACKETED = re.compile(r"<((?:[^<>]|[<>](?=[^\s<>,;(]))*)(?:>|$|(?=[<>]))")
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f]+")
_MOST = 131072  # characters of a header that are searched


def message_ids(value: str) -> list[str]:
    """Every id in a header value, in order and once each, without brackets."""
    value = value[-_MOST:]
    found = _BRACKETED.findall(value)
    if not found:
        found = [word for word in re.split(r"[\s,;]+", value) if "@" in word]
    ids = dict.fromkeys(map(_cleaned, found))
    ids.pop("", None)
    return list(ids)


def message_id(value: str) -> str | None:
    """The id of a Message-ID header; without brackets or an @ it is still the sender's id."""
    if bracketed := _BRACKETED.search(value):
        return _cleaned(bracketed[1]) or None
    words = value.split()
    return _cleaned(words[0]) or None if words else None


def _cleaned(identifier: str) -> str:
    if _UNSEEN.search(identifier):
        identifier = _UNSEEN.sub("", identifier)
    return original_id(identifier.strip("<>"))[:LONGEST]


def references(value: str) -> tuple[str, ...]:
    """The ids of References, the thread's first kept and then the nearest ones."""
    ids = message_ids(value)
    return tuple(ids if len(ids) <= MOST_REFERENCES else [ids[0], *ids[1 - MOST_REFERENCES :]])
