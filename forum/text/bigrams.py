"""Search words for both engines: Japanese as pairs of characters, other scripts as words.

SQLite's FTS5 and PostgreSQL's `simple` configuration get the same tokens, so both find the same.
"""

import re
import sys
from array import array
from dataclasses import dataclass

from forum.text.excerpts import excerpt
from forum.text.words import FIRST_PAIRED, RUN, normalised

__all__ = ["TOKENISER_VERSION", "Query", "excerpt", "normalised", "query", "tokens"]

TOKENISER_VERSION = 1
"""Kept with an index: a contentless row is deleted by naming the very tokens that made it."""

_LONGEST_QUERY = 400
_MOST_TERMS = 16


@dataclass(frozen=True, slots=True)
class Query:
    """What was asked for, in the words of either engine."""

    fts5: str
    """A MATCH expression of SQLite's FTS5."""
    tsquery: str
    """The text of PostgreSQL's to_tsquery('simple', …)."""
    terms: tuple[str, ...]
    """The wanted words, normalised, for marking them in a text."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to look for; an engine must not be asked then."""
        return not self.terms


def tokens(text: str) -> str:
    """The search words of a text, joined by spaces: 防災公園 gives 防災 災公 公園 園."""
    runs = RUN.findall(normalised(text))
    words = [run for run in runs if run < FIRST_PAIRED]
    if len(words) == len(runs):
        return " ".join(words)
    # A sign that is in no run holds the place of each word while the others are paired.
    held = _paired([run if run >= FIRST_PAIRED else "%" for run in runs])
    return held.replace("%", "%s") % tuple(words)


_BLANK = array("I", [ord(" ")])
_UTF_32 = f"utf-32-{sys.byteorder[0]}e"  # four octets a character, as in the arrays


def _paired(runs: list[str]) -> str:
    """Each run as pairs and its last character: 公園 and 緑 give 公園 園 緑.

    Two texts are laid over each other, all of them at once, first characters of pairs and second
    ones; pair by pair it took half as long again, in what costs most when a mail is read.
    """
    first = " ".join(runs)
    second = "  ".join([run[1:] for run in runs]) + " "
    pairs = _BLANK * (3 * len(first))
    pairs[0::3] = array("I", first.encode(_UTF_32))
    pairs[1::3] = array("I", second.encode(_UTF_32))
    # Behind a run stand the blanks of its last pair, and those of the blank between the runs.
    return pairs.tobytes().decode(_UTF_32).replace(" " * 5, " ").rstrip()


def query(words: str) -> Query:
    """A person's search words read: spaces join, "…" keeps together, -word leaves out."""
    wanted, unwanted = _terms(words)
    return Query(_fts5(wanted, unwanted), _tsquery(wanted, unwanted), tuple(wanted))


_TERM = re.compile(r'(-?)(?:["“”„](.*?)(?:["“”„]|$)|「(.*?)(?:」|$)|([^\s"“”„「」]+))', re.DOTALL)


def _terms(words: str) -> tuple[list[str], list[str]]:
    """The wanted and the unwanted terms, each once, without those that hold no word at all."""
    wanted: dict[str, None] = {}
    unwanted: dict[str, None] = {}
    for minus, quoted, bracketed, bare in _TERM.findall(normalised(words[:_LONGEST_QUERY])):
        term = (quoted or bracketed or bare).strip()
        if RUN.search(term):
            (unwanted if minus else wanted)[term] = None
    return list(wanted)[:_MOST_TERMS], list(unwanted)[:_MOST_TERMS]


def _fts5(wanted: list[str], unwanted: list[str]) -> str:
    expression = " AND ".join(map(_fts5_phrase, wanted))
    if wanted and unwanted:
        expression = f"({expression}) NOT ({' OR '.join(map(_fts5_phrase, unwanted))})"
    return expression


def _fts5_phrase(term: str) -> str:
    phrase, open_end = _phrase(term)
    return f'"{" ".join(phrase)}"{" *" if open_end else ""}'


def _tsquery(wanted: list[str], unwanted: list[str]) -> str:
    if not wanted:
        return ""
    parts = [f"({_tsquery_phrase(term)})" for term in wanted]
    return " & ".join(parts + [f"!({_tsquery_phrase(term)})" for term in unwanted])


def _tsquery_phrase(term: str) -> str:
    phrase, open_end = _phrase(term)
    return " <-> ".join(f"'{token}'" for token in phrase) + (":*" if open_end else "")


def _phrase(term: str) -> tuple[list[str], bool]:
    """The tokens of a term in order, and whether the last one is only the start of one.

    Inside a term a Japanese run ends as it does in a text, with its single last character; the
    run that ends the term may go on in the text, so that single is left out, or left open when
    it is all there is.
    """
    runs = RUN.findall(term)
    phrase = tokens(term).split()
    if runs[-1] < FIRST_PAIRED:
        return phrase, False
    return (phrase, True) if len(runs[-1]) == 1 else (phrase[:-1], False)
