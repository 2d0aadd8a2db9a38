"""What is due, and who works on it: a lease that a living worker renews."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from forum.base import utcnow
from forum.distribution import WALKED, FailureState, MailingState
from mailgate.outbound.outbox.tables import FAILURES, MAILINGS

IS_WALKED = MAILINGS.c.kind.in_(WALKED)
IS_RETRIED = FAILURES.c.state == FailureState.RETRYING


class Due(NamedTuple):
    """Which kinds of work wait."""

    notices: bool
    posts: bool
    retries: bool


def due(connection: Connection) -> Due:
    """Look whether anything waits, without a lock."""
    return Due(*connection.execute(_DUE, {"now": utcnow()}).one())


def claim_post(connection: Connection, lease: timedelta) -> int | None:
    """Take the next post's mailing for ourselves until the lease runs out; its id."""
    mailing_id = connection.scalar(first_waiting(kinds=IS_WALKED, limit=1))
    if mailing_id is not None:
        hold_on(connection, mailing_id, lease)
    return mailing_id


def first_waiting(*columns: Any, kinds: Any, limit: int) -> Any:
    """The ids (and more) of those mailings that wait longest, locked for who takes them."""
    return (
        select(MAILINGS.c.id, *columns)
        .where(*_waiting(utcnow()), kinds)
        .order_by(MAILINGS.c.not_before, MAILINGS.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


def _waiting(now: Any) -> list[Any]:
    return [
        MAILINGS.c.state == MailingState.WAITING,
        MAILINGS.c.not_before <= now,
        or_(MAILINGS.c.leased_until.is_(None), MAILINGS.c.leased_until < now),
    ]


# Made once: it is asked many times a second, and building it took longer than the answer.
_now = bindparam("now", type_=MAILINGS.c.not_before.type)
_DUE = select(
    exists().where(*_waiting(_now), ~IS_WALKED),
    exists().where(*_waiting(_now), IS_WALKED),
    exists().where(IS_RETRIED, FAILURES.c.next_try_at <= _now),
)


def hold_on(connection: Connection, mailing_id: int, lease: timedelta) -> None:
    """Renew the lease of a mailing."""
    change(connection, [mailing_id], leased_until=utcnow() + lease)


def let_go(connection: Connection, mailing_id: int) -> None:
    """Leave a mailing to whoever comes next."""
    change(connection, [mailing_id], leased_until=None)


def break_leases(connection: Connection) -> None:
    """Take over everything that a dead worker held; for who knows that no other lives."""
    change(connection, None, leased_until=None)


def change(connection: Connection, ids: Sequence[int] | None, **values: Any) -> int:
    """Change those of the mailings that still wait (None: all of them); how many these were."""
    which = [MAILINGS.c.state == MailingState.WAITING]
    if ids is not None:
        which.append(MAILINGS.c.id.in_(ids))
    return connection.execute(update(MAILINGS).where(*which).values(**values)).rowcount
