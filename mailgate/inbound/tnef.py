"""Outlook's winmail.dat (MS-OXTNEF): the text and the files in it; never raises.

What can't be read is passed over. Nothing in it grows but compressed RTF, and that to a limit.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mailgate.inbound.charsets import decode_text

_SIGNATURE = 0x223E9F78
_DEEPEST = 3
MOST_FILES = 100
_MOST_ATTRIBUTES = 5_000
_MOST_PROPERTIES = 5_000
_LONGEST_RTF = 300_000  # octets; Python inflates it slowly
# Attributes (MS-OXTNEF 2.1.3.2) and properties (MS-OXPROPS) by number.
_BODY, _CODEPAGE, _MESSAGE = 0x800C, 0x9007, 0x9003
_NEW_FILE, _FILE_DATA, _FILE_TITLE, _FILE = 0x9002, 0x800F, 0x8010, 0x9005
_P_BODY, _P_HTML, _P_RTF = 0x1000, 0x1013, 0x1009
_P_DATA, _P_SHORT_NAME, _P_NAME, _P_TYPE, _P_ID = 0x3701, 0x3704, 0x3707, 0x370E, 0x3712
_P_CODEPAGE = 0x3FDE
_STRING8, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_SIZES = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 0xA: 4, 0xB: 4, 0x14: 8, 0x40: 8, 0x48: 16, 1: 0}


_Properties = dict[int, tuple[int, bytes]]


class File(NamedTuple):
    """A file out of a winmail.dat."""

    name: str
    content_type: str
    data: bytes
    content_id: str | None


@dataclass(slots=True)
class Unpacked:
    """What a winmail.dat holds; `html` and `text` are empty where it has none."""

    text: str = ""
    html: str = ""
    files: list[File] = field(default_factory=list)


def is_tnef(data: bytes) -> bool:
    """Whether the octets begin as a winmail.dat does."""
    return data[:4] == struct.pack("<I", _SIGNATURE)


def unpack(data: bytes, depth: int = 0) -> Unpacked:
    """What is in a winmail.dat, as far as it can be read."""
    found = Unpacked()
    if not is_tnef(data):
        return found
    charset = "cp932"  # until the file says which; ours are Japanese
    file: _Properties = {}
    for number, value in _attributes(data):
        if number == _CODEPAGE and len(value) >= 4:
            charset = _charset(struct.unpack_from("<I", value)[0])
        elif number == _BODY:
            found.text = found.text or _said(_STRING8, value, charset)
        elif number == _MESSAGE:
            _read_message(found, _properties(value), charset)
        elif number == _NEW_FILE:
            _keep(found, file, charset, depth)
            file = {}
        elif number == _FILE_DATA:
            file[_P_DATA] = (_BINARY, value)
        elif number == _FILE_TITLE:
            file[_P_SHORT_NAME] = (_STRING8, value)
        elif number == _FILE:
            file |= {key: told for key, told in _properties(value).items() if told[1]}
    _keep(found, file, charset, depth)
    return found


def _attributes(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and value of each attribute (MS-OXTNEF 2.1.3)."""
    at = 6
    for _ in range(_MOST_ATTRIBUTES):
        if at + 9 > len(data):
            return
        _, number, length = struct.unpack_from("<BII", data, at)
        at += 9
        if length > len(data) - at:
            return
        yield number & 0xFFFF, data[at : at + length]
        at += length + 2


def _properties(data: bytes) -> _Properties:
    """The first value of each property, with its type (MS-OXTNEF 2.1.3.4)."""
    found: _Properties = {}
    try:
        (count,) = struct.unpack_from("<I", data)
        at = 4
        for _ in range(min(count, _MOST_PROPERTIES)):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= 0x8000:
                at = _behind_name(data, at)
            values, at = _values(data, at, kind)
            if values and at <= len(data):
                found.setdefault(number, (kind & 0xFFF, values[0]))
    except struct.error:
        pass  # cut off, or a type nobody knows: what stands before it counts
    return found


def _behind_name(data: bytes, at: int) -> int:
    (is_named,) = struct.unpack_from("<I", data, at + 16)
    at += 20
    if not is_named:
        return at + 4
    (length,) = struct.unpack_from("<I", data, at)
    return at + 4 + _padded(length)


