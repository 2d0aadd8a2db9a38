"""DKIM-Signature for copy after copy of one mail, relaxed/relaxed (RFC 6376).

The body and the shared fields are hashed once; a copy costs its own field and the signature.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Sequence

from mailgate.authentication.canonical import relaxed_body, relaxed_field, take_apart
from mailgate.outbound.content import Content
from mailgate.outbound.signing.fields import OVERSIGNED, OWN, covered
from mailgate.outbound.signing.keyring import SigningKey
from mailgate.outbound.signing.making import Unfinished, hash_of

# Makes the signatures of digests.
Signatures = Callable[[SigningKey, Sequence[bytes]], Sequence[bytes]]


class CopySigner:
    """Signs the copies of one content with one key for one domain; `at` is seconds since 1970."""

    def __init__(self, content: Content, key: SigningKey, domain: str, at: int) -> None:
        fields, body = take_apart(content.data)
        self._key = key
        body_hash = b64encode(hashlib.sha256(relaxed_body(body)).digest()).decode()
        names, covers = covered(fields, OVERSIGNED)
        below = [field.raw for field in reversed(fields) if field.name == OWN]
        self._shared = hash_of(*covers, *below)

        def unfinished(own: int) -> Unfinished:
            all_names = [*names, *[OWN] * (len(below) + own + 1)]
            return Unfinished(
                "DKIM-Signature", key,
                "v=1", f"a={key.algorithm}-sha256", "c=relaxed/relaxed",
                f"d={domain}", f"s={key.selector}", f"t={at}",
                f"h={b':'.join(all_names).decode()}", f"bh={body_hash}",
            )  # fmt: skip

        self._without, self._with_own = unfinished(0), unfinished(1)

    def sign(self, heads: Sequence[bytes], signatures: Signatures) -> list[bytes]:
        """The signature fields (with CRLF) of the copies whose own header lines are `heads`.

        These are nothing, or a copy's List-Unsubscribe alone, which RFC 8058 wants to be covered.
        """
        begun = [self._begin(head) for head in heads]
        made = signatures(self._key, [digest for _, digest in begun])
        return [field.around(one) for (field, _), one in zip(begun, made, strict=True)]

    def _begin(self, head: bytes) -> tuple[Unfinished, bytes]:
        """The field for such a copy, and the digest that it is to hold the signature of."""
        signed = self._shared.copy()
        if not head:
            return self._without, self._without.digest(signed)
        signed.update(_own_field(head))
        return self._with_own, self._with_own.digest(signed)


def _own_field(head: bytes) -> bytes:
    field = relaxed_field(head.removesuffix(b"\r\n"))
    if not field.startswith(OWN + b":"):
        raise ValueError("a copy's own header is something else than its way out of the list")
    return field + b"\r\n"
