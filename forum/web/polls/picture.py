"""A poll in one picture: a bar for each sector, a part of it for each answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from forum.people.person import Sector
from forum.proposals.cells import Table
from forum.proposals.poll import Choice

WIDTH = 328  # of a small phone's page
LEGEND = 24
ROW = 62
NARROWEST = 20  # in which a number still fits


@dataclass(frozen=True, slots=True)
class Part:
    """So many gave this answer (or one of these); lengths in the picture's own units."""

    choices: tuple[Choice, ...]
    count: int
    x: float
    width: float

    @property
    def kind(self) -> str:
        """How it is drawn: as its answer, or as several that are told together."""
        return self.choices[0].value if len(self.choices) == 1 else "several"

    @property
    def holds_number(self) -> bool:
        return self.width >= NARROWEST


@dataclass(frozen=True, slots=True)
class Bar:
    """One sector, or several that are told together."""

    sectors: tuple[Sector, ...]
    total: int
    y: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that is drawn: the answers above, the bars below."""

    height: int
    legend: tuple[tuple[str, tuple[Choice, ...], int], ...]  # kind, answers, y
    bars: tuple[Bar, ...]


def draw(table: Table) -> Picture | None:
    """The picture; the longest bar is the largest sector, and none where nothing can be told."""
    rows = [row for row in table.rows if row.total]
    if not rows:
        return None
    most = max(row.total for row in rows)
    legend = tuple(
        (Part(group, 0, 0, 0).kind, group, LEGEND * at) for at, group in enumerate(table.choices)
    )
    top = LEGEND * len(legend) + 12
    bars = tuple(
        Bar(row.sectors, row.total, top + ROW * at, _parts(table.choices, row.counts, most))
        for at, row in enumerate(rows)
    )
    return Picture(top + ROW * len(bars), legend, bars)


def _parts(
    choices: Sequence[tuple[Choice, ...]], counts: Sequence[int], most: int
) -> tuple[Part, ...]:
    parts, x = [], 0.0
    for group, count in zip(choices, counts, strict=True):
        width = round(count * (WIDTH - 2) / most, 1)
        if count:
            parts.append(Part(group, count, round(x + 1, 1), width))
        x += width
    return tuple(parts)
