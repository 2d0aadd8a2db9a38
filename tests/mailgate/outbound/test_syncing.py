"""What the kernel is asked to do, in which order: SIGKILL alone proves no fsync."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Engine

from tests.conftest import not_run
from tests.mailgate.outbound.council import a_town
from tests.mailgate.outbound.crashing import is_done, until

HOUSE = Path(__file__).resolve().parents[3]
COPIES = 5


def test_no_batch_counts_before_its_files_and_their_folder_are_synced(
    sqlite_engine: Engine, tmp_path: Path
):
    if not shutil.which("strace"):
        not_run("strace is not installed")
    _, mailing_id = a_town(sqlite_engine, tmp_path, COPIES)

    acts = traced(sqlite_engine, mailing_id, tmp_path)

    renames = [n for n, act in enumerate(acts) if act[0] == "rename"]
    assert len(renames) == COPIES
    for at in renames:
        assert ("sync", acts[at][1]) in acts[:at]
    folder = acts.index(("sync", "new"), renames[-1])
    recorded = next(n for n in range(renames[-1], len(acts)) if acts[n] == ("write", "wal"))
    assert folder < recorded, acts
    assert ("sync", "wal") in acts[recorded:], acts


def traced(engine: Engine, mailing_id: int, folder: Path) -> list[tuple[str, str]]:
    """The renames, syncs and writes of a worker that delivers into a Maildir, in their order."""
    url = engine.url.render_as_string(hide_password=False)
    trace, outbox = folder / "trace", folder / "outbox"
    worker = ["tests.mailgate.outbound.worker", url, str(folder), f"maildir:{outbox}", "10", "1"]
    calls = "trace=fsync,fdatasync,rename,renameat,renameat2,pwrite64"
    tracer = ["strace", "-f", "-y", "-s", "300", "-e", calls, "-o", str(trace)]
    process = subprocess.Popen([*tracer, sys.executable, "-m", *worker], cwd=HOUSE)
    try:
        until(lambda: process.poll() is not None or is_done(engine, mailing_id), 120)
        assert process.poll() is None, "the worker ended by itself"
    finally:
        # strace itself would not pass the signal on.
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        for child in children:
            os.kill(int(child), signal.SIGTERM)
        try:
            process.wait(30)
        finally:
            process.kill()
    return [act for line in trace.read_text().splitlines() if (act := what(line))]


def what(line: str) -> tuple[str, str] | None:
    """`sync`, `rename` or `write`, and of what: a file's name, new, tmp or wal."""
    if found := re.search(r' rename\w*\(.*"([^"]+)".*"([^"]+)"', line):
        return "rename", Path(found[1]).name
    found = re.search(r" (fsync|fdatasync|pwrite64)\(\d+<([^>]+)>", line)
    if not found:
        return None
    name = "wal" if found[2].endswith("-wal") else Path(found[2]).name
    return "write" if found[1] == "pwrite64" else "sync", name
