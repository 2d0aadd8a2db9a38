"""Whether a domain lets a client send its mail (SPF, RFC 7208)."""

import re
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import quote

from mailgate.authentication.names import Address, Names, NoAnswer, labels_of
from mailgate.authentication.spf_record import BadRecord, Directive, Record, is_record, read_record

MOST_LOOKUPS = 10  # terms that cause queries, RFC 7208 4.6.4
MOST_VOID = 2
_MOST_HOSTS = 10
_LONGEST_NAME = 253
_MACRO = re.compile(r"%(?:\{([a-zA-Z])(\d*)([rR]?)([.\-+,/_=]*)\}|([%_-]))")
_LITERAL = {"%": "%", "_": " ", "-": "%20"}
_UNRESERVED = "-._~"


def check(names: Names, client: Address, sender: str, helo: str) -> str:
    """The result for a client that says MAIL FROM:<sender>; "" stands for the null sender.

    One of none, neutral, pass, fail, softfail, temperror, permerror.
    """
    if isinstance(client, IPv6Address) and client.ipv4_mapped:
        client = client.ipv4_mapped
    local, _, domain = (sender or f"postmaster@{helo}").rpartition("@")
    asked = _Question(names, client, local or "postmaster", domain, helo)
    try:
        return _check(asked, domain)
    except NoAnswer:
        return "temperror"
    except BadRecord:
        return "permerror"


def domain_of(sender: str, helo: str) -> str:
    """The domain that SPF speaks for."""
    return sender.rpartition("@")[2] if sender else helo


@dataclass(slots=True)
class _Count:
    lookups: int = 0
    void: int = 0


@dataclass(frozen=True, slots=True)
class _Question:
    names: Names
    client: Address
    local: str
    sender_domain: str
    helo: str
    count: _Count = field(default_factory=_Count)
    # The domain whose record is read: %{d}.
    domain: str = ""


def _check(asked: _Question, domain: str) -> str:
    labels = labels_of(domain)
    if labels is None or len(labels) < 2 or domain.startswith("["):
        return "none"
    record = _record(asked, domain)
    if record is None:
        return "none"
    asked = replace(asked, domain=domain)
    for directive in record.directives:
        if _matches(asked, directive):
            return directive.result
    if not record.redirect:
        return "neutral"
    _look_up(asked)
    result = _check(asked, _expanded(asked, record.redirect))
    if result == "none":
        raise BadRecord("redirect leads nowhere")
    return result


def _record(asked: _Question, domain: str) -> Record | None:
    found = [text for text in asked.names.ask(domain, "TXT") if is_record(text)]
    if len(found) > 1:
        raise BadRecord("there are several records")
    return read_record(found[0]) if found else None


def _matches(asked: _Question, directive: Directive) -> bool:
    match directive.name:
        case "all":
            return True
        case "ip4" | "ip6":
            network = directive.network
            return (
                network is not None
                and network.version == asked.client.version
                and asked.client in network
            )
    _look_up(asked)
    target = _expanded(asked, directive.domain) if directive.domain else asked.domain
    match directive.name:
        case "include":
            return _includes(asked, target)
        case "a":
            return _is_among(asked, directive, _hosts(asked, target))
        case "mx":
            return _is_exchange(asked, directive, target)
        case "exists":
            return bool(_ask(asked, target, "A"))
        case "ptr":
            return any(_is_under(name, target) for name in _validated(asked))
    raise AssertionError(directive.name)


def _look_up(asked: _Question) -> None:
    asked.count.lookups += 1
    if asked.count.lookups > MOST_LOOKUPS:
        raise BadRecord("it needs too many lookups")


def _ask(asked: _Question, name: str, kind: str) -> list[str]:
    found = list(asked.names.ask(name, "A" if kind == "A" else "AAAA"))
    if not found:
        _note_void(asked)
    return found


def _note_void(asked: _Question) -> None:
    asked.count.void += 1
    if asked.count.void > MOST_VOID:
        raise BadRecord("too many names in it don't exist")


def _hosts(asked: _Question, name: str) -> list[str]:
    return _ask(asked, name, "A" if asked.client.version == 4 else "AAAA")


def _includes(asked: _Question, target: str) -> bool:
    result = _check(asked, target)
    if result == "none":
        raise BadRecord("include leads nowhere")
    return result == "pass"


def _is_among(asked: _Question, directive: Directive, addresses: list[str]) -> bool:
    length = directive.prefix4 if asked.client.version == 4 else directive.prefix6
    return any(
        asked.client in ip_network(f"{address}/{length}", strict=False) for address in addresses
    )


def _is_exchange(asked: _Question, directive: Directive, target: str) -> bool:
    exchanges = sorted(asked.names.ask(target, "MX"))
    if not exchanges:
        _note_void(asked)
    if len(exchanges) > _MOST_HOSTS:
        raise BadRecord("there are too many MX")
    return any(_is_among(asked, directive, _hosts(asked, host)) for _, host in exchanges)


def _validated(asked: _Question) -> list[str]:
    """The names of the client that lead back to it (RFC 7208 5.5)."""
    try:
        claimed = asked.names.ask(asked.client.reverse_pointer, "PTR")
    except NoAnswer:
        return []
    found = []
    for name in list(claimed)[:_MOST_HOSTS]:
        try:
            kind = "A" if asked.client.version == 4 else "AAAA"
            addresses = asked.names.ask(name, "A" if kind == "A" else "AAAA")
        except NoAnswer:
            continue
        if any(ip_address(address) == asked.client for address in addresses):
            found.append(name.rstrip("."))
    return found


def _is_under(name: str, domain: str) -> bool:
    name, domain = name.lower(), domain.lower().rstrip(".")
    return name == domain or name.endswith(f".{domain}")


def _expanded(asked: _Question, text: str) -> str:
    """A domain with its macros filled in (RFC 7208 7), cut from the left where it is too long."""
    name = _MACRO.sub(lambda found: _filled(asked, found), text)
    while len(name.rstrip(".")) > _LONGEST_NAME and "." in name:
        name = name.partition(".")[2]
    return name


def _filled(asked: _Question, found: "re.Match[str]") -> str:
    if found[5]:
        return _LITERAL[found[5]]
    letter, count, turned, delimiters = found[1], found[2], found[3], found[4] or "."
    value = _value(asked, letter.lower())
    if count or turned or found[4]:
        parts = re.split(f"[{re.escape(delimiters)}]", value)
        if turned:
            parts.reverse()
        value = ".".join(parts[-int(count) :] if count else parts)
    return quote(value, safe=_UNRESERVED) if letter.isupper() else value


def _value(asked: _Question, letter: str) -> str:
    match letter:
        case "s":
            return f"{asked.local}@{asked.sender_domain}"
        case "l":
            return asked.local
        case "o":
            return asked.sender_domain
        case "d":
            return asked.domain
        case "i":
            return _dotted(asked.client)
        case "p":
            return _best_name(asked)
        case "v":
            return "in-addr" if asked.client.version == 4 else "ip6"
    return asked.helo


def _dotted(client: Address) -> str:
    if isinstance(client, IPv4Address):
        return str(client)
    return ".".join(client.exploded.replace(":", "")).upper()


def _best_name(asked: _Question) -> str:
    names = _validated(asked)
    below = [name for name in names if _is_under(name, asked.domain)]
    return next(iter(below or names), "unknown")
