"""What every target promises, held against our own mails, what once broke it, and a short search."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import not_run
from tests.fuzzing import targets
from tests.processes import HOUSE

HERE = Path(__file__).parent
MAILS = [path.read_bytes() for path in sorted((HERE.parent / "messages").glob("*.eml"))]
FOUND = sorted((HERE / "found").glob("*/*"))
SECONDS = 15
EACH = pytest.mark.parametrize("target", targets.TARGETS)


@EACH
def test_our_own_mails_break_no_promise(target: str):
    seeds = targets.seeds(target, MAILS)
    assert len(seeds) >= len(MAILS)
    for seed in seeds:
        targets.try_out(target, seed)


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_broke_a_promise_once_does_so_no_more(path: Path):
    targets.try_out(path.parent.name, path.read_bytes())


@pytest.mark.slow
@EACH
def test_a_short_search_finds_nothing(target: str, tmp_path: Path):
    if importlib.util.find_spec("atheris") is None:
        where = f"{sys.platform}, Python {sys.version_info.major}.{sys.version_info.minor}"
        if where.startswith("linux, Python 3.1") and sys.version_info < (3, 14):
            not_run("atheris is not installed")
        pytest.skip(f"atheris is not made for this machine ({where}), so nothing was fuzzed")
    command = [sys.executable, "-m", "tests.fuzzing", target, str(tmp_path / "corpus"), "--once"]
    options = ["-seed=20261122", f"-max_total_time={SECONDS}", "-max_len=4096"]
    done = subprocess.run(
        [*command, *options], cwd=HOUSE, capture_output=True, text=True, timeout=160
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"[-6000:]
    assert "DONE" in done.stderr or "Done" in done.stderr, done.stderr[-2000:]
