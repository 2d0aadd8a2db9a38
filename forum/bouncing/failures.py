"""What can go wrong with a delivery: whose fault it is, and the word for the reason."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What a failed delivery says about the mailbox that it was for."""

    HARD = "hard"  # the mailbox or its domain isn't there
    SOFT = "soft"  # it passes: full, slow, suspended, out of order
    POLICY = "policy"  # the mail or its sender was refused, not the recipient
    COMPLAINT = "complaint"  # the reader's provider reports the mail as unwanted (RFC 5965)
    NONE = "none"  # no failure at all: a vacation reply, a delay, a question


class Cause(StrEnum):
    """Why, as one word; forum/bouncing/wording.py says it to people."""

    UNKNOWN_USER = "unknown_user"
    UNKNOWN_HOST = "unknown_host"
    MOVED = "moved"
    TAKES_NO_MAIL = "takes_no_mail"
    FILTERED = "filtered"
    MAILBOX_FULL = "mailbox_full"
    SUSPENDED = "suspended"
    TIMED_OUT = "timed_out"
    UNREACHABLE = "unreachable"
    OVERLOADED = "overloaded"
    SYSTEM = "system"
    UNCLEAR = "unclear"
    TOO_BIG = "too_big"
    CONTENT = "content"
    SPAM = "spam"
    VIRUS = "virus"
    AUTHENTICATION = "authentication"
    REPUTATION = "reputation"
    REFUSED = "refused"
    COMPLAINT = "complaint"
    AUTOMATIC_REPLY = "automatic_reply"
    CHALLENGE = "challenge"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    NO_FAILURE = "no_failure"


_HARD = (Cause.UNKNOWN_USER, Cause.UNKNOWN_HOST, Cause.MOVED, Cause.TAKES_NO_MAIL)
_POLICY = (
    Cause.TOO_BIG,
    Cause.CONTENT,
    Cause.SPAM,
    Cause.VIRUS,
    Cause.AUTHENTICATION,
    Cause.REPUTATION,
    Cause.REFUSED,
)
_NONE = (
    Cause.AUTOMATIC_REPLY,
    Cause.CHALLENGE,
    Cause.DELAYED,
    Cause.DELIVERED,
    Cause.NO_FAILURE,
)


def fault_of(cause: Cause) -> Fault:
    """What a cause says about the mailbox."""
    if cause is Cause.COMPLAINT:
        return Fault.COMPLAINT
    for fault, causes in ((Fault.HARD, _HARD), (Fault.POLICY, _POLICY), (Fault.NONE, _NONE)):
        if cause in causes:
            return fault
    return Fault.SOFT


@dataclass(frozen=True, slots=True)
class Failure:
    """One recipient of one mail of ours, as a bounce or the relay tells it.

    `recipient` is None where nobody is named, `status` an RFC 3463 code or "", `diagnostic` the
    other side's own words, cut to 500 characters; `about` the Message-ID of the returned mail.
    """

    recipient: str | None
    cause: Cause
    status: str = ""
    diagnostic: str = ""
    about: str | None = None

    @property
    def fault(self) -> Fault:
        return fault_of(self.cause)
