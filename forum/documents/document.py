"""A printed document: of what, which edition, how far it is, and in the end its octets."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, deferred, mapped_column

from forum.base import Base, Choice, intpk, public_id, utcnow


class Kind(StrEnum):
    """What is printed; the subject of each is told beside it."""

    PROPOSAL = "proposal"  # 提案書・伝達書: the proposal's public id
    SLIP = "slip"  # 意向確認の回答用紙: the poll's public id
    DIGEST = "digest"  # 紙のたより: the month, 2026-11
    LETTERS = "letters"  # メールを使わない方への手紙: the number of the run


class State(StrEnum):
    """How far a document is."""

    WAITING = "waiting"
    MAKING = "making"
    DONE = "done"
    FAILED = "failed"


class Reason(StrEnum):
    """Why there is no document."""

    NO_PANGO = "no_pango"
    NO_FONT = "no_font"
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    GONE = "gone"
    BROKEN = "broken"


class Document(Base):
    """One edition of one document; once it is done, it never changes."""

    __tablename__ = "documents"

    id: Mapped[intpk]
    public_id: Mapped[public_id]
    kind: Mapped[Kind] = mapped_column(Choice(Kind))
    subject: Mapped[str] = mapped_column(String(40))
    edition: Mapped[int]
    # What is written on it beside its subject, in plain JSON: on, addressee, document_number.
    details: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[State] = mapped_column(Choice(State), default=State.WAITING)
    reason: Mapped[Reason | None] = mapped_column(Choice(Reason))
    asked_at: Mapped[datetime] = mapped_column(default=utcnow)
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    # Whoever makes it has it until then; behind that, somebody else may.
    leased_until: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime | None]
    title: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str | None] = mapped_column(String(64))
    size: Mapped[int | None]
    # In the database: a handful of some hundred kilobytes a year, kept and backed up with its row.
    octets: Mapped[bytes | None] = deferred(mapped_column(LargeBinary))

    __table_args__ = (
        UniqueConstraint("kind", "subject", "edition"),
        # What is still to be made.
        Index(
            "ix_documents_unmade",
            "id",
            sqlite_where=sql("state IN ('waiting', 'making')"),
            postgresql_where=sql("state IN ('waiting', 'making')"),
        ),
    )
