"""How far a board's digests have come, and where one for somebody begins and ends.

A place is the id of a post: on one board they grow in the order of publication.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState
from forum.base import table_of, utcnow
from forum.boards import Mode, Subscription
from forum.digests.issue import Digest
from forum.distribution import Mailing, MailingKind, MailingRange, MailingState

_posts, _mailings, _ranges = table_of(Post), table_of(Mailing), table_of(MailingRange)
_digests = table_of(Digest)


def newest_post(session: Session, board_id: int, before: datetime | None = None) -> int:
    """The place of the board's newest post (published before an instant); 0 where there is none."""
    wanted = select(_posts.c.id).where(_posts.c.board_id == board_id)
    if before is not None:
        wanted = wanted.where(_posts.c.published_at < before)
    return session.scalar(wanted.order_by(_posts.c.id.desc()).limit(1)) or 0


def last_told(session: Session, board_id: int, mode: Mode) -> int:
    """Up to where the board's digests of that mode have told; 0 before the first."""
    told = select(func.max(_digests.c.until_id)).where(
        _digests.c.board_id == board_id,
        _digests.c.mode == mode,
        _digests.c.subscription_id.is_(None),
    )
    return session.scalar(told) or 0


def told_to(session: Session, subscription: Subscription) -> int:
    """Up to where somebody in a digest mode has been told, or told in another way."""
    last = last_told(session, subscription.board_id, subscription.mode)
    # A digest that has been made and not brought to them yet does not count.
    on_its_way = (
        select(func.min(_digests.c.after_id))
        .join_from(_digests, _mailings, _mailings.c.digest_id == _digests.c.id)
        .where(
            _digests.c.board_id == subscription.board_id,
            _digests.c.mode == subscription.mode,
            _digests.c.subscription_id.is_(None),
            *_is_to_come(subscription),
        )
    )
    waiting = session.scalar(on_its_way)
    last = last if waiting is None else min(last, waiting)
    return max(last, subscription.digest_after_id or 0)


def past_edit_window(session: Session, board_id: int) -> int:
    """The newest post behind which none still waits for its author's corrections."""
    waits = select(func.min(_mailings.c.post_id)).where(
        _mailings.c.state == MailingState.WAITING,
        _mailings.c.kind == MailingKind.POST,
        _mailings.c.board_id == board_id,
        _mailings.c.not_before > utcnow(),
    )
    return _before(newest_post(session, board_id), session.scalar(waits))


def sent_to(session: Session, subscription: Subscription) -> int:
    """The newest post behind which none is still on its way to this subscriber one by one."""
    on_its_way = select(func.min(_mailings.c.post_id)).where(
        _mailings.c.kind == MailingKind.POST,
        _mailings.c.board_id == subscription.board_id,
        *_is_to_come(subscription),
    )
    return _before(newest_post(session, subscription.board_id), session.scalar(on_its_way))


def _is_to_come(subscription: Subscription) -> list[ColumnElement[bool]]:
    """Of a mailing: that it waits, and has not come by this subscriber yet."""
    walked = exists().where(
        _ranges.c.mailing_id == _mailings.c.id,
        _ranges.c.first_id <= subscription.id,
        _ranges.c.last_id >= subscription.id,
    )
    last = _mailings.c.last_subscription_id
    return [
        _mailings.c.state == MailingState.WAITING,
        or_(last.is_(None), last >= subscription.id),
        ~walked,
    ]


def posts_between(session: Session, board_id: int, after_id: int, until_id: int) -> list[int]:
    """What a digest tells, in its order: by topic, the topic first that was written in first."""
    rows = session.execute(
        select(_posts.c.id, _posts.c.thread_id)
        .where(
            _posts.c.board_id == board_id,
            _posts.c.id > after_id,
            _posts.c.id <= until_id,
            _posts.c.state == PostState.PUBLISHED,
        )
        .order_by(_posts.c.id)
    )
    topics: dict[int, list[int]] = {}
    for post_id, thread_id in rows:
        topics.setdefault(thread_id, []).append(post_id)
    return [post_id for topic in topics.values() for post_id in topic]


def _before(newest: int, waiting: int | None) -> int:
    return newest if waiting is None else min(newest, waiting - 1)
