"""When a mail says it was sent or received, in any of the ways in which dates are written."""

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from functools import lru_cache

_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
        start=1,
    )
}
_RFC = re.compile(
    r"(?:[^\W\d]+\.?\s*,?\s*)?(\d{1,2})[\s-]+([A-Za-z]{3})[a-z]*\.?,?[\s-]+(\d{2,4}),?\s+"
    r"(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,]\d+)?)?\s*(?:(?:GMT|UTC?)?([+-]\d{2}):?(\d{2})|([A-Za-z]+))?"
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_ZONES = {
    "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "msk": 3, "eet": 2, "eest": 3, "cet": 1, "cest": 2,
    "met": 1, "mest": 2, "bst": 1, "west": 1, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip


def sent_at(value: str) -> datetime | None:
    """The moment a date header names, in UTC; None where no reading of it is a date."""
    value = value[:200]
    try:
        if match := _RFC.match(value.strip()):
            return _from_rfc(match)
        if match := _ISO.search(value):
            return _in_utc(datetime.fromisoformat(match[0]))
        return _from_stdlib(value)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def received_at(raw: bytes) -> datetime | None:
    """The moment a Received header was added (RFC 5321, 4.4: after its last semicolon)."""
    return sent_at(" ".join(raw.rpartition(b";")[2][:200].decode("latin-1").split()))


def _from_rfc(match: re.Match[str]) -> datetime | None:
    day, month, year, hour, minute, second, zone_hours, zone_minutes, zone = match.groups()
    number = _MONTHS.get(month.lower())
    if number is None:
        return None
    zone_at = _zone(zone_hours, zone_minutes, zone)
    day_and_time = int(day), int(hour), int(minute), min(int(second or 0), 59)
    return datetime(_four_digits(year), number, *day_and_time, tzinfo=zone_at).astimezone(UTC)


def _four_digits(year: str) -> int:
    """RFC 5322, 4.3: two digits below 50 are of this century, three digits count from 1900."""
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 50 and len(year) == 2 else 1900)


@lru_cache(maxsize=256)
def _zone(hours: str | None, minutes: str | None, name: str | None) -> timezone:
    if hours:
        sign = -1 if hours[0] == "-" else 1
        offset = timedelta(hours=int(hours), minutes=sign * int(minutes or 0))
        return timezone(offset) if abs(offset) < timedelta(hours=24) else UTC
    return timezone(timedelta(hours=_ZONES.get((name or "").lower(), 0)))


def _from_stdlib(value: str) -> datetime | None:
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    moment = datetime(*parsed[:5], min(parsed[5], 59))
    return (moment - timedelta(seconds=parsed[9] or 0)).replace(tzinfo=UTC)


def _in_utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
