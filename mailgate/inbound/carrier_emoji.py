"""Picture characters of Japanese phones, read as the Unicode characters that replaced them.

Three carriers put their pictures into the same private rows of Shift_JIS, so who sent the mail
decides what a code means; without a known carrier only codes that one carrier alone has are read.
"""

from enum import StrEnum
from functools import cache

from mailgate.inbound.emoji_sources import EMOJI_SOURCES


class Carrier(StrEnum):
    """Who runs the phone network that a mail came from."""

    DOCOMO = "docomo"
    KDDI = "kddi"
    SOFTBANK = "softbank"


_DOMAINS = {
    "docomo.ne.jp": Carrier.DOCOMO,
    "ezweb.ne.jp": Carrier.KDDI,
    "au.com": Carrier.KDDI,
    "ido.ne.jp": Carrier.KDDI,
    "biz.ezweb.ne.jp": Carrier.KDDI,
    "softbank.ne.jp": Carrier.SOFTBANK,
    "i.softbank.jp": Carrier.SOFTBANK,
    "vodafone.ne.jp": Carrier.SOFTBANK,
    "disney.ne.jp": Carrier.SOFTBANK,
}
# SoftBank's own Unicode pages and the first Shift_JIS code of each.
_SOFTBANK_PAGES = ((0xE0, 0xF941), (0xE1, 0xF741), (0xE2, 0xF7A1), (0xE3, 0xF9A1), (0xE4, 0xFB41))
_SOFTBANK_ESCAPES = dict(zip(b"GEFOPQ", (0xE0, 0xE1, 0xE2, 0xE3, 0xE4, 0xE5), strict=True))


def carrier_of(domain: str) -> Carrier | None:
    """The phone network behind a mail domain, if it is one."""
    domain = domain.lower()
    if domain.endswith(".vodafone.ne.jp") or (domain.startswith("jp-") and len(domain) == 10):
        return Carrier.SOFTBANK
    return _DOMAINS.get(domain)


def with_emoji(text: str, carrier: Carrier | None) -> str:
    """`text` as cp932 or UTF-8 gave it, private characters read as the pictures they stand for."""
    return text.translate(_pictures(carrier))


def kddi_picture(row: int, cell: int) -> str | None:
    """The picture that KDDI sends in ISO-2022-JP at JIS `row` and `cell` (0x21 to 0x7E each)."""
    lead = ((row - 0x21) >> 1) + 0xC1
    trail = cell + 0x1F + (cell >= 0x60) if row & 1 else cell + 0x7E
    shift = {0xEB: 0xF6, 0xEC: 0xF7, 0xED: 0xF3, 0xEE: 0xF4}.get(lead)
    return _codes()[Carrier.KDDI].get(shift << 8 | trail) if shift else None


def softbank_picture(page: int, cell: int) -> str | None:
    """The picture of SoftBank's escape `ESC $ page cell SI`, both given as byte values."""
    code = _SOFTBANK_ESCAPES.get(page, 0) << 8 | cell - 0x20
    return _pictures(Carrier.SOFTBANK).get(code)


@cache
def _codes() -> dict[Carrier, dict[int, str]]:
    tables: dict[Carrier, dict[int, str]] = {carrier: {} for carrier in Carrier}
    for entry in EMOJI_SOURCES.split():
        points, *codes = entry.split(";")
        character = "".join(chr(int(point, 16)) for point in points.split("+"))
        for carrier, code in zip(Carrier, codes, strict=False):
            if code:
                tables[carrier][int(code, 16)] = character
    return tables


@cache
def _pictures(carrier: Carrier | None) -> dict[int, str]:
    """Private Unicode character to picture, for `str.translate`."""
    if carrier is None:
        kddi, docomo = _pictures(Carrier.KDDI), _pictures(Carrier.DOCOMO)
        softbank = {_as_cp932(code) for code in _codes()[Carrier.SOFTBANK]}
        return {k: v for k, v in kddi.items() if k not in softbank} | docomo
    pictures = {_as_cp932(code): text for code, text in _codes()[carrier].items()}
    if carrier is Carrier.SOFTBANK:
        pictures |= _softbank_unicode()
    if carrier is Carrier.KDDI:  # its phones' own Unicode is the mail code less 0x700
        pictures |= {code - 0x700: text for code, text in _codes()[carrier].items()}
    return pictures


def _as_cp932(code: int) -> int:
    return ord(code.to_bytes(2, "big").decode("cp932"))


def _softbank_unicode() -> dict[int, str]:
    table = {}
    codes = _codes()[Carrier.SOFTBANK]
    for page, first in (*_SOFTBANK_PAGES, (0xE5, 0xFBA1)):
        for cell in range(1, 0x5B):
            code = first + cell - 1
            code += (first & 0xFF) == 0x41 and (code & 0xFF) >= 0x7F
            if code in codes:
                table[page << 8 | cell] = codes[code]
    return table
