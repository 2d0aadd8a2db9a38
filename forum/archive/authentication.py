"""Where a received mail came from, as it was found when it came."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.archive.thread import Identity
from forum.base import Base, Choice


class Authentication(Base):
    """What SPF, DKIM, DMARC and ARC said of one message.

    It is asked once: keys and policies change, and a later answer would be about another day.
    """

    __tablename__ = "authentications"

    message_id: Mapped[int] = mapped_column(
        ForeignKey("messages.id"), primary_key=True, autoincrement=False
    )
    identity: Mapped[Identity] = mapped_column(Choice(Identity))
    # By what it was proven, or why not; the same as in a post's `proof`.
    proof: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # As an Authentication-Results field has them behind the authserv-id (RFC 8601).
    results: Mapped[str] = mapped_column(Text)
    # Whether the ARC chain holds: none, pass, fail, temperror.
    chain: Mapped[str] = mapped_column(String(10))
    # What the domain of From asks for by DMARC: none, quarantine, reject; None without a policy.
    policy: Mapped[str | None] = mapped_column(String(10))


def results_of(session: Session, message_id: int | None, authserv_id: str) -> str:
    """The results for a message as we would write them into it; "" where none were found out."""
    kept = session.get(Authentication, message_id or 0)
    return f"Authentication-Results: {authserv_id}; {kept.results}" if kept else ""
