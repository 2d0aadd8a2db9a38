"""Lists of tag=value as in DKIM-Signature, ARC-Seal and key records (RFC 6376 3.2)."""

import re

_TAG = re.compile(r"[ \t\r\n]*([A-Za-z][A-Za-z0-9_]*)[ \t\r\n]*=([^;]*)", re.DOTALL)
_B = re.compile(rb"((?:\A|;)[ \t\r\n]*b[ \t\r\n]*=)[^;]*")


class BadTags(ValueError):
    """It is no such list, or names a tag twice; the whole must be ignored."""


def read_tags(text: bytes | str) -> dict[str, str]:
    """Each tag with its value, blanks around it removed; raises BadTags."""
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    pieces = told.split(";")
    if not pieces[-1].strip():
        pieces.pop()  # one semicolon may stand at the end
    found: dict[str, str] = {}
    for piece in pieces:
        tag = _TAG.fullmatch(piece)
        if not tag or tag[1] in found:
            raise BadTags("it is no list of tags")
        found[tag[1]] = tag[2].strip(" \t\r\n")
    return found


def unfolded(value: str) -> str:
    """A value in which blanks mean nothing (base64, lists of names), without any."""
    return "".join(value.split())


def without_signature(field: bytes) -> bytes:
    """A signature field as it was when it was signed: the value of its b= is empty."""
    name, colon, value = field.partition(b":")
    return name + colon + _B.sub(rb"\1", value, count=1)
