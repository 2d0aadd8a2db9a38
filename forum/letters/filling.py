"""Lines that fit a small phone: thirty Japanese characters, broken where Japanese may be broken."""

import re
import unicodedata

COLUMNS = 60  # thirty full-width characters
# What may not begin a line, and what may not end one (JIS X 4051, 行頭禁則 and 行末禁則).
_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》ー～…‥々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;?!%％"
)
_NOT_LAST = frozenset("（「『【〔〈《([{")
_AFTER_THESE = frozenset("、。，．）」』】 ")
# An address, a link or an English word stays whole.
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)


def fill(text: str) -> str:
    """The text with every long line broken; blank lines at most one at a time."""
    lines = [broken for line in text.strip().splitlines() for broken in _broken(line.rstrip())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def width(text: str) -> int:
    """Columns on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _broken(line: str) -> list[str]:
    if width(line) <= COLUMNS:
        return [line]
    lines, rest = [], _PIECE.findall(line)
    while rest:
        taken = _fitting(rest)
        lines.append("".join(rest[:taken]).strip())
        rest = rest[taken:]
        while rest and rest[0] == " ":
            rest = rest[1:]
    return lines


def _fitting(pieces: list[str]) -> int:
    """How many pieces make the next line."""
    most, columns = 0, 0
    for piece in pieces:
        columns += width(piece)
        if columns > COLUMNS:
            break
        most += 1
    if most == len(pieces):
        return most
    most = max(most, 1)
    allowed = [n for n in range(most, most // 2, -1) if _may_break(pieces, n)]
    gentle = [n for n in allowed if pieces[n - 1][-1] in _AFTER_THESE and n > most * 2 // 3]
    return (gentle or allowed or [most])[0]


def _may_break(pieces: list[str], at: int) -> bool:
    return pieces[at][0] not in _NOT_FIRST and pieces[at - 1][-1] not in _NOT_LAST
