"""What has passed between the council and the city on a proposal, as pages and mails tell it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forum.proposals import city, deadlines, drafting
from forum.proposals.city import Answer, Clarification, ItemMeasure, Referral, Submission
from forum.proposals.content import ItemVersion
from forum.proposals.deadlines import Lateness
from forum.proposals.proposal import HANDED_OVER, Proposal, State


@dataclass(slots=True)
class Asked:
    """One item of the words that count, and what the city did with it."""

    words: ItemVersion
    answers: list[Answer] = field(default_factory=list)  # the newest first
    referrals: list[Referral] = field(default_factory=list)
    measures: list[ItemMeasure] = field(default_factory=list)

    @property
    def newest(self) -> Answer | None:
        return self.answers[0] if self.answers else None

    @property
    def older(self) -> Sequence[Answer]:
        return self.answers[1:]


@dataclass(frozen=True, slots=True)
class Dealings:
    """Submission, receipt, questions, and each item with its answers."""

    proposal: Proposal
    submission: Submission | None
    clarifications: Sequence[Clarification]
    items: Sequence[Asked]
    due_on: date | None
    late: Lateness | None

    @property
    def have_begun(self) -> bool:
        return self.submission is not None or self.proposal.state in HANDED_OVER

    @property
    def clock_stands(self) -> bool:
        """The city waits for the council's answer; its own time does not run."""
        return self.proposal.state is State.CLARIFYING

    @property
    def have_answers(self) -> bool:
        return any(one.answers for one in self.items)


def dealings(session: Session, proposal: Proposal, day: date | None = None) -> Dealings:
    """Everything that the city and the council have said to each other on a proposal."""
    items = {one.item_id: Asked(one) for one in drafting.frozen(session, proposal).items}
    for answer in session.scalars(
        select(Answer)
        .where(Answer.item_id.in_(items))
        .options(joinedload(Answer.transcribed_by))
        .order_by(Answer.number.desc())
    ):
        items[answer.item_id].answers.append(answer)
    for referral in session.scalars(
        select(Referral).where(Referral.item_id.in_(items)).order_by(Referral.id)
    ):
        items[referral.item_id].referrals.append(referral)
    for link in city.measures(session, proposal):
        if link.item_id in items:
            items[link.item_id].measures.append(link)
    return Dealings(
        proposal,
        city.submission(session, proposal),
        city.clarifications(session, proposal),
        list(items.values()),
        deadlines.due_on(session, proposal, day),
        deadlines.lateness(session, proposal, day),
    )
