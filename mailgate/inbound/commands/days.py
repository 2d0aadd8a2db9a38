"""Days as people write them in a mail: 12月31日まで, 2026-12-31, 来週, for two weeks.

Only what can be meant in one way is understood; the answer says which day it was taken for.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ERAS = {"令和": 2018, "r": 2018}
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4, "five": 5, "五": 5, "六": 6, "七": 7, "八": 8,
            "九": 9, "十": 10, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}  # fmt: skip
_COUNT = r"(?P<count>\d{1,3}|[一二三四五六七八九十]|\b(?:a|one|two|three|four|five|six)\b)"

_FULL = re.compile(
    r"(?<!\d)(?P<era>令和|\br)?\s*(?P<year>\d{1,4}|元)\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})(?!\d)"
)
_SHORT = re.compile(
    r"(?<![\d/.-])(?P<month>\d{1,2})\s*(?:/|月)\s*(?P<day>\d{1,2})(?:日|(?![\d/.-]))"
)
_NAMED = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{'|'.join(_MONTHS)})[a-z]*"
    rf"|(?P<month2>{'|'.join(_MONTHS)})[a-z]*\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    r"(?:,?\s+(?P<year>\d{4}))?\b"
)
_SPANS = (
    (re.compile(rf"{_COUNT}\s*(?:日間|days?\b)"), 1),
    (re.compile(rf"{_COUNT}\s*(?:週間|weeks?\b)"), 7),
)
_MONTH_SPAN = re.compile(rf"{_COUNT}\s*(?:(?:か|ヶ|ケ|カ|ヵ|箇)月(?:間)?|months?\b)")


def day_in(text: str, today: date) -> date | None:
    """The one day that the words name, counted from `today`; None where there is none or doubt."""
    plain = " ".join(unicodedata.normalize("NFKC", text).lower().split())
    return _written(plain, today) or _counted(plain, today) or _called(plain, today)


def _written(plain: str, today: date) -> date | None:
    if found := _FULL.search(plain):
        year = 1 if found["year"] == "元" else int(found["year"])
        if found["era"]:
            year += _ERAS[found["era"]]
        elif year < 1000:
            return None
        return _day(year, int(found["month"]), int(found["day"]))
    if found := _SHORT.search(plain):
        return _coming(int(found["month"]), int(found["day"]), today)
    if found := _NAMED.search(plain):
        month = _MONTHS.index(found["month"] or found["month2"]) + 1
        day = int(found["day"] or found["day2"])
        if found["year"]:
            return _day(int(found["year"]), month, day)
        return _coming(month, day, today)
    return None


def _counted(plain: str, today: date) -> date | None:
    for pattern, days in _SPANS:
        if found := pattern.search(plain):
            return today + timedelta(days=days * _number(found["count"]))
    if found := _MONTH_SPAN.search(plain):
        months = today.month - 1 + _number(found["count"])
        year, month = today.year + months // 12, months % 12 + 1
        return date(year, month, min(today.day, monthrange(year, month)[1]))
    return None


def _called(plain: str, today: date) -> date | None:
    """Days with a name; a week ends on Sunday, 来週 and "next week" on the Sunday after."""
    sunday = today + timedelta(days=6 - today.weekday())
    month_end = today.replace(day=monthrange(today.year, today.month)[1])
    following = month_end + timedelta(days=1)
    named = (
        (r"明後日|あさって", today + timedelta(days=2)),
        (r"明日|あした|tomorrow", today + timedelta(days=1)),
        (r"再来週|さ来週", sunday + timedelta(days=14)),
        (r"来週|next week", sunday + timedelta(days=7)),
        (r"今週|this week", sunday),
        (
            r"来月|next month",
            following.replace(day=monthrange(following.year, following.month)[1]),
        ),
        (r"年度末", date(today.year + (today.month > 3), 3, 31)),
        (r"年末|今年|end of (?:the|this) year", date(today.year, 12, 31)),
        (r"今月|月末|this month|end of (?:the|this) month", month_end),
    )
    return next((day for words, day in named if re.search(words, plain)), None)


def _coming(month: int, day: int, today: date) -> date | None:
    """The next time that this day comes; today counts."""
    this_year = _day(today.year, month, day)
    if this_year is not None and this_year >= today:
        return this_year
    return _day(today.year + 1, month, day)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(word: str) -> int:
    return _NUMBERS.get(word) or int(word)
