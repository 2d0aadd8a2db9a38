"""A digest written down: of which board and day, and which posts it tells in which order."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, Choice, intpk, utcnow
from forum.boards import Mode


class Digest(Base):
    """One digest; the number of a post in it is its place in `post_ids`, counted from 1."""

    __tablename__ = "digests"

    id: Mapped[intpk]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    mode: Mapped[Mode] = mapped_column(Choice(Mode))
    # The day it is for; a weekly one carries its Monday.
    day: Mapped[date]
    # Of the board's posts it tells those with after_id < id <= until_id, and the next one goes on.
    after_id: Mapped[int] = mapped_column(BigInteger)
    until_id: Mapped[int] = mapped_column(BigInteger)
    post_ids: Mapped[list[Any]] = mapped_column(JSON)
    # Mailings of what was put right in posts that were told before: these stand in it again, last.
    correction_ids: Mapped[list[Any] | None] = mapped_column(JSON)
    # For one subscriber alone: the last one of somebody who chose another mode, or the first one
    # of somebody who was away. A number, since digests outlive subscriptions.
    subscription_id: Mapped[int | None] = mapped_column(BigInteger)
    # Of somebody who was away it tells the topics alone.
    topics_only: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=utcnow)

    __table_args__ = (
        # Once a day, whoever is asked to make it.
        Index(
            "uq_digests_of_day",
            "board_id",
            "mode",
            "day",
            unique=True,
            sqlite_where=text("subscription_id IS NULL"),
            postgresql_where=text("subscription_id IS NULL"),
        ),
        Index("ix_digests_newest", "board_id", "mode", "until_id"),
    )


class DigestRun(Base):
    """That the digests of a day (or week) have been looked for at their hour."""

    __tablename__ = "digest_runs"

    mode: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)
