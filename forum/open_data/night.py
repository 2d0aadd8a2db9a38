"""What one night made: the figures of who takes part, and the archive of all tables."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, LargeBinary, String
from sqlalchemy.orm import Mapped, deferred, mapped_column

from forum.base import Base, utcnow


class Night(Base):
    """The work of one day's early hours; without `made_at` it has begun, or was cut short."""

    __tablename__ = "open_data_nights"

    day: Mapped[date] = mapped_column(primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(default=utcnow)
    made_at: Mapped[datetime | None]
    figures: Mapped[list[Any] | None] = deferred(mapped_column(JSON(none_as_null=True)))
    # A ZIP; older nights lose theirs (nightly.py).
    archive: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))
    size: Mapped[int | None]
    sha256: Mapped[str | None] = mapped_column(String(64))
