"""Where a proposal comes from: posts, threads and needs laid to it or to one of its items."""

from collections.abc import Callable

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState, Thread
from forum.base import utcnow
from forum.boards import Board, Visibility, may_read
from forum.needs import gathering, reading
from forum.needs.need import Need
from forum.people.standing import Standing
from forum.proposals import life
from forum.proposals.content import Citation, Item
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal

Source = Post | Thread | Need


def cite(
    session: Session,
    proposal: Proposal,
    source: Source,
    by: Standing,
    item: Item | None = None,
    passage: str = "",
) -> Citation | Refusal:
    """Lay a source to a proposal, or to one of its items; a passage stands in the post as it is."""
    proposal = life.locked(session, proposal)
    if isinstance(source, Post):
        # It may be withdrawn at this moment: either it is before, or it is by one who was cited.
        session.refresh(source, with_for_update={"read": True})
    passage = passage.strip()
    checks: tuple[tuple[Callable[[], bool], Refusal], ...] = (
        (lambda: item is not None and item.proposal_id != proposal.id, Refusal.NO_ITEMS),
        (lambda: not _is_readable(session, source, by), Refusal.NOT_READABLE),
        (lambda: not _is_open(session, source, proposal), Refusal.NOT_FOR_ALL),
        (lambda: not _is_published(source), Refusal.NOT_PUBLISHED),
        (lambda: not _says(source, passage), Refusal.NOT_ITS_WORDS),
        (lambda: _has(session, proposal, source, item, passage), Refusal.THERE_ALREADY),
    )
    refusal = life.why_not(proposal, Act.CITE, by)
    if refusal := refusal or next((refusal for wrong, refusal in checks if wrong()), None):
        return refusal
    made = Citation(
        proposal=proposal, item=item, passage=passage, by_id=by.person_id, **_columns(source)
    )
    session.add(made)
    session.flush()
    life.record(proposal, Act.CITE, by, citation=made.public_id)
    return made


def uncite(session: Session, made: Citation, reason: str, by: Standing) -> Citation | Refusal:
    """Take a source away that has nothing to do with it; the row stays, one source must."""
    proposal = life.locked(session, made.proposal)
    if refusal := life.why_not(proposal, Act.UNCITE, by, reason):
        return refusal
    if made.removed_at is None:
        if len(citations(session, proposal)) == 1:
            return Refusal.NO_SOURCE
        made.removed_at = utcnow()
        life.record(proposal, Act.UNCITE, by, reason, citation=made.public_id)
    return made


def carry(session: Session, need: Need, made: Need, by: Standing) -> None:
    """A need was parted: what cites it cites the new one too, so that no voice loses its place."""
    family = reading.relatives_of(session, [need.id])[need.id]
    wanted = select(Citation).where(Citation.need_id.in_(family), Citation.removed_at.is_(None))
    places = {(one.proposal_id, one.item_id) for one in session.scalars(wanted)}
    session.add_all(
        Citation(proposal_id=proposal_id, item_id=item_id, need=made, by_id=by.person_id)
        for proposal_id, item_id in sorted(places, key=str)
    )
    session.flush()


def citations(session: Session, proposal: Proposal) -> list[Citation]:
    """Every source that counts, in the order in which they were laid to it."""
    return list(
        session.scalars(
            select(Citation)
            .where(Citation.proposal_id == proposal.id, Citation.removed_at.is_(None))
            .order_by(Citation.id)
        )
    )


def _columns(source: Source) -> dict[str, int]:
    name = {Post: "post_id", Thread: "thread_id", Need: "need_id"}[type(source)]
    return {name: source.id}


def _board(session: Session, source: Post | Thread) -> Board:
    return session.get_one(Board, source.board_id)


def _is_readable(session: Session, source: Source, by: Standing) -> bool:
    if isinstance(source, Need):
        return True
    board = _board(session, source)
    return may_read(board.visibility, board.id, by)


def _is_open(session: Session, source: Source, proposal: Proposal) -> bool:
    """A proposal is read by everyone in the end: 庁内 is never its source."""
    return isinstance(source, Need) or _board(session, source).visibility is not Visibility.STAFF


def _is_published(source: Source) -> bool:
    return not isinstance(source, Post) or source.state is PostState.PUBLISHED


def _says(source: Source, passage: str) -> bool:
    if not passage:
        return True
    if not isinstance(source, Post):
        return False
    return "".join(passage.split()) in "".join(gathering.words_of(source).split())


def _has(
    session: Session, proposal: Proposal, source: Source, item: Item | None, passage: str
) -> bool:
    wanted = select(Citation.id).where(
        Citation.proposal_id == proposal.id,
        Citation.item_id == (item.id if item else None),
        Citation.passage == passage,
        Citation.removed_at.is_(None),
        *(getattr(Citation, name) == value for name, value in _columns(source).items()),
    )
    return session.scalar(wanted) is not None
