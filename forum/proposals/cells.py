"""Counts as they may be published: nobody can be told from a cell of fewer than three.

Sectors and answers are merged until every cell is empty or holds three people at least. Rows,
columns and sums are made of the merged cells alone, so that nothing smaller can be computed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, pairwise
from typing import Any, Self, TypeVar

from forum.people.person import Sector
from forum.proposals.poll import Channel, Choice

LEAST = 3
Word = TypeVar("Word", bound=StrEnum)
Group = tuple[Word, ...]
Counts = Mapping[tuple[Sector, Choice], int]


@dataclass(frozen=True, slots=True)
class Row:
    """One sector, or several merged; a count for each group of answers."""

    sectors: tuple[Sector, ...]
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Table:
    """Who answered what; `total` None where fewer than three did, and then nothing else is told."""

    choices: tuple[tuple[Choice, ...], ...]
    rows: tuple[Row, ...]
    total: int | None
    channels: tuple[tuple[tuple[Channel, ...], int], ...] = ()

    @property
    def totals(self) -> tuple[int, ...]:
        """How many gave each answer (or one of each group of answers)."""
        return tuple(sum(row.counts[at] for row in self.rows) for at in range(len(self.choices)))

    def row_of(self, sector: Sector) -> tuple[Sector, ...]:
        """The sectors that are told together with this one; none where no row is told."""
        return next((row.sectors for row in self.rows if sector in row.sectors), ())

    def answers_with(self, choice: Choice) -> tuple[Choice, ...]:
        """The answers that are told together with this one."""
        return next((group for group in self.choices if choice in group), tuple(Choice))

    def to_json(self) -> dict[str, Any]:
        return {
            "choices": [list(group) for group in self.choices],
            "rows": [{"sectors": list(r.sectors), "counts": list(r.counts)} for r in self.rows],
            "total": self.total,
            "channels": [{"channels": list(group), "count": n} for group, n in self.channels],
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        return cls(
            choices=tuple(tuple(map(Choice, group)) for group in told["choices"]),
            rows=tuple(
                Row(tuple(map(Sector, row["sectors"])), tuple(row["counts"]))
                for row in told["rows"]
            ),
            total=told["total"],
            channels=tuple(
                (tuple(map(Channel, one["channels"])), one["count"]) for one in told["channels"]
            ),
        )


def as_counted(counts: Counts, channels: Mapping[Channel, int]) -> Table:
    """Every cell as it is: for votes that are published by name anyway."""
    return _table([(c,) for c in Choice], [(s,) for s in Sector], counts, _ways(channels))


def merged(counts: Counts, channels: Mapping[Channel, int]) -> Table:
    """The finest table in which no cell holds one or two people."""
    total = sum(counts.values())
    if 0 < total < LEAST:
        return Table((), (), None)
    by_choice = {c: sum(counts.get((s, c), 0) for s in Sector) for c in Choice}
    choices = next(
        groups for groups in _runs(tuple(Choice))
        if _is_safe(sum(by_choice[c] for c in group) for group in groups)
    )  # fmt: skip
    empty = [s for s in Sector if not any(counts.get((s, c), 0) for c in Choice)]
    some = [s for s in Sector if s not in empty]
    sectors = _finest(
        some,
        lambda groups: all(
            _is_safe(_sum(counts, group, answers) for answers in choices) for group in groups
        ),
    )
    in_order = sorted([*sectors, *((s,) for s in empty)], key=lambda g: list(Sector).index(g[0]))
    return _table(choices, in_order, counts, _ways(channels))


def _ways(channels: Mapping[Channel, int]) -> tuple[tuple[tuple[Channel, ...], int], ...]:
    """How many came by each way; ways are merged like sectors."""
    used = [channel for channel in Channel if channels.get(channel)]
    groups = _finest(
        used, lambda found: _is_safe(sum(channels[c] for c in group) for group in found)
    )
    return tuple((group, sum(channels[c] for c in group)) for group in groups)


def _table(
    choices: Sequence[tuple[Choice, ...]],
    sectors: Sequence[tuple[Sector, ...]],
    counts: Counts,
    ways: tuple[tuple[tuple[Channel, ...], int], ...],
) -> Table:
    rows = tuple(
        Row(group, tuple(_sum(counts, group, answers) for answers in choices)) for group in sectors
    )
    return Table(tuple(choices), rows, sum(counts.values()), ways)


def _sum(counts: Counts, sectors: Iterable[Sector], choices: Iterable[Choice]) -> int:
    wanted = tuple(choices)
    return sum(counts.get((sector, choice), 0) for sector in sectors for choice in wanted)


def _is_safe(cells: Iterable[int]) -> bool:
    return all(cell == 0 or cell >= LEAST for cell in cells)


def _runs(words: tuple[Word, ...]) -> Iterator[list[tuple[Word, ...]]]:
    """Neighbours put together in every way, the finest first: 賛成 is never merged past its next."""
    for joints in range(len(words) - 1, -1, -1):
        for cuts in combinations(range(1, len(words)), joints):
            ends = (0, *cuts, len(words))
            yield [words[a:b] for a, b in pairwise(ends)]


def _finest(
    words: Sequence[Word], fits: Callable[[list[tuple[Word, ...]]], bool]
) -> list[tuple[Word, ...]]:
    """The way to put some together that fits and keeps the most apart."""
    ways = sorted(_partitions(words), key=lambda groups: -len(groups))
    return next((groups for groups in ways if fits(groups)), [tuple(words)] if words else [])


def _partitions(words: Sequence[Word]) -> Iterator[list[tuple[Word, ...]]]:
    """Every way to put words into groups; five of them give 52."""
    if not words:
        yield []
        return
    *rest, last = words
    for groups in _partitions(rest):
        yield [*groups, (last,)]
        for at, group in enumerate(groups):
            yield [*groups[:at], (*group, last), *groups[at + 1 :]]
