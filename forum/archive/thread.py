"""Threads and the posts in them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy import (
    text as sql,
)
from sqlalchemy.orm import Mapped, deferred, mapped_column, relationship

from forum.base import Base, Choice, intpk, public_id, utcnow
from forum.boards import Board
from forum.people.person import Person, Role, Sector


class Origin(StrEnum):
    """The way a post came to us."""

    WEB = "web"
    MAIL = "mail"
    IMPORT = "import"
    PAPER = "paper"
    PHONE = "phone"
    FAX = "fax"
    COUNTER = "counter"
    MINUTES = "minutes"


class Identity(StrEnum):
    """How we know who wrote."""

    SESSION = "session"
    ALIGNED = "aligned"
    CONFIRMED = "confirmed"
    ON_BEHALF = "on_behalf"
    UNPROVEN = "unproven"


class PostState(StrEnum):
    """Nobody deletes: what goes leaves a tombstone at the same address."""

    PUBLISHED = "published"
    HIDDEN = "hidden"
    WITHDRAWN = "withdrawn"


class TextFormat(StrEnum):
    """How the words of a post were written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"


class Thread(Base):
    """One conversation on one board."""

    __tablename__ = "threads"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    subject: Mapped[str] = mapped_column(Text)
    # The title that is not shown while the post that gave it is not (titles.py).
    hidden_subject: Mapped[str | None] = mapped_column(Text)
    started_at: Mapped[datetime]
    last_post_at: Mapped[datetime]
    # The order key of the newest post: a board lists its threads by it.
    last_order_key: Mapped[int] = mapped_column(BigInteger)
    post_count: Mapped[int] = mapped_column(default=0)
    # Raised by every change that a reader could see; pages are cached and revalidated by it.
    revision: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    pinned_at: Mapped[datetime | None]
    # A thread that another was found to be part of; its address leads there.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))

    board: Mapped[Board] = relationship()
    posts: Mapped[list["Post"]] = relationship(
        back_populates="thread", order_by="Post.order_key", foreign_keys="Post.thread_id"
    )

    __table_args__ = (
        Index("ix_threads_by_activity", "board_id", "last_order_key"),
        # Few are pinned: without it, a board's page looks through all of its threads.
        Index(
            "ix_threads_pinned",
            "board_id",
            "last_order_key",
            sqlite_where=sql("pinned_at IS NOT NULL"),
            postgresql_where=sql("pinned_at IS NOT NULL"),
        ),
    )


class Post(Base):
    """One contribution in the archive, from whichever door."""

    __tablename__ = "posts"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    # The Message-ID that this post answers; it may name a post that has not come yet.
    parent_ref: Mapped[str | None] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(Text)
    # The Message-IDs of the ancestors, oldest first, as they go into References.
    references: Mapped[list[str]] = mapped_column(JSON, default=list)
    # Same Message-ID, other content: kept as a post of its own.
    same_id_as: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary(16))
    kept_message_id: Mapped[int | None] = mapped_column(ForeignKey("messages.id"))

    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    address_id: Mapped[int | None] = mapped_column(ForeignKey("addresses.id"))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisations.id"))
    # As they were on the day: people move and roles end, the record stays.
    author_name: Mapped[str] = mapped_column(String(200))
    author_sector: Mapped[Sector] = mapped_column(Choice(Sector), default=Sector.CITIZEN)
    author_role: Mapped[Role] = mapped_column(Choice(Role), default=Role.RESIDENT)
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    origin: Mapped[Origin] = mapped_column(Choice(Origin))
    identity: Mapped[Identity] = mapped_column(Choice(Identity))
    proof: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    subject: Mapped[str] = mapped_column(Text)
    format: Mapped[TextFormat] = mapped_column(Choice(TextFormat), default=TextFormat.PLAIN)
    # The whole body as plain text; folding and masking happen on the way to a reader.
    text: Mapped[str] = deferred(mapped_column(Text))
    # The HTML of an HTML mail, for the sandboxed view.
    original_html: Mapped[str | None] = deferred(mapped_column(Text))
    # Rendered once; None or an old version is rendered at the next view.
    html: Mapped[str | None] = deferred(mapped_column(Text))
    html_version: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    received_at: Mapped[datetime]
    published_at: Mapped[datetime] = mapped_column(default=utcnow)
    order_key: Mapped[int] = mapped_column(BigInteger, unique=True)
    version: Mapped[int] = mapped_column(default=1)
    attachment_count: Mapped[int] = mapped_column(default=0)
    # What was left out or odd, each a code with parameters: a refused attachment, a mended header.
    remarks: Mapped[list[Any] | None] = mapped_column(JSON)
    # What came inside the mail and is shown beside its words (archive/cards.py).
    cards: Mapped[list[Any] | None] = mapped_column(JSON)

    state: Mapped[PostState] = mapped_column(Choice(PostState), default=PostState.PUBLISHED)
    state_reason: Mapped[str | None] = mapped_column(Text)
    state_changed_at: Mapped[datetime | None]

    board: Mapped[Board] = relationship()
    thread: Mapped[Thread] = relationship(back_populates="posts", foreign_keys=[thread_id])
    parent: Mapped["Post | None"] = relationship(foreign_keys=[parent_id], remote_side="Post.id")
    person: Mapped[Person | None] = relationship(foreign_keys=[person_id])

    __table_args__ = (
        Index("ix_posts_in_thread", "thread_id", "order_key"),
        Index("ix_posts_published", "board_id", "id"),
        Index("ix_posts_by_time", "board_id", "order_key"),
        Index("ix_posts_message_id", "message_id"),
        Index("ix_posts_by_person", "person_id", "order_key"),
        # What is still to be rendered (posting/afterwards.py).
        Index(
            "ix_posts_without_html",
            "id",
            sqlite_where=sql("html IS NULL"),
            postgresql_where=sql("html IS NULL"),
        ),
        Index(
            "ix_posts_awaiting_parent",
            "board_id",
            "parent_ref",
            sqlite_where=sql("parent_ref IS NOT NULL"),
            postgresql_where=sql("parent_ref IS NOT NULL"),
        ),
    )


