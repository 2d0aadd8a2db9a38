"""Header text of RFC 2047, as well as broken mailers write it.

Neighbours in one charset are joined as bytes before decoding, because many mailers cut a
multibyte character, or even one base64 text, in two.
"""

import binascii
import re
from itertools import groupby

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.charsets import codec_of, decode_text
from mailgate.inbound.remembering import remembered

_WORD = re.compile(
    r"=\?\s*([^?\s\"<>]{1,60}?)\s*\?\s*([BbQq])\s*\?"
    r"([^?]*(?:\?(?!=)[^?]*)*?)(?:\?=(?![0-9A-F]{2}(?=[^?\s]*\?=))|\s*$|(?==\?[^?\s]{1,60}\?[BbQq]\?))"
)
_FOLD = re.compile(r"[ \t]*\r?\n[ \t]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_MOST = 65536  # bytes of one header that a view needs


@remembered
def decode_header(raw: bytes, charset: str | None = None, carrier: Carrier | None = None) -> str:
    """The text of a raw header value; `charset` is the hint for undeclared 8-bit bytes."""
    text = header_text(raw, charset, carrier)
    return decode_words(text, carrier) if "=?" in text else text


def header_text(raw: bytes, charset: str | None = None, carrier: Carrier | None = None) -> str:
    """A raw header value as one line of text, its encoded words still encoded."""
    raw = raw[:_MOST]
    if raw.isascii() and b"\x1b" not in raw:
        text = raw.decode("ascii")
    else:
        hint = None if codec_of(charset) == "cp1252" else charset  # Latin is the last guess anyway
        text = decode_text(raw, hint, carrier)
    if "\n" in text:
        text = _FOLD.sub(" ", text)
    return text.strip() if text.isprintable() else _CONTROLS.sub("", text).strip()


def decode_words(text: str, carrier: Carrier | None = None) -> str:
    """`text` with its encoded words read."""
    pieces: list[str] = []
    run: list[tuple[str, str, str]] = []
    end = 0
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        if between and not (run and between.isspace()):
            pieces += [_read_run(run, carrier), between]
            run = []
        run.append((match[1], match[2].lower(), match[3]))
        end = match.end()
    pieces += [_read_run(run, carrier), text[end:]]
    decoded = "".join(pieces)
    return decoded if decoded.isprintable() else _CONTROLS.sub("", _FOLD.sub(" ", decoded))


def _read_run(run: list[tuple[str, str, str]], carrier: Carrier | None) -> str:
    """Adjacent encoded words, those of one charset read as one text."""
    return "".join(
        decode_text(_joined(list(words)), charset, carrier)
        for charset, words in groupby(run, key=lambda word: word[0].split("*")[0].lower())
    )


def _joined(words: list[tuple[str, str, str]]) -> bytes:
    """The bytes of encoded words; base64 cut at an odd place goes on in the next word."""
    data, pending = b"", ""
    for charset, encoding, text in words:
        if encoding == "q":
            data += _base64(pending) + _quoted(text, charset)
            pending = ""
        else:
            pending += "".join(text.split())
            if len(pending) % 4 == 0 or "=" in text:
                data += _base64(pending)
                pending = ""
    return data + _base64(pending)


def _quoted(text: str, charset: str) -> bytes:
    raw = text.replace("_", " ")
    data = raw.encode("ascii") if raw.isascii() else _reencoded(raw, charset)
    return binascii.a2b_qp(data)


def _reencoded(text: str, charset: str) -> bytes:
    """Raw characters inside an encoded word, back in the charset that the word declares."""
    try:
        return text.encode(codec_of(charset) or "utf-8")
    except (UnicodeError, LookupError):
        return text.encode("utf-8", "replace")


_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def _base64(text: str) -> bytes:
    clean = _NOT_BASE64.sub("", text.split("=")[0].replace("-", "+"))
    if len(clean) % 4 == 1:
        clean = clean[:-1]
    return binascii.a2b_base64(clean + "=" * (-len(clean) % 4)) if clean else b""
