"""Proposals as pages, mails and files read them, and what became of a post's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from forum.boards import Visibility, may_read
from forum.needs.need import Clip
from forum.people.person import Role
from forum.people.standing import Standing
from forum.proposals import drafting
from forum.proposals.city import Answer
from forum.proposals.content import Citation, Item
from forum.proposals.proposal import Act, Drafter, Kind, Proposal, State, Step

# Who is of the council or of its house, and reads drafts (a drafter reads their own anyway).
COUNCIL = (
    Role.MEMBER,
    Role.CHAIR,
    Role.ADVISER,
    Role.MODERATOR,
    Role.SECRETARIAT,
    Role.LIAISON,
    Role.HQ,
    Role.ADMIN,
)
DECIDED = frozenset(
    {
        State.ADOPTED,
        State.SUBMITTED,
        State.SENT,
        State.RECEIVED,
        State.CLARIFYING,
        State.INTERIM,
        State.ANSWERED,
        State.FOLLOWING,
        State.EVALUATED,
        State.CLOSED,
    }
)
_OPENED = (Act.OPEN_COMMENT, Act.ADOPT, Act.SEND)


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


def may_see(one: Proposal, by: Standing) -> bool:
    """Drafts: the council; what has been opened: whoever reads its board; what is decided: everybody."""
    if one.state in DECIDED or one.number is not None:
        return True
    if any(drafter.person_id == by.person_id for drafter in one.drafters if by.person_id):
        return True
    if not may_read(one.board.visibility, one.board_id, by):
        return False
    opened = any(step.act in _OPENED for step in one.steps)
    return opened or any(role in COUNCIL for role, _ in by.roles)


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
    wanted = wanted.where(or_(*_visible(by, board_ids)))
    if before is not None:
        wanted = wanted.where(Proposal.id < before)
    return session.scalars(wanted.order_by(Proposal.id.desc()).limit(limit)).all()


def _visible(by: Standing, board_ids: Sequence[int]) -> list[ColumnElement[bool]]:
    opened = select(Step.proposal_id).where(Step.act.in_(_OPENED))
    visible: list[ColumnElement[bool]] = [
        Proposal.state.in_(DECIDED),
        Proposal.number.is_not(None),
        and_(Proposal.board_id.in_(board_ids), Proposal.id.in_(opened)),
    ]
    if any(role in COUNCIL for role, _ in by.roles):
        visible.append(Proposal.board_id.in_(board_ids))
    if by.person_id is not None:
        visible.append(
            Proposal.id.in_(select(Drafter.proposal_id).where(Drafter.person_id == by.person_id))
        )
    return visible


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a post was cited and what became of it: proposal, its item, the newest answer."""

    proposal: Proposal
    item: Item | None
    position: int | None  # 項目 number in the words that count
    answer: Answer | None


def cited(session: Session, post_ids: Sequence[int], by: Standing) -> dict[int, list[Cited]]:
    """For each of these posts, every proposal that cites it (itself, or by a need's passage)."""
    found: dict[int, list[Cited]] = {}
    seen: set[tuple[int, int, int | None]] = set()
    positions: dict[int, dict[int, int]] = {}
    for post_id, citation in _citations(session, post_ids):
        one = citation.proposal
        key = (post_id, one.id, citation.item_id)
        if key in seen or not may_see(one, by):
            continue
        seen.add(key)
        if one.id not in positions:
            items = drafting.frozen(session, one).items
            positions[one.id] = {item.item_id: item.position for item in items}
        position = positions[one.id].get(citation.item_id or 0)
        if citation.item_id is not None and position is None:
            continue  # the item has been dropped on the way
        answer = _newest_answer(session, citation.item_id)
        found.setdefault(post_id, []).append(Cited(one, citation.item, position, answer))
    return found


def _citations(session: Session, post_ids: Sequence[int]) -> list[tuple[int, Citation]]:
    if not post_ids:
        return []
    direct = select(Citation.post_id, Citation).where(
        Citation.post_id.in_(post_ids), Citation.removed_at.is_(None)
    )
    by_need = (
        select(Clip.post_id, Citation)
        .join(Citation, Citation.need_id == Clip.need_id)
        .where(Clip.post_id.in_(post_ids), Clip.removed_at.is_(None), Citation.removed_at.is_(None))
    )
    rows = [*session.execute(direct), *session.execute(by_need)]
    return sorted(((post_id, one) for post_id, one in rows), key=lambda row: row[1].id)


def _newest_answer(session: Session, item_id: int | None) -> Answer | None:
    if item_id is None:
        return None
    wanted = select(Answer).where(Answer.item_id == item_id).order_by(Answer.number.desc())
    return session.scalars(wanted.limit(1)).one_or_none()


def is_open_board(one: Proposal) -> bool:
    """Whether everybody may read along while it is talked about."""
    return one.board.visibility is Visibility.PUBLIC
