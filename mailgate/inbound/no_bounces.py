"""What comes back and is no failure: vacation replies, challenges, delays, receipts."""

import re

from forum.bouncing.failures import Cause
from mailgate.inbound import automatic, delivery_status
from mailgate.inbound.notices import Notice

_AWAY = re.compile(
    r"\b(?:out of (?:the )?office|auto(?:matic|mated|-)? ?(?:reply|response|answer|responder|antwort)|vacation|away from (?:my|the)|on (?:leave|holiday)|autoreply|i am (?:currently )?(?:away|out)|will be (?:out|away)"
    r"|abwesen\w*|automatisch|absence)\b|自動(?:応答|返信|送信|回答)|不在|休暇|出張中|留守",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"(?:confirm|verify|authenticate|validate)\w* (?:that )?(?:you|your (?:message|e-?mail|identity|address))|(?:click|reply to|follow the|visit)\b.{0,120}(?:deliver|confirm|verify|approve|human|prove)|challenge|white ?list|guest ?list|spam ?arrest|boxbe|bluebottle|tmda|pre-?approv|sender (?:verification|confirmation)|waiting (?:list )?for (?:your )?(?:approval|authorization)",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"^\s*(?:warning|delay|delivery (?:status notification )?\(?delay|message delayed|delivery delayed|could not send message for past|still being delivered|mail delayed)|\b(?:delayed|warning)\b.{0,60}(?:message|mail|delivery|hours)|\(delay(?:ed)?\)|still trying|has not (?:yet )?been delivered|遅延",
    re.IGNORECASE,
)
_DELAY_WORDS = re.compile(
    r"(?:warning message only|this is (?:only )?a warning|you do not need to (?:resend|do anything)|no action is required|will (?:continue|keep) (?:trying|to (?:try|be (?:tried|retried)))|(?:delivery )?attempts will continue|will be retried|still (?:being )?(?:trying|attempt)|has not yet been delivered|will retry until)",
    re.IGNORECASE,
)
_APPROVAL = re.compile(
    r"not (?:yet )?pre-?approved|guest ?list|challenge|white ?list", re.IGNORECASE
)
_RECEIPT = re.compile(r"disposition-notification|return-receipt", re.IGNORECASE)
_FAILED = re.compile(
    r"permanent|fatal|giving up|given up|has failed|have failed|(?<!\d)5\d\d[ -]|user unknown|no such user|undeliverable|could not be delivered(?! for)",
    re.IGNORECASE,
)


def sign(notice: Notice) -> Cause | None:
    """Why a mail is no bounce, or None where it may be one."""
    if notice.report:
        return _of_report(notice)
    kind = (notice.headers.get("content-type") or "").lower()
    if _RECEIPT.search(kind):
        return Cause.NO_FAILURE
    if _is_delay(notice):
        return Cause.DELAYED
    if "x-failed-recipients" in notice.headers or _returns_a_mail(notice):
        return None
    if _is_automatic(notice):
        return Cause.AUTOMATIC_REPLY
    if _CHALLENGE.search(notice.subject) or (
        _CHALLENGE.search(notice.text) and not _FAILED.search(notice.text)
    ):
        return Cause.CHALLENGE
    return None


def _of_report(notice: Notice) -> Cause | None:
    """A report that asks to be let in."""
    statuses = delivery_status.recipients(notice.report)
    if any(_APPROVAL.search(status.diagnostic) for status in statuses):
        return Cause.CHALLENGE
    return None


def _is_delay(notice: Notice) -> bool:
    said = bool(_DELAY.search(notice.subject) or _DELAY_WORDS.search(notice.text))
    return said and (bool(_DELAY_WORDS.search(notice.text)) or not _FAILED.search(notice.text))


def _returns_a_mail(notice: Notice) -> bool:
    return notice.returned is not None and bool(_FAILED.search(notice.text))


def _is_automatic(notice: Notice) -> bool:
    headers = notice.headers
    submitted = (headers.get("auto-submitted") or "").lower()
    replied = "auto-replied" in submitted or headers.has_any(
        frozenset(("x-autoreply", "x-autorespond", "x-auto-response-suppress", "x-vacation"))
    )
    return (
        bool(_AWAY.search(notice.subject) or automatic.SUBJECT.match(notice.subject))
        or (bool(_AWAY.search(notice.text[:2000])) and not _FAILED.search(notice.text))
        or (replied and not _FAILED.search(f"{notice.text} {notice.subject}"))
    )
