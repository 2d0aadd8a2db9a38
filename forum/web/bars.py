"""Numbers as bars, one under the other; the table behind them says the same."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 328  # of a small phone's page
ROW = 48
INSET = 4


@dataclass(frozen=True)
class Bar:
    """One number; lengths in the picture's own units."""

    label: str
    count: int
    y: int
    width: int


@dataclass(frozen=True)
class Bars:
    """Everything that is drawn."""

    width: int
    height: int
    bars: list[Bar]


def draw(rows: Sequence[tuple[str, int]]) -> Bars | None:
    """The picture of labels and their numbers, or None where there is nothing to draw."""
    most = max((count for _, count in rows), default=0)
    if not most:
        return None
    bars = [
        Bar(label, count, ROW * place, max(2, WIDTH * count // most) if count else 0)
        for place, (label, count) in enumerate(rows)
    ]
    return Bars(WIDTH, ROW * len(bars) + INSET, bars)
