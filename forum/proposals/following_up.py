"""What comes of an answer: approval, the measures that carry it out, evaluation, the end.

Each act answers what it made, or a Refusal. Nothing here commits.
"""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today
from forum.people.standing import Standing
from forum.plan.checking import Evaluation, Stage
from forum.plan.measure import Measure
from forum.proposals import city, drafting, life
from forum.proposals.city import ItemMeasure
from forum.proposals.content import Item
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State, Step
from forum.refusals import first_refusal


def approve(
    session: Session, proposal: Proposal, on: date, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """推進本部の承認, a dated event of its own beside the department's answer."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.APPROVE, by, seen=seen):
        return refusal
    handed_over = city.submission(session, proposal)
    if on > today() or (handed_over is not None and on < handed_over.submitted_on):
        return Refusal.WRONG_DAY
    if proposal.approved_on == on:
        return Refusal.THERE_ALREADY
    proposal.approved_on = on
    return life.record(proposal, Act.APPROVE, by, on=on.isoformat())


def link_measure(
    session: Session,
    proposal: Proposal,
    item: Item,
    measure: Measure,
    by: Standing,
    seen: int | None = None,
) -> ItemMeasure | Refusal:
    """Say which measure carries an item out; an answered proposal is followed from then on."""
    proposal = life.locked(session, proposal)
    there = select(ItemMeasure).where(
        ItemMeasure.item_id == item.id, ItemMeasure.measure_id == measure.id
    )
    checks = (
        (item not in drafting.frozen_items(session, proposal), Refusal.NO_ITEMS),
        (session.scalar(there) is not None, Refusal.THERE_ALREADY),
    )
    if refusal := life.why_not(proposal, Act.LINK_MEASURE, by, seen=seen) or first_refusal(checks):
        return refusal
    made = ItemMeasure(item=item, measure=measure, linked_on=today(), by_id=by.person_id)
    session.add(made)
    session.flush()
    life.record(proposal, Act.LINK_MEASURE, by, item=item.public_id, measure=measure.code)
    follow(session, proposal)
    return made


def evaluate(
    session: Session,
    proposal: Proposal,
    evaluation: Evaluation,
    words: str,
    by: Standing,
    seen: int | None = None,
) -> Step | Refusal:
    """評価: the council takes note of an ex-post sheet on a measure that carries an item out."""
    proposal = life.locked(session, proposal)
    carried = {link.measure_id for link in city.measures(session, proposal)}
    checks = (
        (evaluation.stage is not Stage.AFTER, Refusal.NO_EVALUATION),
        (evaluation.measure_id not in carried, Refusal.NO_MEASURE),
    )
    if refusal := life.why_not(proposal, Act.EVALUATE, by, seen=seen) or first_refusal(checks):
        return refusal
    return life.record(proposal, Act.EVALUATE, by, words, evaluation=evaluation.public_id)


def close(
    session: Session, proposal: Proposal, reason: str, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """完了: nothing more is expected of it."""
    proposal = life.locked(session, proposal)
    if refusal := life.why_not(proposal, Act.CLOSE, by, reason, seen):
        return refusal
    return life.record(proposal, Act.CLOSE, by, reason)


def repropose(
    session: Session,
    proposal: Proposal,
    anew: Proposal,
    reason: str,
    by: Standing,
    seen: int | None = None,
) -> Step | Refusal:
    """Close it in favour of a new draft that asks again."""
    proposal, anew = life.locked_both(session, proposal, anew)
    checks = (
        (anew.id == proposal.id, Refusal.ITSELF),
        (anew.state is not State.DRAFT or anew.kind is not proposal.kind, Refusal.NOT_OPEN),
    )
    if refusal := life.why_not(proposal, Act.REPROPOSE, by, reason, seen) or first_refusal(checks):
        return refusal
    proposal.superseded_by = anew
    return life.record(proposal, Act.REPROPOSE, by, reason, anew=anew.public_id)


def follow(session: Session, proposal: Proposal) -> None:
    """経過確認: an answered proposal is followed as soon as a measure carries an item of it out."""
    if proposal.state is State.ANSWERED and city.measures(session, proposal):
        life.record(proposal, Act.FOLLOW, None)
