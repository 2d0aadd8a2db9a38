"""Japanese bytes to text, where the standard codecs give up on what people really send.

Python has no cp50220, cp50221 or iso-2022-jp-ms, and its JIS codecs fail on ①, ㈱, 髙 and
half-width kana. So escapes are scanned here and JIS pairs go through cp932.
"""

import re

from mailgate.inbound.carrier_emoji import Carrier, kddi_picture, softbank_picture

_ESCAPES = re.compile(
    rb"\x1b(\$[@AB]|\$\([@ABCDOPQ]|\([BJIHTA]|\$[GEFOPQ](?=[\x21-\x7e]*\x0f)|&@)|([\x0e\x0f\r\n])"
)
ANY_ESCAPE = re.compile(rb"\x1b(?:\$[@ABEFGOPQ(]|\([BIJ])")
_LOST_ESCAPES = re.compile(rb"(?<!\x1b)\$[@B]((?:[\x21-\x7e]{2}){1,500}?)\([BJ]")
_CUT_LINE = re.compile(
    rb"(\x1b\$[@B])([\x21-\x7e]{1,1000}+(?:\r?\n[\x21-\x7e]{1,1000}+){1,50})\x1b\([BJ]"
)
_RARE = re.compile(rb"\x1b(?:\(J|\([ITHA]|\$[^@B]|&)|[\x80-\xff\x0e\x0f]")
_TO_HIGH = bytes(b | 0x80 for b in range(256))
_EUC_PIECES = re.compile(
    rb"([\x00-\x7f]+)|((?:[\xa1-\xfe]{2})+)|\x8e([\xa1-\xdf])|\x8f([\xa1-\xfe]{2})|(.)", re.DOTALL
)
# What JIS X 0208 codecs and cp932 read differently; cp932's is what Japanese programs show.
_AS_CP932 = (("〜", "～"), ("‖", "∥"), ("−", "－"), ("¢", "￠"), ("£", "￡"), ("¬", "￢"))

_KANA = re.compile("[ぁ-んァ-ヶー]")
_LIKELY = re.compile("[、。「」『』・々〇！？（）：～０-９Ａ-Ｚａ-ｚ]")
_HALF_WORD = re.compile(
    "(?<![a-z｡-ﾟ])(?:[ｶ-ﾄｳ]ﾞ|[ﾊ-ﾎ][ﾞﾟ]|[ｦ-ｯｱ-ﾝ])(?:[ｶ-ﾄｳ]ﾞ|[ﾊ-ﾎ][ﾞﾟ]|[ｦ-ﾝ｡-･]){2,}(?![｡-ﾟ])"
)
_LONE_HALF_KANA = re.compile("(?<![｡-ﾟ])[｡-ﾟ]{1,2}(?![｡-ﾟ])|(?<=[a-z])[｡-ﾟ]+(?=[a-z])")
_KANJI = re.compile(r"[\u4e00-\u9fff]")
_ODD = re.compile("[\ue000-\uf8ff\u0370-\u04ff\u2500-\u257f\x80-\x9f\ufffd]")


def decode_jis(data: bytes, carrier: Carrier | None = None) -> str:
    """ISO-2022-JP in any of its dialects; what cannot be read becomes U+FFFD."""
    if not _RARE.search(data):
        try:
            return _through_cp932(data.decode("iso2022_jp"))
        except UnicodeDecodeError:
            pass
    return "".join(_jis_pieces(data, carrier)).replace("\x1b", "")


def with_lost_escapes(data: bytes) -> bytes:
    """JIS whose escape characters some relay or archive has dropped, made whole where it reads."""
    return _LOST_ESCAPES.sub(_escaped_again, data)


def _escaped_again(found: re.Match[bytes]) -> bytes:
    text = decode_euc(found[1].translate(_TO_HIGH))
    is_read = text is not None and plausibility(text) > 0.5
    return b"\x1b$B" + found[1] + b"\x1b(B" if is_read else found[0]


def _jis_pieces(data: bytes, carrier: Carrier | None) -> list[str]:
    """Walk from escape to escape; every line starts in ASCII again (RFC 1468).

    But where a relay has cut a long line, the next one goes on: then it is left by an escape that
    nothing in it has entered.
    """
    pieces, charset, start = [], b"(B", 0
    if b"\x1b$" in data and b"\n" in data:
        data = _CUT_LINE.sub(_rejoined, data)
    for match in _ESCAPES.finditer(data):
        if match.start() > start:
            pieces.append(_jis_run(data[start : match.start()], charset, carrier))
        escape, control = match.groups()
        if escape:
            charset = escape if escape != b"&@" else charset
        elif control == b"\x0e":
            charset = b"(I"
        else:
            charset = b"(B"
            pieces.append(control.decode("ascii") if control != b"\x0f" else "")
        start = match.end()
    pieces.append(_jis_run(data[start:], charset, carrier))
    return pieces


