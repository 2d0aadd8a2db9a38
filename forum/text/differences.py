"""What an edit has changed, as people read it: by sentence, and within a sentence by word or letter.

Japanese has no blanks to tell words apart, so letters are compared one by one, but runs of katakana,
digits and the letters of alphabets as one. The time is bounded: what differs too much is simply the old words
and the new ones.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

Kind = Literal["same", "removed", "added"]

# More steps than this from the old words to the new ones tell a reader nothing.
MOST_STEPS = 400
_LEAST_ALIKE = 0.3
_LEAST_SAME = 2  # letters; less between two changes only looks like an accident
_SENTENCE = re.compile(
    r"\n+|[^\n]+?(?:[。！？]+[」』）)]*[ 　]*|[.!?]+[\"')]*[ \t]+|(?=\n)|$)", re.MULTILINE
)
# Words of alphabets and numbers; katakana; anything else letter by letter.
_WORD = re.compile(r"[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[ァ-ヺー]+|\s+|.", re.DOTALL)


class Run(NamedTuple):
    """Some words that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One or more whole sentences: the same as before, or with what went and came in them."""

    runs: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        return all(run.kind == "same" for run in self.runs)

    @property
    def before(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "added")

    @property
    def after(self) -> tuple[Run, ...]:
        return tuple(run for run in self.runs if run.kind != "removed")


def differences(old: str, new: str) -> list[Passage]:
    """The passages of both texts in order: without what came they are `old`, without what went `new`."""
    old, new = (text.replace("\r\n", "\n") for text in (old, new))
    found = []
    for removed, added, same in _blocks(_SENTENCE.findall(old), _SENTENCE.findall(new)):
        if removed or added:
            found.append(_changed("".join(removed), "".join(added)))
        if same:
            found.append(Passage((Run("same", "".join(same)),)))
    return found


def plainly(old: str, new: str) -> list[list[str]]:
    """Each changed passage for a mail: a line as it was, a line as it is, what differs in brackets."""
    passages = (passage for passage in differences(old, new) if not passage.is_same)
    told = (
        [f"{mark}{line}" for mark, runs in (("− ", p.before), ("＋ ", p.after))
         if (line := _marked(runs))]
        for p in passages
    )  # fmt: skip
    return [lines for lines in told if lines]


def _marked(runs: Sequence[Run]) -> str:
    """A changed passage on one line; one that is whole needs no brackets."""
    whole = len(runs) == 1
    text = "".join(run.text if whole or run.kind == "same" else f"【{run.text}】" for run in runs)
    return " ".join(text.split())


def _changed(removed: str, added: str) -> Passage:
    """The words within sentences that have changed."""
    runs = _merged(_runs(_WORD.findall(removed), _WORD.findall(added)))
    alike = sum(len(run.text) for run in runs if run.kind == "same")
    if alike < _LEAST_ALIKE * max(len(removed), len(added)):
        runs = [Run("removed", removed), Run("added", added)]
    return Passage(tuple(run for run in runs if run.text))


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    for removed, added, same in _blocks(old, new):
        yield Run("removed", "".join(removed))
        yield Run("added", "".join(added))
        yield Run("same", "".join(same))


def _merged(runs: Iterator[Run]) -> list[Run]:
    """The runs without islands of a letter or two between changes, what went before what came."""
    given = [run for run in runs if run.text]
    islands = {
        at
        for at, run in enumerate(given)
        if run.kind == "same" and 0 < at < len(given) - 1 and len(run.text.strip()) < _LEAST_SAME
    }
    merged: list[Run] = []
    marked = [(run.kind == "same" and at not in islands, run) for at, run in enumerate(given)]
    for is_same, group in groupby(marked, key=lambda pair: pair[0]):
        here = [run for _, run in group]
        if is_same:
            merged += here
            continue
        merged.append(Run("removed", "".join(r.text for r in here if r.kind != "added")))
        merged.append(Run("added", "".join(r.text for r in here if r.kind != "removed")))
    return [run for run in merged if run.text]


Block = tuple[list[str], list[str], list[str]]


def _blocks(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """What went, what came, and what stayed behind them, again and again."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    blocks: list[Block] = [([], [], list(old[:head]))] if head else []
    at_a = at_b = 0
    for x, y, length in _matches(a, b):
        blocks.append((list(a[at_a:x]), list(b[at_b:y]), list(a[x : x + length])))
        at_a, at_b = x + length, y + length
    if at_a < len(a) or at_b < len(b) or tail:
        blocks.append((list(a[at_a:]), list(b[at_b:]), list(old[len(old) - tail :])))
    return blocks


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    most = min(len(old), len(new))
    return next((at for at in range(most) if old[at] != new[at]), most)


def _matches(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    """Where both have the same: (place in old, place in new, how many); the fewest steps between.

    Myers, "An O(ND) Difference Algorithm and Its Variations" (1986); nothing beyond MOST_STEPS.
    """
    if not old or not new:
        return []
    furthest, trail = {1: 0}, []
    for steps in range(min(len(old) + len(new), MOST_STEPS) + 1):
        trail.append(dict(furthest))
        for line in range(-steps, steps + 1, 2):
            x = _reached(furthest, line, steps)
            while x < len(old) and 0 <= x - line < len(new) and old[x] == new[x - line]:
                x += 1
            furthest[line] = x
            if x >= len(old) and x - line >= len(new):
                return _walked_back(trail, len(old), len(new))
    return []


def _reached(furthest: dict[int, int], line: int, steps: int) -> int:
    if _comes_down(furthest, line, steps):
        return furthest.get(line + 1, -1)
    return furthest.get(line - 1, -1) + 1


def _comes_down(furthest: dict[int, int], line: int, steps: int) -> bool:
    """Whether the way to a line leads over something that came, not something that went."""
    down, right = furthest.get(line + 1, -1), furthest.get(line - 1, -1) + 1
    return line == -steps or (line != steps and right <= down)


def _walked_back(trail: list[dict[int, int]], x: int, y: int) -> list[tuple[int, int, int]]:
    found = []
    for steps in range(len(trail) - 1, -1, -1):
        line = x - y
        begun = _reached(trail[steps], line, steps) if steps else 0
        if x > begun:
            found.append((begun, begun - line, x - begun))
        came_down = steps and _comes_down(trail[steps], line, steps)
        x, y = (begun, begun - line - 1) if came_down else (begun - 1, begun - line)
    return found[::-1]
