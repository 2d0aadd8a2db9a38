"""Which thread a new post belongs to, from the Message-IDs that it names, inside its board only.

The rule (RFC 5256 REFERENCES, after Jamie Zawinski, made safe for strangers' headers):

* A post stands where its own headers say: under the nearest ancestor that it names and that this
  board knows. What somebody else's References say of a post that is here changes nothing, so
  naming the first mails of many threads glues none of them together.
* A mail that was named but has not come is a ghost. The first mail that names it says where it
  stands, until it comes and says so itself; then it takes along those who answer it, and only
  those: two threads become one where all of one hangs under it.
* A mail that answers a ghost may say what that ghost answered: if a whole thread hangs under the
  ghost, it joins that older thread. One mail says so of one ghost.
* Subjects never join anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum.archive.family import Branch, Family, Kinsman
from forum.archive.moving import move, slices
from forum.archive.thread import KnownMessageId, Post, Thread
from forum.base import insert_many, table_of

# A mail may name thousands; the first ones and the last ones are what threading needs.
MAX_REFERENCES = 40

_known = table_of(KnownMessageId)
_posts = table_of(Post)
_threads = table_of(Thread)


@dataclass(frozen=True, slots=True)
class Ancestry:
    """What a mail says of its ancestors: References oldest first, In-Reply-To as the nearest."""

    message_ids: tuple[str, ...]
    parent_ref: str | None

    @classmethod
    def of(cls, own: str, references: tuple[str, ...], in_reply_to: str | None) -> "Ancestry":
        named = list(dict.fromkeys(r for r in references if r and r != own))
        if in_reply_to and in_reply_to != own:
            named = [*(r for r in named if r != in_reply_to), in_reply_to]
        if len(named) > MAX_REFERENCES:
            named = [*named[:2], *named[2 - MAX_REFERENCES :]]
        return cls(tuple(named), named[-1] if named else None)


class Known(NamedTuple):
    """A Message-ID that a board knows: the thread it belongs to, and its post unless it is a ghost."""

    thread_id: int
    post_id: int | None
    locked: bool = False
    hidden_subject: str | None = None


Kin = dict[tuple[int, str], Known]
"""What is known, by board and Message-ID."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post goes: a thread (None for a new one), its parent, and what is known of it."""

    thread_id: int | None
    parent_id: int | None
    unknown: tuple[str, ...]  # Message-IDs nobody has named here before
    ghost: Known | None = None  # somebody has named this post before it came
    same_id_as: int | None = None  # another post here has the same Message-ID
    older: Known | None = None  # what the ghost that it answers answered, in another thread
    locked: bool = False
    hidden_subject: str | None = None  # the title that its thread does not show


def look_up(session: Session, wanted: Iterable[tuple[int, str]]) -> Kin:
    """What each board knows of these Message-IDs: one query a board."""
    by_board: dict[int, list[str]] = {}
    for board_id, message_id in dict.fromkeys(wanted):
        by_board.setdefault(board_id, []).append(message_id)
    return {
        (board_id, row.message_id): Known(
            row.thread_id, row.post_id, row.locked_at is not None, row.hidden_subject
        )
        for board_id, message_ids in by_board.items()
        for some in slices(message_ids)
        for row in session.execute(
            select(
                _known.c.message_id,
                _known.c.thread_id,
                _known.c.post_id,
                _threads.c.locked_at,
                _threads.c.hidden_subject,
            )
            .join_from(_known, _threads, _known.c.thread_id == _threads.c.id)
            .where(
                _known.c.board_id == board_id,
                _known.c.message_id.in_(some),
            )
        )
    }


def place(kin: Kin, board_id: int, own: str, ancestry: Ancestry) -> Place:
    """Where a post belongs by what is known; a ghost that comes is settled by `settle`."""
    named = [(m, kin.get((board_id, m))) for m in reversed(ancestry.message_ids)]
    known = [found for _, found in named if found]
    unknown = tuple(m for m, found in reversed(named) if not found)
    mine = kin.get((board_id, own))
    if not known:
        is_twin = mine is not None and mine.post_id is not None
        return Place(None, None, unknown, None if is_twin else mine, mine.post_id if mine else None)
    nearest = known[0]
    older = None
    if nearest.post_id is None:
        older = next((k for k in known if k.thread_id != nearest.thread_id), None)
    return Place(
        thread_id=nearest.thread_id,
        parent_id=_nearest_post(known, nearest.thread_id),
        unknown=unknown,
        ghost=mine if mine and mine.post_id is None else None,
        same_id_as=mine.post_id if mine else None,
        older=older,
        locked=nearest.locked,
        hidden_subject=nearest.hidden_subject,
    )


