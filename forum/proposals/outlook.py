"""What a list says of each proposal in a line: its title, its next date, and what is late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today
from forum.proposals import deadlines
from forum.proposals.content import Version
from forum.proposals.deadlines import Lateness
from forum.proposals.poll import Poll
from forum.proposals.proposal import AT_THE_CITY, Proposal, State


@dataclass(frozen=True, slots=True)
class Outlook:
    """A proposal in a line; `next_on` is the last day of what goes on in its state."""

    proposal: Proposal
    title: str
    next_on: date | None
    late: Lateness | None


def outlooks(
    session: Session, proposals: Sequence[Proposal], day: date | None = None
) -> list[Outlook]:
    """Each of these proposals in a line, in their order; a few queries however many they are."""
    day = day or today()
    titles = titles_of(session, proposals)
    ends = _next_days(session, proposals, day)
    late = deadlines.late_ones(session, proposals, day)
    return [
        Outlook(one, titles.get(one.id, ""), ends.get(one.id), late.get(one.id))
        for one in proposals
    ]


def titles_of(session: Session, proposals: Sequence[Proposal]) -> dict[int, str]:
    """The title of each of these proposals in the words that count, by its id."""
    frozen = {one.id: one.frozen_version for one in proposals}
    rows = session.execute(
        select(Version.proposal_id, Version.number, Version.title)
        .where(Version.proposal_id.in_(frozen))
        .order_by(Version.number)
    )
    found: dict[int, str] = {}
    for proposal_id, number, title in rows if frozen else ():
        if frozen[proposal_id] in (None, number):
            found[proposal_id] = title
    return found


def _next_days(session: Session, proposals: Sequence[Proposal], day: date) -> dict[int, date]:
    ends = {
        one.id: one.comment_until
        for one in proposals
        if one.state is State.COMMENT and one.comment_until is not None
    }
    asked = [one.id for one in proposals if one.state is State.POLL]
    polls = select(Poll.proposal_id, Poll.closes_on).where(
        Poll.proposal_id.in_(asked), Poll.ended_at.is_(None)
    )
    ends |= {row.proposal_id: row.closes_on for row in session.execute(polls)} if asked else {}
    at_the_city = [one for one in proposals if one.state in AT_THE_CITY]
    return ends | deadlines.due_days(session, at_the_city, day)