def _values(data: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    """The values of a property and where the next one begins."""
    many, kind = kind & 0x1000, kind & 0xFFF
    varies = kind in (_STRING8, _UNICODE, _OBJECT, _BINARY)
    if (not varies and kind not in _SIZES) or (many and kind == 1):
        raise struct.error(f"unknown type {kind}")
    count = 1
    if many or varies:
        (count,) = struct.unpack_from("<I", data, at)
        at += 4
    values = []
    for _ in range(min(count, _MOST_PROPERTIES)):
        size = _SIZES.get(kind, 0)
        if varies:
            (size,) = struct.unpack_from("<I", data, at)
            at += 4
        if size > len(data) - at:
            raise struct.error("longer than the file")
        values.append(data[at : at + size])
        at += _padded(size)
    return values, at


def _padded(size: int) -> int:
    return size + -size % 4


def _read_message(found: Unpacked, told: _Properties, charset: str) -> None:
    if (page := told.get(_P_CODEPAGE)) and len(page[1]) >= 4:
        charset = _charset(struct.unpack_from("<I", page[1])[0])
    if body := told.get(_P_BODY):
        found.text = _said(*body, charset)
    if html := told.get(_P_HTML):
        found.html = _said(*html, charset)
    if (rtf := told.get(_P_RTF)) and not (found.text or found.html) and (words := _rtf(rtf[1])):
        found.files.append(File("message.rtf", "application/rtf", words, None))


def _keep(found: Unpacked, told: _Properties, charset: str, depth: int) -> None:
    """Note the file that these properties describe, or what is in it if it is a message."""
    kind, data = told.get(_P_DATA, (_BINARY, b""))
    if not data or len(found.files) >= MOST_FILES:
        return
    if kind == _OBJECT and is_tnef(data[16:]) and depth < _DEEPEST:
        inner = unpack(data[16:], depth + 1)
        if text := inner.text or inner.html:
            kind_ = "text/plain" if inner.text else "text/html"
            name = _named(told, charset) or "message"
            found.files.append(
                File(f"{name}.{kind_[5:].replace('plain', 'txt')}", kind_, text.encode(), None)
            )
        found.files += inner.files[: MOST_FILES - len(found.files)]
        return
    content_type = _said(*told.get(_P_TYPE, (_STRING8, b"")), "ascii").strip().lower()
    content_id = _said(*told.get(_P_ID, (_STRING8, b"")), "ascii").strip("<> ")
    found.files.append(
        File(
            _named(told, charset),
            content_type or "application/octet-stream",
            data,
            content_id or None,
        )
    )


def _named(told: _Properties, charset: str) -> str:
    name = told.get(_P_NAME) or told.get(_P_SHORT_NAME) or (_STRING8, b"")
    return _said(*name, charset)


def _said(kind: int, value: bytes, charset: str) -> str:
    if kind == _UNICODE:
        return value[: len(value) & ~1].decode("utf-16-le", "replace").split("\0")[0]
    return decode_text(value.split(b"\0")[0], charset)


def _charset(codepage: int) -> str:
    return {65001: "utf-8", 20127: "us-ascii", 50220: "iso-2022-jp", 51932: "euc-jp"}.get(
        codepage, f"cp{codepage}" if 0 < codepage < 10_000 else "cp932"
    )


# --- Compressed RTF (MS-OXRTFCP) ---

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)


def _rtf(data: bytes) -> bytes:
    """The RTF; empty where it is no such thing."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack_from("<IIII", data)
    if kind == 0x414C454D:  # not compressed
        return data[16 : 16 + size]
    return _inflated(data[16:], min(size, _LONGEST_RTF)) if kind == 0x75465A4C else b""


def _inflated(data: bytes, size: int) -> bytes:
    window = bytearray(_DICTIONARY.ljust(4096, b"\0"))
    written, at, out = len(_DICTIONARY), 0, bytearray()
    while at < len(data) and len(out) < size:
        flags, at = data[at], at + 1
        for bit in range(8):
            if at >= len(data):
                break
            if not flags >> bit & 1:
                run, at = data[at : at + 1], at + 1
            else:
                pair = int.from_bytes(data[at : at + 2], "big")
                start, length, at = pair >> 4, (pair & 15) + 2, at + 2
                if start == written % 4096:
                    return bytes(out)
                run = bytes(_copied(window, start, length, written))
            for octet in run:
                window[written % 4096] = octet
                written += 1
            out += run
    return bytes(out[:size])


def _copied(window: bytearray, start: int, length: int, written: int) -> Iterator[int]:
    """Octets of the window, which may run into those that they make themselves."""
    made: list[int] = []
    for step in range(length):
        place = (start + step) % 4096
        behind = (place - written) % 4096
        made.append(made[behind] if behind < len(made) else window[place])
    yield from made
