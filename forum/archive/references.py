"""Which thread a new post belongs to, from the Message-IDs that it names, inside its board only."""

from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import KnownMessageId, Post, Thread
from forum.base import table_of

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


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post goes: a thread (None for a new one), its parent, and what is known of it."""

    thread_id: int | None
    parent_id: int | None
    merged: tuple[int, ...]  # threads that turn out to be part of it
    unknown: tuple[str, ...]  # Message-IDs nobody has named here before
    own_known: bool  # somebody has answered this post before it came
    same_id_as: int | None  # another post here has the same Message-ID


def place(session: Session, board_id: int, own: str, ancestry: Ancestry) -> Place:
    """Look the named Message-IDs up on this board."""
    wanted = (own, *ancestry.message_ids)
    rows = session.execute(
        select(_known.c.message_id, _known.c.thread_id, _known.c.post_id).where(
            _known.c.board_id == board_id, _known.c.message_id.in_(wanted)
        )
    ).all()
    known = {message_id: (thread_id, post_id) for message_id, thread_id, post_id in rows}
    same_id_as = known[own][1] if own in known else None
    # A second mail under a used Message-ID answers where it says, and draws no thread together.
    counted = ancestry.message_ids if same_id_as else wanted
    threads = sorted({known[message_id][0] for message_id in counted if message_id in known})
    parents = (known[m][1] for m in reversed(ancestry.message_ids) if m in known)
    return Place(
        thread_id=threads[0] if threads else None,
        parent_id=next((post_id for post_id in parents if post_id), None),
        merged=tuple(threads[1:]),
        unknown=tuple(m for m in ancestry.message_ids if m not in known),
        own_known=own in known,
        same_id_as=same_id_as,
    )


def remember(
    session: Session, board_id: int, thread_id: int, post_id: int, own: str, at: Place
) -> None:
    """Note the post's own Message-ID, and ghosts for the ancestors that have not come."""
    rows: list[dict[str, object]] = [
        {"board_id": board_id, "message_id": m, "thread_id": thread_id, "post_id": None}
        for m in at.unknown
    ]
    if not at.own_known:
        row = {"board_id": board_id, "message_id": own, "thread_id": thread_id, "post_id": post_id}
        rows.append(row)
    if rows:
        session.execute(insert(_known), rows)
    if at.own_known and at.same_id_as is None:
        session.execute(
            update(_known)
            .where(_known.c.board_id == board_id, _known.c.message_id == own)
            .values(post_id=post_id)
        )
        _adopt(session, board_id, post_id, own)


def _adopt(session: Session, board_id: int, post_id: int, own: str) -> None:
    """Answers that came before the post they answer get their parent now."""
    session.execute(
        update(_posts)
        .where(_posts.c.board_id == board_id, _posts.c.parent_ref == own, _posts.c.id != post_id)
        .values(parent_id=post_id)
    )


def merge(session: Session, into: int, others: tuple[int, ...]) -> None:
    """Join threads that one mail has shown to be one; their old addresses lead to the new place."""
    session.execute(update(_posts).where(_posts.c.thread_id.in_(others)).values(thread_id=into))
    session.execute(update(_known).where(_known.c.thread_id.in_(others)).values(thread_id=into))
    session.execute(
        update(_threads).where(_threads.c.merged_into_id.in_(others)).values(merged_into_id=into)
    )
    session.execute(
        update(_threads)
        .where(_threads.c.id.in_(others))
        .values(merged_into_id=into, revision=_threads.c.revision + 1, post_count=0)
    )
    session.execute(
        update(_threads)
        .where(_threads.c.id == into)
        .values(
            post_count=select(func.count()).where(_posts.c.thread_id == into).scalar_subquery(),
            last_order_key=select(func.max(_posts.c.order_key))
            .where(_posts.c.thread_id == into)
            .scalar_subquery(),
            revision=_threads.c.revision + 1,
        )
    )
