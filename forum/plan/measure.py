"""A measure of the plan, and every version of what the plan says about it."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, Choice, intpk, utcnow
from forum.public_words import PublicWords


class Doer(StrEnum):
    """Whose work a measure is: 民間主導, 行政 or 協働."""

    PRIVATE = "private"
    CITY = "city"
    TOGETHER = "together"


class State(StrEnum):
    """How far a measure is."""

    UNTOUCHED = "untouched"
    STUDY = "study"
    TRIAL = "trial"
    RUNNING = "running"
    DONE = "done"
    DROPPED = "dropped"


class Flag(StrEnum):
    """Why a measure was chosen for the plan; a measure may have several."""

    READY = "ready"
    NEEDS_STUDY = "needs_study"
    BEYOND_THE_CITY = "beyond_the_city"
    EFFECTIVE = "effective"


class Cause(StrEnum):
    """What made a version: every change names a proposal, an evaluation or a decision."""

    ENTERED = "entered"
    PROPOSAL = "proposal"
    EVALUATION = "evaluation"
    DECISION = "decision"
    CORRECTION = "correction"


class Period(Base):
    """One half of the plan, 前期 or 後期, in fiscal years."""

    __tablename__ = "plan_periods"

    id: Mapped[intpk]
    name: Mapped[str] = mapped_column(String(20), unique=True)
    first_year: Mapped[int]
    last_year: Mapped[int]


class Measure(Base):
    """One thing that the plan sets out to do; its code, B7, stays for ever."""

    __tablename__ = "measures"

    id: Mapped[intpk]
    code: Mapped[str] = mapped_column(String(10), unique=True)
    # 2 stands before 10: the order of the plan, not of the letters.
    position: Mapped[int] = mapped_column(unique=True)

    versions: Mapped[list["MeasureVersion"]] = relationship(
        back_populates="measure", order_by="MeasureVersion.number"
    )

    @property
    def current(self) -> "MeasureVersion":
        return self.versions[-1]


class MeasureVersion(Base):
    """What the plan says about a measure from `made_at` until the next version."""

    __tablename__ = "measure_versions"

    id: Mapped[intpk]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"))
    number: Mapped[int]
    period_id: Mapped[int] = mapped_column(ForeignKey("plan_periods.id"))
    area: Mapped[str] = mapped_column(PublicWords(100))
    title: Mapped[str] = mapped_column(PublicWords(200))
    description: Mapped[str] = mapped_column(PublicWords(), default="")
    plain: Mapped[str] = mapped_column(PublicWords(), default="")  # やさしい要約
    doer: Mapped[Doer] = mapped_column(Choice(Doer), default=Doer.CITY)
    department: Mapped[str] = mapped_column(PublicWords(100), default="")
    state: Mapped[State] = mapped_column(Choice(State), default=State.UNTOUCHED)
    # Fiscal years by the Gregorian year in which they begin.
    first_year: Mapped[int]
    last_year: Mapped[int]
    flags: Mapped[str] = mapped_column(String(100), default="")
    # What a trial taught; asked for before a measure leaves 試行.
    lessons: Mapped[str] = mapped_column(PublicWords(), default="")
    cause: Mapped[Cause] = mapped_column(Choice(Cause), default=Cause.ENTERED)
    reason: Mapped[str] = mapped_column(PublicWords(), default="")
    # Which one it was, where the cause is one; proposals stand above this room (forum/matters.py).
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)
    evaluation_id: Mapped[int | None] = mapped_column(ForeignKey("evaluations.id"), index=True)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    measure: Mapped[Measure] = relationship(back_populates="versions")
    period: Mapped[Period] = relationship()

    __table_args__ = (UniqueConstraint("measure_id", "number"),)

    @property
    def chosen_for(self) -> tuple[Flag, ...]:
        return tuple(Flag(word) for word in self.flags.split())
