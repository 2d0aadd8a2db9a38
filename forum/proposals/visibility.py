"""Who may see a proposal, and how much of what was said before it was decided."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from forum.boards import MEMBERS_READERS, may_read
from forum.people.standing import Standing
from forum.proposals import drafting
from forum.proposals.content import Version
from forum.proposals.proposal import HANDED_OVER, Act, Drafter, Proposal, State, Step

# Who is of the council or of its house, and reads drafts (a drafter reads their own anyway).
COUNCIL = MEMBERS_READERS
DECIDED = HANDED_OVER | {State.ADOPTED}
_OPENED = (Act.OPEN_COMMENT, Act.ADOPT, Act.SEND)


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


def visible(by: Standing, board_ids: Sequence[int]) -> ColumnElement[bool]:
    """The same as may_see, as a condition; `board_ids` are the boards that they read."""
    opened = select(Step.proposal_id).where(Step.act.in_(_OPENED))
    told: list[ColumnElement[bool]] = [
        Proposal.state.in_(DECIDED),
        Proposal.number.is_not(None),
        and_(Proposal.board_id.in_(board_ids), Proposal.id.in_(opened)),
    ]
    if any(role in COUNCIL for role, _ in by.roles):
        told.append(Proposal.board_id.in_(board_ids))
    if by.person_id is not None:
        told.append(
            Proposal.id.in_(select(Drafter.proposal_id).where(Drafter.person_id == by.person_id))
        )
    return or_(*told)
