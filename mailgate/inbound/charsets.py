"""Bytes to text, whatever the label says: labels are wrong, missing or private to one vendor.

`decode_text` never raises and never answers with NUL or lone surrogates.
"""

import codecs
import encodings
import re
from encodings.aliases import aliases
from functools import lru_cache
from pkgutil import iter_modules

from mailgate.inbound.carrier_emoji import Carrier, with_emoji
from mailgate.inbound.guessing import EUC, GUESS_FROM, SJIS, guess, sample_of, scalar, strictly
from mailgate.inbound.japanese import (
    ANY_ESCAPE,
    decode_euc,
    decode_jis,
    plausibility,
    with_lost_escapes,
)

_JIS = "iso2022_jp"

_ALIASES = {
    _JIS: "iso2022jp csiso2022jp iso2022jpms iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 "
    "iso2022jpext cp50220 cp50221 cp50222 50220 50221 50222 windows50220 windows50221 jis jis7 "
    "xjis xiso2022jp junet iso2022 csiso2022jp2 isoir87 iso2022jpnec iso2022jpkddi "
    "iso2022jpsoftbank xiso2022jpkddi",
    SJIS: "shiftjis sjis xsjis windows31j cswindows31j cp932 ms932 mskanji windows932 shiftjisx0213 "
    "shiftjis2004 ms31j csshiftjis xshiftjis 932 ibm943 cp943 cp943c sjiswin sjisdocomo sjiskddi "
    "sjissoftbank xsjisdocomo xsjisimode macjapanese xmacjapanese",
    EUC: "eucjp xeucjp eucjpms eucjpwin cp51932 51932 ujis cseucpkdfmtjapanese cp20932 euc "
    "eucjis2004 japaneseeuc xeuc eucjapan",
    "utf-8": "utf8 utf utf8mb4 unicode11utf8 xunicode20utf8 utf8mac cp65001 65001 utf8n utf08 u8 "
    "unicodeutf8 utf8sig xutf8",
    "ascii": "ascii usascii ansix341968 ansix341986 iso646us us csascii iso646 646 cp367 ibm367 "
    "isoir6 7bit 8bit binary default none null unknown",
    "utf-7": "utf7 unicode11utf7 csutf7 u7 cp65000 unicode20utf7",
    "gb18030": "gb2312 gbk gb18030 gb231280 euccn xgbk cp936 ms936 windows936 936 "
    "csgb2312 gb23121980 chinese xeuccn",
    "hz": "hz hzgb2312",
    "big5hkscs": "big5 big5hkscs cp950 ms950 950 csbig5 xxbig5 bigfive xbig5 windows950 cnbig5 "
    "big5eten big5tw cp951",
    "cp949": "euckr ksc5601 ksc56011987 ksc5601 kscs56011987 ksx1001 cp949 ms949 uhc windows949 949 "
    "korean cseuckr ksc56011989 isoir149 5601 xwindows949",
    "cp1252": "iso88591 latin1 l1 isolatin1 cp819 ibm819 iso885911987 isoir100 csisolatin1 "
    "windows1252 cp1252 1252 xansi ansi xcp1252 iso8859 88591 iso88591windows31latin1 "
    "iso88591windows30latin1 iso88591windows31 wlatin1 wordperfect",
    "cp1254": "iso88599 latin5 windows1254 cp1254 l5 isoir148 csisolatin5 iso885991989",
    "cp874": "tis620 iso885911 windows874 cp874 xwindows874 isoir166",
    "iso8859_8": "iso88598 iso88598i iso88598e logical visual hebrew",
    "iso8859_6": "iso88596 iso88596i iso88596e arabic asmo708",
    "koi8_u": "koi8ru koi8u",
    "koi8_r": "koi8 koi8r cskoi8r",
    "mac_roman": "macintosh macroman xmacroman mac csmacintosh xmac",
    "utf-16": "utf16 unicode ucs2 iso10646ucs2 csunicode iso10646",
}
_CODECS = {name: codec for codec, names in _ALIASES.items() for name in names.split()}
_LABEL_NOISE = re.compile(r"[^a-z0-9]")
# Codecs whose text in other languages is often UTF-8 under a stale label.
_STALE_LABELS = {"ascii", "cp1252", "iso8859-15", "iso8859_15", _JIS}


