"""What every dialogue shares: its collaborators, the limits, and who is being served."""

import asyncio
import ssl
from dataclasses import dataclass, field
from typing import Protocol

from forum.addresses import EmailAddress
from mailgate.inbound.envelope import Accept, Envelope, Refuse, Refused
from mailgate.inbound.limits import TOO_MANY_CONNECTIONS, Allowance, Disk, Limits, Memory


class Gate(Protocol):
    """Whom we take mail for, and what can be refused before the mail is kept."""

    async def recipient(self, address: EmailAddress, sender: str) -> Accept | Refuse: ...

    async def message(self, envelope: Envelope) -> list[Refuse | None]:
        """For each recipient of the whole mail a refusal, or None."""
        ...


class Spool(Protocol):
    """Where a mail is kept before we answer for it."""

    async def keep(self, envelope: Envelope) -> None:
        """Returns when the mail is durable; raises NoRoom on a full disk."""
        ...

    def note(self, refused: Refused) -> None:
        """Leaves a line in the mail log, when there is time."""
        ...


class Guest(Protocol):
    """A dialogue that can be asked to come to its end, soon or at once."""

    exempt: bool

    @property
    def idle_s(self) -> float: ...

    def close_soon(self) -> None: ...

    def give_way(self) -> None: ...


@dataclass(slots=True)
class Reception:
    """The room behind both doors; sizes in bytes."""

    gate: Gate
    spool: Spool
    limits: Limits
    disk: Disk
    hostname: str
    max_bytes: int
    allowance: Allowance = field(default_factory=Allowance)
    tls: ssl.SSLContext | None = None
    memory: Memory = field(init=False)
    guests: set[Guest] = field(init=False, default_factory=set)
    closing: bool = field(init=False, default=False)
    _left: asyncio.Event = field(init=False)

    def __post_init__(self) -> None:
        self.memory = Memory(self.allowance.memory_bytes)
        self._left = asyncio.Event()

    def admit(self, peer: str | None) -> Refuse | None:
        """Counts a new connection, or says why it can't be served.

        With every place taken, whoever has said nothing for the longest time leaves; so a crowd
        that keeps its connections open, a byte a second, shuts nobody out.
        """
        refusal = self.limits.enter(peer)
        if refusal is TOO_MANY_CONNECTIONS and self._makes_room():
            return self.limits.enter(peer)
        return refusal

    def _makes_room(self) -> bool:
        strangers = [guest for guest in self.guests if not guest.exempt]
        slowest = max(strangers, key=lambda guest: guest.idle_s, default=None)
        if slowest is None or slowest.idle_s < self.allowance.idle_s:
            return False
        self.guests.discard(slowest)
        slowest.give_way()
        return True

    def welcome(self, guest: Guest) -> None:
        self.guests.add(guest)

    def see_off(self, guest: Guest) -> None:
        self.guests.discard(guest)
        self._left.set()

    async def all_gone(self) -> None:
        """Returns when nobody is being served any more."""
        while self.guests:
            self._left.clear()
            await self._left.wait()
