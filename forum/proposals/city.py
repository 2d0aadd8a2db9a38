"""What happens at the city: submission, receipt, questions, referrals, answers, measures."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.people.person import Person
from forum.plan.measure import Measure
from forum.proposals.content import Item
from forum.proposals.proposal import Proposal
from forum.public_words import PublicWords


class Submission(Base):
    """That a proposal was handed to the city, and what the city wrote down when it came."""

    __tablename__ = "submissions"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), unique=True)
    submitted_on: Mapped[date]
    addressee: Mapped[str] = mapped_column(PublicWords(200))
    document_number: Mapped[str] = mapped_column(PublicWords(100))
    # SHA-256 of the PDF in hexadecimal, as it is published.
    document_sha256: Mapped[str | None] = mapped_column(String(64))
    received_on: Mapped[date | None]
    receipt_number: Mapped[str] = mapped_column(PublicWords(100), default="")
    lead_department: Mapped[str] = mapped_column(PublicWords(200), default="")
    due_on: Mapped[date | None]

    proposal: Mapped[Proposal] = relationship()


class Clarification(Base):
    """A question of the city and the council's answer; meanwhile the due-date clock stands."""

    __tablename__ = "clarifications"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    question: Mapped[str] = mapped_column(PublicWords())
    asked_on: Mapped[date]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    answer: Mapped[str] = mapped_column(PublicWords(), default="")
    # Also the day on which the city answered the proposal without waiting for it.
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    asked_by: Mapped[Person | None] = relationship(foreign_keys=[asked_by_id])


class Referral(Base):
    """An item passed on inside (or beside) the city, to a department or a research body."""

    __tablename__ = "item_referrals"

    id: Mapped[intpk]
    item_id: Mapped[int] = mapped_column(ForeignKey("proposal_items.id"), index=True)
    to: Mapped[str] = mapped_column(PublicWords(200))
    referred_on: Mapped[date]
    due_on: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    item: Mapped[Item] = relationship()


class Judgement(StrEnum):
    """判断: 反映 / 一部反映 / 趣旨を踏まえ検討 / 継続検討 / 反映しない."""

    REFLECTED = "reflected"
    PARTLY = "partly"
    IN_SPIRIT = "in_spirit"
    CONTINUED = "continued"
    NOT_REFLECTED = "not_reflected"


class Response(StrEnum):
    """対応: 実施済 / 実施中 / 実施予定 / 検討中 / 困難 / 市の所管外."""

    DONE = "done"
    DOING = "doing"
    PLANNED = "planned"
    STUDYING = "studying"
    DIFFICULT = "difficult"
    ELSEWHERE = "elsewhere"


class Answer(Base):
    """What the city said to one item; a correction is a further row, the old one stays."""

    __tablename__ = "answers"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    item_id: Mapped[int] = mapped_column(ForeignKey("proposal_items.id"))
    number: Mapped[int]
    is_interim: Mapped[bool]
    judgement: Mapped[Judgement | None] = mapped_column(Choice(Judgement))
    response: Mapped[Response | None] = mapped_column(Choice(Response))
    # 実施予定: the Gregorian year in which that fiscal year begins.
    fiscal_year: Mapped[int | None]
    # 市の所管外: where it was passed.
    passed_to: Mapped[str] = mapped_column(PublicWords(200), default="")
    reason: Mapped[str] = mapped_column(PublicWords(), default="")
    plain: Mapped[str] = mapped_column(PublicWords(), default="")  # やさしい要約
    department: Mapped[str] = mapped_column(PublicWords(200), default="")
    answered_on: Mapped[date]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    # 書面回答: who copied it from paper, and the scan (forum/archive/attachments.py).
    is_written: Mapped[bool] = mapped_column(default=False)
    transcribed_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    scan_sha256: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    # Why an answer was corrected; empty for the first one of its kind.
    correction: Mapped[str] = mapped_column(PublicWords(), default="")

    item: Mapped[Item] = relationship()
    transcribed_by: Mapped[Person | None] = relationship(foreign_keys=[transcribed_by_id])

    __table_args__ = (
        UniqueConstraint("item_id", "number"),
        Index("ix_answers_answered_on", "answered_on"),
    )


class ItemMeasure(Base):
    """That an item is carried out by a measure of the plan."""

    __tablename__ = "item_measures"

    id: Mapped[intpk]
    item_id: Mapped[int] = mapped_column(ForeignKey("proposal_items.id"))
    measure_id: Mapped[int] = mapped_column(ForeignKey("measures.id"), index=True)
    linked_on: Mapped[date]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    item: Mapped[Item] = relationship()
    measure: Mapped[Measure] = relationship()

    __table_args__ = (UniqueConstraint("item_id", "measure_id"),)


def submission(session: Session, proposal: Proposal) -> Submission | None:
    """How the proposal was handed over and taken in."""
    return session.scalar(select(Submission).where(Submission.proposal_id == proposal.id))


def clarifications(session: Session, proposal: Proposal) -> Sequence[Clarification]:
    """Every question of the city, the first one first."""
    wanted = select(Clarification).where(Clarification.proposal_id == proposal.id)
    return session.scalars(wanted.order_by(Clarification.id)).all()


def answers_to(session: Session, item: Item) -> Sequence[Answer]:
    """Every answer to an item, the first one first."""
    wanted = select(Answer).where(Answer.item_id == item.id).order_by(Answer.number)
    return session.scalars(wanted).all()


def measures(session: Session, proposal: Proposal) -> Sequence[ItemMeasure]:
    """The measures that carry items of a proposal out."""
    wanted = select(ItemMeasure).join(Item).where(Item.proposal_id == proposal.id)
    return session.scalars(wanted.order_by(ItemMeasure.id)).all()
