"""What an agenda, a decision or a question may be about: a topic, a measure, a proposal."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from forum.archive.thread import Thread
from forum.boards import may_read
from forum.people.standing import Standing
from forum.plan.checking import Evaluation
from forum.plan.measure import Measure, MeasureVersion
from forum.proposals import drafting
from forum.proposals import reading as proposals
from forum.proposals.proposal import Proposal
from forum.text.masking import mask

_LONGEST = 500  # characters of an address that somebody pastes
_ID = re.compile(r"(?:^|/)(threads|proposals|plan)/([^/?#\s]+)")


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing of the house that can be pointed at; at most one of them is there."""

    thread: Thread | None = None
    measure: Measure | None = None
    proposal: Proposal | None = None
    evaluation: Evaluation | None = None

    def __bool__(self) -> bool:
        return any((self.thread, self.measure, self.proposal, self.evaluation))

    @property
    def path(self) -> str:
        """Where it stands on the site."""
        if self.thread is not None:
            return f"/threads/{self.thread.public_id}"
        if self.proposal is not None:
            return f"/proposals/{self.proposal.public_id}"
        if self.evaluation is not None:
            measure = self.evaluation.measure
            return f"/plan/{measure.code}#e-{self.evaluation.public_id}"
        return f"/plan/{self.measure.code}" if self.measure is not None else ""

    @property
    def title(self) -> str:
        """What people call it."""
        if self.thread is not None:
            return mask(self.thread.subject)
        if self.proposal is not None:
            return f"{self.proposal.label} {self.proposal_title}".strip()
        measure = self.evaluation.measure if self.evaluation is not None else self.measure
        return f"{measure.code} {measure.current.title}" if measure is not None else ""

    @property
    def proposal_title(self) -> str:
        if self.proposal is None:
            return ""
        session = object_session(self.proposal)
        assert session is not None
        return drafting.frozen(session, self.proposal).title

    def may_be_seen(self, by: Standing) -> bool:
        """Whether somebody may read it; a measure is everybody's."""
        if self.thread is not None:
            return may_read(self.thread.board.visibility, self.thread.board_id, by)
        return self.proposal is None or proposals.may_see(self.proposal, by)


NOTHING = Matter()


def find(session: Session, written: str) -> Matter:
    """What somebody means who writes a measure's code or pastes the address of a page of ours."""
    written = written.replace("\0", "").strip()[:_LONGEST]
    if not written:
        return NOTHING
    found = _ID.search(written)
    kind, name = found.groups() if found else ("plan", written)
    if kind == "threads":
        return Matter(thread=_thread(session, name))
    if kind == "proposals":
        return Matter(proposal=proposals.proposal(session, name))
    return Matter(measure=session.scalar(select(Measure).where(Measure.code == name)))


def cause_of(session: Session, version: MeasureVersion) -> Matter:
    """The proposal or the evaluation that a version of a measure names as its cause, if it does."""
    if version.proposal_id is not None:
        return Matter(proposal=session.get(Proposal, version.proposal_id))
    if version.evaluation_id is not None:
        return Matter(evaluation=session.get(Evaluation, version.evaluation_id))
    return NOTHING


def _thread(session: Session, public_id: str) -> Thread | None:
    thread = session.scalar(select(Thread).where(Thread.public_id == public_id))
    while thread is not None and thread.merged_into_id is not None:
        thread = session.get(Thread, thread.merged_into_id)
    return thread
