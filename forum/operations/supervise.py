"""`kakehashi serve`: every door and worker in one program.

Children are forked from a parent that has loaded what they share, so they start at once and share
its memory. One that dies is started again, ever later if it keeps dying; all of them end when the
parent ends, however it ends.
"""

import contextlib
import fcntl
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from forum import lifeline
from forum.operations.doors import Door
from forum.operations.refused import Refused

GRACE_S = 10.0
LONGEST_DELAY_S = 30.0
STEADY_AFTER_S = 60.0
REFUSED = 1
_SIGNALS = {signal.SIGTERM, signal.SIGINT, signal.SIGCHLD}


@dataclass
class Child:
    """One process of the program: what it runs, and how it has been doing."""

    name: str
    run: Callable[[], int]
    pid: int | None = None
    started: float = 0.0
    due: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Fork; the child never returns from here."""
        parent = os.getpid()
        sys.stdout.flush()
        sys.stderr.flush()
        self.started = time.monotonic()
        # A signal between fork and the child's own handlers would be taken for the parent's.
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        self.pid = os.fork()
        if self.pid == 0:
            os._exit(self._live(parent))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)

    def _live(self, parent: int) -> int:
        os.setpgid(0, 0)  # Ctrl-C in the terminal is for the parent, who asks us kindly
        lifeline.tie_to(parent)
        lifeline.name_process(f"kk-{self.name}")
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)
        try:
            return self.run()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else 1
        except BaseException:
            sys.excepthook(*sys.exc_info())
            return 70
        finally:
            with contextlib.suppress(OSError, ValueError):
                sys.stdout.flush()
                sys.stderr.flush()

    def reap(self) -> int | None:
        """How it ended, if it has; whatever it had started ends too."""
        if self.pid is None:
            return None
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if pid == 0:
            return None
        self._signal_all(signal.SIGKILL)
        self.pid = None
        return os.waitstatus_to_exitcode(status)

    def delay(self) -> None:
        """Decide when it is started again."""
        steady = time.monotonic() - self.started > STEADY_AFTER_S
        self.failures = 0 if steady else self.failures + 1
        wait = 0.0 if self.failures == 0 else min(LONGEST_DELAY_S, 0.1 * 2**self.failures)
        self.due = time.monotonic() + wait

    def ask_to_end(self) -> None:
        if self.pid is not None:
            os.kill(self.pid, signal.SIGTERM)

    def kill(self) -> None:
        if self.pid is not None:
            self._signal_all(signal.SIGKILL)
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def _signal_all(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid or 0, number)


@dataclass
class Supervisor:
    """Keeps the children running until it is told to stop."""

    children: list[Child]
    doors: list[Door]
    announce: Callable[[], None]
    announced: bool = False
    code: int = 0
    ending_since: float | None = None
    wakings: tuple[int, int] = field(default_factory=os.pipe)

    def run(self) -> int:
        """Start everything, and return the exit code when all have ended."""
        self._listen_to_signals()
        while True:
            self._reap()
            if self.ending_since is None:
                self._start_due()
                self._announce_when_ready()
            elif not self._living():
                return self.code
            elif time.monotonic() - self.ending_since > GRACE_S:
                for child in self._living():
                    child.kill()
            self._wait()

    def end(self, code: int = 0) -> None:
        """Ask every child to finish what it is doing."""
        if self.ending_since is None:
            self.ending_since, self.code = time.monotonic(), code
            for child in self._living():
                child.ask_to_end()

    def _listen_to_signals(self) -> None:
        for end in self.wakings:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self.wakings[1], warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: self.end())
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _wait(self) -> None:
        """Sleep until a signal comes or something is due."""
        select.select([self.wakings[0]], [], [], self._patience())
        with contextlib.suppress(BlockingIOError):
            os.read(self.wakings[0], 4096)

    def _patience(self) -> float | None:
        if self.ending_since is not None:
            return max(0.1, self.ending_since + GRACE_S - time.monotonic())
        due = [child.due for child in self.children if child.pid is None]
        waits = [max(0.0, at - time.monotonic()) for at in due]
        if not self.announced:
            waits.append(0.03)
        return min(waits, default=None)

    def _living(self) -> list[Child]:
        return [child for child in self.children if child.pid is not None]

    def _start_due(self) -> None:
        for child in self.children:
            if child.pid is None and child.due <= time.monotonic() and self.ending_since is None:
                child.start()

    def _reap(self) -> None:
        for child in self.children:
            code = child.reap()
            if code is None or self.ending_since is not None:
                continue
            if code == REFUSED and not self.announced:
                self.end(REFUSED)  # it has said why; nobody would be helped by trying again
                continue
            child.delay()
            wait = max(0.0, child.due - time.monotonic())
            print(
                f"kakehashi: {child.name} {_ending(code)}; it starts again in {wait:.1f} s",
                file=sys.stderr,
                flush=True,
            )

    def _announce_when_ready(self) -> None:
        if not self.announced and all(door.answers() for door in self.doors):
            self.announced = True
            self.announce()


def _ending(code: int) -> str:
    return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


@contextlib.contextmanager
def only_one(data_dir: Path, patience_s: float = 3.0) -> Iterator[None]:
    """Hold the data directory for one `serve`; Refused tells of another.

    Children inherit the lock, so after a kill the next `serve` waits until the last is gone.
    """
    handle = os.open(data_dir / "serve.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        _take(handle, data_dir, time.monotonic() + patience_s)
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, data_dir: Path, until: float) -> None:
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                owner = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
                raise Refused(
                    f"`kakehashi serve` is already running on {data_dir} (process {owner})."
                ) from None
            time.sleep(0.05)
