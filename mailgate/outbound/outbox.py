"""The deliver worker's side of the outbox: what is due, who comes next, what became of it.

Every function works on the caller's connection and commits nothing. The claims are safe with any
number of workers: PostgreSQL passes over rows that another holds, SQLite has one writer at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, exists, func, insert, not_, or_, select, update
from sqlalchemy.orm import Session

from forum.archive.message import Door, Message
from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of, utcnow
from forum.boards import Board, Mode, Names, Subscription, Visibility, may_read
from forum.distribution import (
    DeliveryFailure,
    FailureState,
    Mailing,
    MailingKind,
    MailingRange,
    MailingState,
)
from forum.people.person import Address
from forum.people.standing import standings
from mailgate.outbound.composing import Dispatch
from mailgate.outbound.envelope import Outcome
from mailgate.outbound.list_headers import ListNames
from mailgate.outbound.patience import next_try

NOTICES_AT_ONCE = 50
RETRIES_AT_ONCE = 200

_mailings = table_of(Mailing)
_ranges = table_of(MailingRange)
_failures = table_of(DeliveryFailure)
_subscriptions = table_of(Subscription)
_addresses = table_of(Address)
_posts = table_of(Post)
_boards = table_of(Board)
_messages = table_of(Message)
_threads = table_of(Thread)


class Due(NamedTuple):
    """Which kinds of work wait."""

    notices: bool
    posts: bool
    retries: bool


class Recipient(NamedTuple):
    """A subscriber who is owed a copy."""

    subscription_id: int
    address: str


class Batch(NamedTuple):
    """The subscribers first_id..last_id, of whom `recipients` get a copy."""

    first_id: int
    last_id: int
    recipients: list[Recipient]


@dataclass
class PostMailing:
    """A post on its way to its board's subscribers, and the ranges of them still to be walked."""

    id: int
    dispatch: Dispatch
    raw: bytes
    board_id: int
    visibility: Visibility
    author: tuple[int | None, int | None]  # address id, person id
    waiting: list[tuple[int, int]] = field(default_factory=list)


class Notice(NamedTuple):
    """One mail of ours to one mailbox."""

    mailing_id: int
    is_secret: bool
    sender: str
    recipient: str
    content: bytes


class Retry(NamedTuple):
    """A delivery that went wrong and is due again."""

    failure_id: int
    mailing_id: int
    subscription_id: int | None
    recipient: str
    attempts: int
    first_at: datetime


def due(connection: Connection) -> Due:
    """Look whether anything waits, without a lock."""
    now = utcnow()
    waits = _waiting(now)
    post = _mailings.c.kind == MailingKind.POST
    row = connection.execute(
        select(
            exists().where(*waits, ~post),
            exists().where(*waits, post),
            exists().where(_is_retried, _failures.c.next_try_at <= now),
        )
    ).one()
    return Due(*row)


_is_retried = _failures.c.state == FailureState.RETRYING


def _waiting(now: datetime) -> list[Any]:
    return [
        _mailings.c.state == MailingState.WAITING,
        _mailings.c.not_before <= now,
        or_(_mailings.c.leased_until.is_(None), _mailings.c.leased_until < now),
    ]


