"""A digest that is due: what stands in it, and which edition of it each reader gets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from forum.announcements.inbox import Letters, told_by_letter
from forum.archive.thread import Post, PostState
from forum.base import table_of, utcnow
from forum.boards import Board, DigestFormat, Mode, Visibility
from forum.digests import reading
from forum.digests.issue import Digest
from forum.distribution import MailingState
from forum.following import Mutes
from forum.people.person import MailFormat, Person
from forum.site import Site
from mailgate.outbound.digests.copies import DigestCopies
from mailgate.outbound.digests.edition import Edition, Form, Issue, Kind
from mailgate.outbound.list_headers import ListNames
from mailgate.outbound.outbox.claims import change
from mailgate.outbound.outbox.posts import waiting_ranges
from mailgate.outbound.outbox.subscribers import ADDRESSES, SUBSCRIPTIONS, reachable, readers
from mailgate.outbound.outbox.tables import MAILINGS

_digests, _boards, _posts = table_of(Digest), table_of(Board), table_of(Post)
_persons = table_of(Person)
_ANY = tuple(mode for mode in Mode if mode is not Mode.NONE)
_AT_ONCE = 5000


class DigestReader(NamedTuple):
    """A subscriber who is owed a digest, and which edition."""

    subscription_id: int
    address: str
    edition: Edition


@dataclass
class DigestMailing:
    """A digest on its way to its readers, and the ranges of subscriptions still to be walked."""

    id: int
    issue: Issue
    post_ids: list[int]
    after_id: int
    mode: Mode
    board_id: int
    visibility: Visibility
    only: int | None  # a subscription that it is for alone
    topics_only: bool
    waiting: list[tuple[int, int]] = field(default_factory=list)
    followers: list[int] = field(default_factory=list)  # none: a digest has one mode

    def copies(self, site: Site) -> DigestCopies:
        """What its copies are made from."""
        return DigestCopies(site, self.issue)

    def subscribers(self, *modes: Mode) -> Any:
        """Those who are owed it; with `modes` whoever has one of these now."""
        language = select(_persons.c.language).where(_persons.c.id == ADDRESSES.c.person_id)
        mine = reachable(self.board_id, *(modes or (_ANY if self.only else (self.mode,))))
        if self.only:
            mine = mine.where(SUBSCRIPTIONS.c.id == self.only)
        return mine.add_columns(
            SUBSCRIPTIONS.c.digest_format,
            SUBSCRIPTIONS.c.digest_after_id,
            SUBSCRIPTIONS.c.own_posts,
            ADDRESSES.c.format,
            language.scalar_subquery().label("language"),
        )

    def owed_again(self, subscription_ids: Sequence[int]) -> Any:
        """Those whose copy came back: it was owed, whatever they have chosen since."""
        return self.subscribers(*_ANY).where(SUBSCRIPTIONS.c.id.in_(subscription_ids))

    def recipients(self, connection: Connection, rows: Sequence[Any]) -> list[DigestReader]:
        """Those who may read the board, each with what there is for them; without them who lack any."""
        shown = self._shown_now(connection)
        with Session(connection) as session:
            mutes = Mutes(session, {post.thread_id for post in shown})
            told = told_by_letter(session, {post.id for post in shown})
        may = readers(connection, self.visibility, self.board_id, rows)
        found = [(row, self._edition(row, shown, mutes, told)) for row in may]
        return [DigestReader(row.id, row.written, one) for row, one in found if one is not None]

    def _shown_now(self, connection: Connection) -> list[Any]:
        """Its posts in its order, without those that were hidden or withdrawn meanwhile."""
        columns = (_posts.c.id, _posts.c.thread_id, _posts.c.person_id, _posts.c.address_id)
        found = {
            row.id: row
            for at in range(0, len(self.post_ids), _AT_ONCE)
            for row in connection.execute(
                select(*columns).where(
                    _posts.c.id.in_(self.post_ids[at : at + _AT_ONCE]),
                    _posts.c.state == PostState.PUBLISHED,
                )
            )
        }
        ids = (post_id for post_id in self.post_ids if post_id in self.issue.items)
        return [found[post_id] for post_id in ids if post_id in found]

    def _edition(
        self, row: Any, shown: list[Any], mutes: Mutes, letters: Letters
    ) -> Edition | None:
        """What this reader gets; None where nothing is left for them."""
        if self.only is None and (row.digest_after_id or 0) > self.after_id:
            shown = [post for post in shown if post.id > row.digest_after_id]
        muted = mutes.of(row.person_id, row.address_id)
        told = [post for post in shown if post.thread_id not in muted] if muted else shown
        if not told or (not row.own_posts and all(_wrote(row, post) for post in told)):
            return None
        ids = tuple(post.id for post in told)
        is_phone = row.format is MailFormat.PHONE
        had = letters.get(row.written.lower(), frozenset()) if letters else frozenset()
        return Edition(
            row.language or "ja",
            self._form(row, is_phone),
            ids,
            len(shown) - len(told),
            is_phone,
            tuple(post_id for post_id in ids if post_id in had),
        )

    def _form(self, row: Any, is_phone: bool) -> Form:
        if self.topics_only:
            return Form.TOPICS
        if is_phone:
            return Form.SHORT
        return Form.MIME if row.digest_format is DigestFormat.MIME else Form.PLAIN


def open_digest(connection: Connection, mailing_id: int) -> DigestMailing | None:
    """What there is to tell and to whom; None (and cancelled) where nothing of it is left."""
    row = connection.execute(
        select(_digests, _boards.c.slug, _boards.c.name, _boards.c.visibility, *_of_mailing)
        .select_from(
            MAILINGS.join(_digests, _digests.c.id == MAILINGS.c.digest_id).join(
                _boards, _boards.c.id == _digests.c.board_id
            )
        )
        .where(MAILINGS.c.id == mailing_id)
    ).one_or_none()
    items = {} if row is None else reading.items(connection, row.post_ids, row.correction_ids)
    if row is None or not items:
        change(connection, [mailing_id], state=MailingState.CANCELLED, finished_at=utcnow())
        return None
    return DigestMailing(
        id=mailing_id,
        issue=_issue(row, items),
        post_ids=row.post_ids,
        after_id=row.after_id,
        mode=row.mode,
        board_id=row.board_id,
        visibility=row.visibility,
        only=row.subscription_id,
        topics_only=row.topics_only,
        waiting=waiting_ranges(connection, mailing_id, row.last_subscription_id),
    )


_of_mailing = (MAILINGS.c.last_subscription_id,)


def _issue(row: Any, items: dict[int, reading.Item]) -> Issue:
    kind = Kind(row.mode) if row.subscription_id is None else Kind.LAST
    return Issue(
        digest_id=row.id,
        board=ListNames(row.slug, row.name),
        kind=Kind.BACK if row.topics_only else kind,
        day=row.day,
        made_at=row.made_at,
        items=items,
    )


def _wrote(row: Any, post: Any) -> bool:
    is_theirs = row.person_id is not None and post.person_id == row.person_id
    return is_theirs or post.address_id == row.address_id
