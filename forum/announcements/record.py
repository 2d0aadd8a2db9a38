"""Who is told of which proposal, who wants no more of it, and what the city has said by mail."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, Choice, intpk, utcnow
from forum.people.person import Person
from forum.proposals.proposal import Proposal


class Listener(Base):
    """A mailbox that has been told of a proposal; `stopped_at`: it wants no such letters at all."""

    __tablename__ = "announcement_listeners"

    id: Mapped[intpk]
    mailbox: Mapped[str] = mapped_column(String(330), unique=True)  # canonical
    stopped_at: Mapped[datetime | None]


class Hearing(Base):
    """One mailbox on one proposal; `stopped_at`: no more letters about this one."""

    __tablename__ = "announcement_hearings"

    id: Mapped[intpk]
    listener_id: Mapped[int] = mapped_column(ForeignKey("announcement_listeners.id"))
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=utcnow)
    stopped_at: Mapped[datetime | None]

    listener: Mapped[Listener] = relationship()
    proposal: Mapped[Proposal] = relationship()

    __table_args__ = (UniqueConstraint("listener_id", "proposal_id"),)


class Bundling(Base):
    """That the news of a day have been bundled: whoever comes first does it, once."""

    __tablename__ = "announcement_bundlings"

    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)


class CityDesk(Base):
    """A liaison who was mailed a proposal, and answers it by answering that letter."""

    __tablename__ = "city_desks"

    id: Mapped[intpk]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=utcnow)

    proposal: Mapped[Proposal] = relationship()
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("proposal_id", "person_id"),)


class WordKind(StrEnum):
    """What the city says by mail."""

    RECEIPT = "receipt"
    QUESTION = "question"
    INTERIM = "interim"
    ANSWER = "answer"


class CityWord(Base):
    """What was read out of a liaison's mail; nothing of it counts before they have said yes."""

    __tablename__ = "city_words"

    id: Mapped[intpk]
    desk_id: Mapped[int] = mapped_column(ForeignKey("city_desks.id"), index=True)
    kind: Mapped[WordKind] = mapped_column(Choice(WordKind))
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    # The proposal's newest step when it was read back.
    seen: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    # When it was confirmed, declined, or replaced by a newer one.
    settled_at: Mapped[datetime | None]

    desk: Mapped[CityDesk] = relationship()
