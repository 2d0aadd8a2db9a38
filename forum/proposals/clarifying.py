"""What the city asks before it answers: the council, or a department inside.

Each act answers what it made, or a Refusal. Nothing here commits.
"""

from datetime import date

from sqlalchemy.orm import Session

from forum.base import today
from forum.people.standing import Standing
from forum.proposals import city, drafting, life
from forum.proposals.city import Clarification, Referral
from forum.proposals.content import Item
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal
from forum.refusals import first_refusal


def clarify(
    session: Session,
    proposal: Proposal,
    question: str,
    by: Standing,
    day: date | None = None,
    seen: int | None = None,
) -> Clarification | Refusal:
    """照会: the city asks; the clock stands until the council has answered."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.CLARIFY, by, seen=seen):
        return refusal
    if not question.strip():
        return Refusal.NO_WORDS
    made = Clarification(
        proposal_id=proposal.id,
        question=question.strip(),
        asked_on=day or today(),
        asked_by_id=by.person_id,
    )
    session.add(made)
    session.flush()
    life.record(proposal, Act.CLARIFY, by)
    return made


def explain(
    session: Session,
    proposal: Proposal,
    words: str,
    by: Standing,
    day: date | None = None,
    seen: int | None = None,
) -> Clarification | Refusal:
    """The council's answer to the question of the city; the clock goes on."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.EXPLAIN, by, seen=seen):
        return refusal
    if not words.strip():
        return Refusal.NO_WORDS
    made = city.clarifications(session, proposal)[-1]
    made.answer, made.answered_by_id = words.strip(), by.person_id
    made.answered_on = day or today()
    life.record(proposal, Act.EXPLAIN, by)
    return made


def refer(
    session: Session,
    proposal: Proposal,
    item: Item,
    to: str,
    due_on: date | None,
    by: Standing,
    day: date | None = None,
) -> Referral | Refusal:
    """Pass an item on to a department or a research body; one coordinator assembles the answer."""
    proposal = life.locked(session, proposal)
    day = day or today()
    checks = (
        (item not in drafting.frozen_items(session, proposal), Refusal.NO_ITEMS),
        (not to.strip(), Refusal.NO_DEPARTMENT),
        (due_on is not None and due_on < day, Refusal.WRONG_DAY),
    )
    if refusal := life.why_not(proposal, Act.REFER, by) or first_refusal(checks):
        return refusal
    made = Referral(item=item, to=to.strip(), referred_on=day, due_on=due_on, by_id=by.person_id)
    session.add(made)
    session.flush()
    life.record(proposal, Act.REFER, by, item=item.public_id, to=made.to)
    return made
