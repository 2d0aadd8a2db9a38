"""Records of the DNS for tests that ask about answers, not about asking."""

from collections.abc import Mapping, Sequence
from typing import Any

from mailgate.authentication.names import Kind, NoAnswer, labels_of

TROUBLE = object()


class Records:
    """Names and their records: `{"city.test": {"TXT": [b"…"], "A": TROUBLE}}`; notes what is asked."""

    def __init__(self, records: Mapping[str, Mapping[str, Any]]) -> None:
        self._records = {name.lower().rstrip("."): told for name, told in records.items()}
        self.asked: list[tuple[str, Kind]] = []

    def ask(self, name: str, kind: Kind) -> Sequence[Any]:
        self.asked.append((name, kind))
        if labels_of(name) is None:
            return ()
        found = self._records.get(name.lower().rstrip("."), {}).get(kind, ())
        if found is TROUBLE:
            raise NoAnswer
        return found


def text_records(**records: str) -> Records:
    """TXT records; `_` in a keyword stands for nothing else, so pass names with `**{…}`."""
    return Records({name: {"TXT": [told.encode()]} for name, told in records.items()})
