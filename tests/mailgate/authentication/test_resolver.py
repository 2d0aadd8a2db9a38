"""Name servers are asked in time, remembered, and left alone when they are dead."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from mailgate.authentication.exchange import Server
from mailgate.authentication.names import NoAnswer
from mailgate.authentication.resolver import NotRemembered, Resolver
from tests.conftest import available
from tests.servers import nameserver

CITY = f"""
_dmarc TXT "v=DMARC1; p=none"
long TXT {nameserver.text("x" * 3000)}
monster TXT {nameserver.text("x" * 30_000)}
nul TXT "a\\000b"
@ MX 10 mx
@ MX 5 mx.elsewhere.test.
mx A 192.0.2.1
mx AAAA 2001:db8::1
alias CNAME mx
loop CNAME pool
pool CNAME loop
short 5 A 192.0.2.1
"""


@pytest.fixture(scope="module")
def server() -> Iterator[nameserver.NameServer]:
    zones = {"city.test": CITY, "2.0.192.in-addr.arpa": "1 PTR mx.city.test."}
    with available(nameserver.running(zones)) as running:
        yield running


@pytest.fixture
def resolver(server: nameserver.NameServer) -> Resolver:
    return Resolver.at("127.0.0.1", server.port)


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self.ahead


def ask(resolver: Resolver, name: str, kind="TXT", clock=time.monotonic):
    return list(resolver.until(clock() + 2).ask(name, kind))


@pytest.mark.parametrize(
    ("name", "kind", "records"),
    [
        ("_dmarc.city.test", "TXT", [b"v=DMARC1; p=none"]),
        ("_DMARC.City.TEST.", "TXT", [b"v=DMARC1; p=none"]),
        ("long.city.test", "TXT", [b"x" * 3000]),  # comes over TCP
        ("nul.city.test", "TXT", [b"a\0b"]),
        ("city.test", "MX", [(5, "mx.elsewhere.test"), (10, "mx.city.test")]),
        ("mx.city.test", "A", ["192.0.2.1"]),
        ("mx.city.test", "AAAA", ["2001:db8::1"]),
        ("alias.city.test", "A", ["192.0.2.1"]),
        ("1.2.0.192.in-addr.arpa", "PTR", ["mx.city.test"]),
        ("mx.city.test", "TXT", []),
        ("nowhere.city.test", "A", []),
        ("a..city.test", "A", []),
        ("x" * 64 + ".city.test", "A", []),
        ("", "A", []),
    ],
)
def test_records_are_read(resolver, name, kind, records):
    assert sorted(ask(resolver, name, kind)) == records


@pytest.mark.parametrize("name", ["loop.city.test", "monster.city.test", f"x.{nameserver.FAILING}"])
def test_trouble_is_no_answer(resolver, name):
    with pytest.raises(NoAnswer):
        ask(resolver, name)


def test_a_late_answer_counts_while_there_is_time(server):
    with nameserver.slow(server, 0.6) as slow:
        assert ask(Resolver.at("127.0.0.1", slow.port), "mx.city.test", "A") == ["192.0.2.1"]


def test_nobody_waits_longer_than_his_time(server):
    with nameserver.slow(server, 3) as slow:
        resolver = Resolver.at("127.0.0.1", slow.port)
        with pytest.raises(NoAnswer):
            resolver.until(time.monotonic() + 0.3).ask("mx.city.test", "A")


def test_an_answer_is_remembered_as_long_as_it_says(server):
    clock = Clock()
    resolver = Resolver([Server("127.0.0.1", server.port)], clock)
    ask(resolver, "short.city.test", "A", clock)
    ask(resolver, "nowhere.city.test", "A", clock)
    assert list(resolver.memory().ask("short.city.test", "A")) == ["192.0.2.1"]
    assert list(resolver.memory().ask("nowhere.city.test", "A")) == []
    clock.ahead = 6
    with pytest.raises(NotRemembered):
        resolver.memory().ask("short.city.test", "A")
    assert list(resolver.memory().ask("nowhere.city.test", "A")) == []


def test_a_silent_domain_is_left_alone_and_makes_nobody_think_the_server_dead(server):
    resolver = Resolver.at("127.0.0.1", server.port)
    with pytest.raises(NoAnswer):
        ask(resolver, nameserver.SILENT)
    with pytest.raises(NoAnswer):  # remembered for a while
        resolver.memory().ask(nameserver.SILENT, "TXT")
    assert ask(resolver, "mx.city.test", "A") == ["192.0.2.1"]


def test_a_dead_server_is_left_alone_for_some_seconds_and_found_again(server, caplog):
    clock, door = Clock(), Line(server)
    resolver = Resolver([Server("127.0.0.1", door.port)], clock)
    with caplog.at_level(logging.WARNING), door:
        with pytest.raises(NoAnswer):
            ask(resolver, "mx.city.test", "A", clock)
        asked = door.count
        for number in range(50):
            with pytest.raises(NoAnswer):
                ask(resolver, f"{number}.city.test", "A", clock)
        assert door.count == asked  # nobody was asked
        with pytest.raises(NoAnswer):
            resolver.memory().ask("other.city.test", "A")
        door.is_open = True
        clock.ahead = 10
        assert ask(resolver, "mx.city.test", "A", clock) == ["192.0.2.1"]
        assert ask(resolver, "alias.city.test", "A", clock) == ["192.0.2.1"]
    told = [record.message for record in caplog.records]
    assert told == [
        "no name server answers, so nobody can be proven by mail just now",
        "a name server answers again",
    ]


def test_the_second_server_is_asked_when_the_first_is_gone(server):
    resolver = Resolver([Server("127.0.0.1", 1), Server("127.0.0.1", server.port)])
    assert ask(resolver, "mx.city.test", "A") == ["192.0.2.1"]


def test_many_who_ask_the_same_cost_one_question(server):
    with Line(server, is_open=True) as line:
        resolver = Resolver([Server("127.0.0.1", line.port)])
        found: list[list[str]] = []
        threads = [
            threading.Thread(target=lambda: found.append(ask(resolver, "mx.city.test", "A")))
            for _ in range(20)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == [["192.0.2.1"]] * 20
        assert line.count == 1


class Line:
    """A line to the server that can be cut; counts what goes over it."""

    def __init__(self, server: nameserver.NameServer, is_open: bool = False) -> None:
        self._server, self.is_open, self.count = server.port, is_open, 0
        self._door = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._door.bind(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._thread = threading.Thread(target=self._serve)

    def __enter__(self) -> "Line":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closing:
            closing.sendto(b"", ("127.0.0.1", self.port))
        self._thread.join()
        self._door.close()

    def _serve(self) -> None:
        while True:
            query, asker = self._door.recvfrom(65_535)
            if not query:
                return
            self.count += 1
            if self.is_open:
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
                    asking.settimeout(5)
                    asking.sendto(query, ("127.0.0.1", self._server))
                    self._door.sendto(asking.recv(65_535), asker)
