"""How fast and how patiently the deliver worker goes."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Pace:
    """The worker's numbers; those in seconds end in _s."""

    connections: int = 8
    batch: int = 200  # copies that count together: what a crash may send twice on each connection
    batches_read: int = 10  # at once
    batches_ahead: int = 4  # signed while all connections are busy
    posts_at_once: int = 4
    poll_s: float = 0.1
    lease_s: float = 60.0
    retry_lease_s: float = 1800.0
    poison_s: float = 3600.0  # until a mailing that we can't compose is tried again
    grace_s: float = 8.0

    @property
    def lease(self) -> timedelta:
        return timedelta(seconds=self.lease_s)


DEFAULT_PACE = Pace()
