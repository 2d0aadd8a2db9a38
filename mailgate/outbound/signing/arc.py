"""Sealing what others sent us: the ARC set that tells what we found before we changed anything.

One set for all copies of a mail: it leaves out what differs from copy to copy, List-Unsubscribe
and our DKIM-Signature, which stand above it and vouch for themselves (docs/decisions.md).
"""

import hashlib
import re
from base64 import b64encode

from mailgate.authentication.canonical import Field, relaxed_body, take_apart
from mailgate.outbound.content import Content
from mailgate.outbound.signing.fields import OVERSIGNED, covered
from mailgate.outbound.signing.keyring import SigningKey
from mailgate.outbound.signing.making import Unfinished, hash_of

MOST = 50  # sets, RFC 8617 4.2.1
_PARTS = (b"arc-authentication-results", b"arc-message-signature", b"arc-seal")
_INSTANCE = re.compile(rb"(?:\A|;)[ \t\r\n]*i[ \t\r\n]*=[ \t\r\n]*(\d{1,3})[ \t\r\n]*(?:;|\Z)")
_FAILED = re.compile(rb";[ \t\r\n]*cv[ \t\r\n]*=[ \t\r\n]*fail", re.IGNORECASE)


def sealed(
    content: Content, results: str, chain: str, key: SigningKey, domain: str, at: int
) -> Content:
    """The content under our ARC set.

    `results` is what an Authentication-Results field says behind the authserv-id, `chain` what
    became of the chain when the mail arrived: none, pass or fail. A chain that nobody could judge
    (temperror), that is full or was given up by somebody before us stays as it came.
    """
    fields, body = take_apart(content.data)
    sets = _sets(fields)
    instance = max(sets, default=0) + 1
    if chain not in ("none", "pass", "fail") or instance > MOST or _was_given_up(fields):
        return content
    if (chain == "none") != (instance == 1) or (chain == "pass" and not _is_whole(sets)):
        chain = "fail"  # what we send on is not what was judged
    told = f"ARC-Authentication-Results: i={instance}; {domain}; {results}"
    found = re.sub(r";[ \t]*", ";\r\n\t", told).encode("ascii", "replace")
    message = _message_signature(instance, fields, body, key, domain, at)
    seal = Unfinished(
        "ARC-Seal", key,
        f"i={instance}", f"a={key.algorithm}-sha256", f"cv={chain}",
        f"d={domain}", f"s={key.selector}", f"t={at}",
    )  # fmt: skip
    # A broken chain is sealed as if ours were the only set (RFC 8617 5.1.2).
    before = [sets[at_][part] for at_ in sorted(sets) for part in _PARTS] if chain == "pass" else []
    last = seal.finished(hash_of(*before, found, message.removesuffix(b"\r\n")))
    return Content(last + message + found + b"\r\n" + content.data)


def _message_signature(
    instance: int, fields: list[Field], body: bytes, key: SigningKey, domain: str, at: int
) -> bytes:
    names, covers = covered(fields, OVERSIGNED)
    theirs = [field.raw for field in reversed(fields) if field.name == b"dkim-signature"]
    names += [b"dkim-signature"] * len(theirs)
    body_hash = b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
    unfinished = Unfinished(
        "ARC-Message-Signature", key,
        f"i={instance}", f"a={key.algorithm}-sha256", "c=relaxed/relaxed",
        f"d={domain}", f"s={key.selector}", f"t={at}",
        f"h={b':'.join(names).decode()}", f"bh={body_hash}",
    )  # fmt: skip
    return unfinished.finished(hash_of(*covers, *theirs))


def _sets(fields: list[Field]) -> dict[int, dict[bytes, bytes]]:
    """The raw fields of each set by its number."""
    found: dict[int, dict[bytes, bytes]] = {}
    for field in fields:
        if field.name in _PARTS and (number := _INSTANCE.search(field.value)):
            found.setdefault(int(number[1]), {})[field.name] = field.raw
    return found


def _is_whole(sets: dict[int, dict[bytes, bytes]]) -> bool:
    return sorted(sets) == list(range(1, len(sets) + 1)) and all(
        len(parts) == len(_PARTS) for parts in sets.values()
    )


def _was_given_up(fields: list[Field]) -> bool:
    """Whether a seal says that the chain was broken already: nothing is added to that."""
    return any(field.name == b"arc-seal" and _FAILED.search(field.value) for field in fields)
