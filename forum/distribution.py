"""What is owed to whom: the outbox, a table in the same database as the posts.

A mailing is written in the transaction that makes it due. Its progress is kept as ranges of
subscription ids that are done; only what went wrong for one recipient is a row of its own.
"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, Choice, intpk, utcnow


class MailingKind(StrEnum):
    """A post, what has changed in it or a digest to a board's subscribers, or a mail to one mailbox."""

    POST = "post"
    DIGEST = "digest"  # what was written in a day or a week, to those who chose that
    CORRECTION = "correction"  # what has changed in a post, to those who were sent it
    NOTICE = "notice"
    SECRET = "secret"  # a notice whose words are blanked once it is sent: sign-in links


# What goes to a board's subscribers, range by range; everything else goes to one mailbox.
WALKED = (MailingKind.POST, MailingKind.DIGEST, MailingKind.CORRECTION)


class MailingState(StrEnum):
    """Where a mailing stands."""

    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


class Mailing(Base):
    """One post that is due to its board's subscribers, or one notice that is due to a mailbox."""

    __tablename__ = "mailings"

    id: Mapped[intpk]
    kind: Mapped[MailingKind] = mapped_column(Choice(MailingKind))
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"), index=True)
    digest_id: Mapped[int | None] = mapped_column(ForeignKey("digests.id"))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    # A notice: the envelope and the message, complete. A correction: the message alone.
    sender: Mapped[str | None] = mapped_column(String(330))
    recipient: Mapped[str | None] = mapped_column(String(330))
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    not_before: Mapped[datetime] = mapped_column(default=utcnow)
    state: Mapped[MailingState] = mapped_column(Choice(MailingState), default=MailingState.WAITING)
    # Whoever works on it renews the lease; a dead worker's work is taken up when it runs out.
    leased_until: Mapped[datetime | None]
    # Nobody who subscribes after the mailing began is owed it.
    last_subscription_id: Mapped[int | None] = mapped_column(BigInteger)
    sent_count: Mapped[int] = mapped_column(default=0)
    finished_at: Mapped[datetime | None]

    __table_args__ = (
        Index(
            "ix_mailings_due",
            "not_before",
            "id",
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
    )


class MailingRange(Base):
    """Subscribers first_id..last_id of a mailing have been dealt with, durably."""

    __tablename__ = "mailing_ranges"

    id: Mapped[intpk]
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"), index=True)
    first_id: Mapped[int] = mapped_column(BigInteger)
    last_id: Mapped[int] = mapped_column(BigInteger)
    sent_count: Mapped[int]
    done_at: Mapped[datetime] = mapped_column(default=utcnow)


class FailureState(StrEnum):
    """What is still to be done about a delivery that went wrong."""

    RETRYING = "retrying"
    SENT = "sent"
    GIVEN_UP = "given_up"


class DeliveryFailure(Base):
    """A delivery that the relay did not take, its answer, and when it is tried again."""

    __tablename__ = "delivery_failures"

    id: Mapped[intpk]
    mailing_id: Mapped[int] = mapped_column(ForeignKey("mailings.id"))
    subscription_id: Mapped[int | None] = mapped_column(BigInteger)
    recipient: Mapped[str] = mapped_column(String(330))
    code: Mapped[int]
    status: Mapped[str | None] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[datetime] = mapped_column(default=utcnow)
    next_try_at: Mapped[datetime | None]
    state: Mapped[FailureState] = mapped_column(Choice(FailureState))
    # When a failure that was given up has been counted against its address, or for it.
    noted_at: Mapped[datetime | None]

    __table_args__ = (
        Index("ix_delivery_failures_of", "mailing_id", "subscription_id"),
        Index(
            "ix_delivery_failures_due",
            "next_try_at",
            sqlite_where=text("state = 'retrying'"),
            postgresql_where=text("state = 'retrying'"),
        ),
        Index(
            "ix_delivery_failures_unnoted",
            "id",
            sqlite_where=text("state = 'given_up' AND noted_at IS NULL"),
            postgresql_where=text("state = 'given_up' AND noted_at IS NULL"),
        ),
    )


class NoticeSent(Base):
    """That somebody has been told something today: at most once per address, reason and day."""

    __tablename__ = "notices_sent"

    id: Mapped[intpk]
    recipient: Mapped[str] = mapped_column(String(330))
    reason: Mapped[str] = mapped_column(String(60))
    day: Mapped[str] = mapped_column(String(10))

    __table_args__ = (Index("uq_notices_sent_once", "recipient", "reason", "day", unique=True),)