class PostVersion(Base):
    """The words of a post before an edit; the newest stand in the post itself."""

    __tablename__ = "post_versions"

    id: Mapped[intpk]
    post_id: Mapped[int] = mapped_column(ForeignKey("posts.id"))
    number: Mapped[int]
    subject: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    written_at: Mapped[datetime]
    replaced_at: Mapped[datetime] = mapped_column(default=utcnow)
    replaced_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    __table_args__ = (UniqueConstraint("post_id", "number"),)


class KnownMessageId(Base):
    """Every Message-ID seen or named on a board, and the thread it belongs to.

    A row without a post is a ghost: somebody answered a mail that has not come (yet).
    """

    __tablename__ = "known_message_ids"

    id: Mapped[intpk]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    message_id: Mapped[str] = mapped_column(Text)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), index=True)
    post_id: Mapped[int | None] = mapped_column(ForeignKey("posts.id"))

    __table_args__ = (UniqueConstraint("board_id", "message_id"),)


class Reading(Base):
    """How far somebody has read a thread on the web."""

    __tablename__ = "readings"

    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), primary_key=True)
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"), primary_key=True)
    order_key: Mapped[int] = mapped_column(BigInteger)


class Attention(StrEnum):
    """What somebody wishes of one thread, whatever their mode is."""

    FOLLOW = "follow"
    LEAVE = "leave"  # written there, and yet not followed
    MUTE = "mute"  # not by mail, in no mode


class Following(Base):
    """That somebody (or a mailbox that is nobody's yet) follows a thread, or wants none of it."""

    __tablename__ = "followings"

    id: Mapped[intpk]
    thread_id: Mapped[int] = mapped_column(ForeignKey("threads.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    address_id: Mapped[int | None] = mapped_column(ForeignKey("addresses.id"))
    attention: Mapped[Attention] = mapped_column(Choice(Attention))
    since: Mapped[datetime] = mapped_column(default=utcnow)

    __table_args__ = (
        UniqueConstraint("thread_id", "person_id"),
        Index("uq_followings_address", "thread_id", "address_id", unique=True),
        Index("ix_followings_of_person", "person_id"),
        Index("ix_followings_of_address", "address_id"),
    )


class Draft(Base):
    """What somebody has begun to write on the web and not sent yet."""

    __tablename__ = "drafts"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"))
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("threads.id"))
    subject: Mapped[str] = mapped_column(Text, default="")
    text: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)

    __table_args__ = (Index("ix_drafts_person", "person_id", "saved_at"),)
