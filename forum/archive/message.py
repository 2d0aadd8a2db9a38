"""Kept messages: the raw bytes as received, and what became of them at each of our addresses.

The raw bytes are the record; whatever else the archive knows of a mail can be read from them again.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from forum.base import Base, Choice, intpk, public_id, utcnow


class Door(StrEnum):
    """The way a message came in."""

    SMTP = "smtp"
    LMTP = "lmtp"
    WEB = "web"
    IMPORT = "import"


class Fate(StrEnum):
    """What became of a message at one of our addresses."""

    KEPT = "kept"  # durable, not read yet
    HELD = "held"
    PUBLISHED = "published"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"
    DISCARDED = "discarded"
    BOUNCE = "bounce"
    COMMAND = "command"
    FORWARDED = "forwarded"  # to the people behind -owner, postmaster, abuse
    FAILED = "failed"  # an error of ours; `reread` tries again


class Message(Base):
    """One message as it was received, byte for byte, with its envelope."""

    __tablename__ = "messages"

    id: Mapped[intpk]
    door: Mapped[Door] = mapped_column(Choice(Door))
    received_at: Mapped[datetime] = mapped_column(default=utcnow)
    peer: Mapped[str | None] = mapped_column(String(100))
    helo: Mapped[str | None] = mapped_column(String(255))
    mail_from: Mapped[str] = mapped_column(String(330), default="")
    size: Mapped[int]
    raw: Mapped[bytes] = deferred(mapped_column(LargeBinary))

    arrivals: Mapped[list["Arrival"]] = relationship(
        back_populates="message", order_by="Arrival.id"
    )


class Arrival(Base):
    """A message at one of our addresses, and its fate there in a code that a sentence is made from."""

    __tablename__ = "arrivals"

    id: Mapped[intpk]
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), index=True)
    recipient: Mapped[str] = mapped_column(String(330))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    fate: Mapped[Fate] = mapped_column(Choice(Fate), default=Fate.KEPT)
    reason: Mapped[str | None] = mapped_column(String(60))
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    read_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)

    message: Mapped[Message] = relationship(back_populates="arrivals")

    __table_args__ = (
        # What waits to be read, and nothing else, so that the queue costs the same at any age.
        Index(
            "ix_arrivals_waiting",
            "id",
            sqlite_where=text("fate = 'kept'"),
            postgresql_where=text("fate = 'kept'"),
        ),
        Index("ix_arrivals_fate", "fate", "id"),
    )


class Refusal(Base):
    """A mail refused in the dialogue: the envelope and our answer, never the content."""

    __tablename__ = "refusals"

    id: Mapped[intpk]
    at: Mapped[datetime] = mapped_column(default=utcnow)
    peer: Mapped[str | None] = mapped_column(String(100))
    mail_from: Mapped[str | None] = mapped_column(String(330))
    recipient: Mapped[str | None] = mapped_column(String(330))
    code: Mapped[int]
    answer: Mapped[str] = mapped_column(Text)


class TraceLink(Base):
    """The address of "where is my mail?" for one message; opaque, so it tells nothing by itself."""

    __tablename__ = "trace_links"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    message_id: Mapped[int] = mapped_column(ForeignKey("messages.id"), unique=True)
