"""Content transfer encodings, undone with whatever damage they arrive in."""

import binascii
import re
import string
from typing import NamedTuple

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_ALPHABET = string.ascii_letters.encode() + string.digits.encode() + b"+/=\r\n"
_EIGHT_BIT = bytes(range(0x80, 0x100))
_FEW_WORDS = 40  # octets of which a few damaged ones say nothing
_ENCODED_LINE = re.compile(rb"\s*(?:[A-Za-z0-9+/]{4}){2,}(?:[A-Za-z0-9+/]{2,3}=+)?\s*?(?:\n|\Z)")
# A line of words, or the rule above a list's footer, below lines that were encoded.
_PROSE = re.compile(rb"^[ \t]*(?:[^\s=]+[ \t]+[^\s=]|--[ ]?\r?$|[_-]{4,}\r?$)", re.MULTILINE)
_SOFT_BREAK = re.compile(rb"=[ \t]+(?=\r?\n)")
_MORE_AFTER_PADDING = re.compile(rb"=\s*[A-Za-z0-9+/]{2}")
_PADDED_RUN = re.compile(rb"[^=]+=*")
_LOOKS_BASE64 = re.compile(
    rb"\s*(?:(?:[A-Za-z0-9+/]{4})+\s+)*(?:[A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2,3}=+\s*"
)
_UU_BLOCK = re.compile(
    rb"^begin(?:-base64)? ([0-7]{3,4}) ([^\r\n]+)\r?\n((?:[ -`][^\r\n]{0,120}\r?\n)*?)"
    rb"(?:[` ]?[ \t]*\r?\n)?(?:end[ \t]*\r?$\n?|\Z)",
    re.MULTILINE,
)


class Uuencoded(NamedTuple):
    """A file that stood uuencoded in a text."""

    name: bytes
    data: bytes


def undo(data: bytes, encoding: str) -> tuple[bytes, bool]:
    """(`data` without its content transfer encoding, whether it was whole)."""
    match encoding:
        case "base64":
            return _base64(data)
        case "quoted-printable":
            return _quoted_printable(data), True
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            files, _ = take_uuencoded(data)
            return (files[0].data, True) if files else (data, False)
        case "" | "7bit" | "8bit" | "binary":
            return data, True
        case "b" | "q":
            return undo(data, {"b": "base64", "q": "quoted-printable"}[encoding])
        case _ if "base" in encoding and "64" in encoding:
            return _base64(data)
        case _ if encoding.startswith("quoted"):
            return _quoted_printable(data), True
        case _:
            return data, False


def _quoted_printable(data: bytes) -> bytes:
    """Without its encoding; white space that a relay set behind a soft break is none of it."""
    return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data) if b"= " in data or b"=\t" in data else data)


def _base64(data: bytes) -> tuple[bytes, bool]:
    foreign = len(data.translate(None, _ALPHABET))
    if foreign and _is_plain(data, foreign) and not _ENCODED_LINE.match(data):
        return data, False
    if foreign and (prose := _PROSE.search(data)):
        encoded = data[: prose.start()]
        if encoded.strip() and len(_NOT_BASE64.sub(b"", encoded)) % 4 == 0:
            return _base64(encoded)[0], False
    try:
        if not _MORE_AFTER_PADDING.search(data, max(0, data.find(b"="))):
            return binascii.a2b_base64(data), True
    except binascii.Error:
        pass
    first, *rest = _PADDED_RUN.findall(data) or [b""]
    more = b"".join(_base64_run(run) for run in rest if _LOOKS_BASE64.fullmatch(run))
    return _base64_run(first) + more, False


def _is_plain(data: bytes, foreign: int) -> bool:
    """Whether it was never encoded: letters of no alphabet, or words and their spaces."""
    is_eight_bit = len(data.translate(None, _EIGHT_BIT)) * 2 < len(data)
    return is_eight_bit or (len(data) > _FEW_WORDS and foreign * 8 > len(data))


def _base64_run(run: bytes) -> bytes:
    """One padded stretch, what doesn't belong into base64 left out."""
    clean = _NOT_BASE64.sub(b"", run)
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + b"=" * (-len(clean) % 4))


def take_uuencoded(text: bytes) -> tuple[list[Uuencoded], bytes]:
    """(the files uuencoded in `text`, the rest of it)."""
    if not (text.startswith(b"begin ") or b"\nbegin " in text):
        return [], text
    files: list[Uuencoded] = []
    rest: list[bytes] = []
    end = 0
    for match in _UU_BLOCK.finditer(text):
        data = _uudecoded(match[3])
        if data is None:
            continue
        files.append(Uuencoded(match[2].strip(), data))
        rest.append(text[end : match.start()])
        end = match.end()
    return files, b"".join((*rest, text[end:]))


def _uudecoded(lines: bytes) -> bytes | None:
    pieces = []
    for line in lines.splitlines():
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            length = ((line[0] - 32 & 63) * 4 + 5) // 3  # some encoders pad with junk
            try:
                pieces.append(binascii.a2b_uu(line[:length]))
            except binascii.Error:
                return None
    return b"".join(pieces) if pieces else None
