"""What became of the copies of a post: successes are a range, failures rows."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, update

from forum.base import utcnow
from forum.distribution import FailureState, MailingState
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox.claims import change
from mailgate.outbound.outbox.tables import FAILURES, MAILINGS, RANGES
from mailgate.outbound.outbox.walked import Walked
from mailgate.outbound.outbox.walking import Batch
from mailgate.outbound.patience import next_try


def record(
    connection: Connection,
    mailing: Walked,
    batch: Batch,
    outcomes: Sequence[Outcome],
    lease: timedelta,
) -> bool:
    """Note that a batch has been dealt with, and hold on; whether the post is still owed to others."""
    now = utcnow()
    failures = [
        failure(mailing.id, recipient.subscription_id, recipient.address, outcome, now)
        for recipient, outcome in zip(batch.recipients, outcomes, strict=True)
        if not outcome.delivered
    ]
    sent = len(outcomes) - len(failures)
    dealt_with = {
        "mailing_id": mailing.id,
        "first_id": batch.first_id,
        "last_id": batch.last_id,
        "sent_count": sent,
        "done_at": now,
    }
    connection.execute(_DEALT_WITH, dealt_with)
    if failures:
        connection.execute(insert(FAILURES), failures)
    counted = {"mailing": mailing.id, "sent": sent, "until": now + lease}
    return connection.execute(_COUNTED, counted).rowcount > 0


# Made once: building these statements took twice as long as running them.
_DEALT_WITH = insert(RANGES)
_COUNTED = (
    update(MAILINGS)
    .where(MAILINGS.c.id == bindparam("mailing"), MAILINGS.c.state == MailingState.WAITING)
    .values(
        sent_count=MAILINGS.c.sent_count + bindparam("sent", type_=MAILINGS.c.sent_count.type),
        leased_until=bindparam("until", type_=MAILINGS.c.leased_until.type),
    )
)


def failure(
    mailing_id: int, subscription_id: int | None, address: str, outcome: Outcome, now: datetime
) -> dict[str, Any]:
    """The row of a delivery that went wrong for the first time."""
    again = None if outcome.permanent else next_try(1, now, now)
    return {
        "mailing_id": mailing_id,
        "subscription_id": subscription_id,
        "recipient": address,
        "code": outcome.code,
        "status": outcome.status[:12],
        "answer": outcome.text,
        "attempts": 1,
        "first_at": now,
        "next_try_at": again,
        "state": FailureState.RETRYING if again else FailureState.GIVEN_UP,
    }


def finish(connection: Connection, mailing_id: int) -> None:
    """Every subscriber has been dealt with; the ranges have done their service."""
    connection.execute(delete(RANGES).where(RANGES.c.mailing_id == mailing_id))
    change(
        connection,
        [mailing_id],
        state=MailingState.DONE,
        finished_at=utcnow(),
        leased_until=None,
    )
