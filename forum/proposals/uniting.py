"""統合: two proposals become one when all who wrote the first agree. Nothing here commits."""

from sqlalchemy.orm import Session

from forum.people.standing import Standing
from forum.proposals import citing, life
from forum.proposals.content import Citation
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State, Step
from forum.refusals import first_refusal


def agree_to_merge(
    session: Session, proposal: Proposal, into: Proposal, reason: str, by: Standing
) -> Step | Refusal:
    """統合: every drafter has to agree; with the last of them the two become one.

    The step that comes back is MERGE when it is done, AGREE_MERGE while others are asked.
    """
    proposal, into = life.locked_both(session, proposal, into)
    checks = (
        (into.id == proposal.id, Refusal.ITSELF),
        (into.state not in (State.DRAFT, State.COMMENT), Refusal.NOT_OPEN),
        (into.kind is not proposal.kind, Refusal.NOT_OPEN),
        (not reason.strip(), Refusal.NO_REASON),
    )
    if refusal := life.why_not(proposal, Act.AGREE_MERGE, by) or first_refusal(checks):
        return refusal
    agreed = agreed_to_merge(proposal, into)
    # Whoever had not agreed may have left since: then one who has says so again, and it is done.
    if by.person_id in agreed and agreed < _active(proposal):
        return Refusal.THERE_ALREADY
    step = life.record(proposal, Act.AGREE_MERGE, by, reason, into=into.public_id)
    if agreed_to_merge(proposal, into) < _active(proposal):
        return step
    proposal.merged_into = into
    step = life.record(proposal, Act.MERGE, by, reason, into=into.public_id)
    _carry_sources(session, proposal, into)
    return step


def agreed_to_merge(proposal: Proposal, into: Proposal) -> set[int | None]:
    """The drafters who have agreed to this merge since the comments were opened."""
    agreed: set[int | None] = set()
    for step in proposal.steps:
        if step.act is Act.OPEN_COMMENT:
            agreed.clear()
        elif step.act is Act.AGREE_MERGE and step.details.get("into") == into.public_id:
            agreed.add(step.by_id)
    return agreed & _active(proposal)


def _active(proposal: Proposal) -> set[int | None]:
    return {drafter.person_id for drafter in proposal.drafters if drafter.writes}


def _carry_sources(session: Session, proposal: Proposal, into: Proposal) -> None:
    """What the one came from stands under the other as well: nobody's words are lost on the way."""
    there = {(c.post_id, c.thread_id, c.need_id, c.passage)
             for c in citing.citations(session, into)}  # fmt: skip
    for one in citing.citations(session, proposal):
        source = (one.post_id, one.thread_id, one.need_id, one.passage)
        if source not in there:
            there.add(source)
            session.add(Citation(
                proposal=into, post_id=one.post_id, thread_id=one.thread_id,
                need_id=one.need_id, passage=one.passage, by_id=one.by_id,
            ))  # fmt: skip
    session.flush()
