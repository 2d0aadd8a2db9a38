"""One copy of a mail on its way to one mailbox, and what became of it."""

import re
from typing import NamedTuple

from mailgate.outbound.content import Content

# One argument of one command: controls, space and angle brackets would end the address early
# (RFC 5321 4.1.2; GHSA-v3q9-hj7j-63hq). Sizes: RFC 5321 4.5.3.1.
_SAYABLE = re.compile(rb"(?=.{3,254}\Z)[^\x00-\x20\x7f<>]{1,64}@[^\x00-\x20\x7f<>@]+", re.DOTALL)


class Envelope(NamedTuple):
    """A copy for one mailbox: `head` is this recipient's header lines, `content` everybody's rest.

    Addresses are octets without angle brackets (UTF-8 where they are not ASCII); an empty `sender`
    is the null sender. `head` is whole header lines, each ended by CRLF, and may be empty; so is
    `signature`, which stands above it and is of the copy as it is.
    """

    sender: bytes
    recipient: bytes
    head: bytes
    content: Content
    signature: bytes = b""


class Outcome(NamedTuple):
    """What became of a copy: reply code and text, and the enhanced status (RFC 3463) if one came.

    `local` says that the answer is ours. `tried` is False where the copy never left, so that
    sending it again cannot make a second one.
    """

    code: int
    status: str
    text: str
    local: bool = False
    tried: bool = True

    @property
    def delivered(self) -> bool:
        return 200 <= self.code < 300

    @property
    def permanent(self) -> bool:
        return 500 <= self.code < 600

    @property
    def temporary(self) -> bool:
        return not self.delivered and not self.permanent


NOT_TRIED = Outcome(421, "4.4.2", "connection lost before the mail was sent", True, False)
UNKNOWN = Outcome(421, "4.4.2", "connection lost before the mail was answered", True)
BAD_RECIPIENT = Outcome(553, "5.1.3", "recipient address has forbidden characters", True)
BAD_SENDER = Outcome(553, "5.1.7", "sender address has forbidden characters", True)
NEEDS_SMTPUTF8 = Outcome(553, "5.6.7", "relay has no SMTPUTF8, which this address needs", True)
TOO_BIG = Outcome(552, "5.3.4", "message is larger than the relay takes", True)


def address_fault(envelope: Envelope) -> Outcome | None:
    """Why this envelope can't be said in SMTP at all, or None."""
    if not _SAYABLE.fullmatch(envelope.recipient):
        return BAD_RECIPIENT
    if envelope.sender and not _SAYABLE.fullmatch(envelope.sender):
        return BAD_SENDER
    return None


def with_ascii_domain(address: bytes) -> bytes:
    """The address with its domain in letters that every relay knows (RFC 5891), where that helps."""
    if address.isascii():
        return address
    local, _, domain = address.rpartition(b"@")
    try:
        return local + b"@" + domain.decode().encode("idna")
    except UnicodeError:
        return address
