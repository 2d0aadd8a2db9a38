"""One question to one name server and its answer, over UDP, and TCP where it is cut off (RFC 1035)."""

import contextlib
import socket
import struct
import time
from typing import Any, NamedTuple

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdataclass
import dns.rdatatype

from mailgate.authentication.answers import Answer
from mailgate.authentication.names import Kind

LARGEST = 16_384  # octets of an answer; nobody has a key or a policy that long
_UDP_OCTETS = 1232
_AGAIN_S = 0.4
_MOST_RECORDS = 50
_NEGATIVE_S = 300.0
_MOST_NEGATIVE_S = 3600.0


class Server(NamedTuple):
    """A name server: its address, port 53 or another."""

    host: str
    port: int = 53


class Silence(Exception):
    """Nothing came back in time."""


class Trouble(Exception):
    """The server answered, but has no answer for us (SERVFAIL, a broken message)."""


def ask(server: Server, labels: tuple[bytes, ...], kind: Kind | str, patience_s: float) -> Answer:
    """The records of a name, or that there are none; raises Silence or Trouble."""
    end = time.monotonic() + patience_s
    query = dns.message.make_query(
        dns.name.Name((*labels, b"")), kind, use_edns=0, payload=_UDP_OCTETS
    )
    try:
        answer = _over_udp(server, query, end)
        if answer.flags & dns.flags.TC:
            answer = _over_tcp(server, query, end)
    except (TimeoutError, OSError) as error:
        raise Silence from error
    return _read(answer, kind)


def _over_udp(server: Server, query: dns.message.Message, end: float) -> dns.message.Message:
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as asking:
        # Connected, so that nobody else can answer, and a port without a server is known at once.
        asking.connect((server.host, server.port))
        while True:
            asking.send(query.to_wire())  # a lost datagram is sent again
            with contextlib.suppress(TimeoutError):
                return _answer(asking, query, min(end, time.monotonic() + _AGAIN_S))
            if time.monotonic() >= end:
                raise TimeoutError


def _answer(asking: socket.socket, query: dns.message.Message, end: float) -> dns.message.Message:
    while True:
        _wait(asking, end)
        if (answer := _parsed(asking.recv(LARGEST), query)) is not None:
            return answer


def _over_tcp(server: Server, query: dns.message.Message, end: float) -> dns.message.Message:
    left = max(end - time.monotonic(), 0.001)
    with socket.create_connection((server.host, server.port), left) as asking:
        wire = query.to_wire()
        asking.sendall(struct.pack("!H", len(wire)) + wire)
        (length,) = struct.unpack("!H", _received(asking, 2, end))
        if length > LARGEST:
            raise Trouble("the answer is too long")
        answer = _parsed(_received(asking, length, end), query)
    if answer is None:
        raise Trouble("the answer can't be read")
    return answer


def _received(asking: socket.socket, count: int, end: float) -> bytes:
    told = b""
    while len(told) < count:
        _wait(asking, end)
        more = asking.recv(count - len(told))
        if not more:
            raise Trouble("the answer breaks off")
        told += more
    return told


def _wait(asking: socket.socket, end: float) -> None:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    asking.settimeout(left)


def _parsed(wire: bytes, query: dns.message.Message) -> dns.message.Message | None:
    """The answer to this query; None for anything else that may be in the wire."""
    try:
        answer = dns.message.from_wire(wire, ignore_trailing=True, raise_on_truncation=False)
    except (dns.exception.DNSException, ValueError):
        if wire[:2] == struct.pack("!H", query.id):
            raise Trouble("the answer can't be read") from None
        return None
    return answer if query.is_response(answer) else None


def _read(answer: dns.message.Message, kind: str) -> Answer:
    if answer.rcode() not in (dns.rcode.NOERROR, dns.rcode.NXDOMAIN):
        raise Trouble(dns.rcode.to_text(answer.rcode()))
    if not isinstance(answer, dns.message.QueryMessage):
        raise Trouble("it is no answer to a question")
    try:
        chain = answer.resolve_chaining()  # bounded; a loop of aliases is an error
    except dns.exception.DNSException as error:
        raise Trouble("its aliases lead nowhere") from error
    if chain.answer is None:
        known = chain.minimum_ttl if answer.authority else _NEGATIVE_S
        return Answer((), min(known, _MOST_NEGATIVE_S))
    records = tuple(_value(rdata, kind) for rdata in list(chain.answer)[:_MOST_RECORDS])
    return Answer(records, chain.minimum_ttl)


def _value(rdata: Any, kind: str) -> object:
    match kind:
        case "TXT":
            return b"".join(rdata.strings)
        case "A" | "AAAA":
            return rdata.address
        case "MX":
            return rdata.preference, _text(rdata.exchange)
    return _text(rdata.target)


def _text(name: dns.name.Name) -> str:
    """A name as text; what is no host name (a dot within a label) stays one that nothing equals."""
    return name.to_text(omit_final_dot=True)
