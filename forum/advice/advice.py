"""A request for advice, what was answered, and what the adviser has declared of themselves."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Thread
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.people.person import Person, Role
from forum.plan.checking import Evaluation
from forum.plan.measure import Measure
from forum.proposals.proposal import Proposal
from forum.public_words import PublicWords


class Stage(StrEnum):
    """How far along that is on which advice is asked: 企画立案, 実施 or 評価."""

    PLANNING = "planning"
    DOING = "doing"
    EVALUATION = "evaluation"


class State(StrEnum):
    """What has become of a request."""

    OPEN = "open"
    ANSWERED = "answered"
    DECLINED = "declined"


class Door(StrEnum):
    """By which way an answer came."""

    WEB = "web"
    MAIL = "mail"


class Interest(Base):
    """What an adviser declared on a day, 利害関係; the newest holds, the others stay."""

    __tablename__ = "adviser_interests"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    words: Mapped[str] = mapped_column(PublicWords())
    declared_at: Mapped[datetime] = mapped_column(default=utcnow)


class Advice(Base):
    """One question to one adviser, about exactly one thing."""

    __tablename__ = "advice"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    adviser_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    asked_as: Mapped[Role] = mapped_column(Choice(Role))
    stage: Mapped[Stage] = mapped_column(Choice(Stage))
    question: Mapped[str] = mapped_column(PublicWords())
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    due_on: Mapped[date | None]
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"), index=True)
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"), index=True)
    evaluation_id: Mapped[int | None] = mapped_column(ForeignKey("evaluations.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)

    adviser: Mapped[Person] = relationship(foreign_keys=[adviser_id])
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    thread: Mapped[Thread | None] = relationship()
    measure: Mapped[Measure | None] = relationship()
    evaluation: Mapped[Evaluation | None] = relationship()
    proposal: Mapped[Proposal | None] = relationship()
    replies: Mapped[list["AdviceReply"]] = relationship(
        back_populates="advice", order_by="AdviceReply.id"
    )

    @property
    def state(self) -> State:
        if not self.replies:
            return State.OPEN
        return State.DECLINED if self.replies[-1].declines else State.ANSWERED

    def is_late(self, day: date) -> bool:
        return not self.replies and self.due_on is not None and self.due_on < day


class AdviceReply(Base):
    """What an adviser answered, with what they had declared by then; further ones add to it."""

    __tablename__ = "advice_replies"

    id: Mapped[intpk]
    advice_id: Mapped[int] = mapped_column(ForeignKey("advice.id"))
    words: Mapped[str] = mapped_column(PublicWords())
    declines: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=utcnow)
    door: Mapped[Door] = mapped_column(Choice(Door))
    interest_id: Mapped[int | None] = mapped_column(ForeignKey("adviser_interests.id"))

    advice: Mapped[Advice] = relationship(back_populates="replies")
    interest: Mapped[Interest | None] = relationship()

    __table_args__ = (Index("ix_advice_replies_of", "advice_id"),)
