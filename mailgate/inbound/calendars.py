"""An invitation (RFC 5545, RFC 6047) as the few facts that a person wants to read; never raises."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from forum.dates import TOKYO
from mailgate.inbound.charsets import decode_text

MOST_EVENTS = 5
_LONGEST = 200_000  # octets that are looked at
_MOST_LINES = 5_000
_LONGEST_VALUE = 500  # characters
_METHODS = frozenset("PUBLISH REQUEST REPLY ADD CANCEL REFRESH COUNTER DECLINECOUNTER".split())
_FOLD = re.compile(r"\r?\n[ \t]|\r[ \t]")
_LINE = re.compile(
    r"([A-Za-z0-9-]{1,40}+)((?:;[A-Za-z0-9-]{1,40}+=(?:\"[^\"]{0,300}+\"|[^\":;]{0,300}+))*):(.*)"
)
_PARAMETER = re.compile(r";([A-Za-z0-9-]{1,40})=(?:\"([^\"]*)\"|([^;:\"]*))")
_ESCAPED = re.compile(r"\\([\\;,nN])")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)?(Z)?)?")
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})S)?)?"
)
_TOKYO = frozenset({"asia/tokyo", "tokyo standard time", "jst", "japan", "東京 (標準時)"})


class _Property(NamedTuple):
    name: str
    parameters: dict[str, str]
    value: str


def events_in(octets: bytes, charset: str | None = None) -> list[dict[str, Any]]:
    """The events of a text/calendar part as cards, at most five.

    `starts` and `ends` are ISO 8601: a date, a local time, or a time with its offset from UTC.
    """
    text = _FOLD.sub("", decode_text(octets[:_LONGEST], charset or "utf-8").replace("\0", ""))
    properties = list(_properties(text))
    method = next((p.value.strip().upper() for p in properties if p.name == "METHOD"), "")
    offsets = _offsets(properties)
    found = []
    for event in _components(properties, "VEVENT"):
        if card := _card(event, offsets):
            found.append({"card": "event", "method": method if method in _METHODS else "", **card})
        if len(found) == MOST_EVENTS:
            break
    return found


def _properties(text: str) -> Iterator[_Property]:
    for line in text.splitlines()[:_MOST_LINES]:
        if found := _LINE.match(line):
            told = {n.upper(): q or b for n, q, b in _PARAMETER.findall(found[2])}
            yield _Property(found[1].upper(), told, found[3])


def _components(properties: list[_Property], wanted: str) -> Iterator[list[_Property]]:
    """The own properties of each component of a kind, without those of alarms within."""
    inside: list[str] = []
    own: list[_Property] = []
    for one in properties:
        if one.name == "BEGIN":
            inside.append(one.value.strip().upper())
            if inside[-1] == wanted:
                own = []
        elif one.name == "END":
            ended = one.value.strip().upper()
            if ended == wanted:
                yield own
            if inside and inside[-1] == ended:
                inside.pop()
        elif inside and inside[-1] == wanted:
            own.append(one)


def _offsets(properties: list[_Property]) -> dict[str, timezone]:
    """The standard offset that the calendar itself gives for a zone of its own name."""
    found: dict[str, timezone] = {}
    name = ""
    for one in properties:
        if one.name == "BEGIN" and one.value.strip().upper() == "VTIMEZONE":
            name = ""
        elif one.name == "TZID":
            name = one.value.strip()
        elif one.name == "TZOFFSETTO" and name and (zone := _offset(one.value)):
            found.setdefault(name, zone)
    return found


def _offset(written: str) -> timezone | None:
    if not (found := _OFFSET.match(written.strip())) or int(found[2]) > 23 or int(found[3]) > 59:
        return None
    away = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return timezone(-away if found[1] == "-" else away)


def _card(event: list[_Property], offsets: dict[str, timezone]) -> dict[str, Any] | None:
    told = {one.name: one for one in reversed(event)}
    starts = _moment(told.get("DTSTART"), offsets)
    title = _words(told.get("SUMMARY"))
    if not (starts or title):
        return None
    ends = _moment(told.get("DTEND"), offsets) or _after(starts, told.get("DURATION"))
    if ends and isinstance(ends, date) and not isinstance(ends, datetime):
        ends -= timedelta(days=1) if ends.year > 1 and ends != starts else timedelta(0)
    return {
        "title": title,
        "starts": starts.isoformat() if starts else None,
        "ends": ends.isoformat() if ends and ends != starts else None,
        "zone": _zone_name(told.get("DTSTART"), starts),
        "place": _words(told.get("LOCATION")),
        "by": _who(told.get("ORGANIZER")),
        "repeats": "RRULE" in told or "RDATE" in told,
        "cancelled": _words(told.get("STATUS")).upper() == "CANCELLED",
    }


def _words(told: _Property | None) -> str:
    """A value as one line of text without its backslashes."""
    if told is None:
        return ""
    text = _ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], told.value)
    visible = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(visible.split())[:_LONGEST_VALUE]


def _who(told: _Property | None) -> str:
    """The name of an organiser; their address only where no name is given."""
    if told is None:
        return ""
    name = told.parameters.get("CN") or re.sub(r"(?i)^mailto:", "", told.value.strip())
    return _words(_Property("", {}, name))[:200]


def _moment(told: _Property | None, offsets: dict[str, timezone]) -> date | datetime | None:
    if told is None or not (found := _TIME.match(told.value.strip())):
        return None
    year, month, day, hour, minute, second, is_utc = found.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day))
        at = datetime(
            int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59)
        )
        return at.replace(tzinfo=UTC if is_utc else _zone(told, offsets))
    except (ValueError, OverflowError):
        return None


def _zone(told: _Property, offsets: dict[str, timezone]) -> ZoneInfo | timezone | None:
    name = told.parameters.get("TZID", "").strip().strip('"')
    if not name:
        return None
    if name.lower() in _TOKYO:
        return TOKYO
    if re.fullmatch(r"[A-Za-z]{2,20}(?:[/_+-][A-Za-z0-9]{1,20}){0,4}", name):
        try:
            return ZoneInfo(name)
        except (OSError, ValueError, KeyError):
            pass
    return offsets.get(name)


def _zone_name(told: _Property | None, starts: date | datetime | None) -> str:
    """The zone as written, where nobody could tell what time it means."""
    if told is None or not isinstance(starts, datetime) or starts.tzinfo is not None:
        return ""
    return _words(_Property("", {}, told.parameters.get("TZID", "")))[:100]


def _after(starts: date | datetime | None, told: _Property | None) -> date | datetime | None:
    if not starts or told is None or not (found := _DURATION.fullmatch(told.value.strip())):
        return None
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    try:
        return starts + timedelta(
            weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
        )
    except OverflowError:
        return None
