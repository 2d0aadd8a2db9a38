"""The newest answers of the city, each with what was decided: for the first page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.proposals import drafting
from forum.proposals.city import Answer
from forum.proposals.content import Item
from forum.proposals.proposal import Proposal


@dataclass(frozen=True, slots=True)
class CityReply:
    """One proposal that the city has answered: when, and what to each item (position, answer)."""

    proposal: Proposal
    title: str
    on: date
    answers: Sequence[tuple[int, Answer]]


def newest_replies(session: Session, limit: int = 3) -> list[CityReply]:
    """What was answered last, the newest first; everybody may read what has been decided."""
    rows = session.execute(
        select(Item.proposal_id, func.max(Answer.id).label("newest"))
        .join(Answer, Answer.item_id == Item.id)
        .group_by(Item.proposal_id)
        .order_by(func.max(Answer.id).desc())
        .limit(limit)
    ).all()
    return [_reply(session, session.get_one(Proposal, row.proposal_id)) for row in rows]


def _reply(session: Session, proposal: Proposal) -> CityReply:
    version = drafting.frozen(session, proposal)
    positions = {one.item_id: one.position for one in version.items}
    wanted = select(Answer).where(Answer.item_id.in_(positions)).order_by(Answer.number)
    newest = {answer.item_id: answer for answer in session.scalars(wanted)}
    told = [(positions[i], newest[i]) for i in positions if i in newest]
    return CityReply(proposal, version.title, max(a.answered_on for _, a in told), told)
