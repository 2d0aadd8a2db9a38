"""The published figures of who takes part, a fiscal year at a time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from forum.archive.thread import Origin
from forum.participation.counting import Share
from forum.participation.merging import Cell, Group, grouped, parted, tells_new, together
from forum.people.person import Sector


class By(StrEnum):
    """What a figure is told by."""

    TOTAL = "total"
    MONTH = "month"
    CHANNEL = "channel"
    SECTOR = "sector"


class Kind(StrEnum):
    """What is counted."""

    POSTS = "posts"
    PEOPLE = "people"
    NEW_PEOPLE = "new_people"


@dataclass(frozen=True, slots=True)
class Figure:
    """One published number; no `boards` are all public ones, and `group` are what it is told for."""

    year: int
    boards: tuple[str, ...]
    by: By
    group: tuple[str, ...]
    kind: Kind
    count: int


Key = Callable[[Share], str]
KEYS: dict[By, Key] = {
    By.MONTH: lambda share: f"{share.month // 100}-{share.month % 100:02}",
    By.CHANNEL: lambda share: share.channel,
    By.SECTOR: lambda share: share.sector,
}
_ORDER = {word: place for place, word in enumerate([*Origin, *Sector])}


def published(year: int, shares: Sequence[Share]) -> list[Figure]:
    """The figures of a year; none where fewer than three people wrote in all of it."""
    boards = grouped(_cells(shares, lambda share: share.board))
    if not boards:
        return []
    whole = together(board.cell for board in boards)
    told = [*_of(year, (), By.TOTAL, [Group((), whole)]), *_newcomers(year, whole, shares)]
    if len(boards) > 1:
        for board in boards:
            told += _of(year, board.keys, By.TOTAL, [Group((), board.cell)])
    for by in KEYS:
        told += _by(year, by, shares, [board.keys for board in boards])
    return told


def _by(year: int, by: By, shares: Sequence[Share], boards: list[tuple[str, ...]]) -> list[Figure]:
    """All boards together, then each that may be told alone, then the rest of them."""
    groups = _groups(by, shares)
    told = _of(year, (), by, groups)
    rows = {names: _row(by, shares, names, groups) for names in boards}
    alone, rest = parted(rows)
    if not alone or len(boards) == 1:
        return told
    for names in alone:
        told += _of(year, names, by, [Group(keys, cell) for keys, cell in rows[names].items()])
    if rest:
        names = tuple(name for some in rest for name in some)
        row = _row(by, shares, names, groups)
        told += _of(year, names, by, [Group(keys, cell) for keys, cell in row.items()])
    return told


def _groups(by: By, shares: Sequence[Share]) -> list[Group[str]]:
    return grouped(_cells(shares, KEYS[by]), in_line=by is By.MONTH)


def _row(
    by: By, shares: Sequence[Share], boards: tuple[str, ...], groups: Iterable[Group[str]]
) -> dict[tuple[str, ...], Cell]:
    """The cells of some boards, put together as those of all boards are."""
    cells = _cells([share for share in shares if share.board in boards], KEYS[by])
    row = {
        group.keys: together(cells[key] for key in group.keys if key in cells) for group in groups
    }
    return {keys: cell for keys, cell in row.items() if cell.posts}


def _of(year: int, boards: tuple[str, ...], by: By, groups: Iterable[Group[str]]) -> list[Figure]:
    return [
        Figure(year, boards, by, group.keys, kind, count)
        for group in groups
        for kind, count in (
            (Kind.POSTS, group.cell.posts),
            (Kind.PEOPLE, len(group.cell.people)),
        )
    ]


def _newcomers(year: int, whole: Cell, shares: Sequence[Share]) -> Iterator[Figure]:
    """Who wrote for the first time; nothing where they, or those who had before, are a few."""
    if not tells_new(whole):
        return
    yield Figure(year, (), By.TOTAL, (), Kind.NEW_PEOPLE, len(whole.new))
    for by in KEYS:
        groups = grouped(_cells(shares, KEYS[by]), tells_new, in_line=by is By.MONTH)
        if all(_harmless(group, groups) for group in _groups(by, shares)):
            for group in groups:
                count = len(group.cell.new)
                yield Figure(year, (), by, group.keys, Kind.NEW_PEOPLE, count)


def _harmless(told: Group[str], groups: Sequence[Group[str]]) -> bool:
    """Whether the people of a told group, less the new ones in it, are no few either."""
    inside = [group for group in groups if set(group.keys) <= set(told.keys)]
    covered = {key for group in inside for key in group.keys}
    return covered != set(told.keys) or tells_new(told.cell)


def _cells(shares: Iterable[Share], key: Key) -> dict[str, Cell]:
    """Cells by a key, in the order of months or of the vocabulary."""
    found: dict[str, list[Any]] = {}
    for share in shares:
        cell = found.setdefault(key(share), [0, set(), set()])
        cell[0] += share.posts
        cell[1].add(share.person)
        if share.is_new:
            cell[2].add(share.person)
    order = sorted(found, key=lambda name: (_ORDER.get(name, 0), name))
    return {name: Cell(found[name][0], *map(frozenset, found[name][1:])) for name in order}
