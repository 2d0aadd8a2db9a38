"""An SPF record read: its terms, checked whole before any is looked at (RFC 7208 4.6, 12)."""

import re
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network, ip_network

LONGEST = 4000  # octets; longer ones can't be meant
_MACRO = r"%\{[LETTERS](?:[1-9]\d{0,2})?[rR]?[.\-+,/_=]*\}|%%|%_|%-"
_NORMAL = _MACRO.replace("LETTERS", "slodiphvSLODIPHV")
_ANY = _MACRO.replace("LETTERS", "slodiphcrtvSLODIPHCRTV")
_STRING = rf"(?:{_NORMAL}|[\x21-\x24\x26-\x7e])*"
_TOP = r"(?:[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*|[A-Za-z0-9]+-[A-Za-z0-9-]*[A-Za-z0-9])"
_DOMAIN = re.compile(rf"{_STRING}(?:\.{_TOP}\.?|{_NORMAL})")
_MACRO_STRING = re.compile(rf"(?:{_ANY}|[\x21-\x24\x26-\x7e])*")
_DIRECTIVE = re.compile(r"([+?~-]?)(all|include|a|mx|ptr|ip4|ip6|exists)(?=[:/]|\Z)(.*)", re.I)
_MODIFIER = re.compile(r"([A-Za-z][A-Za-z0-9_.-]*)=(.*)")
_LENGTHS = re.compile(r"(.*?)(?:/(0|[1-9]\d?))?(?://(0|[1-9]\d{0,2}))?")
RESULTS = {"+": "pass", "-": "fail", "~": "softfail", "?": "neutral"}


class BadRecord(Exception):
    """The record can't be read: permerror."""


@dataclass(frozen=True, slots=True)
class Directive:
    """One mechanism with the result that it gives where it matches."""

    result: str
    name: str
    domain: str = ""  # with its macros; "" for the one that is asked about
    network: IPv4Network | IPv6Network | None = None
    prefix4: int = 32
    prefix6: int = 128


@dataclass(frozen=True, slots=True)
class Record:
    """The directives in order, and where to go on behind them."""

    directives: tuple[Directive, ...]
    redirect: str = ""


def is_record(text: bytes) -> bool:
    """Whether a TXT record is one of SPF."""
    return text[:6].lower() == b"v=spf1" and text[6:7] in (b"", b" ")


@lru_cache(maxsize=512)
def read_record(text: bytes) -> Record:
    """The terms of a record; raises BadRecord."""
    try:
        told = text[:LONGEST].decode("ascii")
    except UnicodeDecodeError as error:
        raise BadRecord("it is not ASCII") from error
    directives: list[Directive] = []
    once: dict[str, str] = {}
    for term in told[6:].split(" "):
        if not term:
            continue
        if directive := _DIRECTIVE.fullmatch(term):
            directives.append(_directive(*directive.groups()))
        elif modifier := _MODIFIER.fullmatch(term):
            _note(once, modifier[1].lower(), modifier[2])
        else:
            raise BadRecord(f"a term is unknown: {term[:30]}")
    return Record(tuple(directives), once.get("redirect", ""))


def _note(once: dict[str, str], name: str, told: str) -> None:
    if name not in ("redirect", "exp"):
        if not _MACRO_STRING.fullmatch(told):
            raise BadRecord(f"{name}= is broken")
        return
    if name in once or not _DOMAIN.fullmatch(told):
        raise BadRecord(f"{name}= is twice there or broken")
    once[name] = told


def _directive(sign: str, name: str, rest: str) -> Directive:
    result, name = RESULTS[sign or "+"], name.lower()
    if name == "all":
        if rest:
            raise BadRecord("all takes nothing")
        return Directive(result, name)
    if name in ("ip4", "ip6"):
        return Directive(result, name, network=_network(name, rest))
    prefix4 = prefix6 = None
    if name in ("a", "mx"):
        lengths = _LENGTHS.fullmatch(rest)
        assert lengths  # it matches anything
        rest, prefix4, prefix6 = lengths.groups()
    if rest and not (rest[0] == ":" and _DOMAIN.fullmatch(rest[1:])):
        raise BadRecord(f"{name} has no good domain")
    if not rest and name in ("include", "exists"):
        raise BadRecord(f"{name} needs a domain")
    return Directive(result, name, rest[1:], None, _prefix(prefix4, 32), _prefix(prefix6, 128))


def _prefix(told: str | None, most: int) -> int:
    if told is not None and int(told) > most:
        raise BadRecord("a prefix is too long")
    return most if told is None else int(told)


def _network(name: str, rest: str) -> IPv4Network | IPv6Network:
    address, slash, length = rest[1:].partition("/")
    if rest[:1] != ":" or (slash and not re.fullmatch(r"0|[1-9]\d{0,2}", length, re.ASCII)):
        raise BadRecord(f"{name} has no good network")
    try:
        kind = IPv4Network if name == "ip4" else IPv6Network
        network = ip_network(rest[1:], strict=False)
    except ValueError as error:
        raise BadRecord(f"{name} has no good network") from error
    if not isinstance(network, kind) or not address:
        raise BadRecord(f"{name} has no good network")
    return network
