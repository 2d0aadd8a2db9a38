"""A need, the passages clipped to it, and what was done with both."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Post
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.people.person import Person
from forum.public_words import PublicWords


class Need(Base):
    """One thing that people here need; merged into another it stays, with its own passages."""

    __tablename__ = "needs"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    title: Mapped[str] = mapped_column(PublicWords(200))
    words: Mapped[str] = mapped_column(PublicWords(), default="")
    opened_at: Mapped[datetime] = mapped_column(default=utcnow)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"), index=True)
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(PublicWords(), default="")

    clips: Mapped[list["Clip"]] = relationship(back_populates="need", order_by="Clip.id")
    steps: Mapped[list["Step"]] = relationship(
        lambda: Step,
        back_populates="need",
        order_by=lambda: Step.id,
        foreign_keys=lambda: Step.need_id,
    )
    merged_into: Mapped["Need | None"] = relationship(remote_side="Need.id")

    @property
    def is_open(self) -> bool:
        return self.closed_at is None and self.merged_into_id is None


class Clip(Base):
    """A passage of a post, in its writer's own words, that speaks of a need."""

    __tablename__ = "need_clips"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"), index=True)
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    passage: Mapped[str] = mapped_column(PublicWords())
    clipped_at: Mapped[datetime] = mapped_column(default=utcnow)
    # Taken out again, since it spoke of something else; the row stays.
    removed_at: Mapped[datetime | None]

    need: Mapped[Need] = relationship(back_populates="clips")
    post: Mapped[Post] = relationship()


class Act(StrEnum):
    """What a moderator did with a need."""

    OPENED = "opened"
    REWORDED = "reworded"
    CLIPPED = "clipped"
    REMOVED = "removed"
    MERGED = "merged"
    PARTED = "parted"
    MOVED = "moved"
    CLOSED = "closed"
    REOPENED = "reopened"


class Step(Base):
    """One act in the life of a need: who, when, and what it was about."""

    __tablename__ = "need_steps"

    id: Mapped[intpk]
    need_id: Mapped[int] = mapped_column(ForeignKey("needs.id"))
    act: Mapped[Act] = mapped_column(Choice(Act))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    clip_id: Mapped[int | None] = mapped_column(ForeignKey("need_clips.id"))
    # The need on the other side of a merge or a parting.
    other_id: Mapped[int | None] = mapped_column(ForeignKey("needs.id"))
    words: Mapped[str] = mapped_column(PublicWords(), default="")

    need: Mapped[Need] = relationship(back_populates="steps", foreign_keys=[need_id])
    other: Mapped[Need | None] = relationship(foreign_keys=[other_id])
    by: Mapped[Person | None] = relationship()

    __table_args__ = (Index("ix_need_steps_need_id", "need_id"),)
