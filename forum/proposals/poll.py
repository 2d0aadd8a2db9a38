"""意向確認: one question to everybody, and every answer that was ever given to it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, intpk, public_id, utcnow
from forum.base import Choice as Word
from forum.people.person import Address, Person, Sector
from forum.proposals.proposal import Proposal
from forum.public_words import PublicWords


class Choice(StrEnum):
    """賛成 / 条件付き賛成 / 保留 / 反対."""

    FOR = "for"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"
    AGAINST = "against"


class Channel(StrEnum):
    """The way an answer came."""

    WEB = "web"
    MAIL = "mail"
    PAPER = "paper"


class Poll(Base):
    """One 意向確認 on the frozen words of a proposal; back in draft, a later one is another row."""

    __tablename__ = "polls"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    number: Mapped[int]
    version: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(default=utcnow)
    # The last day on which an answer counts, by the clock of Asia/Tokyo.
    closes_on: Mapped[date]
    # 無記名: names are not published beside the answers.
    is_secret: Mapped[bool] = mapped_column(default=False)
    # When the chair recorded what came of it (adopted, shelved, back to draft).
    ended_at: Mapped[datetime | None]
    # What was published then (tally.Tally.to_json).
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # When the letters were owed (forum/polls): to everybody, to members who are late, to the chair.
    asked_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    chair_told_at: Mapped[datetime | None]

    proposal: Mapped[Proposal] = relationship()

    __table_args__ = (UniqueConstraint("proposal_id", "number"),)


class Ballot(Base):
    """One answer as it was given; of one person's answers the last one counts.

    Rows are only ever added: two persons who turn out to be one count once, and twice again when the
    merge is undone.
    """

    __tablename__ = "ballots"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    choice: Mapped[Choice] = mapped_column(Word(Choice))
    reason: Mapped[str] = mapped_column(PublicWords(), default="")
    # Its author does not want the reason in the minority annex.
    declines_annex: Mapped[bool] = mapped_column(default=False)
    channel: Mapped[Channel] = mapped_column(Word(Channel))
    # As they were on that day.
    name: Mapped[str] = mapped_column(PublicWords(200))
    sector: Mapped[Sector] = mapped_column(Word(Sector))
    # Council members are tallied for themselves, residents beside them.
    is_member: Mapped[bool] = mapped_column(default=False)
    cast_at: Mapped[datetime] = mapped_column(default=utcnow)
    # From paper: who has entered it and when; `cast_at` is when the slip came.
    entered_at: Mapped[datetime | None]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    scan_sha256: Mapped[str | None] = mapped_column(String(64))

    poll: Mapped[Poll] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    entered_by: Mapped[Person | None] = relationship(foreign_keys=[entered_by_id])

    __table_args__ = (Index("ix_ballots_poll", "poll_id", "id"),)


class BallotCorrection(Base):
    """That a clerk mistook a slip: what they entered for it counts no more, and stays to be read."""

    __tablename__ = "ballot_corrections"

    id: Mapped[intpk]
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballots.id"), unique=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    reason: Mapped[str] = mapped_column(PublicWords())

    by: Mapped[Person] = relationship()


class Invitation(Base):
    """The letter that asks somebody for their answer; its address of answer knows this row."""

    __tablename__ = "poll_invitations"

    id: Mapped[intpk]
    poll_id: Mapped[int] = mapped_column(ForeignKey("polls.id"))
    # Whoever the mailbox belongs to answers; persons may be joined meanwhile.
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"), index=True)
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    reminded_at: Mapped[datetime | None]

    poll: Mapped[Poll] = relationship()
    address: Mapped[Address] = relationship()

    __table_args__ = (UniqueConstraint("poll_id", "address_id"),)
