"""A program in a terminal of its own: keys go in, and what it wrote can be looked at."""

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.servers.base import program, stop

_ESCAPES = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|[()][A-Z0-9]|\][^\x07]*\x07|[=>A-Za-z])")


@dataclass
class Terminal:
    """A running program and everything that it has written on its screen."""

    descriptor: int
    process: "subprocess.Popen[bytes]"
    written: bytearray = field(default_factory=bytearray)

    def press(self, keys: str) -> None:
        os.write(self.descriptor, keys.encode())

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Until the words are on the screen; what was there before is forgotten."""
        end = time.monotonic() + seconds
        while words not in self.screen:
            if time.monotonic() > end or self.process.poll() is not None:
                raise TimeoutError(f"waited for {words!r} in {self.screen[-2000:]!r}")
            self._read(0.1)
        self.written.clear()

    @property
    def screen(self) -> str:
        return _ESCAPES.sub("", self.written.decode("utf-8", "replace"))

    def _read(self, seconds: float) -> None:
        ready, _, _ = select.select([self.descriptor], [], [], seconds)
        if ready:
            with contextlib.suppress(OSError):
                self.written += os.read(self.descriptor, 65536)


@contextlib.contextmanager
def running(
    *command: str, env: Mapping[str, str], rows: int = 30, columns: int = 100
) -> Iterator[Terminal]:
    """The program in a terminal of that size; ended at the end."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    process = subprocess.Popen(
        [program(command[0]), *command[1:]],
        stdin=follower,
        stdout=follower,
        stderr=follower,
        env={**os.environ, "TERM": "xterm", "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", **env},
        start_new_session=True,
    )
    os.close(follower)
    try:
        yield Terminal(leader, process)
    finally:
        stop(process)
        os.close(leader)
