"""A proposal 提案 (or a relay 伝達), who drafts it, and every step of its life."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Thread
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.boards import Board
from forum.dates import fiscal_year
from forum.people.person import Person
from forum.public_words import PublicWords


class Kind(StrEnum):
    """The two outgoing acts: the council decides (提案), or voices are passed on (伝達)."""

    PROPOSAL = "proposal"
    RELAY = "relay"


class State(StrEnum):
    """Where a proposal stands; SENT is a relay's word for submitted."""

    DRAFT = "draft"
    COMMENT = "comment"
    POLL = "poll"
    ADOPTED = "adopted"
    SUBMITTED = "submitted"
    SENT = "sent"
    RECEIVED = "received"
    CLARIFYING = "clarifying"
    INTERIM = "interim"
    ANSWERED = "answered"
    FOLLOWING = "following"
    EVALUATED = "evaluated"
    CLOSED = "closed"
    SHELVED = "shelved"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


# The city has taken it in and owes an answer.
AT_THE_CITY = frozenset({State.RECEIVED, State.CLARIFYING, State.INTERIM})
HANDED_OVER = AT_THE_CITY | {
    State.SUBMITTED,
    State.SENT,
    State.ANSWERED,
    State.FOLLOWING,
    State.EVALUATED,
    State.CLOSED,
}


class Method(StrEnum):
    """How the council decided: 全会一致・異議なし・多数・会長一任."""

    UNANIMOUS = "unanimous"
    NO_OBJECTION = "no_objection"
    MAJORITY = "majority"
    CHAIR = "chair"


class Proposal(Base):
    """One proposal; its words lie in versions, its history in steps."""

    __tablename__ = "proposals"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    kind: Mapped[Kind] = mapped_column(Choice(Kind), default=Kind.PROPOSAL)
    # Where it is talked about; while a members' board discusses it, members alone read it.
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    state: Mapped[State] = mapped_column(Choice(State), default=State.DRAFT)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    state_since: Mapped[datetime] = mapped_column(default=utcnow)
    # 令和8年度提案第3号: the Gregorian year in which the fiscal year began, and the number in it.
    fiscal_year: Mapped[int | None]
    number: Mapped[int | None]
    # 意見募集: the thread of the comments, and the last day for them.
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), index=True)
    comment_until: Mapped[date | None]
    # 意向確認: the version that was frozen, and SHA-256 of its words in hexadecimal.
    frozen_version: Mapped[int | None]
    frozen_hash: Mapped[str | None] = mapped_column(String(64))
    # 協議会決定
    method: Mapped[Method | None] = mapped_column(Choice(Method))
    decided_on: Mapped[date | None]
    decision_words: Mapped[str] = mapped_column(PublicWords(), default="")
    # The tally and the minority views as they were counted then (polling.Tally.to_json).
    tally: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # 推進本部の承認
    approved_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    superseded_by_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)

    board: Mapped[Board] = relationship()
    thread: Mapped[Thread | None] = relationship()
    drafters: Mapped[list["Drafter"]] = relationship(
        back_populates="proposal", order_by="Drafter.id"
    )
    steps: Mapped[list["Step"]] = relationship(
        lambda: Step, back_populates="proposal", order_by=lambda: Step.number
    )
    merged_into: Mapped["Proposal | None"] = relationship(
        foreign_keys=[merged_into_id], remote_side="Proposal.id"
    )
    superseded_by: Mapped["Proposal | None"] = relationship(
        foreign_keys=[superseded_by_id], remote_side="Proposal.id"
    )

    __table_args__ = (
        UniqueConstraint("kind", "fiscal_year", "number"),
        Index("ix_proposals_state", "state", "state_since"),
    )

    @property
    def label(self) -> str:
        """令和8年度提案第3号, once the council has decided; before, nothing."""
        if self.fiscal_year is None or self.number is None:
            return ""
        # In April 2019 it was 平成31年 still; a fiscal year is named by what it is most of the time.
        year = fiscal_year(date(self.fiscal_year, 12, 31))
        return f"{year}{'提案' if self.kind is Kind.PROPOSAL else '伝達'}第{self.number}号"


class Drafter(Base):
    """Somebody who writes a proposal; whoever leaves stays in the record."""

    __tablename__ = "proposal_drafters"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=utcnow)
    until: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship(back_populates="drafters")
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("proposal_id", "person_id"),)

    @property
    def writes(self) -> bool:
        """Whether they write on; of two drafters who turn out to be one person only one does."""
        return self.until is None and self.person.merged_into_id is None


class Act(StrEnum):
    """What can be done with a proposal; the acts of forum/proposals/life.py."""

    DRAFT = "draft"
    REVISE = "revise"
    INVITE = "invite"
    LEAVE = "leave"
    CITE = "cite"
    UNCITE = "uncite"
    ASK_COMMENT = "ask_comment"
    OPEN_COMMENT = "open_comment"
    BACK_TO_DRAFT = "back_to_draft"
    OPEN_POLL = "open_poll"
    ADOPT = "adopt"
    SHELVE = "shelve"
    AGREE_MERGE = "agree_merge"
    MERGE = "merge"
    WITHDRAW = "withdraw"
    TAKE_UP = "take_up"
    SUBMIT = "submit"
    SEND = "send"
    RECEIVE = "receive"
    CLARIFY = "clarify"
    EXPLAIN = "explain"
    REFER = "refer"
    ANSWER_INTERIM = "answer_interim"
    ANSWER = "answer"
    CORRECT = "correct"
    APPROVE = "approve"
    LINK_MEASURE = "link_measure"
    FOLLOW = "follow"
    EVALUATE = "evaluate"
    CLOSE = "close"
    REPROPOSE = "repropose"


class Step(Base):
    """One act in the life of a proposal: who did it, as what, when and why."""

    __tablename__ = "proposal_steps"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    number: Mapped[int]
    act: Mapped[Act] = mapped_column(Choice(Act))
    before: Mapped[State | None] = mapped_column(Choice(State))
    after: Mapped[State] = mapped_column(Choice(State))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    # In which capacity (life.Capacity), since roles end and the record stays.
    capacity: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(PublicWords(), default="")
    # What the act was about, in plain JSON: versions, dates, numbers, public ids.
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    # When those who are cited or take part have been told (forum/announcements).
    told_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship(back_populates="steps")
    by: Mapped[Person | None] = relationship()

    __table_args__ = (UniqueConstraint("proposal_id", "number"),)


class LastNumber(Base):
    """The last number that was given in a fiscal year; two at once get two."""

    __tablename__ = "proposal_numbers"

    kind: Mapped[Kind] = mapped_column(Choice(Kind), primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True)
    last: Mapped[int]
