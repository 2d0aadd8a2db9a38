"""Authentication-Results, read and written (RFC 8601)."""

import re
from typing import NamedTuple

MOST = 20_000  # characters of a field that are looked at
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_METHOD = re.compile(r"\s*([a-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z0-9-]+)\s*\.\s*([a-z0-9_-]+)\s*=\s*([^\s;]+)", re.IGNORECASE)
_NO_POLICY = re.compile(r"\b(?:p|policy(?:\.[\w-]+)?)\s*=\s*none\b", re.IGNORECASE)
_DOMAIN = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)+")
_UNSAFE_VALUE = re.compile(r"[^A-Za-z0-9.@_=+/-]")
_UNSAFE_WORDS = re.compile(r"[^\w =.,:/-]", re.ASCII)


class Result(NamedTuple):
    """One method's result, its properties as "ptype.property" in lower case."""

    method: str
    result: str
    properties: dict[str, str]
    # The domain itself asks for nothing to be done about a failure.
    is_lenient: bool = False


def read_results(field: str) -> tuple[str, list[Result]]:
    """The authserv-id and the results of one Authentication-Results; "" for one that is broken."""
    field = field[:MOST]
    # What stands in quotes is data: it must neither end a result nor look like one.
    flat = _STRINGS.sub(lambda found: re.sub(r"[^\w.@+-]", "_", found[1]) or "_", field)
    pieces = _without_comments(flat).split(";")
    named = pieces[0].split()
    if not named:
        return "", []
    lenient = bool(_NO_POLICY.search(flat))
    return named[0].lower(), [r for p in pieces[1:] if (r := _read_result(p, lenient))]


def write_result(method: str, result: str, reason: str = "", **properties: str) -> str:
    """One result as it stands in the field; a property is written ptype_property."""
    told = f"{method}={result}"
    if reason:
        told += f' reason="{_UNSAFE_WORDS.sub("_", reason)[:100]}"'
    return told + "".join(
        f" {name.replace('_', '.', 1)}={_UNSAFE_VALUE.sub('_', value)[:255]}"
        for name, value in properties.items()
        if value
    )


def speaks_for(result: Result, author: str) -> bool:
    """Whether a result proves that a mail comes from the author's domain."""
    if result.result != "pass":
        return False
    told = result.properties
    match result.method:
        case "dmarc":
            return domain_in(told.get("header.from", "")) == author
        case "dkim":
            return _covers(domain_in(told.get("header.d") or told.get("header.i", "")), author)
        case "spf":
            return _covers(domain_in(told.get("smtp.mailfrom", "")), author)
    return False


def domain_in(written: str) -> str | None:
    """The domain of an address or of a property's value."""
    domain = written.rpartition("@")[2].strip("<>. ").lower()
    return domain if _DOMAIN.fullmatch(domain) else None


def _read_result(piece: str, lenient: bool) -> Result | None:
    found = _METHOD.match(piece)
    if not found:
        return None
    properties: dict[str, str] = {}
    for kind, name, value in _PROPERTY.findall(piece[found.end() :]):
        properties.setdefault(f"{kind}.{name}".lower(), value)
    return Result(found[1].lower(), found[2].lower(), properties, lenient)


def _without_comments(text: str) -> str:
    """Comments nest, so the innermost go first; a bracket without its partner hides the rest."""
    for _ in range(10):
        text, count = _COMMENT.subn(" ", text)
        if not count:
            break
    return text.partition("(")[0]


def _covers(domain: str | None, author: str) -> bool:
    """Whether a domain may speak for the author's: the same, or one that stands above it.

    Relaxed alignment also lets a subdomain speak for the one above; who wrote the results has the
    author's policy before him, so that needs dmarc=pass.
    """
    return domain is not None and (author == domain or author.endswith(f".{domain}"))
