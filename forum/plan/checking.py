"""What is checked about a measure: how it goes on (推進状況), and what it brought (効果)."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import ForeignKey, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.people.person import Person
from forum.plan.measure import Measure
from forum.public_words import PublicWords


class Progress(Base):
    """What happened with a measure by a day, with a number where there is one to count."""

    __tablename__ = "measure_progress"

    id: Mapped[intpk]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"), index=True)
    on: Mapped[date]
    words: Mapped[str] = mapped_column(PublicWords())
    figure: Mapped[Decimal | None] = mapped_column(Numeric(15, 2))
    unit: Mapped[str] = mapped_column(PublicWords(40), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    entered_at: Mapped[datetime] = mapped_column(default=utcnow)

    measure: Mapped[Measure] = relationship()
    entered_by: Mapped[Person | None] = relationship()


class Stage(StrEnum):
    """Whether one looks ahead (事前評価) or back (事後評価)."""

    BEFORE = "before"
    AFTER = "after"


class Mark(StrEnum):
    """A judgement that can be read aloud."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    UNKNOWN = "unknown"


class Consequence(StrEnum):
    """What follows from an evaluation; none is an answer too, with its reason."""

    PROPOSAL = "proposal"
    CHANGE = "change"
    NONE = "none"


class Evaluation(Base):
    """One sheet; a sheet 事後 answers the criteria of the sheet 事前 that it is paired with."""

    __tablename__ = "evaluations"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"), index=True)
    stage: Mapped[Stage] = mapped_column(Choice(Stage))
    before_id: Mapped[int | None] = mapped_column(ForeignKey("evaluations.id"), unique=True)
    on: Mapped[date]
    evaluator: Mapped[str] = mapped_column(PublicWords(200))
    summary: Mapped[str] = mapped_column(PublicWords())
    consequence: Mapped[Consequence | None] = mapped_column(Choice(Consequence))
    consequence_words: Mapped[str] = mapped_column(PublicWords(), default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    entered_at: Mapped[datetime] = mapped_column(default=utcnow)

    measure: Mapped[Measure] = relationship()
    before: Mapped["Evaluation | None"] = relationship(remote_side="Evaluation.id")
    findings: Mapped[list["Finding"]] = relationship(
        back_populates="evaluation", order_by="Finding.position"
    )


class Finding(Base):
    """One criterion of a sheet, what was found, and how it is judged."""

    __tablename__ = "evaluation_findings"

    id: Mapped[intpk]
    evaluation_id: Mapped[int] = mapped_column(ForeignKey("evaluations.id"))
    position: Mapped[int]
    criterion: Mapped[str] = mapped_column(PublicWords(100))
    mark: Mapped[Mark] = mapped_column(Choice(Mark))
    words: Mapped[str] = mapped_column(PublicWords(), default="")

    evaluation: Mapped[Evaluation] = relationship(back_populates="findings")

    __table_args__ = (UniqueConstraint("evaluation_id", "position"),)
