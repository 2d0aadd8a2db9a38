"""Cells of fewer than three people are put together, and no sum takes them apart again.

Every published figure is a sum of blocks, and every block holds at least three people. What can be
computed from sums of blocks is again a sum of whole blocks, so no smaller cell comes out.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Generic, TypeVar

LEAST = 3
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Cell:
    """Posts and the people behind them; who wrote here for the first time of all is new."""

    posts: int = 0
    people: frozenset[int] = field(default=frozenset())
    new: frozenset[int] = field(default=frozenset())

    def __or__(self, other: "Cell") -> "Cell":
        return Cell(self.posts + other.posts, self.people | other.people, self.new | other.new)


@dataclass(frozen=True, slots=True)
class Group(Generic[K]):
    """Keys that are told together."""

    keys: tuple[K, ...]
    cell: Cell


def has_enough(cell: Cell) -> bool:
    """Whether a cell may be told."""
    return len(cell.people) >= LEAST


def tells_new(cell: Cell) -> bool:
    """Whether the number of new people may be told: neither they nor the others are a few."""
    return not any(0 < count < LEAST for count in (len(cell.new), len(cell.people - cell.new)))


def together(cells: Iterable[Cell]) -> Cell:
    return reduce(Cell.__or__, cells, Cell())


def grouped(
    cells: Mapping[K, Cell],
    may_tell: Callable[[Cell], bool] = has_enough,
    *,
    in_line: bool = False,
) -> list[Group[K]]:
    """Keys put together until each group may be told; nothing where even all together may not.

    `in_line`: only neighbours come together, as months do; otherwise the smallest ones.
    """
    keys = list(cells)
    groups = [Group((key,), cell) for key, cell in cells.items()]
    if not in_line:
        groups.sort(key=lambda group: len(group.cell.people))
    while (few := _first_not(groups, may_tell)) is not None:
        if len(groups) == 1:
            return []
        one = groups.pop(few)
        # In line the next one, at its end the one before; else the smallest of all.
        other = groups.pop(min(few, len(groups) - 1) if in_line else 0)
        both = sorted({*one.keys, *other.keys}, key=keys.index)
        groups.insert(min(few, len(groups)), Group(tuple(both), one.cell | other.cell))
        if not in_line:
            groups.sort(key=lambda group: len(group.cell.people))
    return sorted(groups, key=lambda group: keys.index(group.keys[0]))


def _first_not(groups: list[Group[K]], may_tell: Callable[[Cell], bool]) -> int | None:
    return next((i for i, group in enumerate(groups) if not may_tell(group.cell)), None)


def parted(
    rows: Mapping[K, Mapping[tuple[str, ...], Cell]],
) -> tuple[list[K], list[K]]:
    """Which rows of a table may be told one by one, and which only together as the rest.

    What is left when the told ones are taken from the sum of all must be enough as well.
    """
    alone = [key for key, row in rows.items() if _all_enough(row.values())]
    rest = [key for key in rows if key not in alone]
    alone.sort(key=lambda key: len(together(rows[key].values()).people))
    while rest and not _all_enough(_sums(rows, rest)):
        rest.append(alone.pop(0))
    told = set(alone)
    return [key for key in rows if key in told], [key for key in rows if key not in told]


def _sums(rows: Mapping[K, Mapping[tuple[str, ...], Cell]], keys: list[K]) -> list[Cell]:
    columns = dict.fromkeys(column for key in keys for column in rows[key])
    return [together(rows[key].get(column, Cell()) for key in keys) for column in columns]


def _all_enough(cells: Iterable[Cell]) -> bool:
    return all(has_enough(cell) for cell in cells if cell.posts)
