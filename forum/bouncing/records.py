"""What came back, kept: one row a failure, with the other side's own words."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, Choice, intpk, utcnow
from forum.bouncing.failures import Cause, Fault


class Source(StrEnum):
    """How we learnt of a failure."""

    MAIL = "mail"  # a bounce came
    DIALOGUE = "dialogue"  # our relay said so
    PROBE = "probe"  # the answer to a letter that asked


class Bounce(Base):
    """One failed delivery to one address."""

    __tablename__ = "bounces"

    id: Mapped[intpk]
    at: Mapped[datetime] = mapped_column(default=utcnow)
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"))
    # Kept when the subscription is gone.
    subscription_id: Mapped[int | None] = mapped_column(BigInteger)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    source: Mapped[Source] = mapped_column(Choice(Source))
    fault: Mapped[Fault] = mapped_column(Choice(Fault))
    cause: Mapped[Cause] = mapped_column(Choice(Cause))
    status: Mapped[str] = mapped_column(String(12), default="")
    diagnostic: Mapped[str] = mapped_column(Text, default="")
    # The Message-ID of the mail that came back, hashed where it is long; and who refused it.
    about: Mapped[str | None] = mapped_column(String(64))
    provider: Mapped[str] = mapped_column(String(255))
    scored: Mapped[bool] = mapped_column(default=False)
    kept_message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))

    __table_args__ = (
        Index("ix_bounces_of", "address_id", "at"),
        Index("ix_bounces_about", "about"),
        Index("ix_bounces_when", "at", "provider"),
    )
