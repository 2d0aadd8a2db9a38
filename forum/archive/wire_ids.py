"""Message-IDs in letters beyond ASCII, as they can stand in a mail's header, and back.

Some phones and programs give their mails ids in Japanese. No relay takes those, so copies carry a
stand-in that holds the id itself: whoever answers the copy answers the mail, and it needs no table.
"""

import hashlib
import re
from base64 import b32decode, b32encode

from forum.archive.canonical import nameable

_STANDS_IN = re.compile(r"u8\.([a-z2-7]{2,600})@[!-;=?-~]{1,255}")
_MOST = 600  # letters; a line of a header has 998 octets


def wire_id(message_id: str, domain: str) -> str:
    """The id as it stands in the header of what we send."""
    if nameable(message_id):
        return message_id
    octets = message_id.encode("utf-8", "replace")
    told = b32encode(octets).decode().rstrip("=").lower()
    if len(told) > _MOST:  # so long an id is known again by nobody
        return f"{hashlib.sha256(octets).hexdigest()[:32]}.long-id@{domain}"
    return f"u8.{told}@{domain}"


def original_id(message_id: str) -> str:
    """The id that a stand-in stands for; every other id as it is."""
    found = _STANDS_IN.fullmatch(message_id) if message_id.startswith("u8.") else None
    if not found:
        return message_id
    letters = found[1].upper()
    try:
        original = b32decode(letters + "=" * (-len(letters) % 8)).decode()
    except ValueError:
        return message_id
    return message_id if nameable(original) or not original else original
