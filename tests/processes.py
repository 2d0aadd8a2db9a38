"""Programs of ours run as an operator runs them, and what the kernel says about them."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.servers.base import free_port, wait_until

HOUSE = Path(__file__).resolve().parent.parent


def environment(data_dir: Path, **settings: str) -> dict[str, str]:
    """An environment with its own data directory, free ports, and no setting from outside."""
    outside = {k: v for k, v in os.environ.items() if not k.startswith("KAKEHASHI_")}
    ports = {name: f"127.0.0.1:{free_port()}" for name in ("HTTP", "SMTP", "LMTP")}
    ours = {
        "DATA_DIR": str(data_dir),
        "SITE_URL": f"http://{ports['HTTP']}",
        "RESOLVER": "127.0.0.1:1",  # where nobody answers, so that no test asks the world
        **{f"{name}_LISTEN": address for name, address in ports.items()},
        **settings,
    }
    return outside | {f"KAKEHASHI_{k}": v for k, v in ours.items()} | {"PYTHONPATH": str(HOUSE)}


def kakehashi(
    *arguments: str, env: Mapping[str, str], input: str | None = None, timeout: float = 120
) -> "subprocess.CompletedProcess[str]":
    """Run one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "cli", *arguments],
        cwd=HOUSE,
        env=dict(env),
        input=input,
        capture_output=True,
        text=True,
        timeout=timeout,
    )


@contextlib.contextmanager
def started(
    *command: str, env: Mapping[str, str], log: Path
) -> "Iterator[subprocess.Popen[bytes]]":
    """A Python program in a session of its own; whatever is left of it at the end is killed."""
    with open(log, "ab") as output:
        process = subprocess.Popen(
            [sys.executable, *command],
            cwd=HOUSE,
            env=dict(env),
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        family = family_of(process.pid)
        if process.poll() is None:
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(15)
        for pid in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()


@contextlib.contextmanager
def serving(
    env: Mapping[str, str], log: Path, seconds: float = 60
) -> "Iterator[subprocess.Popen[bytes]]":
    """`kakehashi serve` on a migrated database, when it says that it is ready."""
    with started("-m", "cli", "serve", env=env, log=log) as process:
        said_before = log.read_text().count("is ready")
        wait_until(
            lambda: log.read_text().count("is ready") > said_before or process.poll() is not None,
            "kakehashi serve",
            seconds,
        )
        if process.poll() is not None:
            raise RuntimeError(f"kakehashi serve ended: {log.read_text()}")
        yield process


def children_of(pid: int) -> list[int]:
    """The living children of a process, by its main thread."""
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def family_of(pid: int) -> list[int]:
    """A process and all its descendants."""
    return [pid, *(d for child in children_of(pid) for d in family_of(child))]


def lives(pid: int) -> bool:
    """Whether a process runs (one that has ended and is not yet reaped doesn't)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_for_end(pids: list[int], seconds: float = 60) -> None:
    wait_until(lambda: not any(map(lives, pids)), f"the end of {pids}", seconds)
