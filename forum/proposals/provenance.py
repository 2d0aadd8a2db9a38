"""From which words a proposal comes, as far as a reader may know of them.

What stands on a board that the reader does not read is counted, and nothing else of it is told.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Origin, Post, PostState, Thread
from forum.base import table_of
from forum.boards import Board
from forum.needs import reading as needs
from forum.needs.need import Need
from forum.people.person import Role, Sector
from forum.proposals.content import Citation
from forum.proposals.proposal import Proposal
from forum.text.masking import mask

_citations, _posts, _threads = table_of(Citation), table_of(Post), table_of(Thread)
_boards = table_of(Board)


@dataclass(frozen=True, slots=True)
class Source:
    """A post, a thread or a need that a proposal comes from; `citation` is the link's public id."""

    citation: str
    post: str | None = None
    thread: str | None = None
    need: str | None = None
    title: str = ""
    passage: str = ""
    author_name: str = ""
    author_sector: Sector | None = None
    author_role: Role | None = None
    origin: Origin | None = None
    received_at: datetime | None = None
    # A post that is hidden or withdrawn now: its words are no longer shown anywhere.
    is_gone: bool = False
    people: int = 0
    posts: int = 0


@dataclass(slots=True)
class Sources:
    """What one item, or the whole, comes from."""

    told: list[Source] = field(default_factory=list)
    unread: int = 0  # on boards that the reader does not read

    def __bool__(self) -> bool:
        return bool(self.told or self.unread)


def sources(
    session: Session, proposal: Proposal, board_ids: Collection[int]
) -> dict[int | None, Sources]:
    """Every source that counts, by item id (None: the proposal as a whole), in their order."""
    rows = session.execute(_cited().where(_citations.c.proposal_id == proposal.id)).all()
    speakers = _speakers(session, [row.need_id for row in rows if row.need_id], board_ids)
    found: dict[int | None, Sources] = {}
    for row in rows:
        under = found.setdefault(row.item_id, Sources())
        if row.need_id is None and row.board_id not in board_ids:
            under.unread += 1
        else:
            under.told.append(_source(row, speakers))
    return found


def _cited() -> Any:
    placed = (
        _citations.outerjoin(_posts, _citations.c.post_id == _posts.c.id)
        .outerjoin(
            _threads, _threads.c.id == func.coalesce(_citations.c.thread_id, _posts.c.thread_id)
        )
        .outerjoin(_boards, _threads.c.board_id == _boards.c.id)
    )
    return (
        select(
            _citations.c.public_id.label("citation"),
            _citations.c.item_id,
            _citations.c.need_id,
            _citations.c.passage,
            _posts.c.public_id.label("post"),
            _posts.c.state,
            _posts.c.author_name,
            _posts.c.author_sector,
            _posts.c.author_role,
            _posts.c.origin,
            _posts.c.received_at,
            _threads.c.public_id.label("thread"),
            _threads.c.subject,
            _threads.c.post_count,
            _boards.c.id.label("board_id"),
        )
        .select_from(placed)
        .where(_citations.c.removed_at.is_(None))
        .order_by(_citations.c.id)
    )


def _speakers(
    session: Session, need_ids: Collection[int], board_ids: Collection[int]
) -> dict[int, tuple[Need, needs.Voices]]:
    """For each need that is cited, the need at the end of its merges and who speaks of it."""
    if not need_ids:
        return {}
    ends = needs.ends_of(session, need_ids)
    clips = needs.clips_of(session, list(set(ends.values())), list(board_ids))
    rows = {one.id: one for one in session.scalars(select(Need).where(Need.id.in_(ends.values())))}
    return {cited: (rows[end], needs.Voices.of(clips[end])) for cited, end in ends.items()}


def _source(row: Any, speakers: Mapping[int, tuple[Need, needs.Voices]]) -> Source:
    if row.need_id is not None:
        need, heard = speakers[row.need_id]
        return Source(
            row.citation,
            need=need.public_id,
            title=need.title,
            people=heard.people,
            posts=heard.posts,
        )
    if row.post is None:
        return Source(
            row.citation, thread=row.thread, title=mask(row.subject), posts=row.post_count
        )
    if row.state is not PostState.PUBLISHED:
        return Source(row.citation, post=row.post, is_gone=True)
    return Source(
        row.citation,
        post=row.post,
        title=mask(row.subject),
        passage=row.passage,
        author_name=row.author_name,
        author_sector=row.author_sector,
        author_role=row.author_role,
        origin=row.origin,
        received_at=row.received_at,
    )
