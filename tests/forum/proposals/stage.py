"""A council on which proposals can be tried: its people, its board, a need, and a proposal anywhere.

Time is told by moving a proposal's own dates, so that no test waits.
"""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.base import today, utcnow
from forum.boards import Board, Visibility
from forum.needs.need import Need
from forum.people.person import Person, Role
from forum.people.standing import Standing, standing_of
from forum.plan import keeping
from forum.plan.measure import Measure
from forum.proposals import (
    answering,
    citing,
    commenting,
    deciding,
    drafting,
    following_up,
    life,
    submitting,
)
from forum.proposals.answering import Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.phrasing import ItemText, Text
from forum.proposals.poll import Poll
from forum.proposals.proposal import Kind, Method, Proposal, State
from tests.factories import enter_person, open_board

TEXT = Text(
    title="公共施設の予約を電話とメールでも",
    problem="予約のたびに窓口へ行かなければならない。",
    purpose="だれでも家から予約できるようにする。",
    effect="窓口へ行く回数が減る。",
    items=(
        ItemText("電話とメールで予約を受ける", "ウェブと並べて受け付ける。"),
        ItemText("空き時間を載せる", "空いている時間をウェブに載せる。"),
    ),
)
SHA256 = "0" * 64


@dataclass(frozen=True)
class Said:
    """What is said on the way; a council that writes in other letters says it its own way."""

    need: str = "予約"
    addressee: str = "みなと市長"
    document_number: str = "み協第3号"
    receipt_number: str = "受第1号"
    department: str = "市民課"
    reason: str = "準備します。"


@dataclass
class Stage:
    """The people of a council, one of each role, and what they work on."""

    session: Session
    board: Board
    people: dict[str, Person] = field(default_factory=dict)
    text: Text = TEXT
    said: Said = Said()

    def standing(self, name: str) -> Standing:
        return standing_of(self.session, self.people[name].id)

    def draft(
        self, kind: Kind = Kind.PROPOSAL, text: Text | None = None, by: str = "member"
    ) -> Proposal:
        """A draft that starts from a need."""
        text = text or self.text
        proposal = done(drafting.begin(self.session, self.board, text, self.standing(by), kind))
        need = Need(title=self.said.need)
        self.session.add(need)
        self.session.flush()
        done(citing.cite(self.session, proposal, need, self.standing(by)))
        return proposal

    def in_state(self, state: State, kind: Kind = Kind.PROPOSAL) -> Proposal:
        """A proposal that has come to a state by the shortest way."""
        proposal = self.draft(kind)
        for step in ROADS[kind][: STOPS[kind].index(state)]:
            getattr(self, step)(proposal)
            self.session.flush()
        assert proposal.state is state
        return proposal

    def open_comment(self, proposal: Proposal) -> None:
        done(commenting.ask_comment(self.session, proposal, self.standing("member")))
        until = today() + timedelta(days=14)
        done(commenting.open_comment(self.session, proposal, until, self.standing("moderator")))

    def open_poll(self, proposal: Proposal) -> Poll:
        proposal.comment_until = today() - timedelta(days=1)
        closes = today() + timedelta(days=7)
        return done(deciding.open_poll(self.session, proposal, closes, self.standing("chair")))

    def adopt(self, proposal: Proposal) -> None:
        poll = deciding.current_poll(self.session, proposal)
        assert poll is not None
        poll.closes_on = today() - timedelta(days=1)
        decision = Decision(Method.NO_OBJECTION, today())
        done(deciding.adopt(self.session, proposal, decision, self.standing("chair")))

    def submit(self, proposal: Proposal) -> None:
        done(
            submitting.submit(
                self.session,
                proposal,
                today(),
                self.said.addressee,
                self.said.document_number,
                SHA256,
                self.standing("secretariat"),
            )
        )

    def send(self, proposal: Proposal) -> None:
        done(deciding.send(self.session, proposal, self.standing("secretariat")))

    def receive(self, proposal: Proposal) -> None:
        due = today() + timedelta(days=60)
        liaison = self.standing("liaison")
        told = (self.said.receipt_number, self.said.department)
        done(submitting.receive(self.session, proposal, today(), *told, due, liaison))

    def answer(self, proposal: Proposal) -> None:
        replies = [
            Reply(
                item, Judgement.PARTLY, Response.PLANNED, today().year + 1, reason=self.said.reason
            )
            for item in drafting.frozen_items(self.session, proposal)
        ]
        done(answering.answer(self.session, proposal, replies, self.standing("liaison")))

    def link(self, proposal: Proposal) -> None:
        item = drafting.frozen_items(self.session, proposal)[0]
        measure = self.measure()
        office = self.standing("secretariat")
        done(following_up.link_measure(self.session, proposal, item, measure, office))

    def measure(self) -> Measure:
        """Measure B7 of the plan."""
        if found := self.session.scalar(select(Measure)):
            return found
        (half,) = keeping.open_periods(self.session, ("前期", 2026, 2029))
        plan = keeping.Plan(half.id, "市民", "施設の予約", 2026, 2028)
        made = keeping.enter(self.session, "B7", plan)
        self.session.flush()
        return made

    def days_ago(self, proposal: Proposal, days: int) -> None:
        """Let a proposal have come to where it is so many days ago."""
        proposal.state_since = utcnow() - timedelta(days=days)


ROADS = {
    Kind.PROPOSAL: ("open_comment", "open_poll", "adopt", "submit", "receive", "answer", "link"),
    Kind.RELAY: ("send", "receive", "answer"),
}
STOPS = {
    Kind.PROPOSAL: (
        State.DRAFT,
        State.COMMENT,
        State.POLL,
        State.ADOPTED,
        State.SUBMITTED,
        State.RECEIVED,
        State.ANSWERED,
        State.FOLLOWING,
    ),
    Kind.RELAY: (State.DRAFT, State.SENT, State.RECEIVED, State.ANSWERED),
}
NAMES = ("member", "chair", "moderator", "secretariat", "adviser", "liaison", "hq", "admin")


def set_up(session: Session, visibility: Visibility = Visibility.PUBLIC) -> Stage:
    """A board, one person of each role, and a resident."""
    board = open_board(session, "general", visibility=visibility)
    stage = Stage(session, board)
    for name in NAMES:
        stage.people[name] = enter_person(session, name.title(), "", Role(name))
    stage.people["resident"] = enter_person(session, "Resident")
    session.flush()
    return stage


def done(outcome: Any) -> Any:
    """What an act has made; a refusal fails the test by its name."""
    assert not isinstance(outcome, Refusal), outcome
    return outcome


__all__ = ["NAMES", "TEXT", "Stage", "done", "life", "set_up"]
