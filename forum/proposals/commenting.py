"""意見募集: a draft is shown to everybody, once two people have said that it is ready.

Each act answers the step that it made, or a Refusal. Nothing here commits.
"""

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import Thread
from forum.base import today
from forum.boards import Board
from forum.people.standing import Standing
from forum.proposals import citing, drafting, life
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Kind, Proposal, Step
from forum.refusals import first_refusal

COMMENT_DAYS = 14
_ENDS_TALK = (Act.REVISE, Act.BACK_TO_DRAFT, Act.TAKE_UP, Act.DRAFT)


def ask_comment(
    session: Session, proposal: Proposal, by: Standing, seen: int | None = None
) -> Step | Refusal:
    """A drafter says that the draft is ready for everybody's comments; a moderator opens them."""
    proposal = life.locked(session, proposal)
    refusal = life.why_not(proposal, Act.ASK_COMMENT, by, seen=seen)
    if refusal := refusal or not_ready(session, proposal):
        return refusal
    if asked_by(proposal) == by.person_id:
        return Refusal.THERE_ALREADY
    return life.record(proposal, Act.ASK_COMMENT, by)


def asked_by(proposal: Proposal) -> int | None:
    """Who asked that these words be opened for comments; a new version has to be asked for anew."""
    for step in reversed(proposal.steps):
        if step.act is Act.ASK_COMMENT:
            return step.by_id
        if step.act in _ENDS_TALK:
            return None
    return None


def open_comment(
    session: Session,
    proposal: Proposal,
    until: date,
    by: Standing,
    seen: int | None = None,
    day: date | None = None,
) -> Step | Refusal:
    """意見募集: a moderator opens what a drafter (somebody else) has asked for, 14 days at least."""
    proposal = life.locked(session, proposal)
    # The words are posted next, and whoever posts holds the board before its threads.
    session.execute(select(Board.id).where(Board.id == proposal.board_id).with_for_update())
    day = day or today()
    asker = asked_by(proposal)
    checks = (
        (asker is None, Refusal.NOT_ASKED),
        (asker == by.person_id, Refusal.TWO_PEOPLE),
        (until < day + timedelta(days=COMMENT_DAYS), Refusal.TOO_SHORT),
    )
    refusal = life.why_not(proposal, Act.OPEN_COMMENT, by, seen=seen)
    refusal = refusal or not_ready(session, proposal)
    if refusal := refusal or first_refusal(checks):
        return refusal
    proposal.comment_until = until
    version = drafting.newest(session, proposal).number
    return life.record(proposal, Act.OPEN_COMMENT, by, until=until.isoformat(), version=version)


def open_thread(proposal: Proposal, thread: Thread) -> None:
    """The thread in which the comments are written; kept through later rounds."""
    proposal.thread = thread


def not_ready(session: Session, proposal: Proposal) -> Refusal | None:
    """What a text still lacks before it is shown to everybody."""
    version = drafting.newest(session, proposal)
    decides = proposal.kind is Kind.PROPOSAL  # a relay only passes on what people say
    checks = (
        (not version.items, Refusal.NO_ITEMS),
        (not version.problem or (decides and not version.purpose), Refusal.NO_WORDS),
        (not citing.citations(session, proposal), Refusal.NO_SOURCE),
    )
    return first_refusal(checks)
