"""What the domain of From asks for, and whether a mail meets it (DMARC, RFC 7489)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, cast

from mailgate.authentication.domains import is_aligned, organisation_of, plain
from mailgate.authentication.names import Names, NoAnswer
from mailgate.authentication.tags import BadTags, read_tags

Asked = Literal["none", "quarantine", "reject"]
_POLICIES = ("none", "quarantine", "reject")
_MILDER: dict[str, Asked] = {"reject": "quarantine", "quarantine": "none", "none": "none"}
_VERSION = re.compile(rb"v[ \t]*=[ \t]*DMARC1[ \t]*(?:;|\Z)")


@dataclass(frozen=True, slots=True)
class Policy:
    """The record that applies to an author's domain."""

    asked: Asked  # of p=, or of sp= where the record stands at the organisation above
    percent: int = 100
    is_strict_dkim: bool = False
    is_strict_spf: bool = False

    def for_sample(self, draw: int) -> Asked:
        """What is asked for one mail; `draw` is a number under 100 that is the mail's own."""
        return self.asked if draw < self.percent else _MILDER[self.asked]


class Finding(NamedTuple):
    """The result (none, pass, fail, temperror), the policy, and by what it passed."""

    result: str
    policy: Policy | None = None
    method: str = ""  # dkim or spf
    domain: str = ""


def check(
    names: Names, author: str, signers: Sequence[str], sender: str, *, is_unsure: bool
) -> Finding:
    """Whether a mail from `author` (a domain) meets the policy there.

    `signers` are the domains of good DKIM signatures, `sender` the one that SPF passed for ("" for
    none); `is_unsure` tells that one of the two had no answer.
    """
    try:
        policy = look_up(names, author)
    except NoAnswer:
        return Finding("temperror", *_aligned(None, author, signers, sender))
    told = _aligned(policy, author, signers, sender)
    if policy is None:
        return Finding("none", *told)
    if told[1]:
        return Finding("pass", *told)
    return Finding("temperror" if is_unsure else "fail", *told)


def look_up(names: Names, author: str) -> Policy | None:
    """The policy of a domain, else of its organisation; raises NoAnswer."""
    domain = plain(author)
    if not domain:
        return None
    if found := _record(names, domain):
        return _policy(found, is_below=False)
    above = organisation_of(domain)
    if above != domain and (found := _record(names, above)):
        return _policy(found, is_below=True)
    return None


def _record(names: Names, domain: str) -> dict[str, str] | None:
    found = [text for text in names.ask(f"_dmarc.{domain}", "TXT") if _VERSION.match(text)]
    if len(found) != 1:
        return None  # several count as none (RFC 7489 6.6.3)
    try:
        return read_tags(found[0])
    except BadTags:
        return None


def _policy(tags: dict[str, str], *, is_below: bool) -> Policy | None:
    asked = tags.get("p", "").lower()
    if is_below and tags.get("sp", "").lower() in _POLICIES:
        asked = tags["sp"].lower()
    if asked not in _POLICIES:
        if not tags.get("rua"):
            return None
        asked = "none"  # RFC 7489 6.6.3
    percent = tags.get("pct", "")
    return Policy(
        cast(Asked, asked),
        min(int(percent), 100) if re.fullmatch(r"\d{1,3}", percent, re.ASCII) else 100,
        tags.get("adkim", "").lower() == "s",
        tags.get("aspf", "").lower() == "s",
    )


def _aligned(
    policy: Policy | None, author: str, signers: Sequence[str], sender: str
) -> tuple[Policy | None, str, str]:
    strict_dkim = policy is not None and policy.is_strict_dkim
    strict_spf = policy is not None and policy.is_strict_spf
    for signer in signers:
        if is_aligned(signer, author, is_strict=strict_dkim):
            return policy, "dkim", signer
    if is_aligned(sender, author, is_strict=strict_spf):
        return policy, "spf", sender
    return policy, "", ""
