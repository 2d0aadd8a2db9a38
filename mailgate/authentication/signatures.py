"""What DKIM-Signature and ARC-Message-Signature have in common: body hash, signed fields, key."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Self

from mailgate.authentication import keys
from mailgate.authentication.canonical import (
    Field,
    body_form,
    field_form,
    lines_of_the_wire,
    take_apart,
)
from mailgate.authentication.keys import LEAST_RSA_BITS, BadKey
from mailgate.authentication.names import Names, NoAnswer, labels_of
from mailgate.authentication.tags import unfolded, without_signature

_LABEL = re.compile(rb"[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?")
_NUMBER = re.compile(r"\d{1,15}", re.ASCII)
_QUOTED = re.compile("=([0-9A-F]{2})")  # DKIM's own quoted-printable, RFC 6376 2.11
_FORMS = {"simple": False, "relaxed": True}
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
ALGORITHMS = ("rsa-sha256", "ed25519-sha256", "rsa-sha1")


class Verdict(NamedTuple):
    """A result by RFC 8601 2.7.1, and for staff why it is not pass.

    `is_sound` tells that the octets are what the key signed, even where we accept it not (policy).
    """

    result: str
    reason: str = ""
    is_sound: bool = False

    def refused_for(self, *reasons: str) -> Self:
        """The same where a rule forbids to accept it: a sound signature becomes one of `policy`."""
        told = " and ".join(filter(None, [self.reason, *reasons]))
        return self._replace(result="policy", reason=told) if self.is_sound and reasons else self


class Broken(Exception):
    """A signature that can't be verified for a fault of its own; the text says which."""


@dataclass(slots=True)
class SignedMail:
    """A mail as signatures see it; what several of them need is worked out once."""

    fields: list[Field]
    body: bytes
    _bodies: dict[bool, bytes] = field(default_factory=dict)
    _hashes: dict[tuple[bool, int | None, str], bytes] = field(default_factory=dict)
    _named: dict[bytes, list[bytes]] = field(default_factory=dict)

    @classmethod
    def of(cls, raw: bytes) -> Self:
        mail = cls(*take_apart(lines_of_the_wire(raw)))
        for one in mail.fields:
            mail._named.setdefault(one.name, []).append(one.raw)
        return mail

    def all(self, name: bytes) -> list[Field]:
        """The fields of that name (in lower case), topmost first."""
        return [one for one in self.fields if one.name == name]

    def body_in(self, is_relaxed: bool) -> bytes:
        if is_relaxed not in self._bodies:
            self._bodies[is_relaxed] = body_form(self.body, is_relaxed)
        return self._bodies[is_relaxed]

    def body_hash(self, is_relaxed: bool, length: int | None, digest: str) -> bytes:
        asked = (is_relaxed, length, digest)
        if asked not in self._hashes:
            hashed = hashlib.new(digest, self.body_in(is_relaxed)[:length], usedforsecurity=False)
            self._hashes[asked] = hashed.digest()
        return self._hashes[asked]

    def signed_fields(self, names: list[str], is_relaxed: bool) -> bytes:
        """The fields that a signature covers, each name taking the next one from below."""
        taken: dict[bytes, int] = {}
        signed = []
        for name in names:
            wanted = name.encode("utf-8", "replace")
            there, at = self._named.get(wanted, []), taken.get(wanted, 0) + 1
            taken[wanted] = at
            if at <= len(there):
                signed.append(field_form(there[-at], is_relaxed) + b"\r\n")
        return b"".join(signed)


def verify(
    mail: SignedMail, signature: Field, tags: dict[str, str], names: Names, now: datetime
) -> Verdict:
    """Whether the signature holds for the mail as it is."""
    try:
        return _verified(mail, signature, tags, names, now)
    except (Broken, BadKey) as error:
        return Verdict("permerror", str(error))
    except NoAnswer:
        return Verdict("temperror", "no answer")


def require(tags: dict[str, str], *wanted: str) -> None:
    """Raises Broken where one of these tags is missing or empty."""
    for tag in wanted:
        if not tags.get(tag):
            raise Broken(f"{tag}= is missing")


