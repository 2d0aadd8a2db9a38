"""That a clerk entered somebody's words, and whether that person has confirmed them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Origin, Post
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.boards import Board
from forum.moderation.held import HeldPost
from forum.people.person import Person
from forum.public_words import PublicWords

CHANNELS = (Origin.PHONE, Origin.PAPER, Origin.FAX, Origin.COUNTER)


class State(StrEnum):
    """Whether the words are known to be the person's own: 本人確認済, 確認待ち, 確認なし."""

    CONFIRMED = "confirmed"
    WAITING = "waiting"
    UNASKED = "unasked"


class Door(StrEnum):
    """By which way a confirmation or a note came."""

    MAIL = "mail"
    CLERK = "clerk"  # on the telephone, by letter: a clerk wrote it down


class Intake(Base):
    """One voice that a clerk wrote down for somebody."""

    __tablename__ = "entries_on_behalf"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), index=True)
    # The post, or what waits for a moderator before it becomes one.
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), unique=True)
    held_post_id: Mapped[int | None] = mapped_column(ForeignKey("held_posts.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    channel: Mapped[Origin] = mapped_column(Choice(Origin))
    received_on: Mapped[date]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    entered_at: Mapped[datetime] = mapped_column(default=utcnow)
    # The words were sent back to the person.
    asked_at: Mapped[datetime | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[Door | None] = mapped_column(Choice(Door))

    board: Mapped[Board] = relationship()
    post: Mapped[Post | None] = relationship()
    held: Mapped[HeldPost | None] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    entered_by: Mapped[Person] = relationship(foreign_keys=[entered_by_id])
    scans: Mapped[list["EntryScan"]] = relationship(order_by="EntryScan.id")
    notes: Mapped[list["EntryNote"]] = relationship(back_populates="entry", order_by="EntryNote.id")

    @property
    def state(self) -> State:
        if self.confirmed_at is not None:
            return State.CONFIRMED
        return State.UNASKED if self.asked_at is None else State.WAITING


class EntryScan(Base):
    """The picture of a letter, kept for moderators only."""

    __tablename__ = "entry_scans"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries_on_behalf.id"), index=True)
    name: Mapped[str] = mapped_column(PublicWords())
    content_type: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))


class EntryNote(Base):
    """What the person said instead of yes: how it should read."""

    __tablename__ = "entry_notes"

    id: Mapped[intpk]
    entry_id: Mapped[int] = mapped_column(ForeignKey("entries_on_behalf.id"), index=True)
    words: Mapped[str] = mapped_column(Text)  # for clerks alone
    door: Mapped[Door] = mapped_column(Choice(Door))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    # A clerk has seen to it.
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    entry: Mapped[Intake] = relationship(back_populates="notes")