@lru_cache(maxsize=512)
def codec_of(label: str | None) -> str | None:
    """The Python codec for a charset label as mail writes it; None for labels nobody knows."""
    name = _LABEL_NOISE.sub("", (label or "").lower().split("*")[0])
    if name in _CODECS:
        return _CODECS[name]
    for attempt in (label or "", name, name.replace("windows", "cp"), name.replace("cp", "iso")):
        if _python_name(attempt) not in _PYTHONS:
            continue
        try:
            info = codecs.lookup(attempt)
        except (LookupError, ValueError):
            continue
        if info._is_text_encoding and info.name not in _NOT_IN_MAIL:
            return _CODECS.get(_LABEL_NOISE.sub("", info.name), info.name)
    return None


def _python_name(label: str) -> str:
    return re.sub(r"[^a-z0-9.]+", "_", label.lower()).strip("_")


# Python looks on the disk for each name that it doesn't know, and remembers every one for ever.
_PYTHONS = {
    name.lower()
    for names in (aliases, aliases.values(), (m.name for m in iter_modules(encodings.__path__)))
    for name in names
}

# Codecs of Python's own that could turn text into something else than it shows.
_NOT_IN_MAIL = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"}


def decode_text(data: bytes, label: str | None = None, carrier: Carrier | None = None) -> str:
    """The text of `data`, declared as `label`; JIS escapes and valid UTF-8 outvote the label."""
    if codec_of(label) == _JIS and b"$" in data and b"\x1b" not in data:
        data = with_lost_escapes(data)
    if data.isascii() and b"\x1b" not in data and codec_of(label) not in _SEVEN_BIT:
        text = data.decode("ascii")
    else:
        text = _decode(data, codec_of(label), carrier)
    return text.replace("\0", "") if "\0" in text else text


_SEVEN_BIT = {"utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso2022_kr", "hz"}


def _decode(data: bytes, codec: str | None, carrier: Carrier | None) -> str:
    if codec != "iso2022_kr" and ANY_ESCAPE.search(data):
        if not data.isascii() and (mixed := _with_utf8_lines(data, carrier)):
            return mixed
        return with_emoji(decode_jis(data, carrier), carrier)
    if codec not in _SEVEN_BIT:
        utf8 = strictly(data, "utf-8")
        if utf8 is not None and _is_utf8(data, utf8, codec):
            utf8 = utf8.removeprefix("\ufeff")
            return with_emoji(utf8, carrier) if carrier else utf8
    if codec == SJIS:
        return _with_label(data, SJIS, carrier)
    if codec == EUC:
        return decode_euc(data) or guess(data, EUC, carrier)
    if codec in (None, "ascii", _JIS):
        return guess(data, None, carrier)
    return _with_label(data, codec, carrier)


def _with_utf8_lines(data: bytes, carrier: Carrier | None) -> str | None:
    """JIS among lines of UTF-8, as a list's footer under a mail; None where it is no such mixture."""
    texts, is_mixed = [], False
    for line in data.split(b"\n"):
        utf8 = None if ANY_ESCAPE.search(line) else strictly(line, "utf-8")
        is_mixed |= utf8 is not None and not utf8.isascii()
        texts.append(decode_jis(line, carrier) if utf8 is None else utf8)
    return with_emoji("\n".join(texts), carrier) if is_mixed else None


def _is_utf8(data: bytes, text: str, codec: str | None) -> bool:
    """Whether valid UTF-8 is meant as such: short words of other charsets can look like it."""
    if codec in _STALE_LABELS or codec in (None, "utf-8"):
        return True
    if codec not in (SJIS, EUC):
        return sum(not char.isascii() for char in text[:GUESS_FROM]) > 3
    data = sample_of(data)
    other = strictly(data, SJIS) if codec == SJIS else decode_euc(data)
    return other is None or plausibility(text[:GUESS_FROM]) >= plausibility(other)


def _with_label(data: bytes, codec: str, carrier: Carrier | None) -> str:
    text = strictly(data, codec)
    if text is None or (codec in (SJIS, "cp1252") and _looks_mislabelled(data, text, codec)):
        return guess(data, codec, carrier)
    if codec == SJIS:
        return with_emoji(text, carrier)
    return scalar(text).removeprefix("\ufeff")


def _looks_mislabelled(data: bytes, text: str, codec: str) -> bool:
    """Whether Japanese in another charset explains the bytes far better than their label does."""
    data = sample_of(data)
    if codec == SJIS:
        euc = decode_euc(data)
        return euc is not None and plausibility(euc) > plausibility(text[:GUESS_FROM]) + 0.5
    others = (strictly(data, SJIS), decode_euc(data))
    return any(other and plausibility(other) > 0.9 for other in others)
