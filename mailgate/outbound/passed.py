"""Which lists of other servers a mail has come through: to them it does not go back.

A list that subscribes to a board of ours, and the board to it, would else get its own mail again
and send it to everybody a second time; few list servers know a Message-ID that they have seen.
"""

import re

from forum.addresses import EmailAddress
from mailgate.inbound.headers import Headers, opened, split

_NAMING = ("to", "cc", "list-post", "x-beenthere", "x-mailing-list", "mailing-list", "x-loop")
_MAILBOX = re.compile(rb"[^\s<>:;,\"()]{1,64}@[^\s<>:;,\"()]{1,255}")
_MOST = 4096  # bytes of a field
_BETWEEN = "+-=_."


def lists_passed(raw: bytes, mail_from: str) -> frozenset[str]:
    """The addresses, in lower case, of lists that both the header and the envelope name.

    The envelope of a list's mail is the list's own: walk+bounces-7@ (mlmmj), walk-bounces@
    (Mailman), owner-walk@ (Majordomo), walk-return-7@ (ezmlm) all speak for walk@.
    """
    envelope = EmailAddress.parse(mail_from)
    if envelope is None:
        return frozenset()
    head, _, _ = split(opened(raw))
    headers = Headers(head)
    values = (value[:_MOST] for name in _NAMING for value in headers.raw_all(name)[:5])
    named = {box.decode("utf-8", "replace").lower() for v in values for box in _MAILBOX.findall(v)}
    return frozenset(address for address in named if _speaks_for(envelope, address))


def _speaks_for(envelope: EmailAddress, address: str) -> bool:
    local, _, domain = address.partition("@")
    sender = envelope.local.lower().removeprefix("owner-")
    if envelope.domain.lower() != domain or not sender.startswith(local):
        return False
    rest = sender[len(local) :]
    return rest[:1] in _BETWEEN if rest else sender != envelope.local.lower()
