"""A bounce read: which recipient, whose fault and why.

Where the envelope address names the recipient (VERP), only the why is looked for. Else a delivery
status (RFC 3464) comes first, then the words of the many programs that send none, and flufl.bounce
for formats that are older than both. Challenges, vacation replies and delays are no bounces.
"""

import logging
import re
from dataclasses import replace

from forum.bouncing.failures import Cause, Failure
from mailgate.inbound import bounce_texts, delivery_status, no_bounces, notices
from mailgate.inbound.delivery_status import RecipientStatus
from mailgate.inbound.headers import split
from mailgate.inbound.notices import Notice
from mailgate.inbound.status import cause_of, code_in, stage_in, status_in

LONGEST_DIAGNOSTIC = 500
_ENCODED = re.compile(rb"^content-transfer-encoding[^\n]*\n", re.IGNORECASE | re.MULTILINE)
MOST_FOR_FLUFL, MOST_LINES_FOR_FLUFL = 60_000, 500  # it looks at every line some fifty times


def read_bounce(raw: bytes, recipient: str | None = None) -> list[Failure]:
    """One failure for each recipient that the mail is about; never raises.

    `recipient` is the mailbox that the address says (VERP). A mail that is no bounce gives one
    entry whose fault is NONE; one of which nothing can be told gives none at all.
    """
    notice = notices.opened(raw)
    found = _read(notice, recipient)
    if recipient is not None:
        found = [_about(found, recipient)] if found else []
    return [replace(one, about=notice.about, diagnostic=_short(one.diagnostic)) for one in found]


def _read(notice: Notice, recipient: str | None) -> list[Failure]:
    if notice.complaints is not None:
        complained = notice.complaints or [recipient or ""]
        return [Failure(one or None, Cause.COMPLAINT) for one in complained]
    sign = no_bounces.sign(notice)
    if sign is not None and sign is not Cause.DELAYED:
        return [Failure(recipient, sign, diagnostic=notice.subject)]
    found = _from_report(notice)
    if not found and (sign or notices.looks_like_bounce(notice, bool(recipient))):
        found = _from_text(notice) or _from_flufl(notice) or _from_text(notice, sure=False)
        if not found and notices.says_so(notice):
            found = [Failure(recipient, cause_of("", _all(notice)), diagnostic=notice.text)]
    return [replace(one, cause=sign) for one in found] if sign else found


def _from_report(notice: Notice) -> list[Failure]:
    statuses = delivery_status.recipients(notice.report) if notice.report else []
    named = [status.recipient for status in statuses if status.recipient]
    return [_of_status(status, notice, named) for status in statuses]


def _of_status(status: RecipientStatus, notice: Notice, named: list[str]) -> Failure:
    if not status.has_failed:
        cause = Cause.DELAYED if status.action == "delayed" else Cause.DELIVERED
        return Failure(status.recipient, cause, status.status, status.diagnostic)
    passage = bounce_texts.passage_of(notice.text, status.recipient, named)
    stage = stage_in(f"{status.diagnostic}\n{passage}")
    host = f"{status.host} {_domain(status.recipient)}"
    cause = cause_of(status.status, status.diagnostic, stage=stage, host=host)
    if cause is Cause.UNCLEAR and passage:
        both = f"{status.diagnostic} {passage}"
        cause = cause_of(status.status or status_in(passage), both, stage=stage, host=host)
    return Failure(status.recipient, cause, status.status, status.diagnostic or passage)


def _from_text(notice: Notice, sure: bool = True) -> list[Failure]:
    found = []
    for recipient, words in bounce_texts.passages(notice, sure):
        stage = stage_in(words)
        cause = cause_of("", words, stage=stage, host=_domain(recipient))
        if cause is Cause.UNCLEAR and not code_in(words):
            cause = cause_of("", _all(notice), stage=stage, host=_domain(recipient))
        found.append(Failure(recipient, cause, status_in(words), words))
    return found


def _domain(recipient: str | None) -> str:
    return (recipient or "").rpartition("@")[2]


def _all(notice: Notice) -> str:
    return f"{notice.text}\n{notice.subject}"


def _from_flufl(notice: Notice) -> list[Failure]:
    """What a library of old formats finds in it."""
    from email import message_from_bytes, policy

    from flufl.bounce import all_failures

    # It logs a traceback of whatever it stumbles over, which any stranger's mail can make it do.
    logging.getLogger("flufl.bounce").setLevel(logging.CRITICAL)
    try:
        head = b"\n".join(_in_clear(notice)[:MOST_FOR_FLUFL].splitlines()[:MOST_LINES_FOR_FLUFL])
        passing, lasting = all_failures(message_from_bytes(head, policy=policy.compat32))
    except Exception:  # whatever it stumbles over, the mail is still not read
        return []
    cause = cause_of("", _all(notice))
    found = [(address, cause) for address in lasting] + [(a, Cause.UNCLEAR) for a in passing]
    return [
        Failure(_written(address), cause, status_in(notice.text), notice.text)
        for address, cause in sorted(found)
        if b"..." not in address and b"\0" not in address  # the former are masked by an archive
    ]


def _in_clear(notice: Notice) -> bytes:
    """The mail without a transfer encoding, which some of the library's readers don't undo."""
    encoding = notice.headers.get("content-transfer-encoding") or ""
    if encoding.strip().lower() not in ("base64", "quoted-printable"):
        return notice.raw
    head, _, _ = split(notice.raw)
    return _ENCODED.sub(b"", head) + b"\n" + notice.text.encode("utf-8", "replace")


def _written(address: bytes | str) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else address


def _about(found: list[Failure], recipient: str) -> Failure:
    """Of several failures the one of our recipient; else the first that is one (a forward's end)."""
    same = [one for one in found if (one.recipient or "").lower() == recipient.lower()]
    failed = [one for one in same or found if one.fault != "none"]
    return replace((failed or same or found)[0], recipient=recipient)


def _short(words: str) -> str:
    said = " ".join(words.replace("\0", "").split())
    return said.encode("utf-8", "replace").decode()[:LONGEST_DIAGNOSTIC]
