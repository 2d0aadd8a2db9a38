"""Subjects as a person reads them: without Re:, 転送: and list counters."""

import re
import unicodedata
from functools import lru_cache

_REPLY_WORDS = (
    r"re|aw|sv|vs|antw|rif|ref|res|odp|fwd?|wg|tr|rv|vb|enc|i|r"
    r"|doorst|vá|atb|ynt|ilt|απ|σχετ|προθ|отв|ответ|пересл"
    r"|返信|返事|回答|転送|回覧|答复|回复|回覆|转发|轉寄|轉發|转寄|답장|회신|전달"
)
# Re: RE: Re[2]: Re^2: Re*2: Re(2): Ｒｅ： 返信: after NFKC, which narrows the wide forms
_REPLY = re.compile(
    rf"\s*(?:{_REPLY_WORDS})\s{{0,2}}(?:\[\d+\]|\^\d+|\*\d+|\(\d+\)|\d+)?\s{{0,2}}:", re.I
)
_MOST_PREFIXES = 300


@lru_cache(maxsize=4096)  # the answers of a thread share their subject
def display_subject(subject: str, slug: str) -> str:
    """A decoded subject without reply, forward and list prefixes; empty if nothing else stood there."""
    subject = " ".join(subject.split())
    at = count = 0
    while count < _MOST_PREFIXES and (length := _prefix_length(subject[at : at + 80], slug)):
        at, count = at + length, count + 1
        at += subject[at : at + 1] == " "
    return subject[at:]


def _prefix_length(head: str, slug: str) -> int:
    narrow, lengths = _narrowed(head)
    found = _REPLY.match(narrow) or _counter(slug.lower()).match(narrow)
    return lengths[found.end() - 1] if found else 0


def _narrowed(head: str) -> tuple[str, list[int]]:
    """The head in narrow forms, and for each of its characters how much of the head it ends."""
    narrow, lengths = "", []
    for index, character in enumerate(head, start=1):
        plain = unicodedata.normalize("NFKC", character)
        narrow += plain
        lengths += [index] * len(plain)
    return narrow, lengths


@lru_cache(maxsize=256)
def _counter(slug: str) -> re.Pattern[str]:
    name = re.escape(slug)
    number = r"(?:[\s:,#.\-]{0,2}\d{1,9})?"
    return re.compile(rf"\s*(?:\[{name}{number}\]|\({name}{number}\)|<{name}{number}>)", re.I)
