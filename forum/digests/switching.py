"""Somebody changes the way in which posts come, or rests for a while: nothing twice, nothing lost.

Who leaves a digest mode gets what it would have told at once, as a last digest. Who comes back
from a rest gets a list of the topics in which something was written meanwhile.
"""

from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import TOKYO, today
from forum.boards import DIGEST_MODES, Mode, Subscription
from forum.digests.due import owe
from forum.digests.issue import Digest
from forum.digests.windows import newest_post, posts_between, sent_to, told_to


def change_mode(session: Session, subscription: Subscription, mode: Mode) -> None:
    """Posts come in another way from now on."""
    before = subscription.mode
    if before is mode:
        return
    if before in DIGEST_MODES and mode is not Mode.NONE and subscription.away_until is None:
        _tell_the_rest(session, subscription, mode)
    if mode in DIGEST_MODES:
        came = (
            sent_to(session, subscription)
            if before in (Mode.EACH, Mode.FOLLOW)
            else newest_post(session, subscription.board_id)
        )
        # What has been told stays told, whichever way the next posts come.
        subscription.digest_after_id = max(subscription.digest_after_id or 0, came)
    subscription.mode = mode
    session.flush()


def rest(session: Session, subscription: Subscription, until: date) -> None:
    """Nothing comes up to and with that day; a rest that has begun is made longer or shorter."""
    if subscription.away_until is None:
        subscription.away_after_id = (
            told_to(session, subscription)
            if subscription.mode in DIGEST_MODES
            else sent_to(session, subscription)
        )
    subscription.away_until = until
    session.flush()


def welcome_back(session: Session, subscription: Subscription) -> None:
    """End a rest, and tell in which topics something was written meanwhile."""
    after_id, until = subscription.away_after_id, subscription.away_until
    if until is None:
        return
    if subscription.mode is not Mode.NONE:
        until_id = _missed_until(session, subscription, until)
        _tell(session, subscription, after_id or 0, until_id, topics_only=True)
    subscription.away_until = subscription.away_after_id = None
    session.flush()


def welcome_all_back(session: Session, day: date | None = None) -> int:
    """End every rest whose last day is over; how many there were."""
    over = select(Subscription).where(Subscription.away_until < (day or today()))
    back = session.scalars(over.order_by(Subscription.id)).all()
    for subscription in back:
        welcome_back(session, subscription)
    return len(back)


def _tell_the_rest(session: Session, subscription: Subscription, mode: Mode) -> None:
    comes_by_itself = mode is Mode.EACH
    until_id = (
        sent_to(session, subscription)
        if comes_by_itself
        else newest_post(session, subscription.board_id)
    )
    told = told_to(session, subscription)
    _tell(session, subscription, told, until_id)
    subscription.digest_after_id = max(told, until_id)


def _missed_until(session: Session, subscription: Subscription, until: date) -> int:
    """Up to where somebody who was away missed what was written: the rest has come, or will come."""
    if subscription.mode in DIGEST_MODES:
        return told_to(session, subscription)
    over = datetime.combine(until + timedelta(days=1), time(), TOKYO)
    if until < today():
        return newest_post(session, subscription.board_id, before=over)
    return sent_to(session, subscription)


def _tell(
    session: Session,
    subscription: Subscription,
    after_id: int,
    until_id: int,
    *,
    topics_only: bool = False,
) -> None:
    """Owe one subscriber a digest of their own; nothing where nothing was written."""
    post_ids = posts_between(session, subscription.board_id, after_id, until_id)
    if not post_ids:
        return
    digest = Digest(
        board_id=subscription.board_id,
        mode=subscription.mode,
        day=today(),
        after_id=after_id,
        until_id=until_id,
        post_ids=post_ids,
        subscription_id=subscription.id,
        topics_only=topics_only,
    )
    session.add(digest)
    session.flush()
    owe(session, digest.id, subscription.board_id, subscription.id)