def _nearest_post(known: list[Known], thread_id: int) -> int | None:
    return next((k.post_id for k in known if k.post_id and k.thread_id == thread_id), None)


def remember(session: Session, rows: list[dict[str, Any]]) -> None:
    """Note Message-IDs that a board did not know: board_id, message_id, thread_id, post_id."""
    insert_many(session, _known, rows)


@dataclass(frozen=True, slots=True)
class Settled:
    """Where a post goes after all, and what comes along with it."""

    thread_id: int | None
    parent_id: int | None
    branch: Branch | None = None  # posts and ghosts that move to the thread of the post
    left: int | None = None  # the thread that they leave
    # Posts whose parent it becomes; None: those that name it as their parent.
    answering: frozenset[int] | None = None


class Came(NamedTuple):
    """A ghost that has become a post, and the posts that have been waiting for it."""

    board_id: int
    message_id: str
    thread_id: int
    post_id: int
    answering: frozenset[int] | None


def settle(
    session: Session, kin: Kin, board_id: int, own: str, ancestry: Ancestry, at: Place
) -> Settled:
    """Where a post goes that was a ghost, or that tells what a ghost answered."""
    if at.ghost:
        return _settle_ghost(session, kin, board_id, own, ancestry, at, at.ghost)
    if at.older:
        nearest = next(m for m in reversed(ancestry.message_ids) if (board_id, m) in kin)
        branch = _family(session, at.thread_id).under(nearest)
        if branch.is_all:
            parent_id = at.parent_id or at.older.post_id
            return Settled(at.older.thread_id, parent_id, branch, at.thread_id)
    return Settled(at.thread_id, at.parent_id)


def _settle_ghost(
    session: Session,
    kin: Kin,
    board_id: int,
    own: str,
    ancestry: Ancestry,
    at: Place,
    ghost: Known,
) -> Settled:
    if at.thread_id == ghost.thread_id and at.parent_id is None:
        return Settled(at.thread_id, None)  # it answers another ghost of its thread: nothing moves
    branch = _family(session, ghost.thread_id).under(own)
    # Who answers this post can't be its ancestor, whatever it says.
    named = (m for m in reversed(ancestry.message_ids) if m not in branch.message_ids)
    known = [kin[board_id, m] for m in named if (board_id, m) in kin]
    parent_id = _nearest_post(known, known[0].thread_id) if known else None
    if known and known[0].thread_id == ghost.thread_id:
        return Settled(ghost.thread_id, parent_id, answering=branch.answering)
    if not known and branch.is_all:
        return Settled(ghost.thread_id, None, answering=branch.answering)
    thread_id = known[0].thread_id if known else None
    return Settled(thread_id, parent_id, branch, ghost.thread_id, branch.answering)


def bring(session: Session, board_id: int, settled: Settled, into: int) -> None:
    """Move a branch into a thread; an emptied thread's address leads there from now on."""
    if settled.branch is None or settled.left is None or settled.left == into:
        return
    move(session, board_id, settled.branch, settled.left, into)


def adopt(session: Session, came: Came) -> None:
    """A ghost has come: it has its post now, and those who answered it have their parent."""
    session.execute(
        update(_known)
        .where(_known.c.board_id == came.board_id, _known.c.message_id == came.message_id)
        .values(post_id=came.post_id)
    )
    child = update(_posts).values(parent_id=came.post_id)
    if came.answering is None:
        named = (_posts.c.board_id == came.board_id) & (_posts.c.parent_ref == came.message_id)
        here = (_posts.c.thread_id == came.thread_id) & (_posts.c.id != came.post_id)
        session.execute(child.where(named & here))
        return
    for ids in slices(came.answering):
        session.execute(child.where(_posts.c.id.in_(ids)))


def _family(session: Session, thread_id: int | None) -> Family:
    rows = session.execute(
        select(_posts.c.id, _posts.c.message_id, _posts.c.references, _posts.c.parent_id)
        .where(_posts.c.thread_id == thread_id)
        .order_by(_posts.c.id)
    )
    return Family(Kinsman(*row) for row in rows)
