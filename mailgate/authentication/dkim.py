"""The DKIM signatures of a mail verified (RFC 6376, RFC 8301, RFC 8463)."""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from mailgate.authentication.canonical import Field
from mailgate.authentication.names import Names
from mailgate.authentication.signatures import (
    Broken,
    SignedMail,
    Verdict,
    require,
    signer,
)
from mailgate.authentication.signatures import verify as verify_one
from mailgate.authentication.tags import BadTags, read_tags, unfolded

NAME = b"dkim-signature"
_NO_VERSION = "v= is missing, RFC 6376 3.5"
_UNKNOWN = Verdict("permerror", _NO_VERSION)
MOST = 8  # signatures that are tried; the author's own come first


class Signature(NamedTuple):
    """One signature: who signed, and what came of it."""

    domain: str
    selector: str
    algorithm: str
    b: str  # the first characters of the signature, which tell it from others (RFC 6008)
    verdict: Verdict


class _Read(NamedTuple):
    field: Field
    tags: dict[str, str]
    domain: str
    selector: str


def verify(
    mail: SignedMail,
    names: Names,
    now: datetime,
    comes_first: Callable[[str], bool] = lambda domain: False,
) -> list[Signature]:
    """Every signature that can be read, at most MOST of them.

    `comes_first` tells the domains whose signatures are worth most to us.
    """
    found = [_read(field) for field in mail.all(NAME)]
    known = [one for one in found if isinstance(one, _Read)]
    known.sort(key=lambda one: ("v" not in one.tags, not comes_first(one.domain)))
    verified = [_verify(mail, one, names, now) for one in known[:MOST]]
    return [*verified, *(one for one in found if isinstance(one, Signature))][:MOST]


def _read(field: Field) -> _Read | Signature:
    try:
        tags = read_tags(field.value)
        require(tags, "a", "b", "bh", "d", "h", "s")
        selector, domain = signer(tags)
        _check_whether_ours(tags)
    except (BadTags, Broken) as error:
        return Signature("", "", "", "", Verdict("permerror", str(error)))
    return _Read(field, tags, domain, selector)


def _check_whether_ours(tags: dict[str, str]) -> None:
    if tags.get("v", "1") != "1":
        raise Broken("v= is unknown")
    if "from" not in unfolded(tags["h"]).lower().split(":"):
        raise Broken("From is not signed")
    asked = "dns/txt" if "v" in tags else "dns"  # the drafts had no other way
    if "q" in tags and asked not in unfolded(tags["q"]).lower().split(":"):
        raise Broken("q= is unknown")


def _verify(mail: SignedMail, one: _Read, names: Names, now: datetime) -> Signature:
    verdict = verify_one(mail, one.field, one.tags, names, now)
    if "v" not in one.tags:  # as drafts of the standard had it; it proves nothing, answer or none
        verdict = verdict.refused_for(_NO_VERSION) if verdict.is_sound else _UNKNOWN
    b = unfolded(one.tags["b"])[:8]
    return Signature(one.domain, one.selector, one.tags["a"].lower(), b, verdict)
