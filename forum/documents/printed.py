"""What paper refers back to: the issues of the printed digest, the numbers in them, slips' codes."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Post, Thread
from forum.base import Base, intpk, utcnow
from forum.documents.document import Document
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal


class Issue(Base):
    """One issue of the printed digest; its number is the first part of every number in it."""

    __tablename__ = "printed_issues"

    id: Mapped[intpk]
    number: Mapped[int] = mapped_column(unique=True)
    # The month that it tells of, by its first day.
    month: Mapped[date]
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    document: Mapped[Document] = relationship()
    entries: Mapped[list["Entry"]] = relationship(back_populates="issue", order_by="Entry.number")


class Entry(Base):
    """What the number 4-12 stands for: entry 12 of issue 4, a topic, a post or a proposal."""

    __tablename__ = "printed_entries"

    id: Mapped[intpk]
    issue_id: Mapped[int] = mapped_column(ForeignKey("printed_issues.id"))
    number: Mapped[int]
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))

    issue: Mapped[Issue] = relationship(back_populates="entries")
    thread: Mapped[Thread | None] = relationship()
    post: Mapped[Post | None] = relationship()
    proposal: Mapped[Proposal | None] = relationship()

    __table_args__ = (UniqueConstraint("issue_id", "number"),)


class Slip(Base):
    """The code on a printed slip, and where it leads a clerk who types it in."""

    __tablename__ = "printed_slips"

    id: Mapped[intpk]
    # Seven digits and a check digit (codes.py).
    code: Mapped[str] = mapped_column(String(8), unique=True)
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("printed_issues.id"), unique=True)
    poll_id: Mapped[int | None] = mapped_column(ForeignKey("polls.id"), unique=True)
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    issue: Mapped[Issue | None] = relationship()
    poll: Mapped[Poll | None] = relationship()

    __table_args__ = (CheckConstraint("(issue_id IS NULL) <> (poll_id IS NULL)", name="one_place"),)
