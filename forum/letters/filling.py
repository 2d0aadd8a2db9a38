"""Lines that fit a small phone: thirty Japanese characters, broken where Japanese may be broken."""

import re
import unicodedata

COLUMNS = 60  # thirty full-width characters
# What may not begin a line, and what may not end one (JIS X 4051, 行頭禁則 and 行末禁則).
_NOT_FIRST = frozenset(
    "、。，．・：；？！）」』】〕〉》ー～…‥々ゝゞぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ)]},.:;?!%％"
)
_NOT_LAST = frozenset("（「『【〔〈《([{")
_PAUSES = frozenset("、。，．！？")
_HONORIFICS = frozenset("おご")  # they belong to the word that follows: お答え, ご意見
# An address, a link or an English word stays whole.
_PIECE = re.compile(r"[!-~]+|.", re.DOTALL)


def fill(text: str) -> str:
    """The text with every long line broken; blank lines at most one at a time."""
    lines = [broken for line in text.strip().splitlines() for broken in _broken(line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)) + "\n"


def width(text: str) -> int:
    """Columns on a terminal: two for a full-width character."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WFA" else 1 for letter in text)


def _broken(line: str) -> list[str]:
    if line != "-- ":  # the one line whose last space counts (RFC 3676 4.3)
        line = line.rstrip()
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
    """How many pieces make the next line: as many as fit, back to where one would pause."""
    most, columns = 0, 0
    for piece in pieces:
        columns += width(piece)
        if columns > COLUMNS:
            break
        most += 1
    most = max(most, 1)  # what is longer than a line stays whole
    if most == len(pieces):
        return most
    allowed = [n for n in range(most, most // 2, -1) if _may_break(pieces, n)]
    return max(allowed, key=lambda n: (_ease(pieces, n), n), default=most)


def _may_break(pieces: list[str], at: int) -> bool:
    return pieces[at][0] not in _NOT_FIRST and pieces[at - 1][-1] not in _NOT_LAST


def _ease(pieces: list[str], at: int) -> int:
    """How natural a break is: 3 behind a pause, 2 behind a phrase, 1 elsewhere but in a word."""
    before, after = pieces[at - 1][-1], pieces[at][0]
    if before in _PAUSES:
        return 3
    if before in _HONORIFICS and not _is_hiragana(after):
        return 0
    if before == " " or (_is_hiragana(before) and not _is_hiragana(after)):
        return 2
    return int(not (_is_hiragana(after) or before.isalnum() == after.isalnum()))


def _is_hiragana(letter: str) -> bool:
    return "\u3041" <= letter <= "\u309f"
