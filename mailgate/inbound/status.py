"""From a status, a reply code and the other side's words to the cause of a failed delivery.

Words come before codes: hosts give 5.1.1 to a full mailbox and 5.7.1 to a stranger (RFC 3463 and
what is made of it). Codes decide only where the words say nothing.
"""

import re

from forum.bouncing.failures import Cause
from mailgate.inbound import carriers, failure_words

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.\-:/\[])([45]\d\d)(?=[\s\-#]|$)")
_BY_STATUS = {
    "1.1": Cause.UNKNOWN_USER,
    "1.0": Cause.UNKNOWN_USER,
    "1.2": Cause.UNKNOWN_HOST,
    "1.3": Cause.UNKNOWN_USER,
    "1.4": Cause.UNCLEAR,
    "1.6": Cause.MOVED,
    "1.7": Cause.REFUSED,
    "1.8": Cause.REFUSED,
    "1.9": Cause.SYSTEM,
    "1.10": Cause.TAKES_NO_MAIL,
    "2.0": Cause.FILTERED,
    "2.1": Cause.SUSPENDED,
    "2.2": Cause.MAILBOX_FULL,
    "2.3": Cause.TOO_BIG,
    "2.4": Cause.FILTERED,
    "3.0": Cause.SYSTEM,
    "3.1": Cause.SYSTEM,
    "3.2": Cause.TAKES_NO_MAIL,
    "3.3": Cause.SYSTEM,
    "3.4": Cause.TOO_BIG,
    "3.5": Cause.SYSTEM,
    "4.1": Cause.TIMED_OUT,
    "4.2": Cause.UNREACHABLE,
    "4.3": Cause.SYSTEM,
    "4.4": Cause.UNREACHABLE,
    "4.5": Cause.OVERLOADED,
    "4.6": Cause.UNREACHABLE,
    "4.7": Cause.TIMED_OUT,
    "5.0": Cause.UNCLEAR,
    "5.2": Cause.CONTENT,
    "5.3": Cause.OVERLOADED,
    "5.4": Cause.SYSTEM,
}
# A resolver that fails just now makes no host unknown, and greylisting no user.
_PASSING = {
    Cause.UNKNOWN_USER: Cause.UNCLEAR,
    Cause.UNKNOWN_HOST: Cause.UNREACHABLE,
    Cause.MOVED: Cause.UNCLEAR,
    Cause.TAKES_NO_MAIL: Cause.UNREACHABLE,
}
_STAGE = re.compile(
    r"(?P<mail>(?:>>>|reply to|after|command:?|to our|did not like our) ?MAIL(?: FROM)?\b)"
    r"|(?P<rcpt>(?:>>>|reply to|after|command:?|to our|did not like our) ?RCPT(?: TO)?\b)"
    r"|(?P<data>(?:>>>|reply to|after|command:?|to our|did not like our) ?(?:the )?(?:end of )?DATA\b"
    r"|SMTP command\s+DATA|end of data|\bin reply to end of)",
    re.IGNORECASE,
)
_BY_GROUP = {"6": Cause.CONTENT, "7": Cause.REFUSED}


def cause_of(status: str, words: str, *, stage: str = "", host: str = "") -> Cause:
    """The cause; `status` as in RFC 3463 or "", `host` the one that refused, where it is known.

    The words are those of the host or of the bounce; a code in them counts where `status` says
    nothing exact. `stage` is the command that was answered, as `stage_in` gives it.
    """
    said = " ".join(words.split())
    exact = status if is_exact(status) else status_in(said) or status
    cause = failure_words.cause_in(said) or _by_status(exact) or _by_code(said, exact)
    if exact.startswith("4.") or status.startswith("4."):
        return _PASSING.get(cause, cause)
    if cause in (Cause.UNKNOWN_USER, Cause.UNKNOWN_HOST) and (
        stage == "mail" or exact in ("5.1.7", "5.1.8")
    ):
        return Cause.REFUSED
    if cause is Cause.UNKNOWN_USER and _may_be_filtered(said, exact, stage, host):
        return Cause.FILTERED
    return cause


def _may_be_filtered(said: str, status: str, stage: str, host: str) -> bool:
    """Whether "unknown user" may only mean that its reader wants no such mail.

    Japanese carriers say so of both, and so does a host that knows the mailbox (5.2) or has heard
    the whole mail before it answers. Bare words without a status are no proof against anybody.
    """
    if stage == "rcpt" or status.startswith("5.1."):
        return False
    is_bare = not is_exact(status) and code_in(said) in ("", "550")
    if is_bare and not code_in(said) and failure_words.is_hearsay(said):
        return True
    if not failure_words.is_blunt(said):
        return False
    if stage == "data" or status.startswith("5.2."):
        return True
    if carriers.hides_filters(host):
        return not carriers.names_mailbox(said)
    return is_bare


def stage_in(words: str) -> str:
    """Which command the host answered: "mail", "rcpt", "data" or "" where nothing tells."""
    found = [match.lastgroup or "" for match in _STAGE.finditer(words)]
    return found[-1] if found else ""


def is_exact(status: str) -> bool:
    """Whether a status says more than that something failed: 5.0.0 says only so much."""
    return bool(STATUS.fullmatch(status)) and not status.endswith(".0.0")


def status_in(words: str) -> str:
    """The most telling status code that stands in the words, or ""."""
    found = STATUS.findall(words)
    return next((status for status in found if is_exact(status)), found[0] if found else "")


def code_in(words: str) -> str:
    """The reply code of SMTP that stands in the words, or ""."""
    found = _CODE.search(words)
    return found[1] if found else ""


def _by_status(status: str) -> Cause | None:
    _, _, detail = status.partition(".")
    if not is_exact(status):
        return None
    if status.startswith("4.") and detail in ("1.1", "1.0", "1.2"):
        return Cause.UNCLEAR
    return _BY_STATUS.get(detail) or _BY_GROUP.get(detail.partition(".")[0])


def _by_code(said: str, status: str) -> Cause:
    code = code_in(said)
    if code == "550" and "mailbox unavailable" in said.lower():
        return Cause.FILTERED
    if code == "552":
        return Cause.MAILBOX_FULL
    if code in ("421", "450", "451", "452") or status.startswith("4."):
        return Cause.SYSTEM
    return Cause.UNCLEAR
