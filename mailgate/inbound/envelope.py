"""What the dialogue learns of one mail: who sends, to which of our addresses, and how it came."""

from dataclasses import dataclass, field
from datetime import datetime

from forum.addresses import OurAddress
from forum.archive.message import Door
from forum.base import utcnow


@dataclass(frozen=True, slots=True)
class Accept:
    """A recipient that is ours: the address as written and what it means."""

    recipient: str
    address: OurAddress
    board_id: int | None = None


@dataclass(frozen=True, slots=True)
class Refuse:
    """A refusal for the wire: reply code and enhanced code with words that give nothing away."""

    code: int
    text: str

    @property
    def reply(self) -> str:
        return f"{self.code} {self.text}"


class NoRoom(Exception):
    """The disk is full, so this mail cannot be kept now."""


@dataclass(slots=True)
class Envelope:
    """One mail transaction; `sender` is "" for the null reverse-path and None before MAIL."""

    door: Door
    peer: str | None = None
    helo: str | None = None
    sender: str | None = None
    recipients: list[Accept] = field(default_factory=list)
    raw: bytes = b""
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A line for the mail log about a mail that was refused in the dialogue."""

    peer: str | None
    sender: str | None
    recipient: str | None
    refusal: Refuse
    at: datetime = field(default_factory=utcnow)