def _rejoined(cut: re.Match[bytes]) -> bytes:
    """A run over line ends as a run on each line; a pair that was cut in two stands on the first."""
    lines = cut[2].split(b"\n")
    if decode_euc(b"".join(line.rstrip(b"\r") for line in lines).translate(_TO_HIGH)) is None:
        return cut[0]
    whole, borrowed = [], 0
    for line, following in zip(lines, [*lines[1:], b""], strict=True):
        run = line.rstrip(b"\r")[borrowed:]
        borrowed = len(run) % 2
        whole.append(
            cut[1] + run + following[:borrowed] + b"\x1b(B" + line[len(line.rstrip(b"\r")) :]
        )
    return b"\n".join(whole)


def _jis_run(run: bytes, charset: bytes, carrier: Carrier | None) -> str:
    match charset:
        case b"$B" | b"$@" | b"$(B" | b"$(@":
            return _jis_pairs(run, carrier)
        case b"(I":
            return run.translate(_TO_HIGH).decode("cp932", "replace")
        case b"$(D":
            return _supplementary(run.translate(_TO_HIGH))
        case b"$(O" | b"$(P" | b"$(Q":
            return (b"\x1b" + charset + run).decode("iso2022_jp_2004", "replace")
        case b"$A" | b"$(A":
            return run.translate(_TO_HIGH).decode("gb2312", "replace")
        case b"$(C":
            return run.translate(_TO_HIGH).decode("euc_kr", "replace")
        case b"$G" | b"$E" | b"$F" | b"$O" | b"$P" | b"$Q":
            return "".join(softbank_picture(charset[1], cell) or "\ufffd" for cell in run)
        case _:
            return run.decode("ascii") if run.isascii() else run.decode("cp932", "replace")


def _jis_pairs(run: bytes, carrier: Carrier | None) -> str:
    euc = run.translate(_TO_HIGH)
    try:
        return _through_cp932(euc.decode("euc_jp"))
    except UnicodeDecodeError:
        return "".join(_jis_pair(run[at : at + 2], carrier) for at in range(0, len(run), 2))


def _jis_pair(pair: bytes, carrier: Carrier | None) -> str:
    if len(pair) < 2:
        return "" if pair in b" \t" else "\ufffd"
    row, cell = pair[0] & 0x7F, pair[1] & 0x7F
    if not (0x21 <= row <= 0x7E and 0x21 <= cell <= 0x7E):
        return pair.decode("ascii", "replace") if pair[0] == 0x20 else "\ufffd"
    may_be_picture = row >= 0x75 and (carrier is Carrier.KDDI or row <= 0x78)
    if may_be_picture and (picture := kddi_picture(row, cell)):
        return picture
    return _shifted(row, cell).decode("cp932", "replace")[:1]


def _shifted(row: int, cell: int) -> bytes:
    """The Shift_JIS bytes of a JIS row and cell (JIS X 0208:1997, annex 1)."""
    lead = ((row - 0x21) >> 1) + (0x81 if row < 0x5F else 0xC1)
    trail = cell + 0x1F + (cell >= 0x60) if row & 1 else cell + 0x7E
    return bytes((lead, trail))


def _through_cp932(text: str) -> str:
    for jis, ours in _AS_CP932:
        text = text.replace(jis, ours)
    return text


def _supplementary(euc: bytes) -> str:
    """JIS X 0212 pairs with their high bits set."""
    return b"".join(b"\x8f" + euc[at : at + 2] for at in range(0, len(euc), 2)).decode(
        "euc_jp", "replace"
    )


def decode_euc(data: bytes) -> str | None:
    """EUC-JP with the vendors' rows (NEC, IBM); None where a byte belongs to no character."""
    try:
        return _through_cp932(data.decode("euc_jp"))
    except UnicodeDecodeError:
        pieces = []
        for ascii_, pairs, half, supplementary, stray in _EUC_PIECES.findall(data):
            if stray:
                return None
            pieces.append(
                ascii_.decode("ascii")
                or _jis_pairs(pairs.translate(_TO_LOW), None) * bool(pairs)
                or half.decode("cp932")
                or _supplementary(supplementary)
            )
        text = "".join(pieces)
        return None if "\ufffd" in text else text


_TO_LOW = bytes(b & 0x7F for b in range(256))


def plausibility(text: str) -> float:
    """How much like Japanese writing `text` looks: above 0 more yes than no; 0 for plain ASCII.

    Kana and the first-level kanji that texts are made of speak for it; private characters, lone
    half-width kana between Latin letters and rare kanji without kana against.
    """
    foreign = sum(not ch.isascii() for ch in text)
    if not foreign:
        return 0.0
    kana = len(_KANA.findall(text))
    good = 2.0 * kana + 1.0 * len(_LIKELY.findall(text))
    good += sum(len(run) * (0.9 if len(run) > 8 else 0.6) for run in _HALF_WORD.findall(text))
    good += sum(map(_kanji_weight, _KANJI.findall(text)))
    bad = 3.0 * len(_ODD.findall(text)) + 1.5 * sum(map(len, _LONE_HALF_KANA.findall(text)))
    return (good - bad) / foreign


def _kanji_weight(kanji: str) -> float:
    """Level 1 of JIS X 0208 is what texts are made of; NEC's and IBM's kanji stand in names."""
    lead = kanji.encode("cp932", "replace")[0]
    return 0.8 if 0x88 <= lead <= 0x98 else 0.2 if lead >= 0xED else -0.8
