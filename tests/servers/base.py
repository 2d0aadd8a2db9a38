"""What every server needs: its programs, a free port, a folder, a start that is waited for."""

import contextlib
import glob
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

_CHANCE = random.SystemRandom()  # not the one that hypothesis seeds
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/lib/dovecot"


class Missing(Exception):
    """A server can't run here; the text names what is missing."""


def program(name: str, *folders: str) -> str:
    """The path of a server's program; the newest of `folders`' matches goes first."""
    for pattern in folders:
        for path in sorted(glob.glob(f"{pattern}/{name}"), key=_by_version, reverse=True):
            return path
    found = shutil.which(name, path=PATH)
    if not found:
        raise Missing(f"the program {name} is not installed")
    return found


def _by_version(path: str) -> list[int]:
    return [int(part) for part in path.split("/") if part.isdigit()]


def must_be_root(what: str) -> None:
    if os.getuid() != 0:
        raise Missing(f"{what} can only be started by root")


def free_port() -> int:
    """A port of 127.0.0.1 that was free a moment ago.

    It lies below those that the system gives to connections on their way out (32768 and up), so
    that none of them takes it before its server does; chance parts tests that run side by side.
    """
    for port in _CHANCE.sample(range(10_000, 32_768), 1000):
        with contextlib.suppress(OSError), socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise Missing("no port is free")


@contextlib.contextmanager
def folder(name: str, owner: str | None = None, place: str = "/tmp") -> Iterator[Path]:
    """A short-named folder that `owner` can reach (unix sockets allow 107 bytes of path)."""
    path = Path(tempfile.mkdtemp(prefix=f"kk-{name}-", dir=place))
    path.chmod(0o755)
    if owner:
        user = pwd.getpwnam(owner)
        os.chown(path, user.pw_uid, user.pw_gid)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def in_memory(gibibytes: int = 2) -> str:
    """A folder held in memory, where files are made and removed at no cost; /tmp if there is none."""
    memory = "/dev/shm"
    if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= gibibytes << 30:
        return memory
    return "/tmp"


def wait_until(ready: Callable[[], bool], what: str, seconds: float = 60) -> None:
    """Ask again and again until it is so; TimeoutError names what was waited for."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            raise TimeoutError(f"waited {seconds} s for {what}")
        time.sleep(0.02)


def answers(port: int) -> bool:
    """Whether something accepts connections at a port of 127.0.0.1."""
    with contextlib.suppress(OSError):
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
        return True
    return False


def stop(process: "subprocess.Popen[bytes]", how: signal.Signals = signal.SIGTERM) -> None:
    """End a process that we started, the hard way if it takes longer than twenty seconds."""
    if process.poll() is None:
        process.send_signal(how)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
