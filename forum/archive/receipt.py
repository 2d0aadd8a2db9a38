"""When a kept message was received, read from its own headers."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from forum.base import utcnow

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_HEAD_LIMIT = 1 << 16
_FIELD = re.compile(rb"^(received|date):((?:[^\n]*(?:\n[ \t][^\n]*)*))", re.I | re.M)


def receipt_time(raw: bytes) -> datetime | None:
    """The time in the last Received header (it stands on top), else a plausible Date, else None."""
    head = raw[:_HEAD_LIMIT]
    if end := re.search(rb"\r?\n\r?\n", head):
        head = head[: end.start()]
    fields = _FIELD.findall(head)
    received = (value.rpartition(b";")[2] for name, value in fields if name.lower() == b"received")
    dated = (value for name, value in fields if name.lower() == b"date")
    for values in (received, dated):
        if (moment := _moment(next(values, b""))) is not None:
            return moment
    return None


def _moment(value: bytes) -> datetime | None:
    """A plausible date of RFC 5322, in UTC and whole seconds; None for any other."""
    try:
        moment = parsedate_to_datetime(" ".join(value.decode("ascii", "replace").split()))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if _EARLIEST < moment < utcnow() + timedelta(days=1) else None
