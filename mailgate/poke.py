"""A nudge from one process to another on the same machine: there is work, look now.

A named pipe in the data directory: it survives either side, its name may be as long as it likes,
and a nudge that nobody waits for costs nothing. It is only a nudge; whoever waits looks by itself
now and then, so that a lost one, or work from another machine, is late but never forgotten.
"""

import contextlib
import os
import select
from pathlib import Path
from types import TracebackType


def reading_pipe(data_dir: Path) -> Path:
    """Where whoever reads kept mails waits to be poked."""
    return data_dir / "reading"


def poke(path: Path | str) -> None:
    """Wakes whoever waits at `path`, if anybody does."""
    with contextlib.suppress(OSError):
        pipe = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            os.write(pipe, b"!")
        finally:
            os.close(pipe)


class Waiter:
    """Whoever is woken by `poke(path)`; pokes that came between two waits are not lost."""

    def __init__(self, path: Path | str) -> None:
        with contextlib.suppress(FileExistsError):
            os.mkfifo(path, 0o600)
        # Open for writing as well, so that the pipe never comes to its end.
        self._pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)

    def fileno(self) -> int:
        """For an event loop: readable when there was a poke."""
        return self._pipe

    def wait(self, timeout: float) -> bool:
        """Whether there was a poke since the last time, or within `timeout` seconds from now."""
        poked = bool(select.select([self._pipe], [], [], timeout)[0])
        if poked:
            self.clear()
        return poked

    def clear(self) -> None:
        """Forgets the pokes until now."""
        with contextlib.suppress(BlockingIOError):
            while len(os.read(self._pipe, 4096)) == 4096:
                pass

    def close(self) -> None:
        os.close(self._pipe)

    def __enter__(self) -> "Waiter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
