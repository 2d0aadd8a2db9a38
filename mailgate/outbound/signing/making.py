"""One signature: the octets that our key makes of a digest, and the field around them."""

import hashlib
from base64 import b64encode

from mailgate.authentication.canonical import relaxed_field
from mailgate.outbound.signing.fields import folded, in_lines
from mailgate.outbound.signing.keyring import SigningKey


class Unfinished:
    """A signature field whose tags are known, but for b=; it signs digest after digest."""

    def __init__(self, name: str, key: SigningKey, *tags: str) -> None:
        told = f"{name}: {folded(*tags)}\r\n\tb="
        self._key, self._begun = key, told.encode("ascii")
        # A signature covers its own field with b= empty and without the last line end.
        self._canonical = relaxed_field(self._begun)

    def finished(self, signed: "hashlib._Hash") -> bytes:
        """The whole field (with CRLF) for a hash of everything else that it covers."""
        return self.around(self._key.sign(self.digest(signed)))

    def digest(self, signed: "hashlib._Hash") -> bytes:
        """What is to be signed, for a hash of everything else that it covers."""
        signed.update(self._canonical)
        return signed.digest()

    def around(self, signature: bytes) -> bytes:
        """The whole field (with CRLF) with this signature in it."""
        return b"".join((self._begun, in_lines(b64encode(signature)), b"\r\n"))


def hash_of(*fields: bytes) -> "hashlib._Hash":
    """The hash of fields in relaxed form, to be gone on with."""
    begun = hashlib.sha256()
    for field in fields:
        begun.update(relaxed_field(field) + b"\r\n")
    return begun
