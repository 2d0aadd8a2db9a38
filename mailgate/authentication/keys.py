"""Public keys of signers: their record in the DNS, and what they prove (RFC 6376 3.6, RFC 8463)."""

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mailgate.authentication.names import Names
from mailgate.authentication.tags import BadTags, read_tags, unfolded

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

LEAST_RSA_BITS = 1024  # RFC 8301 3.2
_MOST_RSA_BITS = 8192  # more costs us time, and nobody has them
_LONGEST = 8000  # octets of a record
_BASE64 = re.compile(r"[A-Za-z0-9+/]+={0,2}")
Algorithm = Literal["rsa-sha256", "rsa-sha1", "ed25519-sha256"]


class BadKey(Exception):
    """There is no key, or none that may be used; the text says why, for staff."""


@dataclass(frozen=True, slots=True)
class Key:
    """A usable key and what its owner restricts it to."""

    kind: str  # rsa or ed25519
    public: "RSAPublicKey | Ed25519PublicKey"
    hashes: frozenset[str] | None
    is_strict: bool  # t=s: i= must name the very domain
    writers: str  # g= of RFC 4871: which local parts of i= it is for, with one asterisk
    bits: int

    def is_for(self, writer: str) -> bool:
        """Whether it may sign for this local part; RFC 6376 dropped it, some owners still ask it."""
        begin, asterisk, end = self.writers.partition("*")
        if not asterisk:
            return writer == begin
        fits = writer.startswith(begin) and writer.endswith(end)
        return fits and len(writer) >= len(begin) + len(end)

    def verify(self, algorithm: str, signature: bytes, signed: bytes) -> bool:
        """Whether this key made the signature of these octets."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives import hashes
        from cryptography.hazmat.primitives.asymmetric import padding
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

        kind, _, digest = algorithm.partition("-")
        if kind != self.kind or (self.hashes is not None and digest not in self.hashes):
            raise BadKey("it is for another algorithm")
        try:
            if isinstance(self.public, RSAPublicKey):
                used = hashes.SHA1() if digest == "sha1" else hashes.SHA256()
                self.public.verify(signature, signed, padding.PKCS1v15(), used)
            else:
                self.public.verify(signature, hashlib.sha256(signed).digest())
        except InvalidSignature:
            return False
        return True


def look_up(names: Names, selector: str, domain: str) -> Key:
    """The key of a signer; raises BadKey or NoAnswer."""
    records = names.ask(f"{selector}._domainkey.{domain}", "TXT")
    if not records:
        raise BadKey("there is no key")
    if len(records) > 1:
        raise BadKey("there are several keys")
    return read_key(records[0])


@lru_cache(maxsize=512)
def read_key(record: bytes) -> Key:
    """The key in a record; raises BadKey."""
    if len(record) > _LONGEST:
        raise BadKey("its record is too long")
    try:
        tags = read_tags(record)
    except BadTags as error:
        raise BadKey("its record can't be read") from error
    if "v" in tags and (next(iter(tags)) != "v" or tags["v"] != "DKIM1"):
        raise BadKey("its version is unknown")
    if "p" not in tags:
        raise BadKey("its record has no key")
    if not (material := unfolded(tags["p"])):
        raise BadKey("it was revoked")
    services = unfolded(tags.get("s", "*")).split(":")
    if not {"*", "email"} & set(services):
        raise BadKey("it is not for mail")
    kind = tags.get("k", "rsa")
    public, bits = _public_key(kind, _octets(material))
    hashes = frozenset(unfolded(tags["h"]).split(":")) if tags.get("h") else None
    is_strict = "s" in unfolded(tags.get("t", "")).split(":")
    return Key(kind, public, hashes, is_strict, tags.get("g") or "*", bits)


def _octets(material: str) -> bytes:
    if not _BASE64.fullmatch(material):
        raise BadKey("it is damaged")
    try:
        return base64.b64decode(material + "=" * (-len(material) % 4))
    except binascii.Error as error:
        raise BadKey("it is damaged") from error


def _public_key(kind: str, octets: bytes) -> "tuple[RSAPublicKey | Ed25519PublicKey, int]":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        if kind == "ed25519":
            return Ed25519PublicKey.from_public_bytes(octets), 256
        if kind == "rsa":
            public = load_der_public_key(octets)
            if isinstance(public, RSAPublicKey) and public.key_size <= _MOST_RSA_BITS:
                return public, public.key_size
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadKey("it is damaged, or too short") from error
    raise BadKey("it is of an unknown kind")
