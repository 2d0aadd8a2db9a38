"""Organisations that a person may speak for; the person stays recorded."""

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from forum.base import Base, Choice, intpk, public_id
from forum.people.person import Sector


class Organisation(Base):
    """A company, a university, a department or a group."""

    __tablename__ = "organisations"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    name: Mapped[str] = mapped_column(String(200))
    sector: Mapped[Sector] = mapped_column(Choice(Sector))


class Spokesperson(Base):
    """The right of one person to post as an organisation."""

    __tablename__ = "spokespersons"

    id: Mapped[intpk]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)

    __table_args__ = (UniqueConstraint("organisation_id", "person_id"),)
