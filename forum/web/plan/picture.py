"""The plan on one page: a row for each measure, a column for each fiscal year.

On a phone the name of a measure stands over its bar, so that the bars are what one sees first.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.plan.measure import Period, State
from forum.plan.reading import Entry

HEAD = 72
INSET = 4
PHONE = 328  # of a small phone's page


@dataclass(frozen=True)
class Shape:
    """Where names and bars stand; lengths in the picture's own units."""

    names: int  # left of the years
    year: int  # the least width of one
    row: int
    bar: int  # below the upper edge of its row
    letters: int  # of a name, before it is cut


WIDE = Shape(names=430, year=66, row=32, bar=5, letters=27)
NARROW = Shape(names=0, year=36, row=58, bar=28, letters=20)


@dataclass(frozen=True)
class Bar:
    """One measure in the picture; lengths in the picture's own units."""

    code: str
    title: str
    state: State
    y: int
    x: int
    width: int


@dataclass(frozen=True)
class Band:
    """A half of the plan above its years."""

    name: str
    x: int
    width: int


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn: years at their columns, bands of periods, bars of measures."""

    width: int
    height: int
    shape: Shape
    year: int  # the width of one
    years: list[tuple[int, int]]
    bands: list[Band]
    bars: list[Bar]
    this_year: int | None


def draw(
    entries: Sequence[Entry], periods: Sequence[Period], this_year: int, shape: Shape = WIDE
) -> Picture | None:
    """The picture, or None where there is nothing to draw; `this_year` is a fiscal year."""
    if not entries:
        return None
    first, last = _span(entries, periods)
    wide = max(shape.year, (PHONE - shape.names) // (last - first + 1))
    columns = {year: shape.names + wide * (year - first) for year in range(first, last + 1)}
    bars = [
        Bar(
            entry.code,
            entry.now.title,
            entry.now.state,
            HEAD + shape.row * row,
            columns[entry.now.first_year] + INSET,
            wide * (entry.now.last_year - entry.now.first_year + 1) - 2 * INSET,
        )
        for row, entry in enumerate(entries)
    ]
    bands = [
        Band(half.name, columns[half.first_year], wide * (half.last_year - half.first_year + 1))
        for half in periods
    ]
    return Picture(
        width=shape.names + wide * len(columns),
        height=HEAD + shape.row * len(bars) + INSET,
        shape=shape,
        year=wide,
        years=list(columns.items()),
        bands=bands,
        bars=bars,
        this_year=columns.get(this_year),
    )


def _span(entries: Sequence[Entry], periods: Sequence[Period]) -> tuple[int, int]:
    """The first and the last fiscal year that anything touches."""
    begins = [*(entry.now.first_year for entry in entries), *(one.first_year for one in periods)]
    ends = [*(entry.now.last_year for entry in entries), *(one.last_year for one in periods)]
    return min(begins), max(ends)