def _first_waiting(*columns: Any, kinds: Any, limit: int) -> Any:
    return (
        select(_mailings.c.id, *columns)
        .where(*_waiting(utcnow()), kinds)
        .order_by(_mailings.c.not_before, _mailings.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )


# Posts


def claim_post(connection: Connection, lease: timedelta) -> int | None:
    """Take the next post's mailing for ourselves until the lease runs out; its id."""
    is_post = _mailings.c.kind == MailingKind.POST
    mailing_id = connection.scalar(_first_waiting(kinds=is_post, limit=1))
    if mailing_id is not None:
        hold_on(connection, mailing_id, lease)
    return mailing_id


def hold_on(connection: Connection, mailing_id: int, lease: timedelta) -> None:
    """Renew the lease of a mailing."""
    _change(connection, [mailing_id], leased_until=utcnow() + lease)


def let_go(connection: Connection, mailing_id: int) -> None:
    """Leave a mailing to whoever comes next."""
    _change(connection, [mailing_id], leased_until=None)


def break_leases(connection: Connection) -> None:
    """Take over everything that a dead worker held; for who knows that no other lives."""
    _change(connection, None, leased_until=None)


def _change(connection: Connection, ids: Sequence[int] | None, **values: Any) -> None:
    which = [_mailings.c.state == MailingState.WAITING]
    if ids is not None:
        which.append(_mailings.c.id.in_(ids))
    connection.execute(update(_mailings).where(*which).values(**values))


def open_post(connection: Connection, mailing_id: int) -> PostMailing | None:
    """What there is to send and to whom; None (and cancelled) where the post is not to be read."""
    row = connection.execute(
        select(*_needed)
        .select_from(
            _mailings.join(_posts, _posts.c.id == _mailings.c.post_id)
            .join(_boards, _boards.c.id == _posts.c.board_id)
            .join(_threads, _threads.c.id == _posts.c.thread_id)
            .join(_messages, _messages.c.id == _posts.c.kept_message_id)
        )
        .where(_mailings.c.id == mailing_id)
    ).one_or_none()
    if row is None or row.state is not PostState.PUBLISHED:
        _change(connection, [mailing_id], state=MailingState.CANCELLED, finished_at=utcnow())
        return None
    mailing = PostMailing(
        id=mailing_id,
        dispatch=_dispatch(row),
        raw=row.raw,
        board_id=row.board_id,
        visibility=row.visibility,
        author=(row.address_id, row.person_id),
    )
    mailing.waiting = _gaps(_done(connection, mailing_id), row.last_subscription_id or 0)
    return mailing


_needed = (
    _posts.c.id.label("post_id"),
    *(
        _posts.c[name]
        for name in (
            "public_id",
            "message_id",
            "author_name",
            "received_at",
            "state",
            "address_id",
            "person_id",
            "board_id",
        )
    ),
    *(
        _boards.c[name]
        for name in ("slug", "name", "visibility", "reply_to", "from_policy", "join", "names")
    ),
    _messages.c.raw,
    _messages.c.door,
    _mailings.c.last_subscription_id,
    ((_posts.c.subject == "") & _threads.c.hidden_subject.is_not(None)).label("hides_subject"),
)


def _dispatch(row: Any) -> Dispatch:
    board = Board(from_policy=row.from_policy, join=row.join, names=row.names)
    return Dispatch(
        board=ListNames(row.slug, row.name),
        reply_to=row.reply_to,
        hides_addresses=board.hides_addresses or row.names is Names.NICKNAME,
        is_web_born=row.door is Door.WEB,
        post_id=row.post_id,
        post_public_id=row.public_id,
        message_id=row.message_id,
        author_name=row.author_name,
        received_at=row.received_at,
        hides_subject=row.hides_subject,
    )


def _done(connection: Connection, mailing_id: int) -> list[tuple[int, int]]:
    rows = connection.execute(
        select(_ranges.c.first_id, _ranges.c.last_id)
        .where(_ranges.c.mailing_id == mailing_id)
        .order_by(_ranges.c.first_id)
    )
    return [(first, last) for first, last in rows]


def _gaps(done: list[tuple[int, int]], last_id: int) -> list[tuple[int, int]]:
    """What of 1..last_id no range covers."""
    gaps, at = [], 1
    for first, last in sorted(done):
        if first > at:
            gaps.append((at, first - 1))
        at = max(at, last + 1)
    return [*gaps, (at, last_id)] if at <= last_id else gaps


def next_batch(connection: Connection, mailing: PostMailing, size: int) -> Batch | None:
    """The next `size` subscribers of a mailing, each walked once; None when there are no more.

    A post that is hidden or withdrawn while its copies go out goes no further.
    """
    if not _is_still_owed(connection, mailing.id):
        mailing.waiting.clear()
    while mailing.waiting:
        first, end = mailing.waiting[0]  # it stays there meanwhile: others look whether work waits
        rows = connection.execute(
            _subscribers(mailing)
            .where(_subscriptions.c.id.between(first, end))
            .order_by(_subscriptions.c.id)
            .limit(size)
        ).all()
        last = rows[-1].id if len(rows) == size else end
        mailing.waiting[:1] = [(last + 1, end)] if last < end else []
        if rows:
            return Batch(first, last, _entitled(connection, mailing, rows))
    return None


def _is_still_owed(connection: Connection, mailing_id: int) -> bool:
    waiting = select(_mailings.c.id).where(
        _mailings.c.id == mailing_id, _mailings.c.state == MailingState.WAITING
    )
    return connection.scalar(waiting) is not None


def _subscribers(mailing: PostMailing) -> Any:
    """Who gets each post by mail, without an author who wants no copy of their own."""
    address_id, person_id = mailing.author
    own = [_addresses.c.id == address_id] if address_id is not None else []
    own += [_addresses.c.person_id == person_id] if person_id is not None else []
    wanted = [or_(_subscriptions.c.own_posts, not_(func.coalesce(or_(*own), False)))] if own else []
    return select(_subscriptions.c.id, _addresses.c.written, _addresses.c.person_id).where(
        _subscriptions.c.address_id == _addresses.c.id,
        _subscriptions.c.board_id == mailing.board_id,
        _subscriptions.c.mode == Mode.EACH,
        _subscriptions.c.awaits_approval.is_(False),
        _addresses.c.stopped_at.is_(None),
        *wanted,
    )


def _entitled(connection: Connection, mailing: PostMailing, rows: Sequence[Any]) -> list[Recipient]:
    """Those who may still read the board."""
    if mailing.visibility is Visibility.PUBLIC:
        return [Recipient(subscription_id, address) for subscription_id, address, _ in rows]
    people = {row.person_id for row in rows if row.person_id is not None}
    with Session(connection) as session:
        standing = standings(session, people)
    return [
        Recipient(row.id, row.written)
        for row in rows
        if row.person_id is not None
        and may_read(mailing.visibility, mailing.board_id, standing[row.person_id])
    ]


def record(
    connection: Connection,
    mailing: PostMailing,
    batch: Batch,
    outcomes: Sequence[Outcome],
    lease: timedelta,
) -> None:
    """Note that a batch has been dealt with; its failures are rows, its successes a range."""
    now = utcnow()
    sent = sum(outcome.delivered for outcome in outcomes)
    connection.execute(
        insert(_ranges).values(
            mailing_id=mailing.id,
            first_id=batch.first_id,
            last_id=batch.last_id,
            sent_count=sent,
            done_at=now,
        )
    )
    failures = [
        _failure(mailing.id, recipient.subscription_id, recipient.address, outcome, now)
        for recipient, outcome in zip(batch.recipients, outcomes, strict=True)
        if not outcome.delivered
    ]
    if failures:
        connection.execute(insert(_failures), failures)
    count = _mailings.c.sent_count + sent
    _change(connection, [mailing.id], leased_until=now + lease, sent_count=count)


def _failure(
    mailing_id: int, subscription_id: int | None, address: str, outcome: Outcome, now: datetime
) -> dict[str, Any]:
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
    connection.execute(delete(_ranges).where(_ranges.c.mailing_id == mailing_id))
    _change(
        connection,
        [mailing_id],
        state=MailingState.DONE,
        finished_at=utcnow(),
        leased_until=None,
    )


# Notices


def claim_notices(connection: Connection, lease: timedelta) -> list[Notice]:
    """Take the notices that wait, the oldest first."""
    rows = connection.execute(
        _first_waiting(
            _mailings.c.kind,
            _mailings.c.sender,
            _mailings.c.recipient,
            _mailings.c.content,
            kinds=_mailings.c.kind != MailingKind.POST,
            limit=NOTICES_AT_ONCE,
        )
    ).all()
    _change(connection, [row.id for row in rows], leased_until=utcnow() + lease)
    return [_notice(row) for row in rows]


def _notice(row: Any) -> Notice:
    is_secret = row.kind is MailingKind.SECRET
    return Notice(row.id, is_secret, row.sender or "", row.recipient or "", row.content or b"")


def record_notices(
    connection: Connection, notices: Sequence[Notice], outcomes: Sequence[Outcome]
) -> None:
    """Note what became of notices; what could sign somebody in is forgotten with its delivery."""
    now = utcnow()
    for notice, outcome in zip(notices, outcomes, strict=True):
        _change(
            connection,
            [notice.mailing_id],
            state=MailingState.DONE,
            finished_at=now,
            leased_until=None,
            sent_count=int(outcome.delivered),
            **_blank(notice.is_secret and not outcome.temporary),
        )
        if not outcome.delivered:
            row = _failure(notice.mailing_id, None, notice.recipient, outcome, now)
            connection.execute(insert(_failures), row)


def _blank(really: bool) -> dict[str, None]:
    return {"content": None} if really else {}


# Retries


def claim_retries(connection: Connection, lease: timedelta) -> list[Retry]:
    """Take the failed deliveries that are due again, those of one mailing together."""
    now = utcnow()
    rows = connection.execute(
        select(
            _failures.c.id,
            _failures.c.mailing_id,
            _failures.c.subscription_id,
            _failures.c.recipient,
            _failures.c.attempts,
            _failures.c.first_at,
        )
        .where(_is_retried, _failures.c.next_try_at <= now)
        .order_by(_failures.c.next_try_at)
        .limit(RETRIES_AT_ONCE)
        .with_for_update(skip_locked=True)
    ).all()
    ids = [row.id for row in rows]
    connection.execute(
        update(_failures).where(_failures.c.id.in_(ids)).values(next_try_at=now + lease)
    )
    return sorted((Retry(*row) for row in rows), key=lambda retry: retry.mailing_id)


def notice_again(connection: Connection, mailing_id: int) -> Notice | None:
    """The notice of a mailing, as long as it is kept; None for a post's mailing."""
    row = connection.execute(
        select(
            _mailings.c.id,
            _mailings.c.kind,
            _mailings.c.sender,
            _mailings.c.recipient,
            _mailings.c.content,
        ).where(_mailings.c.id == mailing_id, _mailings.c.kind != MailingKind.POST)
    ).one_or_none()
    return None if row is None else _notice(row)


def post_again(
    connection: Connection, mailing_id: int, subscription_ids: Sequence[int]
) -> tuple[PostMailing, dict[int, Recipient]] | None:
    """A post's mailing and those of the subscribers who are still owed it."""
    mailing = open_post(connection, mailing_id)
    if mailing is None:
        return None
    rows = connection.execute(
        _subscribers(mailing).where(_subscriptions.c.id.in_(subscription_ids))
    ).all()
    found = _entitled(connection, mailing, rows)
    return mailing, {recipient.subscription_id: recipient for recipient in found}


def record_retry(connection: Connection, retry: Retry, outcome: Outcome | None) -> None:
    """Note what became of another try; None where nothing is owed any more."""
    this = _failures.c.id == retry.failure_id
    if outcome is None:
        connection.execute(delete(_failures).where(this))
        return
    now = utcnow()
    again = next_try(retry.attempts + 1, retry.first_at, now) if outcome.temporary else None
    state = FailureState.RETRYING if again else FailureState.GIVEN_UP
    connection.execute(
        update(_failures)
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
    mailing = _mailings.c.id == retry.mailing_id
    if outcome.delivered:
        count = {"sent_count": _mailings.c.sent_count + 1}
        connection.execute(update(_mailings).where(mailing).values(count))
    if again is None:
        is_secret = _mailings.c.kind == MailingKind.SECRET
        connection.execute(update(_mailings).where(mailing, is_secret).values(content=None))
