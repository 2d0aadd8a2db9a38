"""How far a long work is: on a terminal in one line, in a log a line now and then."""

import time
from types import TracebackType
from typing import Self, TextIO

_EVERY_S = {True: 0.2, False: 10.0}  # on a terminal; elsewhere
_MB = 1 << 20


class Progress:
    """Tells octets done of `total` (0: unknown), how many a second, and how long it will take."""

    def __init__(self, total: int, out: TextIO) -> None:
        self._total, self._out = total, out
        self._is_terminal = out.isatty()
        self._begun = self._told = time.monotonic()
        self._from: int | None = None  # what an earlier run had done is not this one's speed

    def reach(self, done: int) -> None:
        """So many octets lie behind."""
        now = time.monotonic()
        if self._from is None:
            self._from = done
        if now - self._told >= _EVERY_S[self._is_terminal]:
            self._told = now
            self._say(self._line(done, now - self._begun))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._is_terminal:
            self._say("")

    def _line(self, done: int, seconds: float) -> str:
        rate = (done - (self._from or 0)) / seconds
        told = f"{done / _MB:.1f} MB"
        if self._total:
            told += f" of {self._total / _MB:.1f} MB ({min(100, 100 * done // self._total)} %)"
        told += f", {rate / _MB:.1f} MB/s"
        if self._total and rate:
            left = max(0, self._total - done) / rate
            told += f", {int(left) // 60}:{int(left) % 60:02} left"
        return told

    def _say(self, line: str) -> None:
        self._out.write(f"\r{line:<70}\r" if self._is_terminal else f"{line}\n")
        self._out.flush()
