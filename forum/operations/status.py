"""How much was done, and what still waits."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, or_, select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate, Message
from forum.base import table_of, utcnow
from forum.boards import Mode, Subscription
from forum.bouncing import overview
from forum.digests.issue import Digest
from forum.distribution import (
    WALKED,
    DeliveryFailure,
    FailureState,
    Mailing,
    MailingRange,
    MailingState,
)
from forum.people.person import Address

_arrivals = table_of(Arrival)
_messages = table_of(Message)
_mailings = table_of(Mailing)
_ranges = table_of(MailingRange)
_failures = table_of(DeliveryFailure)
_subscriptions = table_of(Subscription)
_addresses = table_of(Address)
_digests = table_of(Digest)


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Copies on their way out, counted by recipient."""

    waiting: int
    sent: int
    failed: int


@dataclass(frozen=True, slots=True)
class Status:
    """Messages by their fate, deliveries, and how long the oldest of what waits has waited."""

    messages: dict[str, int]
    deliveries: Deliveries
    oldest_waiting_s: int
    bounces: dict[str, Any]

    def told(self) -> dict[str, Any]:
        """What `kakehashi status --json` prints: counts only."""
        return {name: told for name, told in asdict(self).items() if name != "bounces"}


def status(connection: Connection) -> Status:
    """A snapshot of the queues."""
    return Status(
        messages=_by_fate(connection),
        deliveries=Deliveries(
            waiting=_owed(connection) + _failed(connection, FailureState.RETRYING),
            sent=connection.scalar(select(func.coalesce(func.sum(_mailings.c.sent_count), 0))) or 0,
            failed=_failed(connection, FailureState.GIVEN_UP),
        ),
        oldest_waiting_s=_oldest(connection),
        bounces=_bounces(connection),
    )


def _bounces(connection: Connection) -> dict[str, Any]:
    """Addresses that get no mail, and the providers that refuse ours."""
    with Session(connection) as session:
        found = overview(session)
    refusing = ", ".join(f"{one.provider} ({one.addresses})" for one in found.refusing)
    return {"stopped": found.stopped, "asked": found.asked, "refusing": refusing or "-"}


def _by_fate(connection: Connection) -> dict[str, int]:
    counted = select(_arrivals.c.fate, func.count()).group_by(_arrivals.c.fate)
    counts = {row[0]: row[1] for row in connection.execute(counted)}
    return {fate.value: counts.get(fate, 0) for fate in Fate}


def _failed(connection: Connection, state: FailureState) -> int:
    counted = select(func.count()).select_from(_failures).where(_failures.c.state == state)
    return connection.scalar(counted) or 0


def _owed(connection: Connection) -> int:
    """Notices that wait, and subscribers whom no done range of a waiting post or digest holds."""
    waits = _mailings.c.state == MailingState.WAITING
    notices = select(func.count()).where(waits, _mailings.c.kind.not_in(WALKED))
    done = select(_ranges.c.id).where(
        _ranges.c.mailing_id == _mailings.c.id,
        _subscriptions.c.id.between(_ranges.c.first_id, _ranges.c.last_id),
    )
    last = func.coalesce(_mailings.c.last_subscription_id, _subscriptions.c.id)
    subscribers = select(func.count()).where(
        waits,
        _mailings.c.kind.in_(WALKED),
        _subscriptions.c.board_id == _mailings.c.board_id,
        or_(
            _reader_of_digest.is_not(None),
            _subscriptions.c.mode == func.coalesce(_mode_of_digest, Mode.EACH),
        ),
        _subscriptions.c.id == func.coalesce(_reader_of_digest, _subscriptions.c.id),
        _subscriptions.c.awaits_approval.is_(False),
        _subscriptions.c.address_id.not_in(
            select(_addresses.c.id).where(_addresses.c.stopped_at.is_not(None))
        ),
        _subscriptions.c.id <= last,
        ~done.exists(),
    )
    return (connection.scalar(notices) or 0) + (connection.scalar(subscribers) or 0)


_of_digest = select(_digests).where(_digests.c.id == _mailings.c.digest_id).correlate(_mailings)
_mode_of_digest = _of_digest.with_only_columns(_digests.c.mode).scalar_subquery()
_reader_of_digest = _of_digest.with_only_columns(_digests.c.subscription_id).scalar_subquery()


def _oldest(connection: Connection) -> int:
    now = utcnow()
    unread = (
        select(func.min(_messages.c.received_at))
        .join(_arrivals, _arrivals.c.message_id == _messages.c.id)
        .where(_arrivals.c.fate == Fate.KEPT)
    )
    owed = select(func.min(_mailings.c.not_before)).where(
        _mailings.c.state == MailingState.WAITING, _mailings.c.not_before <= now
    )
    again = select(func.min(_failures.c.first_at)).where(_failures.c.state == FailureState.RETRYING)
    since: list[datetime | None] = [connection.scalar(query) for query in (unread, owed, again)]
    return max((int((now - at).total_seconds()) for at in since if at), default=0)
