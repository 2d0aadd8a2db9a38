"""Whether a mail has been through us before, by any trace that we leave on what we send."""

import re

from forum.base import PUBLIC_ID_LETTERS
from forum.tokens import SINGLE_USE_LETTERS
from mailgate.inbound.headers import Headers
from mailgate.outbound.list_headers import LOOP_HEADER

# People's mail passes a dozen hosts at most; a mail that goes round is stopped before a relay
# gives up on it (Postfix: 50).
MOST_HOPS = 30
# Letters of ours, and posts from the web: both are two words with a dot between them. Digests.
_WORD = rf"[{PUBLIC_ID_LETTERS}]{{{SINGLE_USE_LETTERS},{SINGLE_USE_LETTERS + 1}}}"
_MADE_BY_US = re.compile(rf"{_WORD}\.{_WORD}|digest\.[{PUBLIC_ID_LETTERS}]+")
_ADDRESSED = re.compile(rb"<([^<>]*)>")


def trace_of_ours(headers: Headers, message_id: str | None, mail_domain: str) -> str | None:
    """The trace as a code for the mail log, or None; an answer to a mail of ours carries none."""
    domain = mail_domain.lower()
    if LOOP_HEADER in headers:
        return "loop_header"
    hops = headers.raw_all("received")
    if len(hops) > MOST_HOPS:
        return "hops"
    ours = f"by {domain} (kakehashi)".encode()
    if any(ours in b" ".join(hop.lower().split()) for hop in hops):
        return "received"
    if any(_is_list_of(field, domain) for field in headers.raw_all("list-id")):
        return "list_id"
    # Whoever answers one of our mails makes an id of their own.
    own, _, where = (message_id or "").lower().rpartition("@")
    if where == domain and _MADE_BY_US.fullmatch(own):
        return "message_id"
    return None


def _is_list_of(field: bytes, domain: str) -> bool:
    named = _ADDRESSED.findall(field) or [field]
    return any(name.strip().lower().endswith(f".{domain}".encode()) for name in named)
