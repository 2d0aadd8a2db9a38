"""Dates as a city writes them: era years, fiscal years, Asia/Tokyo."""

from datetime import UTC, date, datetime, timedelta, timezone

# A fixed offset: Japan has no summer time, and a bare system need not carry a zone database.
TOKYO = timezone(timedelta(hours=9), "JST")

ERAS = (
    (date(2019, 5, 1), "令和"),
    (date(1989, 1, 8), "平成"),
    (date(1926, 12, 25), "昭和"),
    (date(1912, 7, 30), "大正"),
    (date(1868, 1, 25), "明治"),
)

_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split()


def in_tokyo(moment: datetime) -> datetime:
    """The same moment on a Japanese clock; a moment without a zone is taken as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(TOKYO)


def era_year(day: date) -> str:
    """The year of a day in the Japanese era, 令和8年, the first year as 元年."""
    for begins, name in ERAS:
        if _day(day) >= begins:
            year = day.year - begins.year + 1
            return f"{name}{'元' if year == 1 else year}年"
    return f"{day.year}年"


def era_day(day: date) -> str:
    """A day as letters and documents of a city write it, 令和8年11月22日."""
    day = _day(day)
    return f"{era_year(day)}{day.month}月{day.day}日"


def fiscal_year(day: date) -> str:
    """The fiscal year from 1 April that a day lies in, 令和8年度."""
    return era_year(_naming_day(_day(day))) + "度"


def fiscal_year_number(day: date) -> int:
    """The Gregorian year in which the fiscal year of a day began."""
    day = _day(day)
    return day.year if day.month >= 4 else day.year - 1


def long_date(moment: datetime, locale: str = "ja") -> str:
    """A moment in full, 2026年11月22日（令和8年）10:00, or in plain English, in Tokyo."""
    here = in_tokyo(moment)
    if locale.startswith("en"):
        return f"{here.day} {_MONTHS[here.month - 1]} {here.year}, {here:%H:%M}"
    return f"{here.year}年{here.month}月{here.day}日（{era_year(here)}）{here:%H:%M}"


def long_day(day: date, locale: str = "ja") -> str:
    """A day in full, 2026年11月22日（令和8年）, or in plain English."""
    if isinstance(day, datetime):
        day = in_tokyo(day)
    if locale.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{day.year}年{day.month}月{day.day}日（{era_year(day)}）"


def short_day(day: date, locale: str = "ja") -> str:
    """A day of these weeks, 11月22日, or in plain English."""
    if locale.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]}"
    return f"{day.month}月{day.day}日"


def _naming_day(day: date) -> date:
    # January to March belong to the year before, and an era that begins in them
    # (平成, 8 January 1989) does not rename it: that year stayed 昭和63年度.
    return day if day.month >= 4 else date(day.year - 1, 12, 31)


def _day(day: date) -> date:
    return in_tokyo(day).date() if isinstance(day, datetime) else day
