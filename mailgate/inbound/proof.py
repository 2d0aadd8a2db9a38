"""Whether a mail does come from whom its From names (RFC 8601, RFC 7489).

Only the topmost Authentication-Results of each configured authserv-id counts: our own mail server
writes above what a sender has brought along, so whatever stands further down may be forged.
"""

import re
from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from forum.archive.thread import Identity
from mailgate.inbound.encoded_words import header_text
from mailgate.inbound.headers import Headers
from mailgate.inbound.mailboxes import Mailbox

_MOST = 20_000  # characters of a field that are looked at
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_STRINGS = re.compile(r'"((?:[^"\\]|\\.)*)"')
_METHOD = re.compile(r"\s*([a-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"\b([a-z0-9-]+)\s*\.\s*([a-z0-9_-]+)\s*=\s*([^\s;]+)", re.IGNORECASE)
_NO_POLICY = re.compile(r"\b(?:p|policy(?:\.[\w-]+)?)\s*=\s*none\b", re.IGNORECASE)
_DOMAIN = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)+")


class Result(NamedTuple):
    """One method's result, its properties as "ptype.property" in lower case."""

    method: str
    result: str
    properties: dict[str, str]
    # The domain itself asks for nothing to be done about a failure.
    is_lenient: bool


class Proof(NamedTuple):
    """How we know who wrote, and by which result."""

    identity: Identity
    details: dict[str, Any] | None


UNPROVEN = Proof(Identity.UNPROVEN, None)


def prove(headers: Headers, authors: Sequence[Mailbox], authserv_ids: Set[str]) -> Proof:
    """What the trusted results say of the one author of a mail; unproven where there are none."""
    if not authserv_ids:
        return UNPROVEN
    domain = _only_domain(headers, authors)
    details: dict[str, Any] | None = None
    for authserv_id, results in _trusted(headers, authserv_ids):
        failed = next((r for r in results if r.method == "dmarc" and r.result == "fail"), None)
        if failed:
            policy = "none" if failed.is_lenient else "unknown"
            return Proof(Identity.UNPROVEN, {"by": authserv_id, "dmarc": "fail", "policy": policy})
        aligned = next((r for r in results if domain and _is_aligned(r, domain)), None)
        if aligned:
            return Proof(Identity.ALIGNED, {"by": authserv_id, "method": aligned.method})
        details = details or {"by": authserv_id}
    return Proof(Identity.UNPROVEN, details)


def read_results(field: str) -> tuple[str, list[Result]]:
    """The authserv-id and the results of one Authentication-Results; "" for one that is broken."""
    field = field[:_MOST]
    # What stands in quotes is data: it must neither end a result nor look like one.
    flat = _STRINGS.sub(lambda found: re.sub(r"[^\w.@+-]", "_", found[1]) or "_", field)
    pieces = _without_comments(flat).split(";")
    named = pieces[0].split()
    if not named:
        return "", []
    lenient = bool(_NO_POLICY.search(flat))
    return named[0].lower(), [r for p in pieces[1:] if (r := _read_result(p, lenient))]


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


def _trusted(headers: Headers, authserv_ids: Set[str]) -> Iterator[tuple[str, list[Result]]]:
    seen: set[str] = set()
    for raw in headers.raw_all("authentication-results"):
        authserv_id, results = read_results(header_text(raw[:_MOST]))
        if authserv_id in authserv_ids and authserv_id not in seen:
            seen.add(authserv_id)
            yield authserv_id, results


def _only_domain(headers: Headers, authors: Sequence[Mailbox]) -> str | None:
    """The domain of From, if there is one field with one author: else nobody knows who is meant."""
    if len(authors) != 1 or len(headers.raw_all("from")) != 1:
        return None
    return _domain_in(authors[0].address)


def _is_aligned(result: Result, author: str) -> bool:
    if result.result != "pass":
        return False
    told = result.properties
    match result.method:
        case "dmarc":
            return _domain_in(told.get("header.from", "")) == author
        case "dkim":
            signer = _domain_in(told.get("header.d") or told.get("header.i", ""))
            return _covers(signer, author)
        case "spf":
            return _covers(_domain_in(told.get("smtp.mailfrom", "")), author)
    return False


def _covers(domain: str | None, author: str) -> bool:
    """Whether a domain may speak for the author's: the same, or one that stands above it.

    Relaxed alignment also lets a subdomain speak for the one above; without the list of public
    suffixes that would let one customer of a host speak for another, so it needs dmarc=pass.
    """
    return domain is not None and (author == domain or author.endswith(f".{domain}"))


def _domain_in(written: str) -> str | None:
    domain = written.rpartition("@")[2].strip("<>. ").lower()
    return domain if _DOMAIN.fullmatch(domain) else None
