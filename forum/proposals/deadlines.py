"""What the calendar says of a proposal; computed each time, never set by hand.

Each question can be asked of one proposal or, at the same cost, of a whole list.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.base import today
from forum.dates import in_tokyo
from forum.plan.checking import Progress
from forum.proposals.city import Clarification, ItemMeasure, Submission
from forum.proposals.content import Item
from forum.proposals.proposal import AT_THE_CITY, Proposal, State

LONG = timedelta(days=30)


class Lateness(StrEnum):
    """回答期限超過, 長期未回答 (30 days over), 経過報告なし (6 months without progress)."""

    OVERDUE = "overdue"
    LONG_OVERDUE = "long_overdue"
    NO_PROGRESS = "no_progress"


def lateness(session: Session, proposal: Proposal, day: date | None = None) -> Lateness | None:
    """What is late about a proposal on a day."""
    return late_ones(session, [proposal], day).get(proposal.id)


def late_ones(
    session: Session, proposals: Sequence[Proposal], day: date | None = None
) -> dict[int, Lateness]:
    """What is late about each of these proposals, by its id; nothing for those in time."""
    day = day or today()
    followed = [one for one in proposals if one.state is State.FOLLOWING]
    waiting = [one for one in proposals if one.state in AT_THE_CITY]
    told, due = _progress_days(session, followed), due_days(session, waiting, day)
    late = {
        one.id: Lateness.NO_PROGRESS
        for one in followed
        if day >= _six_months_after(told.get(one.id) or in_tokyo(one.state_since).date())
    }
    for one in waiting:
        if one.id in due and day > due[one.id]:
            is_long = day > due[one.id] + LONG
            late[one.id] = Lateness.LONG_OVERDUE if is_long else Lateness.OVERDUE
    return late


def due_on(session: Session, proposal: Proposal, day: date | None = None) -> date | None:
    """The last day for the city's answer: each day that a question was open puts it off by one."""
    return due_days(session, [proposal], day).get(proposal.id)


def due_days(
    session: Session, proposals: Sequence[Proposal], day: date | None = None
) -> dict[int, date]:
    """The last day for the city's answer to each of these proposals, by its id."""
    ids = [one.id for one in proposals]
    if not ids:
        return {}
    given = select(Submission.proposal_id, Submission.due_on).where(
        Submission.proposal_id.in_(ids), Submission.due_on.is_not(None)
    )
    due = {proposal_id: on for proposal_id, on in session.execute(given) if on is not None}
    asked = select(
        Clarification.proposal_id, Clarification.asked_on, Clarification.answered_on
    ).where(Clarification.proposal_id.in_(due))
    for proposal_id, asked_on, answered_on in session.execute(asked).all() if due else ():
        due[proposal_id] += (answered_on or day or today()) - asked_on
    return due


def _progress_days(session: Session, proposals: Sequence[Proposal]) -> dict[int, date]:
    """The newest day on which progress was told of a measure that carries an item out."""
    if not proposals:
        return {}
    rows = session.execute(
        select(Item.proposal_id, func.max(Progress.on))
        .join(ItemMeasure, ItemMeasure.item_id == Item.id)
        .join(Progress, Progress.measure_id == ItemMeasure.measure_id)
        .where(Item.proposal_id.in_([one.id for one in proposals]))
        .group_by(Item.proposal_id)
    )
    return {proposal_id: on for proposal_id, on in rows if on is not None}


def _six_months_after(day: date) -> date:
    month = day.month + 6
    year, month = day.year + (month > 12), month - 12 if month > 12 else month
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
