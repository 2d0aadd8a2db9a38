"""The digests of a day: one for each board on which something was written, and made only once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.base import table_of, today, utcnow
from forum.boards import Mode, Subscription
from forum.digests import corrections
from forum.digests.issue import Digest
from forum.digests.windows import last_told, newest_post, past_edit_window, posts_between
from forum.distribution import Mailing, MailingKind

_subscriptions, _digests = table_of(Subscription), table_of(Digest)
# What the very first digest of a board tells to somebody of whom nothing is noted.
_SPAN = {Mode.DAILY: timedelta(days=1), Mode.WEEKLY: timedelta(days=7)}


def make_due(session: Session, mode: Mode, day: date | None = None) -> list[int]:
    """Write down the digests that are due and owe them to the subscribers; the mailings' ids.

    Nothing is due for a board twice on a day (in a week), where nothing is new, or where nobody
    reads digests. `day` is any day of the period, today if nothing is said.
    """
    day = period_of(mode, day or today())
    made = [_make(session, readers, mode, day) for readers in _readers(session, mode)]
    return [mailing_id for mailing_id in made if mailing_id is not None]


def period_of(mode: Mode, day: date) -> date:
    """The day by which a digest is known: its own, or the Monday of its week."""
    return day - timedelta(days=day.weekday()) if mode is Mode.WEEKLY else day


@dataclass(frozen=True, slots=True)
class _Readers:
    """Those of one board who read digests of one mode, as far as making one goes."""

    board_id: int
    told_until: int | None  # all of them, some other way; None where it is not noted of everybody
    newest_subscription: int


def _readers(session: Session, mode: Mode) -> Sequence[_Readers]:
    noted = func.min(_subscriptions.c.digest_after_id)
    unknown = func.sum(case((_subscriptions.c.digest_after_id.is_(None), 1), else_=0))
    rows = session.execute(
        select(_subscriptions.c.board_id, noted, unknown, func.max(_subscriptions.c.id))
        .where(_subscriptions.c.mode == mode, _subscriptions.c.awaits_approval.is_(False))
        .group_by(_subscriptions.c.board_id)
        .order_by(_subscriptions.c.board_id)
    )
    return [_Readers(board, None if strange else told, last) for board, told, strange, last in rows]


def _make(session: Session, readers: _Readers, mode: Mode, day: date) -> int | None:
    board_id = readers.board_id
    last = last_told(session, board_id, mode)
    if readers.told_until is not None:
        after_id = max(last, readers.told_until)
    else:
        after_id = last or newest_post(session, board_id, utcnow() - _SPAN[mode])
    until_id = past_edit_window(session, board_id)
    post_ids = posts_between(session, board_id, after_id, until_id)
    correction_ids, corrected = corrections.since_last(session, board_id, mode, after_id)
    if not post_ids and not corrected:
        return None
    digest_id = _once(
        session,
        {
            "board_id": board_id,
            "mode": mode,
            "day": day,
            "after_id": after_id,
            "until_id": max(after_id, until_id),
            "post_ids": [*post_ids, *corrected],
            "correction_ids": correction_ids,
            "topics_only": False,
            "made_at": utcnow(),
        },
    )
    if digest_id is None:
        return None
    return owe(session, digest_id, board_id, readers.newest_subscription)


def _once(session: Session, row: dict[str, Any]) -> int | None:
    """The id of a digest that is written down now; None where there is one for the day."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    written = insert(_digests).values(row).on_conflict_do_nothing().returning(_digests.c.id)
    return session.execute(written).scalar_one_or_none()


def owe(session: Session, digest_id: int, board_id: int, last_subscription_id: int) -> int:
    """Put a digest into the outbox; the mailing's id."""
    mailing = Mailing(
        kind=MailingKind.DIGEST,
        digest_id=digest_id,
        board_id=board_id,
        last_subscription_id=last_subscription_id,
    )
    session.add(mailing)
    session.flush()
    return mailing.id
