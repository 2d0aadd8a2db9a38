"""Keyset pages: a cursor names the last row seen, so that page 900 costs what page 1 costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from forum.web.links import this_site

Row = TypeVar("Row")

_PURPOSE = "place"
_LARGEST = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Slice(Generic[Row]):
    """Some rows, in the order in which they are shown, and whether more stand on either side."""

    rows: Sequence[Row]
    has_newer: bool
    has_older: bool


def cursor(key: int) -> str:
    """An opaque word for a place in a list, from the row's sort key (at least 0).

    Keys come of ids that are counted through all boards: the word doesn't tell them.
    """
    if not 0 <= key <= _LARGEST:
        raise ValueError(f"{key} is no sort key")
    return this_site().sealer.veil(_PURPOSE, key)


def place(word: str | None) -> int | None:
    """The sort key behind a cursor; None for none and for one that we did not make."""
    key = this_site().sealer.unveil(_PURPOSE, word) if word else None
    return None if key is None or key > _LARGEST else key


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
