"""What moderators decided; the public log and the monthly figures are these rows."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, Choice, intpk, utcnow


class Act(StrEnum):
    """What a moderator may do."""

    APPROVE = "approve"
    REJECT = "reject"
    DISCARD = "discard"
    HIDE = "hide"
    SHOW = "show"
    KEEP = "keep"
    LOCK = "lock"
    UNLOCK = "unlock"
    PIN = "pin"
    UNPIN = "unpin"


class Decision(Base):
    """One act, by whom, on what and why; the log shows all but the names of private people."""

    __tablename__ = "decisions"

    id: Mapped[intpk]
    at: Mapped[datetime] = mapped_column(default=utcnow)
    act: Mapped[Act] = mapped_column(Choice(Act))
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    held_post_id: Mapped[int | None] = mapped_column(ForeignKey("held_posts.id"))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    # A public code, and words that the author reads (public as well where the code says so).
    reason: Mapped[str] = mapped_column(String(60))
    note: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (Index("ix_decisions_log", "board_id", "id"),)
