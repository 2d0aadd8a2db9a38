"""A post that is due: what there is to send, and which of its subscribers are still to be walked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, not_, or_, select
from sqlalchemy.orm import Session

from forum.archive.authentication import Authentication
from forum.archive.listing import attachments_of
from forum.archive.message import Door, Message
from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of, utcnow
from forum.boards import Board, FromPolicy, Mode, Names, Visibility
from forum.distribution import MailingKind, MailingState
from forum.following import Audience, audience
from forum.people.person import MailFormat
from forum.site import Site
from mailgate.outbound.composing import Dispatch, compose
from mailgate.outbound.content import Found
from mailgate.outbound.copies import Copies
from mailgate.outbound.list_headers import ListNames
from mailgate.outbound.outbox.claims import change
from mailgate.outbound.outbox.subscribers import (
    ADDRESSES,
    SUBSCRIPTIONS,
    Recipient,
    reachable,
    readers,
)
from mailgate.outbound.outbox.tables import MAILINGS, RANGES
from mailgate.outbound.passed import lists_passed
from mailgate.outbound.phone import phone_content

_posts = table_of(Post)
_boards = table_of(Board)
_messages = table_of(Message)
_threads = table_of(Thread)
_origins = table_of(Authentication)


@dataclass
class PostMailing:
    """A post on its way to its board's subscribers, and the ranges of them still to be walked."""

    id: int
    dispatch: Dispatch
    raw: bytes
    board_id: int
    visibility: Visibility
    author: tuple[int | None, int | None]  # address id, person id
    audience: Audience
    waiting: list[tuple[int, int]] = field(default_factory=list)
    followers: list[int] = field(default_factory=list)  # subscriptions in `follow` mode, by id
    passed: frozenset[str] = frozenset()  # lists that it came through
    files: Sequence[Any] = ()  # rows of attachments, for those who get links in their place

    def copies(self, site: Site) -> Copies:
        """What its copies are made from."""
        content = compose(self.dispatch, self.raw, site)
        for_phones = partial(phone_content, content, self.files, site)
        return Copies(site, self.dispatch.board.slug, content, for_phones)

    def subscribers(self, *modes: Mode) -> Any:
        """Who gets each post by mail, without an author who wants no copy of their own."""
        address_id, person_id = self.author
        own = [ADDRESSES.c.id == address_id] if address_id is not None else []
        own += [ADDRESSES.c.person_id == person_id] if person_id is not None else []
        wanted = []
        if own:
            theirs = func.coalesce(or_(*own), False)
            wanted = [or_(SUBSCRIPTIONS.c.own_posts, not_(theirs))]
        if len(modes) < 2:  # who left a digest mode may have been told of it there
            told = SUBSCRIPTIONS.c.digest_after_id
            wanted.append(or_(told.is_(None), told < self.dispatch.post_id))
        return reachable(self.board_id, *(modes or (Mode.EACH,))).where(*wanted)

    def owed_again(self, subscription_ids: Sequence[int]) -> Any:
        """Those whose copy came back: it was owed, whatever they have chosen since."""
        some = self.subscribers(*(mode for mode in Mode if mode is not Mode.NONE))
        return some.where(SUBSCRIPTIONS.c.id.in_(subscription_ids))

    def recipients(self, connection: Connection, rows: Sequence[Any]) -> list[Recipient]:
        """Those of them who may and want to read it, as `copy_for` takes them."""
        if self.audience.mutes_anybody:
            muted = self.audience.has_muted
            rows = [row for row in rows if not muted(row.person_id, row.address_id)]
        if self.passed:
            rows = [row for row in rows if row.written.lower() not in self.passed]
        may = readers(connection, self.visibility, self.board_id, rows)
        # By place, since a row's names cost a microsecond each, and this is done ten thousand times.
        return [Recipient(who, to, form is MailFormat.PHONE) for who, to, _, _, form in may]


