"""Deliveries that failed for a while and are due again."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, delete, select, update

from forum.base import utcnow
from forum.distribution import FailureState, MailingKind
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.outbox.claims import IS_RETRIED
from mailgate.outbound.outbox.opening import open_mailing
from mailgate.outbound.outbox.subscribers import Recipient
from mailgate.outbound.outbox.tables import FAILURES, MAILINGS
from mailgate.outbound.outbox.walked import Walked
from mailgate.outbound.patience import next_try

AT_ONCE = 200


class Retry(NamedTuple):
    """A delivery that went wrong and is due again."""

    failure_id: int
    mailing_id: int
    subscription_id: int | None
    recipient: str
    attempts: int
    first_at: datetime


def claim_retries(connection: Connection, lease: timedelta) -> list[Retry]:
    """Take the failed deliveries that are due again, those of one mailing together."""
    now = utcnow()
    columns = ("id", "mailing_id", "subscription_id", "recipient", "attempts", "first_at")
    rows = connection.execute(
        select(*(FAILURES.c[name] for name in columns))
        .where(IS_RETRIED, FAILURES.c.next_try_at <= now)
        .order_by(FAILURES.c.next_try_at)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    ids = [row.id for row in rows]
    connection.execute(
        update(FAILURES).where(FAILURES.c.id.in_(ids)).values(next_try_at=now + lease)
    )
    return sorted((Retry(*row) for row in rows), key=lambda retry: retry.mailing_id)


def post_again(
    connection: Connection, mailing_id: int, subscription_ids: Sequence[int]
) -> tuple[Walked, dict[int, Recipient]] | None:
    """A post's mailing and those of the subscribers who are still owed it."""
    mailing = open_mailing(connection, mailing_id)
    if mailing is None:
        return None
    rows = connection.execute(mailing.owed_again(subscription_ids)).all()
    found = mailing.recipients(connection, rows)
    return mailing, {recipient.subscription_id: recipient for recipient in found}


def record_retry(connection: Connection, retry: Retry, outcome: Outcome | None) -> None:
    """Note what became of another try; None where nothing is owed any more."""
    this = FAILURES.c.id == retry.failure_id
    if outcome is None:
        connection.execute(delete(FAILURES).where(this))
        return
    now = utcnow()
    again = next_try(retry.attempts + 1, retry.first_at, now) if outcome.temporary else None
    state = FailureState.RETRYING if again else FailureState.GIVEN_UP
    connection.execute(
        update(FAILURES)
        .where(this)
        .values(
            code=outcome.code,
            status=outcome.status[:12],
            answer=outcome.text,
            attempts=retry.attempts + 1,
            next_try_at=again,
            state=FailureState.SENT if outcome.delivered else state,
        )
    )
    mailing = MAILINGS.c.id == retry.mailing_id
    if outcome.delivered:
        count = {"sent_count": MAILINGS.c.sent_count + 1}
        connection.execute(update(MAILINGS).where(mailing).values(count))
    if again is None:
        is_secret = MAILINGS.c.kind == MailingKind.SECRET
        connection.execute(update(MAILINGS).where(mailing, is_secret).values(content=None))
