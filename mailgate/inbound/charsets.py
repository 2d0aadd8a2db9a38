"""Bytes to text, whatever the label says: labels are wrong, missing or private to one vendor.

`decode_text` never raises and never answers with NUL or lone surrogates.
"""

import codecs
import re
from functools import lru_cache

from mailgate.inbound.carrier_emoji import Carrier, with_emoji
from mailgate.inbound.foreign import unlabelled_codec
from mailgate.inbound.japanese import ANY_ESCAPE, decode_euc, decode_jis, plausibility

_JIS, _SJIS, _EUC = "iso2022_jp", "cp932", "euc_jp"
_GUESS_FROM = 4096  # bytes that a guess looks at

_ALIASES = {
    _JIS: "iso2022jp csiso2022jp iso2022jpms iso2022jp1 iso2022jp2 iso2022jp3 iso2022jp2004 "
    "iso2022jpext cp50220 cp50221 cp50222 50220 50221 50222 windows50220 windows50221 jis jis7 "
    "xjis xiso2022jp junet iso2022 csiso2022jp2 isoir87 iso2022jpnec iso2022jpkddi "
    "iso2022jpsoftbank xiso2022jpkddi",
    _SJIS: "shiftjis sjis xsjis windows31j cswindows31j cp932 ms932 mskanji windows932 shiftjisx0213 "
    "shiftjis2004 ms31j csshiftjis xshiftjis 932 ibm943 cp943 cp943c sjiswin sjisdocomo sjiskddi "
    "sjissoftbank xsjisdocomo xsjisimode macjapanese xmacjapanese",
    _EUC: "eucjp xeucjp eucjpms eucjpwin cp51932 51932 ujis cseucpkdfmtjapanese cp20932 euc "
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
        try:
            info = codecs.lookup(attempt)
        except (LookupError, ValueError):
            continue
        if info._is_text_encoding and info.name not in _NOT_IN_MAIL:
            return _CODECS.get(_LABEL_NOISE.sub("", info.name), info.name)
    return None


# Codecs of Python's own that could turn text into something else than it shows.
_NOT_IN_MAIL = {"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs"}


def decode_text(data: bytes, label: str | None = None, carrier: Carrier | None = None) -> str:
    """The text of `data`, declared as `label`; JIS escapes and valid UTF-8 outvote the label."""
    if data.isascii() and b"\x1b" not in data and codec_of(label) not in _SEVEN_BIT:
        text = data.decode("ascii")
    else:
        text = _decode(data, codec_of(label), carrier)
    return text.replace("\0", "") if "\0" in text else text


_SEVEN_BIT = {"utf-7", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "iso2022_kr", "hz"}


def _decode(data: bytes, codec: str | None, carrier: Carrier | None) -> str:
    if codec != "iso2022_kr" and ANY_ESCAPE.search(data):
        return with_emoji(decode_jis(data, carrier), carrier)
    if codec not in _SEVEN_BIT:
        utf8 = _strictly(data, "utf-8")
        if utf8 is not None and _is_utf8(data, utf8, codec):
            utf8 = utf8.removeprefix("\ufeff")
            return with_emoji(utf8, carrier) if carrier else utf8
    if codec == _SJIS:
        return _with_label(data, _SJIS, carrier)
    if codec == _EUC:
        return decode_euc(data) or guess(data, _EUC, carrier)
    if codec in (None, "ascii", _JIS):
        return guess(data, None, carrier)
    return _with_label(data, codec, carrier)


def _is_utf8(data: bytes, text: str, codec: str | None) -> bool:
    """Whether valid UTF-8 is meant as such: short words of other charsets can look like it."""
    if codec in _STALE_LABELS or codec in (None, "utf-8"):
        return True
    if codec not in (_SJIS, _EUC):
        return sum(not char.isascii() for char in text[:_GUESS_FROM]) > 3
    data = _sample(data)
    other = _strictly(data, _SJIS) if codec == _SJIS else decode_euc(data)
    return other is None or plausibility(text[:_GUESS_FROM]) >= plausibility(other)


def _with_label(data: bytes, codec: str, carrier: Carrier | None) -> str:
    text = _strictly(data, codec)
    if text is None or (codec in (_SJIS, "cp1252") and _looks_mislabelled(data, text, codec)):
        return guess(data, codec, carrier)
    if codec == _SJIS:
        return with_emoji(text, carrier)
    return _scalar(text).removeprefix("\ufeff")


def _looks_mislabelled(data: bytes, text: str, codec: str) -> bool:
    """Whether Japanese in another charset explains the bytes far better than their label does."""
    data = _sample(data)
    if codec == _SJIS:
        euc = decode_euc(data)
        return euc is not None and plausibility(euc) > plausibility(text[:_GUESS_FROM]) + 0.5
    others = (_strictly(data, _SJIS), decode_euc(data))
    return any(other and plausibility(other) > 0.9 for other in others)


def _sample(data: bytes) -> bytes:
    """The beginning of `data`, not ending within a character if there is any white space."""
    if len(data) <= _GUESS_FROM:
        return data
    head = data[:_GUESS_FROM]
    return head[: max(head.rfind(b"\n"), head.rfind(b" "))] or head


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def guess(data: bytes, declared: str | None = None, carrier: Carrier | None = None) -> str:
    """The best reading of bytes whose label is missing, unknown or contradicted by them."""
    if (utf8 := _strictly(data, "utf-8")) is not None:
        return utf8.removeprefix("\ufeff")
    sample = _sample(data)
    candidates = {_SJIS: _strictly(sample, _SJIS), _EUC: decode_euc(sample)}
    scored = {c: plausibility(text) for c, text in candidates.items() if text is not None}
    best = max(scored, key=scored.__getitem__, default=None)
    if best == _SJIS and scored[best] > 0.3 and (text := _strictly(data, _SJIS)) is not None:
        return with_emoji(text, carrier)
    if best == _EUC and scored[best] > 0.3 and (text := decode_euc(data)) is not None:
        return text
    if declared in (None, "ascii") and (codec := unlabelled_codec(sample)):
        return data.decode(codec, "replace")
    return _damaged(data, declared)


def _damaged(data: bytes, declared: str | None) -> str:
    """Text with broken bytes in it: the declared charset, else UTF-8, else Japanese, else Latin."""
    utf8 = data.decode("utf-8", "replace")
    if declared == "utf-8" or utf8.count("\ufffd") * 2 < sum(not ch.isascii() for ch in utf8):
        if cesu := _from_surrogate_pairs(data):
            return cesu
        if _mostly_read(utf8):
            return utf8
    if declared and declared not in ("utf-8", "ascii"):
        text = _scalar(data.decode(declared, "replace"))
        if _mostly_read(text):
            return text
    for codec in (_SJIS, _EUC):
        text = data.decode(codec, "replace")
        if plausibility(text[:_GUESS_FROM]) > 0.6:
            return text
    return _strictly(data, "cp1252") or data.decode("latin-1")


def _mostly_read(text: str) -> bool:
    lost = text.count("\ufffd")
    return lost * 2 < sum(not ch.isascii() for ch in text) or (lost == 1 and len(text) < 3)


def _from_surrogate_pairs(data: bytes) -> str | None:
    """CESU-8: characters beyond the BMP written as two surrogates, each in three bytes."""
    if b"\xed" not in data:
        return None
    try:
        return _scalar(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None


def _scalar(text: str) -> str:
    """`text` with surrogate pairs joined and lone ones replaced: what a database can hold."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
