"""Where people talk: a board is one forum and one mailing list; who may do what there."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.base import Base, Choice, intpk, utcnow
from forum.people.person import Address, Role
from forum.people.standing import Standing


class Visibility(StrEnum):
    """Who may read a board."""

    PUBLIC = "public"
    MEMBERS = "members"
    STAFF = "staff"


class Posting(StrEnum):
    """Who may post without asking; it narrows what the visibility allows."""

    ANYONE = "anyone"
    SUBSCRIBERS = "subscribers"
    MEMBERS = "members"
    MODERATORS = "moderators"


class Join(StrEnum):
    """How one becomes a subscriber; every self-join is confirmed by mail as well."""

    OPEN = "open"
    APPROVE = "approve"
    CLOSED = "closed"


class Mode(StrEnum):
    """How a subscriber gets the posts."""

    EACH = "each"
    DAILY = "daily"
    WEEKLY = "weekly"
    FOLLOW = "follow"
    NONE = "none"


DIGEST_MODES = (Mode.DAILY, Mode.WEEKLY)


class DigestFormat(StrEnum):
    """How a digest is put together: one text to read down, or a mail in it for each post."""

    PLAIN = "plain"
    MIME = "mime"


class Names(StrEnum):
    """Whether a board shows real names or nicknames."""

    REAL = "real"
    NICKNAME = "nickname"


class FromPolicy(StrEnum):
    """Whether mail goes out From the board's address instead of the author's."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class ReplyTo(StrEnum):
    """Where an answer in a mail client goes."""

    LIST = "list"
    AUTHOR = "author"


class Board(Base):
    """One place of discussion, on the web and as a mailing list."""

    __tablename__ = "boards"

    id: Mapped[intpk]
    slug: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(100))
    description: Mapped[str] = mapped_column(Text, default="")
    visibility: Mapped[Visibility] = mapped_column(Choice(Visibility), default=Visibility.PUBLIC)
    posting: Mapped[Posting] = mapped_column(Choice(Posting), default=Posting.ANYONE)
    join: Mapped[Join] = mapped_column(Choice(Join), default=Join.OPEN)
    names: Mapped[Names] = mapped_column(Choice(Names), default=Names.REAL)
    from_policy: Mapped[FromPolicy] = mapped_column(Choice(FromPolicy), default=FromPolicy.AUTO)
    reply_to: Mapped[ReplyTo] = mapped_column(Choice(ReplyTo), default=ReplyTo.LIST)
    max_message_bytes: Mapped[int | None]
    refused_types: Mapped[str] = mapped_column(Text, default="")
    edit_window_s: Mapped[int | None]
    # Whether a mail waits for its writer's confirmation where nothing proves who sent it.
    holds_unproven: Mapped[bool | None]
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    # Counters, kept with each post: counting a million rows takes PostgreSQL 100 ms.
    post_count: Mapped[int] = mapped_column(default=0)
    thread_count: Mapped[int] = mapped_column(default=0)

    subscriptions: Mapped[list["Subscription"]] = relationship(
        back_populates="board", cascade="all, delete-orphan"
    )

    def may_read(self, standing: Standing) -> bool:
        return may_read(self.visibility, self.id, standing)

    def may_moderate(self, standing: Standing) -> bool:
        return may_moderate(self.visibility, self.id, standing)

    @property
    def hides_addresses(self) -> bool:
        """Whether mail goes out From the board even where the author's domain would allow more."""
        if self.from_policy is not FromPolicy.AUTO:
            return self.from_policy is FromPolicy.ALWAYS
        return self.join is Join.OPEN or self.names is Names.NICKNAME


MEMBERS_READERS = (
    Role.MEMBER,
    Role.CHAIR,
    Role.ADVISER,
    Role.MODERATOR,
    Role.SECRETARIAT,
    Role.LIAISON,
    Role.HQ,
    Role.ADMIN,
)


def may_read(visibility: Visibility, board_id: int, standing: Standing) -> bool:
    """The reading column of the visibility matrix."""
    if visibility is Visibility.PUBLIC:
        return True
    if visibility is Visibility.MEMBERS:
        return standing.holds(*MEMBERS_READERS, board_id=board_id)
    return standing.is_staff


def may_moderate(visibility: Visibility, board_id: int, standing: Standing) -> bool:
    """The moderating column of the visibility matrix."""
    if visibility is Visibility.STAFF:
        return standing.holds(Role.SECRETARIAT, Role.ADMIN)
    return standing.holds(Role.MODERATOR, Role.SECRETARIAT, Role.ADMIN, board_id=board_id)


class Subscription(Base):
    """One mailbox on one board: whether and how the posts come by mail."""

    __tablename__ = "subscriptions"

    id: Mapped[intpk]
    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"))
    address_id: Mapped[int] = mapped_column(ForeignKey("addresses.id"), index=True)
    mode: Mapped[Mode] = mapped_column(Choice(Mode), default=Mode.EACH)
    own_posts: Mapped[bool] = mapped_column(default=True)
    digest_format: Mapped[DigestFormat] = mapped_column(
        Choice(DigestFormat), default=DigestFormat.PLAIN, server_default=DigestFormat.PLAIN
    )
    # Posts up to this id came another way, or before: no digest tells of them.
    digest_after_id: Mapped[int | None] = mapped_column(BigInteger)
    # The last day without mail, and the newest post of the board when the rest began.
    away_until: Mapped[date | None]
    away_after_id: Mapped[int | None] = mapped_column(BigInteger)
    since: Mapped[datetime] = mapped_column(default=utcnow)
    # Asked for on a board that approves its subscribers; not one until a moderator says so.
    awaits_approval: Mapped[bool] = mapped_column(default=False)
    # Entered by an operator; a self-join has been confirmed by mail instead.
    vouched: Mapped[bool] = mapped_column(default=False)

    board: Mapped[Board] = relationship(back_populates="subscriptions")
    address: Mapped[Address] = relationship()

    __table_args__ = (
        UniqueConstraint("board_id", "address_id"),
        # Fan-out walks a board's subscribers by id, a batch at a time.
        Index("ix_subscriptions_fan_out", "board_id", "mode", "id"),
        # Whose rest ends.
        Index(
            "ix_subscriptions_away",
            "away_until",
            sqlite_where=text("away_until IS NOT NULL"),
            postgresql_where=text("away_until IS NOT NULL"),
        ),
        # An old mail's way out of the list names the id for ever: SQLite may not give it again.
        {"sqlite_autoincrement": True},
    )
