"""Asking the name servers: in time, remembered, and not again and again where nobody answers."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from mailgate.authentication.answers import Answer, Answers
from mailgate.authentication.exchange import Server, Silence, Trouble, ask
from mailgate.authentication.names import Kind, NoAnswer, labels_of

log = logging.getLogger("kakehashi.read")

QUESTION_S = 1.2  # what one question may take
_ENOUGH_S = 0.5  # what is too short to say that nobody answers
_PROBE_S = 0.4
_NO_ANSWER_S = 10.0  # how long a name that brought no answer is left alone
_FIRST_REST_S, _LONGEST_REST_S = 5.0, 60.0


class NotRemembered(Exception):
    """To know that, a name server would have to be asked."""


class Resolver:
    """A caching client of some name servers; several threads may ask.

    When a question stays without any answer the servers are asked whether they live at all. If not,
    they are left alone for some seconds: everything is NoAnswer at once, but for one thread that
    tries again.
    """

    def __init__(
        self, servers: Sequence[Server], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._servers = tuple(servers)
        self._clock = clock
        self._answers = Answers(clock)
        self._lock = threading.Lock()
        self._rests_until = 0.0
        self._rest_s = 0.0
        self._first = 0

    @classmethod
    def at(cls, host: str | None, port: int = 53) -> "Resolver":
        """A client of the name server at `host`, of the system's where that is None."""
        return cls([Server(host, port)] if host else systems_servers())

    def until(self, end: float) -> "Asker":
        """A source of records that has answered, or not, when the clock says `end`."""
        return Asker(self, end)

    def memory(self) -> "Memory":
        """A source of records that asks nobody."""
        return Memory(self)

    def remembered(self, labels: tuple[bytes, ...], kind: Kind) -> Sequence[Any]:
        """The records of a name as far as they are known; raises NoAnswer or NotRemembered."""
        found = self._answers.get((labels, kind))
        if found is None and not (self._rest_s and self._clock() < self._rests_until):
            raise NotRemembered
        if found is None or found.records is None:
            raise NoAnswer
        return found.records

    def ask(self, labels: tuple[bytes, ...], kind: Kind, end: float) -> Sequence[Any]:
        """The records of a name; raises NoAnswer."""
        found = self._answers.get((labels, kind))
        if found is None:
            found = self._answers.get_or_ask(
                (labels, kind), lambda: self._ask(labels, kind, end), end - self._clock()
            )
        if found is None or found.records is None:
            raise NoAnswer
        return found.records

    def _ask(self, labels: tuple[bytes, ...], kind: Kind, end: float) -> Answer:
        patience_s = min(end - self._clock(), QUESTION_S)
        if patience_s <= 0 or not self._may_ask():
            return Answer(None, 0)
        try:
            return self._from_somebody(labels, kind, patience_s)
        except Trouble:
            return Answer(None, _NO_ANSWER_S)
        except Silence:
            # The last moments of a mail's time tell nothing about the name.
            told_enough = patience_s >= _ENOUGH_S
            if told_enough:
                self._see_whether_anybody_lives()
            return Answer(None, _NO_ANSWER_S if told_enough and not self._rest_s else 0)

    def _from_somebody(self, labels: tuple[bytes, ...], kind: Kind, patience_s: float) -> Answer:
        """The first answer; who answered last is asked first."""
        trouble: Exception = Silence()
        count, first = len(self._servers), self._first
        for number in range(count):
            at = (first + number) % count
            try:
                answer = ask(self._servers[at], labels, kind, patience_s / count)
            except Silence:
                continue
            except Trouble as told:
                trouble = told
            else:
                self._first = at
                self._wake()
                return answer
        raise trouble

    # --- Whether anybody lives ---

    def _may_ask(self) -> bool:
        """False while the servers rest; when that is over one thread may see how they are."""
        with self._lock:
            if not self._rest_s:
                return True
            if self._clock() < self._rests_until:
                return False
            self._rests_until = self._clock() + 2 * QUESTION_S
            return True

    def _see_whether_anybody_lives(self) -> None:
        """Ask for the root, which every resolver knows: any answer is a sign of life."""
        if any(map(self._lives, self._servers)):
            self._wake()
            return
        with self._lock:
            if not self._rest_s:
                log.warning("no name server answers, so nobody can be proven by mail just now")
            self._rest_s = min(max(2 * self._rest_s, _FIRST_REST_S), _LONGEST_REST_S)
            self._rests_until = self._clock() + self._rest_s

    def _lives(self, server: Server) -> bool:
        try:
            ask(server, (), "NS", _PROBE_S / len(self._servers))
        except Silence:
            return False
        except Trouble:
            pass
        return True

    def _wake(self) -> None:
        if self._rest_s:
            log.warning("a name server answers again")
            self._rest_s = 0.0


class Asker:
    """The resolver for one mail, whose time ends; satisfies `names.Names`."""

    def __init__(self, resolver: Resolver, end: float) -> None:
        self._resolver, self._end = resolver, end

    def ask(self, name: str, kind: Kind) -> Sequence[Any]:
        labels = labels_of(name)
        return () if labels is None else self._resolver.ask(labels, kind, self._end)


class Memory:
    """What a resolver remembers, or knows that nobody will answer; satisfies `names.Names`."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver

    def ask(self, name: str, kind: Kind) -> Sequence[Any]:
        labels = labels_of(name)
        return () if labels is None else self._resolver.remembered(labels, kind)


def systems_servers() -> list[Server]:
    """The name servers that this machine's programs ask."""
    from dns.resolver import NoResolverConfiguration, Resolver

    try:
        found = Resolver(configure=True)
    except NoResolverConfiguration:
        return [Server("127.0.0.1")]
    servers = [Server(host, found.port) for host in found.nameservers if isinstance(host, str)]
    return servers[:3] or [Server("127.0.0.1")]
