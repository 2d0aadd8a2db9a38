"""Subjects as a page shows them: without what replies, forwards and lists put in front."""

import re

_ANSWER = (
    r"(?:re|ｒｅ|Ｒｅ|ＲＥ|返信|答复|回复|回覆|aw|sv|antw|vs|ref|odp|ynt|fwd?|ｆｗ|ＦＷ|Ｆｗ|ｆｗｄ|Ｆｗｄ|ＦＷＤ"
    r"|転送|转发|轉寄|wg|tr|rv|vl)"
)
_PREFIX = re.compile(
    rf"\s*(?:{_ANSWER}\s*(?:\[\d+\]|\(\d+\)|[\^*＾]?\d+)?\s*[:：]"
    r"|\[[\w.+-]{1,60}[:,\s#-]\s*\d{1,9}\]"
    r"|\([\w.+-]{1,60}[:,\s]\s*\d{1,9}\)"
    r")\s*",
    re.IGNORECASE,
)
_FORWARDED = re.compile(r"\s*\(fwd\)\s*$", re.IGNORECASE)


def display_subject(subject: str) -> str:
    """`subject` without prefixes; a subject of nothing but prefixes gives the empty string."""
    at = 0
    while match := _PREFIX.match(subject, at):
        at = match.end()
    return _FORWARDED.sub("", subject[at:]).strip()
