"""Proposals as pages, mails and files read them, and what became of a post's words."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from forum.boards import Visibility
from forum.people.standing import Standing
from forum.proposals import life
from forum.proposals.cited import Cited, cited
from forum.proposals.city import ItemMeasure
from forum.proposals.content import Item
from forum.proposals.proposal import Act, Drafter, Kind, Proposal, State
from forum.proposals.visibility import (
    COUNCIL,
    DECIDED,
    may_see,
    reads_along,
    reads_drafts,
    steps_for,
    versions_for,
    visible,
)

__all__ = [
    "COUNCIL", "DECIDED", "Cited", "carried_by", "cited", "citing", "is_open_board", "item", "may_see",
    "measures_of", "newest_numbered", "numbered", "page", "proposal", "reads_along", "reads_drafts", "steps_for",
    "versions_for", "written_by",
]  # fmt: skip


def proposal(session: Session, public_id: str) -> Proposal | None:
    """The proposal of that name."""
    return session.scalar(select(Proposal).where(Proposal.public_id == public_id))


def numbered(session: Session, kind: Kind, fiscal_year: int, number: int) -> Proposal | None:
    """The proposal of that number."""
    return session.scalar(
        select(Proposal).where(
            Proposal.kind == kind, Proposal.fiscal_year == fiscal_year, Proposal.number == number
        )
    )


def newest_numbered(session: Session, kind: Kind, number: int) -> Proposal | None:
    """The newest proposal that people may mean by 提案3, without its year."""
    wanted = select(Proposal).where(Proposal.kind == kind, Proposal.number == number)
    return session.scalars(wanted.order_by(Proposal.fiscal_year.desc()).limit(1)).one_or_none()


def measures_of(session: Session, one: Proposal) -> dict[int, list[ItemMeasure]]:
    """The measures that carry a proposal out, by item id."""
    wanted = (
        select(ItemMeasure)
        .join(Item)
        .where(Item.proposal_id == one.id)
        .options(selectinload(ItemMeasure.measure))
    )
    found: dict[int, list[ItemMeasure]] = {}
    for link in session.scalars(wanted.order_by(ItemMeasure.id)):
        found.setdefault(link.item_id, []).append(link)
    return found


def carried_by(session: Session, measure_id: int) -> Sequence[Proposal]:
    """The proposals of which a measure carries items out."""
    items = select(Item.proposal_id).join(ItemMeasure).where(ItemMeasure.measure_id == measure_id)
    return session.scalars(
        select(Proposal).where(Proposal.id.in_(items)).order_by(Proposal.id)
    ).all()


def page(
    session: Session,
    by: Standing,
    board_ids: Sequence[int],
    *,
    states: Iterable[State] | None = None,
    before: int | None = None,
    limit: int = 31,
) -> Sequence[Proposal]:
    """Proposals that somebody may see, newest first, from behind the id `before`.

    `board_ids` are the boards that they read.
    """
    wanted = select(Proposal)
    if states is not None:
        wanted = wanted.where(Proposal.state.in_(list(states)))
    wanted = wanted.where(visible(by, board_ids))
    if before is not None:
        wanted = wanted.where(Proposal.id < before)
    return session.scalars(wanted.order_by(Proposal.id.desc()).limit(limit)).all()


def written_by(session: Session, person_id: int) -> Sequence[Proposal]:
    """What somebody writes at and has not let go of yet, the newest first."""
    wanted = (
        select(Proposal)
        .join(Drafter)
        .where(
            Drafter.person_id == person_id,
            Drafter.until.is_(None),
            Proposal.state.in_((State.DRAFT, State.COMMENT, State.POLL)),
        )
    )
    return session.scalars(wanted.order_by(Proposal.id.desc()).limit(30)).all()


def citing(session: Session, by: Standing, board_ids: Sequence[int]) -> list[Proposal]:
    """The proposals that somebody may lay words to now, newest first."""
    open_to = page(session, by, board_ids, states=life.RULES[Act.CITE].before, limit=100)
    return [one for one in open_to if Act.CITE in life.open_acts(one, by)]


def item(session: Session, one: Proposal, public_id: str) -> Item | None:
    """The item of that name, if it is this proposal's."""
    wanted = select(Item).where(Item.proposal_id == one.id, Item.public_id == public_id)
    return session.scalar(wanted)


def is_open_board(one: Proposal) -> bool:
    """Whether everybody may read along while it is talked about."""
    return one.board.visibility is Visibility.PUBLIC
