"""Signing mails for tests, in the plainest way."""

import base64
import hashlib

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from mailgate.authentication.canonical import relaxed_body, relaxed_field
from mailgate.authentication.signatures import SignedMail
from tests.mailgate.authentication.records import Records

MAIL = (
    "From: 青井 <aoi@city.test>\r\nTo: council@lists.test\r\nSubject: bench\r\n\r\n"
    "Please, more benches.\r\n"
).encode()


class Signer:
    """A key of its own, and its record."""

    def __init__(self, bits: int = 2048) -> None:
        self.key = rsa.generate_private_key(65537, bits)

    def record(self, more: str = "") -> str:
        public = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return f"v=DKIM1; {more}p={base64.b64encode(public).decode()}"

    def names(self, more: str = "") -> Records:
        return Records({"s._domainkey.city.test": {"TXT": [self.record(more).encode()]}})

    def sign(
        self,
        raw: bytes = MAIL,
        tags: str = "",
        names: str = "from:to:subject",
        version: str = "v=1; ",
    ) -> bytes:
        mail = SignedMail.of(raw)
        length = next((int(t[2:]) for t in tags.split("; ") if t.startswith("l=")), None)
        hashed = hashlib.sha256(relaxed_body(mail.body)[:length]).digest()
        tags = f"{tags}; " if tags else ""
        field = (
            f"DKIM-Signature: {version}a=rsa-sha256; c=relaxed/relaxed; d=city.test; s=s; {tags}"
            f"h={names}; bh={base64.b64encode(hashed).decode()}; b="
        ).encode()
        signed = mail.signed_fields(names.split(":"), True) + relaxed_field(field)
        made = self.key.sign(signed, padding.PKCS1v15(), hashes.SHA256())
        return field + base64.b64encode(made) + b"\r\n" + raw
