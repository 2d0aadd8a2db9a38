"""How we know that a mail comes from whom its From names: our own results, or our mail server's.

An Authentication-Results of somebody else counts only where the operator has named its authserv-id
and a server in one of our networks hands the mail over. Of those only the topmost counts: our mail
server writes above what a sender has brought along, so whatever stands further down may be forged.
"""

from collections.abc import Iterator, Sequence, Set
from typing import Any, NamedTuple

from forum.archive.thread import Identity
from forum.site import Site
from mailgate.authentication.client import is_ours
from mailgate.authentication.evaluation import Evaluation
from mailgate.authentication.results import MOST, Result, domain_in, read_results, speaks_for
from mailgate.inbound.encoded_words import header_text
from mailgate.inbound.headers import Headers
from mailgate.inbound.mailboxes import Mailbox


class Proof(NamedTuple):
    """How we know who wrote, and by which result."""

    identity: Identity
    details: dict[str, Any] | None


UNPROVEN = Proof(Identity.UNPROVEN, None)


def told_by_ours(
    peer: str | None, headers: Headers, authors: Sequence[Mailbox], site: Site
) -> Proof:
    """What our own mail server in front says, where it is one that hands the mail over."""
    if not site.authserv_ids or not is_ours(peer, site.trusted_networks):
        return UNPROVEN
    return prove(headers, authors, site.authserv_ids)


def prove(headers: Headers, authors: Sequence[Mailbox], authserv_ids: Set[str]) -> Proof:
    """What the trusted results say of the one author of a mail; unproven where there are none."""
    if not authserv_ids:
        return UNPROVEN
    domain = only_domain(headers, authors)
    details: dict[str, Any] | None = None
    for authserv_id, results in _trusted(headers, authserv_ids):
        failed = next((r for r in results if r.method == "dmarc" and r.result == "fail"), None)
        if failed:
            policy = "none" if failed.is_lenient else "unknown"
            return Proof(Identity.UNPROVEN, {"by": authserv_id, "dmarc": "fail", "policy": policy})
        aligned = next((r for r in results if domain and speaks_for(r, domain)), None)
        if aligned:
            told = {"by": authserv_id, "method": aligned.method, "domain": domain}
            return Proof(Identity.ALIGNED, told)
        details = details or {"by": authserv_id}
    return Proof(Identity.UNPROVEN, details)


def weigh(found: Evaluation, told: Proof, draw: int) -> Proof:
    """What our own results and those of our mail server come to.

    A proof is one, whoever has found it; a failure counts where neither found a proof. `draw`, a
    number under 100 of the mail's own, is for policies that ask for a share of the failing mails.
    """
    dmarc = found.dmarc
    facts: dict[str, Any] = {"dmarc": dmarc.result}
    if dmarc.policy:
        facts["policy"] = dmarc.policy.for_sample(draw)
    if any(map(found.is_refused, found.signatures)):
        facts["signature"] = "refused"
    if dmarc.method:
        facts |= {"method": dmarc.method, "domain": dmarc.domain}
        return Proof(Identity.ALIGNED, facts)
    if found.vouched_by:
        facts |= {"method": "arc", "domain": found.author, "by": found.vouched_by}
        return Proof(Identity.ALIGNED, facts)
    if told.identity is Identity.ALIGNED:
        return Proof(Identity.ALIGNED, facts | (told.details or {}))
    if dmarc.result != "fail" and told.details and told.details.get("dmarc") == "fail":
        return told
    return Proof(Identity.UNPROVEN, facts)


def only_domain(headers: Headers, authors: Sequence[Mailbox]) -> str | None:
    """The domain of From, if there is one field with one author: else nobody knows who is meant."""
    if len(authors) != 1 or len(headers.raw_all("from")) != 1:
        return None
    return domain_in(authors[0].address)


def _trusted(headers: Headers, authserv_ids: Set[str]) -> Iterator[tuple[str, list[Result]]]:
    seen: set[str] = set()
    for raw in headers.raw_all("authentication-results"):
        authserv_id, results = read_results(header_text(raw[:MOST]))
        if authserv_id in authserv_ids and authserv_id not in seen:
            seen.add(authserv_id)
            yield authserv_id, results