def open_post(connection: Connection, mailing_id: int) -> PostMailing | None:
    """What there is to send and to whom; None (and cancelled) where the post is not to be read."""
    row = connection.execute(
        select(*_needed)
        .select_from(
            MAILINGS.join(_posts, _posts.c.id == MAILINGS.c.post_id)
            .join(_boards, _boards.c.id == _posts.c.board_id)
            .join(_threads, _threads.c.id == _posts.c.thread_id)
            .join(_messages, _messages.c.id == _posts.c.kept_message_id)
            .outerjoin(_origins, _origins.c.message_id == _posts.c.kept_message_id)
        )
        .where(MAILINGS.c.id == mailing_id)
    ).one_or_none()
    if row is None or not _may_go(row):
        change(connection, [mailing_id], state=MailingState.CANCELLED, finished_at=utcnow())
        return None
    mailing = PostMailing(
        id=mailing_id,
        dispatch=_dispatch(row),
        raw=row.content if row.kind is MailingKind.CORRECTION else row.raw,
        board_id=row.board_id,
        visibility=row.visibility,
        author=(row.address_id, row.person_id),
        audience=_audience(connection, row),
        waiting=waiting_ranges(connection, mailing_id, row.last_subscription_id),
    )
    mailing.followers = _followers(connection, mailing)
    mailing.passed = lists_passed(row.raw, row.mail_from or "")
    if row.attachment_count:
        mailing.files = attachments_of(connection, [row.post_id]).get(row.post_id, ())
    return mailing


def _may_go(row: Any) -> bool:
    """Whether the words may be read; that they were taken back may be told."""
    if row.state is PostState.WITHDRAWN:
        return row.kind is MailingKind.CORRECTION
    return row.state is PostState.PUBLISHED


def _audience(connection: Connection, row: Any) -> Audience:
    """Who has muted the thread and, where anybody chose that, who follows it."""
    by_thread = select(SUBSCRIPTIONS.c.id).where(
        SUBSCRIPTIONS.c.board_id == row.board_id, SUBSCRIPTIONS.c.mode == Mode.FOLLOW
    )
    anybody = connection.scalar(by_thread.limit(1)) is not None
    with Session(connection) as session:
        return audience(session, row.thread_id, with_authors=anybody)


def _followers(connection: Connection, mailing: PostMailing) -> list[int]:
    persons, addresses = mailing.audience.followers
    if not persons and not addresses:
        return []
    rows = connection.execute(
        mailing.subscribers(Mode.FOLLOW).where(
            or_(ADDRESSES.c.person_id.in_(persons), ADDRESSES.c.id.in_(addresses))
        )
    )
    return sorted(row.id for row in rows if mailing.audience.follows(row.person_id, row.address_id))


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
            "thread_id",
            "attachment_count",
        )
    ),
    *(
        _boards.c[name]
        for name in ("slug", "name", "visibility", "reply_to", "from_policy", "join", "names")
    ),
    _messages.c.raw,
    _messages.c.mail_from,
    _messages.c.door,
    _origins.c.results,
    _origins.c.chain,
    _origins.c.policy,
    MAILINGS.c.last_subscription_id,
    MAILINGS.c.kind,
    MAILINGS.c.content,
    ((_posts.c.subject == "") & _threads.c.hidden_subject.is_not(None)).label("hides_subject"),
)


def _dispatch(row: Any) -> Dispatch:
    is_ours = row.kind is MailingKind.CORRECTION
    board = Board(from_policy=row.from_policy, join=row.join, names=row.names)
    return Dispatch(
        board=ListNames(row.slug, row.name),
        reply_to=row.reply_to,
        hides_addresses=board.hides_addresses or row.names is Names.NICKNAME,
        is_web_born=row.door is Door.WEB or is_ours,
        post_id=row.post_id,
        post_public_id=row.public_id,
        message_id=_own_id(row.content) if is_ours else row.message_id,
        author_name=row.author_name,
        received_at=row.received_at,
        hides_subject=row.hides_subject and not is_ours,
        policy=None if row.from_policy is FromPolicy.NEVER else row.policy,
        found=None if row.results is None else Found(row.results, row.chain),
    )


def _own_id(content: bytes) -> str:
    """The Message-ID in a mail of ours."""
    return content.partition(b"\r\nMessage-ID: <")[2].partition(b">")[0].decode("ascii")


def waiting_ranges(
    connection: Connection, mailing_id: int, last_id: int | None
) -> list[tuple[int, int]]:
    """The ranges of subscription ids that are still to be walked."""
    return _gaps(_done(connection, mailing_id), last_id or 0)


def _done(connection: Connection, mailing_id: int) -> list[tuple[int, int]]:
    rows = connection.execute(
        select(RANGES.c.first_id, RANGES.c.last_id).where(RANGES.c.mailing_id == mailing_id)
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
