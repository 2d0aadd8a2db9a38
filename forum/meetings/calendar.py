"""Meetings for people's own calendars (iCalendar, RFC 5545)."""

from collections.abc import Sequence
from datetime import UTC, datetime

from forum.meetings.meeting import Meeting
from forum.meetings.wording import page
from forum.site import Site

CONTENT_TYPE = "text/calendar; charset=utf-8"
_LONGEST = 75  # octets of a line, RFC 5545 3.1


def calendar(meetings: Sequence[Meeting], site: Site) -> str:
    """The meetings as one calendar; a change or a cancellation replaces what was taken over before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kakehashi//JA", "METHOD:PUBLISH"]
    for meeting in meetings:
        lines += _event(meeting, site)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(meeting: Meeting, site: Site) -> list[str]:
    agenda = "\n".join(f"{item.position}. {item.title}" for item in meeting.agenda)
    link = page(meeting, site)
    ends = [f"DTEND:{_instant(meeting.ends_at)}"] if meeting.ends_at else []
    return [
        "BEGIN:VEVENT",
        f"UID:meeting-{meeting.public_id}@{site.mail_domain}",
        f"DTSTAMP:{_instant(meeting.changed_at)}",
        f"SEQUENCE:{meeting.revision}",
        f"DTSTART:{_instant(meeting.starts_at)}",
        *ends,
        f"SUMMARY:{_text(meeting.title)}",
        f"LOCATION:{_text(meeting.place)}",
        f"DESCRIPTION:{_text(agenda + chr(10) + link)}",
        f"URL:{link}",
        f"STATUS:{'CANCELLED' if meeting.cancelled_at else 'CONFIRMED'}",
        "END:VEVENT",
    ]


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """RFC 5545 3.3.11: commas, semicolons, backslashes and line ends are written with a backslash."""
    words = "".join(letter for letter in words if letter == "\n" or letter.isprintable())
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\n", "\\n")


def folded(line: str) -> str:
    """A line of a calendar broken between letters, never inside one (RFC 5545 3.1)."""
    lines, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _LONGEST:
            lines.append(" ")
            size = 1
        lines[-1] += letter
        size += octets
    return "\r\n".join(lines)
