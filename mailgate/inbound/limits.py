"""How much one stranger, and all together, may ask of us at once; trusted networks are exempt."""

import os
import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from pathlib import Path

from mailgate.inbound.envelope import Refuse

LOOPBACK = ("127.0.0.0/8", "::1/128")
TOO_MANY_CONNECTIONS = Refuse(421, "4.7.0 Too many connections, please try again later")
TOO_MANY_FROM_YOU = Refuse(421, "4.7.0 Too many connections from your address")
TOO_FAST = Refuse(450, "4.7.1 Too many messages from your address, please try again in a minute")


@dataclass(frozen=True, slots=True)
class Allowance:
    """The figures of the limits; times in seconds, sizes in bytes."""

    connections: int = 500
    connections_per_address: int = 20
    messages_per_minute: int = 60
    recipients: int = 100
    refused_recipients: int = 20
    commands: int = 1000
    timeout_s: float = 300
    idle_s: float = 10  # with every place taken, who has been idle for longer may be sent away
    memory_bytes: int = 1 << 28
    least_free_bytes: int = 1 << 26


class Limits:
    """Counts connections and messages by address; an IPv6 customer is counted by the /64."""

    def __init__(
        self,
        allowance: Allowance,
        trusted: Sequence[str] = LOOPBACK,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowance = allowance
        self._trusted = [ip_network(network, strict=False) for network in trusted]
        self._connections: Counter[str] = Counter()
        self._minutes = _Minutes(allowance.messages_per_minute, clock)

    def trusts(self, peer: str | None) -> bool:
        """Whether the peer (an IP address; None for a unix socket) is exempt."""
        return peer is None or any(_within(peer, network) for network in self._trusted)

    def enter(self, peer: str | None) -> Refuse | None:
        """Counts a new connection, or says why it cannot be served; `leave` follows a None."""
        if peer is None or self.trusts(peer):
            return None
        source = _source(peer)
        if self._connections.total() >= self._allowance.connections:
            return TOO_MANY_CONNECTIONS
        if self._connections[source] >= self._allowance.connections_per_address:
            return TOO_MANY_FROM_YOU
        self._connections[source] += 1
        return None

    def leave(self, peer: str | None) -> None:
        if peer is None or self.trusts(peer):
            return
        source = _source(peer)
        self._connections[source] -= 1
        if self._connections[source] <= 0:
            del self._connections[source]

    def begin_message(self, peer: str | None) -> Refuse | None:
        """Counts a message against the minute of its source."""
        if peer is None or self.trusts(peer) or self._minutes.spend(_source(peer)):
            return None
        return TOO_FAST


class _Minutes:
    """A bucket a source that fills in a minute; full buckets are forgotten."""

    MOST = 10_000

    def __init__(self, per_minute: int, clock: Callable[[], float]) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, source: str) -> bool:
        now = self._clock()
        left, since = self._left.pop(source, (float(self._per_minute), now))
        left = min(self._per_minute, left + (now - since) * self._per_minute / 60)
        granted = left >= 1
        self._left[source] = (left - 1 if granted else left, now)
        self._forget(now)
        return granted

    def _forget(self, now: float) -> None:
        while self._left:
            source, (_, since) = next(iter(self._left.items()))
            if now - since < 60 and len(self._left) <= self.MOST:
                return
            del self._left[source]


class Memory:
    """What all mails being read may hold together, beyond the first window of each."""

    def __init__(self, most: int) -> None:
        self._left = most

    def grant(self, size: int) -> bool:
        if size > self._left:
            return False
        self._left -= size
        return True

    def give_back(self, size: int) -> None:
        self._left += size


class Disk:
    """Whether the disk of `folder` has come down to the watermark; asked anew once a second."""

    def __init__(
        self, folder: Path, least_free: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._folder = folder
        self._least_free = least_free
        self._clock = clock
        self._asked_at = float("-inf")
        self._free = 0

    def is_low(self, coming: int = 0) -> bool:
        """Whether `coming` bytes more would pass the watermark."""
        now = self._clock()
        if now - self._asked_at >= 1:
            found = os.statvfs(self._folder)
            self._free, self._asked_at = found.f_bavail * found.f_frsize, now
        return self._free - coming < self._least_free


def _within(peer: str, network: IPv4Network | IPv6Network) -> bool:
    address = ip_address(peer.partition("%")[0])
    if address.version == 6 and address.ipv4_mapped:
        address = address.ipv4_mapped
    return address in network


def _source(peer: str) -> str:
    address = ip_address(peer.partition("%")[0])
    if address.version == 4:
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Address(int(address) >> 64 << 64))
