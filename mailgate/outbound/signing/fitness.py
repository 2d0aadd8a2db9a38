"""What can be signed so that the signature still holds where the mail arrives."""

import re

from mailgate.authentication.canonical import Field, take_apart
from mailgate.outbound.content import Content
from mailgate.outbound.headers import MAX_LINE
from mailgate.outbound.seven_bit import to_seven_bit

_TOO_LONG = re.compile(rb"[^\r\n]{%d}" % (MAX_LINE + 1))
_SIGNED = re.compile(rb"^dkim-signature:", re.IGNORECASE | re.MULTILINE)


def fit_to_sign(content: Content) -> Content:
    """The same in seven bits, where that takes nobody else's signature away.

    A server on the way that knows no 8BITMIME would convert it and break ours (RFC 6376 5.3).
    """
    if content.is_seven_bit or _SIGNED.search(content.data.partition(b"\r\n\r\n")[0]):
        return content
    return Content(to_seven_bit(content.data), content.found)


def fault_in(content: Content) -> str | None:
    """Why a signature of this mail would not hold, or None."""
    fields, _ = take_apart(content.data)
    if sum(field.name == b"from" for field in fields) != 1:
        return "it has not one From"  # RFC 5322 3.6; receivers refuse or guess
    if any(_is_unfit(field) for field in fields):
        return "a line of its header is no field, or not in ASCII"
    if _TOO_LONG.search(content.data):
        return f"it has a line over {MAX_LINE} octets, which servers break"
    if b"\0" in content.data:
        return "it has a NUL, which servers take out"
    return None


def _is_unfit(field: Field) -> bool:
    return not field.name or not field.raw.isascii()
