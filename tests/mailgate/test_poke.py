import threading
from pathlib import Path

from mailgate.poke import Waiter, poke


def test_a_poke_wakes_whoever_waits(tmp_path: Path):
    with Waiter(tmp_path / "pipe") as waiter:
        threading.Timer(0.05, poke, [tmp_path / "pipe"]).start()
        assert waiter.wait(20)
        assert not waiter.wait(0)


def test_pokes_between_two_waits_are_one_and_are_not_lost(tmp_path: Path):
    with Waiter(tmp_path / "pipe") as waiter:
        for _ in range(100_000):
            poke(tmp_path / "pipe")
        assert waiter.wait(0)
        waiter.clear()
        assert not waiter.wait(0)


def test_a_poke_at_nobody_is_nothing(tmp_path: Path):
    poke(tmp_path / "none")
    Waiter(tmp_path / "pipe").close()
    poke(tmp_path / "pipe")
    with Waiter(tmp_path / "pipe") as waiter:
        assert not waiter.wait(0)
