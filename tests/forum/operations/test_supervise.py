"""The parts of the program keep running, and end together; with real processes and real kills."""

import os
import signal
import textwrap
import time
from pathlib import Path

import pytest

from forum.operations.refused import Refused
from forum.operations.supervise import LONGEST_DELAY_S, STEADY_AFTER_S, Child, only_one
from tests.processes import children_of, lives, started, wait_for_end
from tests.servers.base import wait_until

PREAMBLE = """
import os, signal, subprocess, sys, time
from pathlib import Path
from forum.operations import supervise
from forum.operations.supervise import Child, Supervisor, only_one
folder = Path(sys.argv[1])

def note(name, text):
    with open(folder / name, "a") as file:
        file.write(f"{text}\\n")

def sleeper(name="pids"):
    def run():
        note(name, os.getpid())
        time.sleep(1000)
        return 0
    return run

def supervise_them(*runs):
    children = [Child(f"c{n}", run) for n, run in enumerate(runs)]
    sys.exit(Supervisor(children, [], lambda: note("ready", "yes")).run())
"""


@pytest.fixture
def run(tmp_path):
    def start(body: str):
        script = tmp_path / "program.py"
        script.write_text(PREAMBLE + textwrap.dedent(body))
        return started(str(script), str(tmp_path), env=os.environ, log=tmp_path / "log")

    os.environ.setdefault("PYTHONPATH", str(Path(__file__).resolve().parents[3]))
    return start


def lines(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def pids(folder: Path, count: int) -> list[int]:
    wait_until(lambda: len(lines(folder / "pids")) >= count, f"{count} children")
    return [int(line) for line in lines(folder / "pids")]


def test_a_killed_child_starts_again(run, tmp_path):
    with run("supervise_them(sleeper())"):
        first = pids(tmp_path, 1)[0]
        os.kill(first, signal.SIGKILL)
        second = pids(tmp_path, 2)[1]
        assert lives(second)
        assert not lives(first)
        assert "c0 was ended by signal 9; it starts again" in (tmp_path / "log").read_text()


def test_children_end_with_a_parent_that_is_killed(run, tmp_path):
    with run("supervise_them(sleeper(), sleeper(), sleeper())") as parent:
        children = pids(tmp_path, 3)
        parent.kill()
        wait_for_end(children)


def test_a_child_whose_parent_is_killed_at_birth_ends_too(run, tmp_path):
    body = """
        def orphan():
            time.sleep(1000)
        from forum import lifeline
        tie = lifeline.tie_to
        def late(parent):  # the parent dies between fork and the child's first call
            note("pids", os.getpid())
            while os.getppid() == parent:
                time.sleep(0.01)
            tie(parent)
            note("pids", "alive")
        lifeline.tie_to = late
        supervise_them(orphan)
    """
    with run(body) as parent:
        children = pids(tmp_path, 1)
        parent.kill()
        wait_for_end(children)
        assert len(lines(tmp_path / "pids")) == 1


def test_what_a_killed_child_had_started_is_swept(run, tmp_path):
    body = """
        def with_helper():
            helper = subprocess.Popen(["sleep", "1000"])
            note("pids", helper.pid)
            note("child", os.getpid())
            time.sleep(1000)
        supervise_them(with_helper)
    """
    with run(body):
        helper = pids(tmp_path, 1)[0]
        wait_until(lambda: bool(lines(tmp_path / "child")), "the child")
        os.kill(int(lines(tmp_path / "child")[0]), signal.SIGKILL)
        wait_for_end([helper])


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_lets_children_finish(run, tmp_path, number):
    body = """
        def polite():
            done = []
            signal.signal(signal.SIGTERM, lambda *_: done.append(1))
            note("pids", os.getpid())
            while not done:
                signal.pause()
            note("bye", os.getpid())
            return 0
        supervise_them(polite, polite)
    """
    with run(body) as parent:
        children = pids(tmp_path, 2)
        parent.send_signal(number)
        assert parent.wait(60) == 0
        assert sorted(map(int, lines(tmp_path / "bye"))) == sorted(children)


def test_a_child_that_does_not_listen_is_killed_in_the_end(run, tmp_path):
    body = """
        supervise.GRACE_S = 0.3
        def deaf():
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            note("pids", os.getpid())
            while True:
                time.sleep(1000)
        supervise_them(deaf)
    """
    with run(body) as parent:
        child = pids(tmp_path, 1)[0]
        parent.terminate()
        assert parent.wait(60) == 0
        assert not lives(child)


def test_a_refusal_at_the_start_ends_everything(run, tmp_path):
    body = """
        from forum.endpoints import Unix
        from forum.operations.doors import mail_door
        def refuse():
            return 1
        door = mail_door("x", Unix(folder / "nobody"))
        children = [Child("a", refuse), Child("b", sleeper())]
        sys.exit(Supervisor(children, [door], lambda: None).run())
    """
    with run(body) as parent:
        assert parent.wait(60) == 1
        assert not any(lives(int(pid)) for pid in lines(tmp_path / "pids"))


def test_once_ready_a_refusal_is_tried_again(run, tmp_path):
    body = """
        def refuse():
            while not (folder / "ready").exists():
                time.sleep(0.01)
            note("pids", os.getpid())
            return 1
        supervise_them(refuse)
    """
    with run(body):
        pids(tmp_path, 3)


def test_a_bug_in_a_child_shows_its_traceback(run, tmp_path):
    body = """
        def buggy():
            note("pids", os.getpid())
            raise RuntimeError("a bug of ours")
        supervise_them(buggy)
    """
    with run(body):
        pids(tmp_path, 2)
        log = (tmp_path / "log").read_text()
        assert "RuntimeError: a bug of ours" in log
        assert "c0 ended with code 70" in log


def test_a_child_that_keeps_dying_waits_ever_longer():
    child = Child("x", lambda: 0)
    waits = []
    for _ in range(12):
        child.started = time.monotonic()
        child.delay()
        waits.append(round(child.due - child.started, 1))
    assert waits == sorted(waits)
    assert waits[0] < 1
    assert waits[-1] == LONGEST_DELAY_S


def test_a_child_that_was_steady_starts_again_at_once():
    child = Child("x", lambda: 0, failures=8, started=time.monotonic() - STEADY_AFTER_S - 1)
    child.delay()
    assert child.due <= time.monotonic()


def test_a_data_directory_is_held_by_one(tmp_path):
    with only_one(tmp_path):
        with pytest.raises(Refused, match=rf"already running on .* \(process {os.getpid()}\)"):
            with only_one(tmp_path, patience_s=0):
                pass
    with only_one(tmp_path, patience_s=0):
        pass


def test_a_data_directory_is_free_again_after_a_kill(run, tmp_path):
    body = """
        with only_one(folder):
            supervise_them(sleeper())
    """
    with run(body) as parent:
        child = pids(tmp_path, 1)[0]
        assert children_of(parent.pid) == [child]
        parent.kill()
        with only_one(tmp_path):
            assert not lives(child)
