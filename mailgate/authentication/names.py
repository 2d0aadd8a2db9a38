"""What verifying asks of the domain name system, whoever answers."""

from collections.abc import Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address
from typing import Any, Literal, Protocol

Kind = Literal["TXT", "A", "AAAA", "MX", "PTR"]
Address = IPv4Address | IPv6Address


class NoAnswer(Exception):
    """Nobody knows just now (a timeout, SERVFAIL); to ask again later may help."""


class Names(Protocol):
    """A source of records."""

    def ask(self, name: str, kind: Kind) -> Sequence[Any]:
        """The records of a name, none where there is no such name or no such record.

        TXT gives octets (the strings of a record joined), A and AAAA addresses as text, MX pairs
        of preference and host, PTR hosts. Raises NoAnswer.
        """
        ...


@lru_cache(maxsize=4096)
def labels_of(name: str) -> tuple[bytes, ...] | None:
    """The labels of a name as they go over the wire; None for what can be no name."""
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    parts = name.lower().removesuffix(".").encode("ascii").split(b".")
    if not all(0 < len(label) < 64 for label in parts) or sum(map(len, parts)) + len(parts) > 254:
        return None
    return tuple(parts)
