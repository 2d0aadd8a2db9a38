"""Which failures count against an address, and when it is asked and then left alone.

At most one point a day; what passes and what was the mail's or the sender's fault gives none. An
address with enough points gets a letter that asks (probing.py) before anything is stopped.
"""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import change_rows, today, utcnow
from forum.boards import Board
from forum.bouncing import alerts, probing
from forum.bouncing.failures import Failure, Fault
from forum.bouncing.providers import provider_of
from forum.bouncing.records import Bounce, Source
from forum.distribution import DeliveryFailure, FailureState, Mailing
from forum.people.person import Address
from forum.site import Site

POINTS = 4  # on so many days, before the address is asked
FORGOTTEN_AFTER = timedelta(days=45)  # without another point
MOST_A_DAY = 20  # rows kept of one address; more say nothing new
FEW = 5  # failures that one mail may cause without being suspected itself
_SHARE = 10  # or one in so many of its recipients
_LONGEST_ID = 64


def note(
    session: Session,
    site: Site,
    address_id: int,
    failure: Failure,
    source: Source,
    *,
    subscription_id: int | None = None,
    board: Board | None = None,
    kept_message_id: int | None = None,
) -> Bounce | None:
    """Write a failure down and count it; None for what is no failure.

    The address is locked, so that two bounces at once give one point.
    """
    if failure.fault is Fault.NONE:
        return None
    address = session.get_one(Address, address_id, with_for_update=True, populate_existing=True)
    if _noted_today(session, address) >= MOST_A_DAY:
        return None
    bounce = Bounce(
        address_id=address_id,
        subscription_id=subscription_id,
        board_id=board.id if board else None,
        source=source,
        fault=failure.fault,
        cause=failure.cause,
        status=failure.status[:12],
        diagnostic=failure.diagnostic,
        about=_key(failure.about),
        provider=provider_of(address.canonical),
        kept_message_id=kept_message_id,
    )
    session.add(bounce)
    session.flush()
    if source is Source.PROBE:
        probing.answered(session, site, address, bounce)
    elif bounce.fault is Fault.HARD:
        _count(session, site, address, bounce, board)
    alerts.look(session, site, bounce)
    return bounce


def _count(
    session: Session, site: Site, address: Address, bounce: Bounce, board: Board | None
) -> None:
    if address.stopped_at or address.probed_at or address.bounced_on == today():
        return
    if _is_burst(session, bounce):
        _take_back(session, bounce)
        if not _has_failed_otherwise(session, bounce):
            return
    if address.bounced_on and address.bounced_on < today() - FORGOTTEN_AFTER:
        address.bounce_score = 0
    address.bounce_score += 1
    address.bounced_on = today()
    bounce.scored = True
    session.flush()
    if address.bounce_score >= POINTS and board is not None:
        probing.ask(session, site, address, board)


def _noted_today(session: Session, address: Address) -> int:
    since = utcnow() - timedelta(days=1)
    counted = select(func.count()).where(Bounce.address_id == address.id, Bounce.at > since)
    return session.scalar(counted) or 0


def _is_burst(session: Session, bounce: Bounce) -> bool:
    """Whether so many addresses fail at one mail that the mail is to blame."""
    if bounce.about is None:
        return False
    failed = session.scalar(
        select(func.count(Bounce.address_id.distinct())).where(
            Bounce.about == bounce.about, Bounce.fault == Fault.HARD
        )
    )
    return (failed or 0) > max(FEW, _recipients(session, bounce) // _SHARE)


def _recipients(session: Session, bounce: Bounce) -> int:
    """To how many a post went; 0 where the mail that came back is none."""
    if bounce.board_id is None or bounce.about is None:
        return 0
    sent = session.scalar(
        select(func.max(Mailing.sent_count))
        .join(Post, Post.id == Mailing.post_id)
        .where(Post.message_id == bounce.about, Post.board_id == bounce.board_id)
    )
    return sent or 0


def _has_failed_otherwise(session: Session, bounce: Bounce) -> bool:
    """Whether the address has failed at another mail before."""
    other = select(Bounce.id).where(
        Bounce.address_id == bounce.address_id,
        Bounce.fault == Fault.HARD,
        Bounce.about.is_distinct_from(bounce.about),
    )
    return session.scalar(other.limit(1)) is not None


def _take_back(session: Session, bounce: Bounce) -> None:
    """The points that the first of a burst have got, where nothing else speaks against them."""
    given = select(Bounce).where(
        Bounce.about == bounce.about, Bounce.scored, Bounce.address_id != bounce.address_id
    )
    for one in session.scalars(given).all():
        if not _has_failed_otherwise(session, one):
            one.scored = False
            address = session.get_one(Address, one.address_id)
            address.bounce_score = max(0, address.bounce_score - 1)
    session.flush()


def _key(message_id: str | None) -> str | None:
    if message_id is None or len(message_id) <= _LONGEST_ID:
        return message_id
    return hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest()


def forget_before(session: Session, moment: datetime) -> int:
    """Drop what is older than `moment`; how many rows that were."""
    return change_rows(session, delete(Bounce).where(Bounce.at < moment))


def something_is_due(session: Session) -> bool:
    """Whether a refusal waits to be counted, or an address that was asked has kept silent."""
    unnoted = select(DeliveryFailure.id).where(
        DeliveryFailure.state == FailureState.GIVEN_UP, DeliveryFailure.noted_at.is_(None)
    )
    silent = select(Address.id).where(
        Address.probed_at < utcnow() - probing.PATIENCE, Address.stopped_at.is_(None)
    )
    return any(session.scalar(one.limit(1)) is not None for one in (unnoted, silent))
