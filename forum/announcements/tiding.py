"""What each person is told of a proposal, by which way, and the letters on paper that tell it."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.documents.document import Document
from forum.people.person import Person
from forum.proposals.proposal import Proposal, Step


class Way(StrEnum):
    """How somebody hears of a proposal."""

    MAIL = "mail"
    WEB = "web"  # on My page alone
    LETTER = "letter"
    NONE = "none"


class Matter(StrEnum):
    """What is told: in full at once, or bundled."""

    FULL = "full"  # submission and whatever the city answers
    STEPS = "steps"  # everything else


class ChosenWay(Base):
    """How somebody wants to be told: of every proposal, or (with `proposal_id`) no more of that one.

    Where nothing is chosen, it is told by the way that they use (announcements/ways.py).
    """

    __tablename__ = "announcement_ways"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))
    full: Mapped[Way | None] = mapped_column(Choice(Way))
    steps: Mapped[Way | None] = mapped_column(Choice(Way))

    __table_args__ = (
        UniqueConstraint("person_id", "proposal_id"),
        Index(
            "uq_announcement_ways_of_person",
            "person_id",
            unique=True,
            sqlite_where=text("proposal_id IS NULL"),
            postgresql_where=text("proposal_id IS NULL"),
        ),
    )


class PaperLetter(Base):
    """One letter on paper to one person; `code` stands on it and can be typed in."""

    __tablename__ = "announcement_letters"

    id: Mapped[intpk]
    code: Mapped[str] = mapped_column(String(8), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("documents.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=utcnow)
    sent_on: Mapped[date | None]
    # It never went out, or (where it has a day on which it did) came back: another letter tells it.
    void_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    document: Mapped[Document] = relationship()


class Tiding(Base):
    """That somebody is told of one step of a proposal, or (with `measure`) of a measure's progress."""

    __tablename__ = "announcement_tidings"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    # None: a mailbox behind which no person is known.
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposals.id"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("proposal_steps.id"), index=True)
    measure: Mapped[str] = mapped_column(String(20), default="", server_default="")
    at: Mapped[datetime] = mapped_column(default=utcnow)
    way: Mapped[Way] = mapped_column(Choice(Way))
    # The mailbox (canonical) that it went to, be it beside another way.
    mailbox: Mapped[str | None] = mapped_column(String(330), index=True)
    # The post by which the list was told the same, in full.
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    read_at: Mapped[datetime | None]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("announcement_letters.id"), index=True)

    person: Mapped[Person | None] = relationship()
    proposal: Mapped[Proposal] = relationship()
    step: Mapped[Step | None] = relationship()
    letter: Mapped[PaperLetter | None] = relationship()

    __table_args__ = (
        UniqueConstraint("person_id", "step_id"),
        # What waits for a letter.
        Index(
            "ix_announcement_tidings_to_print",
            "id",
            sqlite_where=text("way = 'letter' AND letter_id IS NULL"),
            postgresql_where=text("way = 'letter' AND letter_id IS NULL"),
        ),
        # What stands unread on My page.
        Index(
            "ix_announcement_tidings_unread",
            "person_id",
            sqlite_where=text("way = 'web' AND read_at IS NULL"),
            postgresql_where=text("way = 'web' AND read_at IS NULL"),
        ),
    )
