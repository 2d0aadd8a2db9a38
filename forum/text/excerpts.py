"""The lines of a text in which a word was found, marked."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape

from forum.text.words import normalised

_CLUSTER = re.compile(r".[\u0300-\u036f\u3099\u309a\uff9e\uff9f]*", re.DOTALL)
_LOOKED_AT = 100_000


def excerpt(text: str, terms: Iterable[str], length: int = 160) -> str:
    """About `length` characters around the first found word, as HTML with <mark> around each."""
    text = " ".join(text[:_LOOKED_AT].split())
    pattern = _pattern(tuple(terms))
    if pattern is None:
        return _shortened(escape(text[:length]), False, len(text) > length)
    return _around(text, pattern, length)


def _around(text: str, pattern: re.Pattern[str], length: int) -> str:
    plain, places = _as_written(text) if pattern.search(text) else _mapped(text)
    first = pattern.search(plain)
    start = max(0, places[first.start()] - length // 3) if first else 0
    end = min(len(text), start + length)
    out: list[str] = []
    at = start
    for found in pattern.finditer(plain):
        begins, ends = places[found.start()], places[found.end()]
        if begins >= end:
            break
        if begins >= at:
            ends = max(ends, begins + 1)
            out += escape(text[at:begins]), "<mark>", escape(text[begins:ends]), "</mark>"
            at = ends
    out.append(escape(text[at:end]) if at < end else "")
    return _shortened("".join(out), start > 0, max(at, end) < len(text))


def _shortened(html: str, before: bool, after: bool) -> str:
    return f"{'…' if before else ''}{html}{'…' if after else ''}"


def _as_written(text: str) -> tuple[str, Sequence[int]]:
    return text, range(len(text) + 1)


def _mapped(text: str) -> tuple[str, Sequence[int]]:
    """The normalised text, and for each of its places the place in the text as written."""
    plain = normalised(text)
    if len(plain) == len(text):
        return plain, range(len(text) + 1)
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = normalised(cluster[0])
        pieces.append(piece)
        places += [cluster.start()] * len(piece)
    return "".join(pieces), [*places, len(text)]


@lru_cache(maxsize=64)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str] | None:
    """Any of the terms, longest first; a Latin word only where a word begins and ends."""
    written = [_term(term) for term in sorted(terms, key=len, reverse=True) if term.strip()]
    return re.compile("|".join(written), re.IGNORECASE) if written else None


def _term(term: str) -> str:
    spaced = r"\s*".join(map(re.escape, term.split()))
    before = r"(?<![0-9a-z])" if term[0].isascii() and term[0].isalnum() else ""
    after = r"(?![0-9a-z])" if term[-1].isascii() and term[-1].isalnum() else ""
    return before + spaced + after
