"""When a delivery that went wrong is tried again, and when it is given up."""

from datetime import datetime, timedelta

GIVE_UP_AFTER = timedelta(days=5)  # RFC 5321 4.5.4.1
_MINUTES = (2, 5, 15, 30, 60, 120, 240)


def next_try(attempts: int, first_at: datetime, now: datetime) -> datetime | None:
    """The time of the next try after `attempts` failures since `first_at`; None to give up."""
    if now - first_at >= GIVE_UP_AFTER:
        return None
    wait = timedelta(minutes=_MINUTES[min(attempts, len(_MINUTES)) - 1])
    return min(now + wait, max(first_at + GIVE_UP_AFTER, now + timedelta(minutes=1)))