def signer(tags: dict[str, str]) -> tuple[str, str]:
    """Selector and domain of a signer, in lower case; raises Broken."""
    selector, domain = unfolded(tags["s"]).lower(), unfolded(tags["d"]).lower()
    for name in (selector, domain):
        labels = labels_of(name)
        if labels is None or not all(map(_LABEL.fullmatch, labels)):
            raise Broken("s= or d= is no name")
    return selector, domain


def octets(text: str) -> bytes:
    """The octets behind base64 that may be folded; raises Broken."""
    text = unfolded(text)
    try:
        if _BASE64.fullmatch(text):
            return base64.b64decode(text)
    except binascii.Error:
        pass
    raise Broken("its base64 is damaged")


def holds(key: keys.Key, algorithm: str, signature: bytes, signed: bytes) -> Verdict:
    """What a key says of a signature, weak ones refused (RFC 8301)."""
    if not key.verify(algorithm, signature, signed):
        return Verdict("fail", "the signature does not fit")
    weak = ["SHA-1, RFC 8301"] if algorithm.endswith("sha1") else []
    if key.kind == "rsa" and key.bits < LEAST_RSA_BITS:
        weak.append(f"a key of {key.bits} bits, RFC 8301")
    return Verdict("pass", is_sound=True).refused_for(*weak)


def _verified(
    mail: SignedMail, signature: Field, tags: dict[str, str], names: Names, now: datetime
) -> Verdict:
    require(tags, "a", "b", "bh", "d", "h", "s")
    algorithm = tags["a"].lower()
    if algorithm not in ALGORITHMS:
        raise Broken("a= is unknown")
    in_field, in_body = _forms(tags)
    covered = [name.lower() for name in unfolded(tags["h"]).split(":")]
    length = _length(tags, mail, in_body)
    selector, domain = signer(tags)
    wanted, told = octets(tags["bh"]), octets(tags["b"])
    if _is_late(tags, now):
        raise Broken("it has expired")  # RFC 6376 6.1.1
    key = keys.look_up(names, selector, domain)
    _check_agent(tags, domain, key)
    if mail.body_hash(in_body, length, algorithm.rpartition("-")[2]) != wanted:
        return Verdict("fail", "the body was changed")
    signed = mail.signed_fields(covered, in_field)
    signed += field_form(without_signature(signature.raw), in_field)
    faults = []
    if length is not None and length < len(mail.body_in(in_body)):
        # Whatever stands behind may be anybody's (RFC 6376 8.2).
        faults.append("it covers a part of the body, l=")
    return holds(key, algorithm, told, signed).refused_for(*faults)


def _forms(tags: dict[str, str]) -> tuple[bool, bool]:
    in_field, _, in_body = tags.get("c", "simple/simple").lower().partition("/")
    try:
        return _FORMS[in_field], _FORMS[in_body or "simple"]
    except KeyError as error:
        raise Broken("c= is unknown") from error


def _length(tags: dict[str, str], mail: SignedMail, is_relaxed: bool) -> int | None:
    if "l" not in tags:
        return None
    if not _NUMBER.fullmatch(tags["l"]):
        raise Broken("l= is no number")
    length = int(tags["l"])
    if length > len(mail.body_in(is_relaxed)):
        raise Broken("l= is longer than the body")
    return length


def _is_late(tags: dict[str, str], now: datetime) -> bool:
    for tag in ("t", "x"):
        if tag in tags and not _NUMBER.fullmatch(tags[tag]):
            raise Broken(f"{tag}= is no number")
    if "x" not in tags:
        return False
    if "t" in tags and int(tags["x"]) <= int(tags["t"]):
        raise Broken("x= lies before t=")
    return now.timestamp() > int(tags["x"])


def _check_agent(tags: dict[str, str], domain: str, key: keys.Key) -> None:
    """The domain of i= is that of the signer, or below it where the key allows that."""
    told = _QUOTED.sub(lambda found: chr(int(found[1], 16)), unfolded(tags.get("i", f"@{domain}")))
    writer, _, agent = told.rpartition("@")
    agent = agent.lower()
    if agent != domain and (key.is_strict or not agent.endswith(f".{domain}")):
        raise Broken("i= is of another domain")
    if not key.is_for(writer):
        raise Broken("its key is for others, g=")
