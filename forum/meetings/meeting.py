"""A meeting, what it is to talk about, and every version of its minutes."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Post, Thread
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.boards import Board
from forum.people.person import Person, Role, Sector
from forum.plan.measure import Measure
from forum.proposals.proposal import Proposal
from forum.public_words import PublicWords


class State(StrEnum):
    """How far a meeting's minutes are: none yet, 作成中, 出席者確認中, 確定."""

    NONE = "none"
    DRAFT = "draft"
    CONFIRMING = "confirming"
    FINAL = "final"


class Presence(StrEnum):
    """Whether somebody who belongs there came."""

    PRESENT = "present"
    ABSENT = "absent"


class Said(StrEnum):
    """What somebody who was there says of the minutes."""

    CONFIRMED = "confirmed"
    COMMENT = "comment"


class Door(StrEnum):
    """By which way an answer came."""

    WEB = "web"
    MAIL = "mail"
    PAPER = "paper"
    PHONE = "phone"
    FAX = "fax"
    COUNTER = "counter"


# The ways by which somebody else enters an answer for who gave it.
BY_CLERK = (Door.PAPER, Door.PHONE, Door.FAX, Door.COUNTER)


class Meeting(Base):
    """One meeting of the council or of a working group, on whose board it stands."""

    __tablename__ = "meetings"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    title: Mapped[str] = mapped_column(PublicWords(200))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    place: Mapped[str] = mapped_column(PublicWords(200))
    # For whoever wants to come and listen: where to register, a sign language interpreter.
    notes: Mapped[str] = mapped_column(PublicWords(), default="")
    called_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    called_at: Mapped[datetime] = mapped_column(default=utcnow)
    # Raised by every change, so that a calendar takes the newer one (RFC 5545 3.8.7.4).
    revision: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow)
    cancelled_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(PublicWords(), default="")
    # Those present are asked to look at the minutes until a day; then they are final.
    asked_at: Mapped[datetime | None]
    answer_until: Mapped[date | None]
    final_at: Mapped[datetime | None]

    board: Mapped[Board] = relationship()
    agenda: Mapped[list["AgendaItem"]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position", cascade="all, delete-orphan"
    )
    versions: Mapped[list["Minutes"]] = relationship(
        back_populates="meeting", order_by="Minutes.number"
    )

    __table_args__ = (Index("ix_meetings_by_board", "board_id", "starts_at"),)

    @property
    def state(self) -> State:
        if self.final_at is not None:
            return State.FINAL
        if self.asked_at is not None:
            return State.CONFIRMING
        return State.DRAFT if self.versions else State.NONE

    @property
    def minutes(self) -> "Minutes | None":
        """The newest version."""
        return self.versions[-1] if self.versions else None


class AgendaItem(Base):
    """One point of the agenda, 議題, and what it is about."""

    __tablename__ = "agenda_items"

    id: Mapped[intpk]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(PublicWords(200))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="agenda")
    thread: Mapped[Thread | None] = relationship()
    measure: Mapped[Measure | None] = relationship()
    proposal: Mapped[Proposal | None] = relationship()

    __table_args__ = (Index("ix_agenda_items_of_meeting", "meeting_id", "position"),)


class Minutes(Base):
    """One version of the minutes, whole: who came, how it went, what was decided."""

    __tablename__ = "minutes"

    id: Mapped[intpk]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    number: Mapped[int]
    course: Mapped[str] = mapped_column(PublicWords())  # 議事の経過
    handouts: Mapped[str] = mapped_column(PublicWords(), default="")  # 配布資料, one a line
    observers: Mapped[int | None]
    # Why a final version was corrected.
    reason: Mapped[str] = mapped_column(PublicWords(), default="")
    written_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    written_at: Mapped[datetime] = mapped_column(default=utcnow)
    # The post by which this version went to the list, once it was final.
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)

    meeting: Mapped[Meeting] = relationship(back_populates="versions")
    attendances: Mapped[list["Attendance"]] = relationship(
        back_populates="minutes", order_by="Attendance.id"
    )
    resolutions: Mapped[list["Resolution"]] = relationship(
        back_populates="minutes", order_by="Resolution.position"
    )
    answers: Mapped[list["MinutesAnswer"]] = relationship(order_by="MinutesAnswer.id")
    written_by: Mapped[Person | None] = relationship()
    post: Mapped[Post | None] = relationship()

    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    @property
    def present(self) -> list["Attendance"]:
        return [one for one in self.attendances if one.presence is Presence.PRESENT]

    @property
    def absent(self) -> list["Attendance"]:
        return [one for one in self.attendances if one.presence is Presence.ABSENT]


class Attendance(Base):
    """One person of the roster at a meeting, as they stood on that day."""

    __tablename__ = "attendances"

    id: Mapped[intpk]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    name: Mapped[str] = mapped_column(PublicWords(200))
    sector: Mapped[Sector] = mapped_column(Choice(Sector))
    role: Mapped[Role] = mapped_column(Choice(Role))
    # Whether they sit on the body that met: only seats count for the quorum.
    has_seat: Mapped[bool]
    presence: Mapped[Presence] = mapped_column(Choice(Presence))

    minutes: Mapped[Minutes] = relationship(back_populates="attendances")
    person: Mapped[Person] = relationship()

    __table_args__ = (UniqueConstraint("minutes_id", "person_id"),)


class Resolution(Base):
    """One thing that the meeting decided, 決定事項."""

    __tablename__ = "resolutions"

    id: Mapped[intpk]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    position: Mapped[int]
    words: Mapped[str] = mapped_column(PublicWords())
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    measure_id: Mapped[int | None] = mapped_column(ForeignKey("measures.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposals.id"), index=True)

    minutes: Mapped[Minutes] = relationship(back_populates="resolutions")
    thread: Mapped[Thread | None] = relationship()
    measure: Mapped[Measure | None] = relationship()
    proposal: Mapped[Proposal | None] = relationship()

    __table_args__ = (UniqueConstraint("minutes_id", "position"),)


class MinutesAnswer(Base):
    """What somebody who was present says of a version of the minutes."""

    __tablename__ = "minutes_answers"

    id: Mapped[intpk]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    said: Mapped[Said] = mapped_column(Choice(Said))
    words: Mapped[str] = mapped_column(PublicWords(), default="")
    door: Mapped[Door] = mapped_column(Choice(Door))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    # Who entered it, where it came by paper or telephone.
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    person: Mapped[Person] = relationship(foreign_keys=[person_id])
    entered_by: Mapped[Person | None] = relationship(foreign_keys=[entered_by_id])
