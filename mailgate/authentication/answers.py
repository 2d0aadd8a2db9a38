"""Answers of the DNS that are remembered for as long as they say, in bounded room."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, NamedTuple

MOST = 20_000  # answers
MOST_OCTETS = 4 << 20
_EACH = 200  # octets that an answer costs beside its own

LONGEST_S = 24 * 3600
SHORTEST_S = 5


class Answer(NamedTuple):
    """Records (none: there are none), or None where nobody answered."""

    records: tuple[Any, ...] | None
    ttl_s: float


class Answers:
    """Remembers answers; may be used by several threads.

    Who asks for what another thread is asking already waits for that one's answer.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[Any, tuple[float, int, Answer]] = OrderedDict()
        self._octets = 0
        self._asked: dict[Any, threading.Event] = {}

    def get(self, question: Any) -> Answer | None:
        """What is remembered."""
        with self._lock:
            found = self._known.get(question)
            if found is None:
                return None
            if found[0] <= self._clock():
                self._forget(question)
                return None
            self._known.move_to_end(question)
            return found[2]

    def get_or_ask(
        self, question: Any, ask: Callable[[], Answer], patience_s: float
    ) -> Answer | None:
        """What is remembered, or else is answered now; None when another's answer takes too long."""
        with self._lock:
            asked = self._asked.get(question)
            if asked is None:
                mine = self._asked[question] = threading.Event()
        if asked is None:
            return self._ask(question, ask, mine)
        if not asked.wait(max(patience_s, 0)):
            return None
        return self.get(question) or ask()

    def _ask(self, question: Any, ask: Callable[[], Answer], mine: threading.Event) -> Answer:
        try:
            answer = self.get(question) or ask()
            self.put(question, answer)
            return answer
        finally:
            with self._lock:
                del self._asked[question]
            mine.set()

    def put(self, question: Any, answer: Answer) -> None:
        """Remember an answer for its time to live; one that lives for no time is not kept."""
        if answer.ttl_s <= 0:
            return
        size = _EACH + sum(_size(record) for record in answer.records or ())
        lives_s = min(max(answer.ttl_s, SHORTEST_S), LONGEST_S)
        with self._lock:
            if question in self._known:
                self._forget(question)
            self._known[question] = self._clock() + lives_s, size, answer
            self._octets += size
            while len(self._known) > MOST or self._octets > MOST_OCTETS:
                self._forget(next(iter(self._known)))

    def _forget(self, question: Any) -> None:
        self._octets -= self._known.pop(question)[1]


def _size(record: Any) -> int:
    return len(record) if isinstance(record, (bytes, str)) else 60
