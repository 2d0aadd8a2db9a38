"""What waits to be read, and writing down what became of it."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate, Message
from forum.base import table_of, utcnow
from mailgate.inbound.contributing import Kept

MOST_BYTES = 16 << 20  # of raw mail in one batch; a single larger one is a batch of its own
_arrivals, _messages = table_of(Arrival), table_of(Message)


class Waiting(NamedTuple):
    """One arrival that has not been read, with its message."""

    arrival_id: int
    recipient: str
    board_id: int | None
    attempts: int
    kept: Kept


class Concluded(NamedTuple):
    """What became of an arrival: a fate, the code of its sentence, and details for staff."""

    arrival_id: int
    fate: Fate
    reason: str | None = None
    details: dict[str, Any] | None = None
    attempts: int = 1


def take(
    session: Session,
    limit: int,
    only: int | None = None,
    passed_over: Collection[int] = (),
) -> list[Waiting]:
    """The oldest kept arrivals, or `only` this one if it is, with their raw bytes.

    Those of the messages `passed_over` are left alone.

    On PostgreSQL they are locked to the end of the transaction, and what another reader has locked
    is passed over.
    """
    condition = _arrivals.c.fate == Fate.KEPT
    if only is not None:
        condition &= _arrivals.c.id == only
    if passed_over:
        condition &= _arrivals.c.message_id.not_in(passed_over)
    oldest = (
        select(
            _arrivals.c.id,
            _arrivals.c.recipient,
            _arrivals.c.board_id,
            _arrivals.c.attempts,
            _messages.c.id.label("message_id"),
            _messages.c.mail_from,
            _messages.c.received_at,
            _messages.c.size,
            _messages.c.peer,
            _messages.c.helo,
        )
        .join_from(_arrivals, _messages, _arrivals.c.message_id == _messages.c.id)
        .where(condition)
        .order_by(_arrivals.c.id)
        .limit(limit)
        .with_for_update(of=_arrivals, skip_locked=True)
    )
    rows = _first_that_fit(session.execute(oldest).all())
    raw = _raw(session, {row.message_id for row in rows})
    return [
        Waiting(
            row.id,
            row.recipient,
            row.board_id,
            row.attempts,
            _kept(row, raw[row.message_id]),
        )
        for row in rows
    ]


def _kept(row: Any, raw: bytes) -> Kept:
    envelope = (row.message_id, row.mail_from, row.received_at, row.size)
    return Kept(*envelope, raw, row.peer, row.helo)


def still_kept(session: Session, arrival_ids: Sequence[int]) -> set[int]:
    """Those that nobody else has read meanwhile."""
    if not arrival_ids:
        return set()
    kept = (
        select(_arrivals.c.id)
        .where(_arrivals.c.fate == Fate.KEPT)
        .where(_arrivals.c.id.between(min(arrival_ids), max(arrival_ids)))
    )
    return {row.id for row in session.execute(kept)} & set(arrival_ids)


def count_attempt(session: Session, arrival_ids: Sequence[int]) -> None:
    """Note that reading these is tried now, for the case that the process dies of it."""
    session.execute(
        update(_arrivals)
        .where(_arrivals.c.id.in_(arrival_ids))
        .values(attempts=_arrivals.c.attempts + 1)
    )


_CONCLUDE = update(_arrivals).where(_arrivals.c.id == bindparam("arrival"))


def conclude(session: Session, concluded: Iterable[Concluded], at: datetime | None = None) -> None:
    """Write down what became of arrivals."""
    now = at or utcnow()
    rows = [
        {
            "arrival": one.arrival_id,
            "fate": one.fate,
            "reason": one.reason,
            "details": one.details,
            "read_at": now,
            "attempts": one.attempts,
        }
        for one in concluded
    ]
    if rows:
        session.execute(_CONCLUDE, rows)


def _first_that_fit(rows: Sequence[Any]) -> list[Any]:
    total = 0
    fitting: list[Any] = []
    for row in rows:
        total += row.size
        if fitting and total > MOST_BYTES:
            break
        fitting.append(row)
    return fitting


def _raw(session: Session, message_ids: set[int]) -> dict[int, bytes]:
    rows = session.execute(
        select(_messages.c.id, _messages.c.raw).where(_messages.c.id.in_(message_ids))
    )
    return {message_id: bytes(raw) for message_id, raw in rows}
