"""Posts that wait for a moderator (or for their author's confirmation)."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, intpk, public_id, utcnow
from forum.boards import Board


class HeldPost(Base):
    """A contribution that is not in the archive yet, with every reason why."""

    __tablename__ = "held_posts"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    arrival_id: Mapped[int | None] = mapped_column(ForeignKey("arrivals.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    author_name: Mapped[str] = mapped_column(String(200))
    subject: Mapped[str] = mapped_column(Text)
    # The whole contribution, as forum.acceptance.contribution.Contribution.to_json makes it.
    contribution: Mapped[dict[str, Any]] = mapped_column(JSON)
    # Decisions are bound to these words: SHA-256 of the contribution.
    content_hash: Mapped[str] = mapped_column(String(64))
    reasons: Mapped[list[Any]] = mapped_column(JSON)
    held_at: Mapped[datetime] = mapped_column(default=utcnow)
    decided_at: Mapped[datetime | None]
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))

    board: Mapped[Board] = relationship()

    __table_args__ = (
        Index(
            "ix_held_posts_waiting",
            "board_id",
            "held_at",
            sqlite_where=text("decided_at IS NULL"),
            postgresql_where=text("decided_at IS NULL"),
        ),
    )
