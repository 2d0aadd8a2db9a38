from pathlib import Path

import pytest

from mailgate.inbound.limits import Allowance, Disk, Limits, Memory


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_connections_are_counted_by_address_and_in_total():
    limits = Limits(Allowance(connections=3, connections_per_address=2))
    assert [limits.enter("192.0.2.1") for _ in range(2)] == [None, None]
    assert limits.enter("192.0.2.1").code == 421
    assert limits.enter("192.0.2.2") is None
    assert limits.enter("192.0.2.3").code == 421
    limits.leave("192.0.2.1")
    assert limits.enter("192.0.2.3") is None


def test_an_ipv6_customer_has_many_addresses_and_one_limit():
    limits = Limits(Allowance(connections_per_address=2))
    assert [limits.enter(f"2001:db8:1:2::{n}") for n in (1, 2)] == [None, None]
    assert limits.enter("2001:db8:1:2:ffff::9").code == 421
    assert limits.enter("2001:db8:1:3::1") is None
    assert limits.enter("fe80::1%eth0") is None


def test_the_trusted_and_the_unix_socket_are_exempt():
    limits = Limits(Allowance(connections=0, messages_per_minute=0), ["10.0.0.0/8", "::1/128"])
    for peer in (None, "10.1.2.3", "::ffff:10.1.2.3", "::1"):
        assert limits.trusts(peer)
        assert limits.enter(peer) is None
        assert limits.begin_message(peer) is None
        limits.leave(peer)
    assert not limits.trusts("11.0.0.1")
    assert limits.enter("11.0.0.1") is not None


def test_the_minute_fills_up_again():
    clock = Clock()
    limits = Limits(Allowance(messages_per_minute=60), clock=clock)
    assert all(limits.begin_message("192.0.2.1") is None for _ in range(60))
    assert limits.begin_message("192.0.2.1").code == 450
    assert limits.begin_message("192.0.2.2") is None
    clock.now += 1
    assert limits.begin_message("192.0.2.1") is None
    assert limits.begin_message("192.0.2.1").code == 450


def test_the_sources_of_a_flood_are_forgotten():
    clock = Clock()
    limits = Limits(Allowance(), clock=clock)
    for n in range(12_000):
        clock.now += 0.001
        limits.begin_message(f"2001:db8:{n >> 8:x}:{n & 255:x}::1")
    assert len(limits._minutes._left) <= 10_001
    clock.now += 61
    limits.begin_message("192.0.2.1")
    assert len(limits._minutes._left) == 1


def test_memory_is_granted_until_it_is_used_up():
    memory = Memory(10)
    assert memory.grant(6)
    assert not memory.grant(5)
    memory.give_back(6)
    assert memory.grant(10)


@pytest.mark.parametrize(
    ("free", "coming", "low"), [(100, 0, False), (99, 0, True), (150, 51, True)]
)
def test_the_disk_is_low_below_the_watermark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, coming: int, low: bool
):
    class Found:
        f_bavail, f_frsize = free, 1

    monkeypatch.setattr("os.statvfs", lambda folder: Found)
    assert Disk(tmp_path, 100).is_low(coming) is low
