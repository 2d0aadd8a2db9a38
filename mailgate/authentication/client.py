"""The client outside for which SPF is asked: our peer, or the one that our own mail server saw.

A peer outside our networks is the client itself. Of a mail that a server of ours hands over we
know what that server wrote down: the topmost Received field, if its `by` names a host that the
operator has told us to believe. While `from` is an address of our own networks, the next field
below was written within them too, and is believed as well. Whatever stands below the first
address from outside may be the sender's invention and is never read.
"""

import re
from collections.abc import Collection, Sequence, Set
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import NamedTuple

from mailgate.authentication.names import Address
from mailgate.authentication.signatures import SignedMail

Network = IPv4Network | IPv6Network
_MOST_HOPS = 10
_LONGEST = 2000  # octets of a Received field
# Postfix, Sendmail and Exim: from HELO (NAME [ADDRESS] …) … by HOST. A HELO that holds brackets or
# blanks of its own matches nothing.
_RECEIVED = re.compile(
    r"\s*from\s+([^\s()\[\]]+|\[[^\s()\[\]]+\])\s+"
    r"\((?:[^\s()\[\]]+\s+)?\[(?:ipv6:)?([0-9a-f.:]+)\](?::\d+)?([^()]*)\)"
    r"(?:\s+\([^()]*\))*\s+by\s+([^\s();]+)",
    re.IGNORECASE,
)
_EXIMS_HELO = re.compile(r"\bhelo=([^\s()\[\]]+)", re.IGNORECASE)


class Client(NamedTuple):
    """Who delivered a mail to us from outside."""

    address: Address
    helo: str


def is_ours(peer: str | None, networks: Collection[Network]) -> bool:
    """Whether a peer stands in one of our networks; without an address it came by a local socket."""
    if peer is None:
        return True
    address = _address(peer)
    return address is not None and any(address in network for network in networks)


def client_of(
    peer: str | None,
    helo: str | None,
    mail: SignedMail,
    networks: Collection[Network],
    hosts: Set[str],
) -> Client | None:
    """The client outside; None where nobody can say.

    `hosts` are the names, in lower case, of mail servers whose Received fields count.
    """
    if not is_ours(peer, networks):
        address = _address(peer or "")
        return Client(address, helo or "") if address else None
    if not hosts:
        return None
    return _seen_by_ours([field.value for field in mail.all(b"received")], networks, hosts)


def _seen_by_ours(
    fields: Sequence[bytes], networks: Collection[Network], hosts: Set[str]
) -> Client | None:
    for number, field in enumerate(fields[:_MOST_HOPS]):
        hop = _RECEIVED.match(field[:_LONGEST].decode("utf-8", "replace"))
        if hop is None or (number == 0 and hop[4].lower().rstrip(".") not in hosts):
            return None
        address = _address(hop[2])
        if address is None:
            return None
        if not is_ours(str(address), networks):
            named = _EXIMS_HELO.search(hop[3])
            return Client(address, named[1] if named else hop[1])
    return None


def _address(told: str) -> Address | None:
    try:
        address = ip_address(told.partition("%")[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    return mapped or address
