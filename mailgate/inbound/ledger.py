"""The ledger of an import: a line for every message, in JSON; an import that was cut short goes on.

The line of a message is written after the transaction that put it into the archive. So what stands
in the ledger has come in; what came in with the very last batch may be missing, and is told as a
duplicate when the import is run again.
"""

import json
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from forum.archive.mbox import Entry


@dataclass(slots=True)
class Counts:
    """How the numbers add up: every message of the source is one of these."""

    outcomes: Counter[str] = field(default_factory=Counter)
    repaired: int = 0

    @property
    def total(self) -> int:
        return sum(self.outcomes.values())

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.outcomes + other.outcomes, self.repaired + other.repaired)

    def add(self, line: dict[str, Any]) -> None:
        self.outcomes[line["outcome"]] += 1
        self.repaired += bool(line.get("repaired"))


class Ledger:
    """A ledger file, and in `counts` what an earlier run that was cut short has written into it."""

    def __init__(self, path: Path) -> None:
        self.counts = Counts()
        self._offsets = array("q")
        self._last_id = ""
        self._file: BinaryIO = path.open("a+b")
        try:
            self._take_up()
        except (ValueError, KeyError, TypeError):
            self._begin_anew()

    def rest(self, entries: Callable[[], Iterator[Entry]]) -> Iterator[Entry]:
        """The messages behind those that stand in it.

        All of them, and an empty ledger, where the earlier run came to its end or was another's.
        """
        left = entries()
        if self._offsets and self._begins(left):
            following = next(left, None)
            if following is not None:
                return chain((following,), left)
        self._begin_anew()
        return entries()

    def write(self, line: str) -> None:
        self._file.write(line.encode())

    def flush(self) -> None:
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def _begins(self, entries: Iterator[Entry]) -> bool:
        """Whether these begin with the messages of the ledger; those are behind us then."""
        entry = None
        for offset in self._offsets:
            entry = next(entries, None)
            if entry is None or entry.offset != offset:
                return False
        return entry is not None and self._last_id.encode() in entry.raw

    def _take_up(self) -> None:
        """Count what stands there, and cut off a line that a crash has left unfinished."""
        self._file.seek(0)
        whole = 0
        for text in self._file:
            if not text.endswith(b"\n"):
                break
            line = json.loads(text)
            self.counts.add(line)
            self._offsets.append(line["offset"])
            own = line.get("message_id", "")
            self._last_id = "" if ".without-id@" in own else own
            whole += len(text)
        self._file.truncate(whole)

    def _begin_anew(self) -> None:
        self.counts, self._offsets = Counts(), array("q")
        self._file.truncate(0)
