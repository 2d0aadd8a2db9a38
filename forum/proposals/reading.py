"""Proposals as pages, mails and files read them, and what became of a post's words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, selectinload

from forum.boards import Visibility, may_read
from forum.needs.need import Clip
from forum.people.person import Role
from forum.people.standing import Standing
from forum.proposals import drafting, life
from forum.proposals.city import Answer, ItemMeasure
from forum.proposals.content import Citation, Item, Version
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
    return one.state in DECIDED or one.number is not None or reads_along(one, by)


def reads_along(one: Proposal, by: Standing) -> bool:
    """Whether somebody reads what is written while it is still talked about."""
    if reads_drafts(one, by):
        return True
    opened = any(step.act in _OPENED for step in one.steps)
    return opened and may_read(one.board.visibility, one.board_id, by)


def reads_drafts(one: Proposal, by: Standing) -> bool:
    """Whether somebody reads what was written before it was opened: its drafters, the council."""
    if any(drafter.person_id == by.person_id for drafter in one.drafters if by.person_id):
        return True
    council = any(role in COUNCIL for role, _ in by.roles)
    return council and may_read(one.board.visibility, one.board_id, by)


def steps_for(one: Proposal, by: Standing) -> list[Step]:
    """The history as somebody may read it: of closed talk only what was decided in the end."""
    if reads_drafts(one, by):
        return list(one.steps)
    if not reads_along(one, by):
        return [step for step in one.steps if step.after in DECIDED]
    opened = next((step.number for step in one.steps if step.act in _OPENED), 0)
    return [step for step in one.steps if step.number >= opened]


def versions_for(session: Session, one: Proposal, by: Standing) -> list[Version]:
    """The versions that somebody may read, the first one first: from the one that was opened on."""
    everything = drafting.versions(session, one)
    if reads_drafts(one, by):
        return list(everything)
    if not reads_along(one, by):
        return [version for version in everything if version.number == one.frozen_version]
    opened = next((step.details.get("version") for step in one.steps if step.act in _OPENED), None)
    first = opened or one.frozen_version or 1
    return [version for version in everything if version.number >= first]


def answers_of(session: Session, one: Proposal) -> dict[int, list[Answer]]:
    """Every answer of the city by item id, the newest one first."""
    wanted = select(Answer).join(Item).where(Item.proposal_id == one.id)
    found: dict[int, list[Answer]] = {}
    for answer in session.scalars(wanted.order_by(Answer.number.desc())):
        found.setdefault(answer.item_id, []).append(answer)
    return found


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


def citing(session: Session, by: Standing, board_ids: Sequence[int]) -> list[Proposal]:
    """The proposals that somebody may lay words to now, newest first."""
    open_to = page(session, by, board_ids, states=life.RULES[Act.CITE].before, limit=100)
    return [one for one in open_to if Act.CITE in life.open_acts(one, by)]


def item(session: Session, one: Proposal, public_id: str) -> Item | None:
    """The item of that name, if it is this proposal's."""
    wanted = select(Item).where(Item.proposal_id == one.id, Item.public_id == public_id)
    return session.scalar(wanted)


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
