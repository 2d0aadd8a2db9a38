"""What the calendar says of a proposal; computed each time, never set by hand (civic.md 2)."""

from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.dates import in_tokyo
from forum.plan.checking import Progress
from forum.proposals import answering
from forum.proposals.city import ItemMeasure, Submission
from forum.proposals.content import Item
from forum.proposals.proposal import Proposal, State

LONG = timedelta(days=30)
_WAITING = (State.RECEIVED, State.CLARIFYING, State.INTERIM)


class Lateness(StrEnum):
    """回答期限超過, 長期未回答 (30 days over), 経過報告なし (6 months without progress)."""

    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    NO_PROGRESS = "no_progress"


def lateness(session: Session, proposal: Proposal, day: date | None = None) -> Lateness | None:
    """What is late about a proposal on a day."""
    day = day or today()
    if proposal.state is State.FOLLOWING:
        since = last_progress(session, proposal) or in_tokyo(proposal.state_since).date()
        return Lateness.NO_PROGRESS if day >= _six_months_after(since) else None
    due = due_on(session, proposal, day)
    if due is None or day <= due or proposal.state not in _WAITING:
        return None
    return Lateness.LONG_OVERDUE if day > due + LONG else Lateness.OVERDUE


def due_on(session: Session, proposal: Proposal, day: date | None = None) -> date | None:
    """The last day for the city's answer: each day that a question was open puts it off by one."""
    made: Submission | None = answering.submission(session, proposal)
    if made is None or made.due_on is None:
        return None
    stood = timedelta()
    for question in answering.clarifications(session, proposal):
        stood += (question.answered_on or day or today()) - question.asked_on
    return made.due_on + stood


def last_progress(session: Session, proposal: Proposal) -> date | None:
    """The newest day on which progress of a measure was told that carries an item out."""
    return session.scalar(
        select(func.max(Progress.on))
        .join(ItemMeasure, ItemMeasure.measure_id == Progress.measure_id)
        .join(Item, Item.id == ItemMeasure.item_id)
        .where(Item.proposal_id == proposal.id)
    )


def _six_months_after(day: date) -> date:
    month = day.month + 6
    year, month = day.year + (month > 12), month - 12 if month > 12 else month
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
