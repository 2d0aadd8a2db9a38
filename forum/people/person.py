"""A person, the addresses they write from, and what they have been appointed to."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from forum.addresses import EmailAddress
from forum.base import Base, Choice, intpk, public_id, utcnow


class Sector(StrEnum):
    """The five sides that the council brings together."""

    CITIZEN = "citizen"
    COMPANY = "company"
    UNIVERSITY = "university"
    GOVERNMENT = "government"
    GROUP = "group"


class Role(StrEnum):
    """What a person may be appointed to; a resident needs no appointment."""

    RESIDENT = "resident"
    MEMBER = "member"
    CHAIR = "chair"
    MODERATOR = "moderator"
    SECRETARIAT = "secretariat"
    ADVISER = "adviser"
    LIAISON = "liaison"
    HQ = "hq"
    ADMIN = "admin"


class MailFormat(StrEnum):
    """What a mailbox is sent: the whole mail, or plain words that an old phone can show."""

    FULL = "full"
    PHONE = "phone"


class Person(Base):
    """Somebody who takes part, on the web, by mail, by letter or all of them."""

    __tablename__ = "persons"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    name: Mapped[str] = mapped_column(String(200))
    nickname: Mapped[str | None] = mapped_column(String(200))
    sector: Mapped[Sector] = mapped_column(Choice(Sector), default=Sector.CITIZEN)
    district: Mapped[str | None] = mapped_column(String(100))
    language: Mapped[str] = mapped_column(String(5), default="ja")
    joined_at: Mapped[datetime] = mapped_column(default=utcnow)
    # Entered by an operator: known to somebody here, so the first post need not wait.
    vouched_at: Mapped[datetime | None]
    # The first post has been let through.
    trusted_at: Mapped[datetime | None]
    moderated_at: Mapped[datetime | None]
    banned_at: Mapped[datetime | None]
    # At their own word (forum/personal/erasing.py): what is left is a name in the record, or none.
    erased_at: Mapped[datetime | None]
    # Joined into another person; kept so that the merge can be undone (people/merging.py).
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))

    addresses: Mapped[list["Address"]] = relationship(
        back_populates="person", order_by="Address.id"
    )
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", foreign_keys="Appointment.person_id", order_by="Appointment.id"
    )
    account: Mapped["Account | None"] = relationship(back_populates="person")

    def shown_name(self, nicknames: bool) -> str:
        """The name on a board that shows real names, or nicknames."""
        return self.nickname or "匿名" if nicknames else self.name


class Address(Base):
    """A mailbox; without a person until somebody has confirmed it."""

    __tablename__ = "addresses"

    id: Mapped[intpk]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"), index=True)
    written: Mapped[str] = mapped_column(String(330))
    canonical: Mapped[str] = mapped_column(String(330), unique=True)
    verified_at: Mapped[datetime | None]
    # A post from here has been let through although nobody stands behind the address yet.
    trusted_at: Mapped[datetime | None]
    banned_at: Mapped[datetime | None]
    # Chosen for letters that concern no one board; the newest choice counts.
    main_since: Mapped[datetime | None]
    # Whether its mails are acknowledged once they are published; None: only the first one.
    wants_receipts: Mapped[bool | None]
    # What came back (forum/bouncing): points, at most one a day; asked; and no mail of a board.
    bounce_score: Mapped[int] = mapped_column(default=0, server_default="0")
    bounced_on: Mapped[date | None]
    probed_at: Mapped[datetime | None]
    stopped_at: Mapped[datetime | None]
    # A phone is a mailbox, not a person: learnt from its own mails until somebody chooses.
    format: Mapped[MailFormat] = mapped_column(
        Choice(MailFormat), default=MailFormat.FULL, server_default=MailFormat.FULL
    )
    format_chosen_at: Mapped[datetime | None]

    person: Mapped[Person | None] = relationship(back_populates="addresses")

    __table_args__ = (
        Index(
            "ix_addresses_asked",
            "probed_at",
            sqlite_where=text("probed_at IS NOT NULL"),
            postgresql_where=text("probed_at IS NOT NULL"),
        ),
    )

    @classmethod
    def of(cls, mailbox: EmailAddress, person: Person | None = None) -> "Address":
        return cls(written=str(mailbox), canonical=mailbox.canonical, person=person)


class Appointment(Base):
    """A role held from a day until a day, on one board or (without one) in the whole council."""

    __tablename__ = "appointments"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    role: Mapped[Role] = mapped_column(Choice(Role))
    board_id: Mapped[int | None] = mapped_column(ForeignKey("boards.id"))
    since: Mapped[date]
    until: Mapped[date | None]

    person: Mapped[Person] = relationship(back_populates="appointments", foreign_keys=[person_id])

    __table_args__ = (Index("ix_appointments_role", "role", "board_id"),)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class Account(Base):
    """How a person signs in; a resident who lives by mail has none."""

    __tablename__ = "accounts"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    # Raised to sign out every session at once.
    epoch: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    signed_in_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(back_populates="account")
