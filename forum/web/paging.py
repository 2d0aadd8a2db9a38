"""Keyset pages: a cursor names the last row seen, so that page 900 costs what page 1 costs."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_CURSOR = re.compile(rf"[{_LETTERS}]{{1,13}}(\.[{_LETTERS}]{{1,13}}){{0,2}}", re.ASCII)
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Some rows, in the order in which they are shown, and whether more stand on either side."""

    rows: Sequence[Row]
    has_newer: bool
    has_older: bool


def cursor(*keys: int) -> str:
    """An opaque word for a place in a list, from the row's sort keys (each at least 0)."""
    return ".".join(_written(key) for key in keys)


def place(text: str | None) -> tuple[int, ...] | None:
    """The sort keys behind a cursor; None for none and for one that we did not make."""
    if not text or not _CURSOR.fullmatch(text):
        return None
    keys = tuple(_read(word) for word in text.split("."))
    return keys if max(keys) <= _LARGEST else None


def newest_first(
    rows: Sequence[Row], limit: int, *, before: bool = False, after: bool = False
) -> Slice[Row]:
    """A page out of `limit + 1` rows fetched newest first.

    `before` says that the page was asked for as older than a cursor; `after` as newer than one:
    then the rows were fetched oldest first and are turned round here.
    """
    more = len(rows) > limit
    kept = list(rows[:limit])
    if after:
        kept.reverse()
        return Slice(kept, has_newer=more, has_older=True)
    return Slice(kept, has_newer=before, has_older=more)


def _written(key: int) -> str:
    if not 0 <= key <= _LARGEST:
        raise ValueError(f"{key} is no sort key")
    letters = ""
    while True:
        letters = _LETTERS[key & 31] + letters
        key >>= 5
        if not key:
            return letters


def _read(word: str) -> int:
    key = 0
    for letter in word:
        key = key << 5 | _LETTERS.index(letter)
    return key
