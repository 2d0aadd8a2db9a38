"""Chinese, Korean and Cyrillic bytes that nobody labelled, told apart by where their letters lie."""

import re

_RUNS = re.compile(rb"[\x80-\xff]+")
_ENOUGH = 6  # bytes beyond ASCII, below which nothing is guessed


def unlabelled_codec(data: bytes) -> str | None:
    """The codec that explains long runs of high bytes, None where Western text is as likely."""
    runs: list[bytes] = _RUNS.findall(data)
    high = b"".join(runs)
    if len(high) < _ENOUGH:
        return None
    if len(high) < 3 * len(runs):
        return _big5(data)
    return _cyrillic(high) or _paired(data, runs) or _big5(data)


def _cyrillic(high: bytes) -> str | None:
    """KOI8-R puts its small letters where windows-1251 has its capitals."""
    letters = [byte for byte in high if byte >= 0xC0]
    if len(letters) < 0.95 * len(high):
        return None
    small_in_koi8 = sum(byte < 0xE0 for byte in letters)
    return "koi8_r" if small_in_koi8 * 2 > len(letters) else "cp1251"


def _big5(data: bytes) -> str | None:
    """Big5 writes its common characters in rows A4 to C6, their second bytes often in ASCII."""
    try:
        text = data.decode("big5")
    except UnicodeDecodeError:
        return None
    leads = [char.encode("big5")[0] for char in text if not char.isascii()]
    common = sum(0xA4 <= lead <= 0xC6 for lead in leads)
    return "big5hkscs" if common >= max(3, 0.7 * len(leads)) else None


def _paired(data: bytes, runs: list[bytes]) -> str | None:
    """GB 2312 and KS X 1001 write their common characters in rows B0 to D7 and B0 to C8."""
    leads = [byte for run in runs for byte in run[::2]]
    common = [byte for byte in leads if 0xB0 <= byte <= 0xD7]
    if any(len(run) % 2 for run in runs) or len(common) < 0.7 * len(leads):
        return None
    codec = "cp949" if all(byte <= 0xC8 for byte in common) and len(common) >= 3 else "gb18030"
    try:
        data.decode("euc_kr" if codec == "cp949" else "gb2312")
    except UnicodeDecodeError:
        return None
    return codec
