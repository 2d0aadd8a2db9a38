"""Reading strace's output: which system calls a program made, in their order, from begin to end."""

import re
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"(?P<pid>\d+) +(?P<rest>.*)")
_CALL = re.compile(r"(?P<name>\w+)\((?P<arguments>.*)", re.S)
_RESUMED = re.compile(r"<\.\.\. (?P<name>\w+) resumed>(?P<arguments>.*)", re.S)
_FILE = re.compile(r"(?P<fd>\d+)<(?P<path>[^>]*)>")


@dataclass(slots=True)
class Call:
    """One system call; `began` and `ended` are places in the order of events."""

    name: str
    text: str
    began: int
    ended: int | None = None

    @property
    def path(self) -> str:
        """What the first argument, a file descriptor, is open on."""
        found = _FILE.match(self.text)
        return found["path"] if found else ""

    @property
    def fd(self) -> str:
        found = _FILE.match(self.text)
        return found["fd"] if found else ""

    @property
    def succeeded(self) -> bool:
        return self.ended is not None and bool(re.search(r"\) += \d+", self.text[-200:]))


def read_trace(path: Path) -> list[Call]:
    """The calls in a file that `strace -f -y` wrote, in the order of their beginnings."""
    calls: list[Call] = []
    open_: dict[str, Call] = {}
    for place, line in enumerate(path.read_text(errors="replace").splitlines()):
        found = _LINE.match(line)
        if not found:
            continue
        pid, rest = found["pid"], found["rest"]
        if resumed := _RESUMED.match(rest):
            call = open_.pop(pid, None)
            if call is not None:
                call.text += resumed["arguments"]
                call.ended = place
        elif begun := _CALL.match(rest):
            call = Call(begun["name"], begun["arguments"], place)
            calls.append(call)
            if call.text.endswith("<unfinished ...>"):
                call.text = call.text.removesuffix("<unfinished ...>")
                open_[pid] = call
            else:
                call.ended = place
    return calls
