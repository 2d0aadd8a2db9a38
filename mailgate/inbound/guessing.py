"""Bytes whose charset label is missing, unknown or wrong: the reading that explains them best."""

import codecs

from mailgate.inbound.carrier_emoji import Carrier, with_emoji
from mailgate.inbound.foreign import unlabelled_codec
from mailgate.inbound.japanese import decode_euc, plausibility

SJIS, EUC = "cp932", "euc_jp"
GUESS_FROM = 4096  # bytes that a guess looks at
_FEW = 200  # stray bytes in a text of another charset; beyond that it is no text of that charset


def sample_of(data: bytes) -> bytes:
    """The beginning of `data`, not ending within a character if there is any white space."""
    if len(data) <= GUESS_FROM:
        return data
    head = data[:GUESS_FROM]
    return head[: max(head.rfind(b"\n"), head.rfind(b" "))] or head


def strictly(data: bytes, codec: str) -> str | None:
    """`data` as text of that codec, None where a byte of it is not."""
    try:
        return data.decode(codec)
    except (UnicodeError, LookupError, ValueError):
        return None


def guess(data: bytes, declared: str | None = None, carrier: Carrier | None = None) -> str:
    """The best reading of bytes whose label is missing, unknown or contradicted by them."""
    if (utf8 := strictly(data, "utf-8")) is not None:
        return utf8.removeprefix("\ufeff")
    sample = sample_of(data)
    candidates = {SJIS: strictly(sample, SJIS), EUC: decode_euc(sample)}
    scored = {c: plausibility(text) for c, text in candidates.items() if text is not None}
    best = max(scored, key=scored.__getitem__, default=None)
    if best == SJIS and scored[best] > 0.3 and (text := strictly(data, SJIS)) is not None:
        return with_emoji(text, carrier)
    if best == EUC and scored[best] > 0.3 and (text := decode_euc(data)) is not None:
        return text
    if declared in (None, "ascii") and (codec := unlabelled_codec(sample)):
        return data.decode(codec, "replace")
    return _damaged(data, declared)


def _damaged(data: bytes, declared: str | None) -> str:
    """Text with broken bytes in it: the declared charset, else UTF-8, else Japanese, else Latin."""
    if declared in (None, "ascii", "utf-8", SJIS, EUC) and (mixed := _line_by_line(data)):
        return mixed
    utf8 = data.decode("utf-8", "replace")
    if declared == "utf-8" or utf8.count("\ufffd") * 2 < sum(not ch.isascii() for ch in utf8):
        if cesu := _from_surrogate_pairs(data):
            return cesu
        if _mostly_read(utf8):
            return utf8
    if declared and declared not in ("utf-8", "ascii"):
        text = scalar(data.decode(declared, "replace"))
        if _mostly_read(text):
            return text
    for codec in (SJIS, EUC):
        text = data.decode(codec, "replace")
        if plausibility(text[:GUESS_FROM]) > 0.6:
            return text
    if utf8.count("\ufffd") < _FEW:
        return data.decode("utf-8", "as-cp1252")
    return strictly(data, "cp1252") or data.decode("latin-1")


def _line_by_line(data: bytes) -> str | None:
    """Lines of several charsets, as where mails are pasted together; None where one is none of ours."""
    texts = []
    for line in data.split(b"\n"):
        text = strictly(line, "utf-8")
        if text is None:
            read = [t for t in (strictly(line, SJIS), decode_euc(line)) if t is not None]
            text = max(read, key=plausibility, default=None)
            if text is None or plausibility(text) <= 0.5:
                return None
        texts.append(text)
    return "\n".join(texts)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 within UTF-8 was pasted from a Western text."""
    assert isinstance(error, UnicodeDecodeError)
    data = error.object[error.start : error.end]
    return strictly(data, "cp1252") or data.decode("latin-1"), error.end


codecs.register_error("as-cp1252", _as_cp1252)


def _mostly_read(text: str) -> bool:
    lost = text.count("\ufffd")
    return lost * 2 < sum(not ch.isascii() for ch in text) or (lost == 1 and len(text) < 3)


def _from_surrogate_pairs(data: bytes) -> str | None:
    """CESU-8: characters beyond the BMP written as two surrogates, each in three bytes."""
    if b"\xed" not in data:
        return None
    try:
        return scalar(data.decode("utf-8", "surrogatepass"))
    except UnicodeDecodeError:
        return None


def scalar(text: str) -> str:
    """`text` with surrogate pairs joined and lone ones replaced: what a database can hold."""
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
