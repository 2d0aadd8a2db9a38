"""The plan on one page: a row for each measure, a column for each fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.plan.measure import Period, State
from forum.plan.reading import Entry

ROW = 32
HEAD = 72
NAMES = 430
YEAR = 66
INSET = 4


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
    years: list[tuple[int, int]]
    bands: list[Band]
    bars: list[Bar]
    this_year: int | None


def draw(entries: Sequence[Entry], periods: Sequence[Period], this_year: int) -> Picture | None:
    """The picture, or None where there is nothing to draw; `this_year` is a fiscal year."""
    if not entries:
        return None
    first, last = _span(entries, periods)
    columns = {year: NAMES + YEAR * (year - first) for year in range(first, last + 1)}
    bars = [
        Bar(
            entry.code,
            entry.now.title,
            entry.now.state,
            HEAD + ROW * row,
            columns[entry.now.first_year] + INSET,
            YEAR * (entry.now.last_year - entry.now.first_year + 1) - 2 * INSET,
        )
        for row, entry in enumerate(entries)
    ]
    bands = [
        Band(half.name, columns[half.first_year], YEAR * (half.last_year - half.first_year + 1))
        for half in periods
    ]
    return Picture(
        width=NAMES + YEAR * len(columns),
        height=HEAD + ROW * len(bars) + INSET,
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
