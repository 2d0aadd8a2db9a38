"""Posts that somebody has asked the moderators to look at."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.archive.thread import Identity, Post
from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.boards import Board
from forum.people.person import Address, Person


class Door(StrEnum):
    """The way a report came."""

    WEB = "web"
    MAIL = "mail"


class ReportEnd(StrEnum):
    """What came of a report."""

    KEPT = "kept"  # the post stays as it is
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"  # its author was faster


class Report(Base):
    """One person's report of one post; its author never learns by whom."""

    __tablename__ = "reports"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"), index=True)
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    # Where the answer goes; None: to the person's letters.
    address_id: Mapped[int | None] = mapped_column(ForeignKey("addresses.id"))
    reason: Mapped[str] = mapped_column(Text)
    door: Mapped[Door] = mapped_column(Choice(Door))
    identity: Mapped[Identity] = mapped_column(Choice(Identity))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    end: Mapped[ReportEnd | None] = mapped_column(Choice(ReportEnd))
    note: Mapped[str] = mapped_column(Text, default="")

    post: Mapped[Post] = relationship()
    board: Mapped[Board] = relationship()
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])
    address: Mapped[Address | None] = relationship()

    __table_args__ = (
        Index(
            "ix_reports_waiting",
            "board_id",
            "id",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )
