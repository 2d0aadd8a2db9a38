"""What other projects' tests say about the bounces of the corpus, and what we say.

.venv/bin/python -m tests.corpus.bounce_facts     pass counts, set by set, and every disagreement
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from forum.bouncing.failures import Cause, Failure, Fault
from mailgate.inbound.bounces import read_bounce
from tests.corpus.facts import CORPUS, find

# Sisimai has no class for refusals: what is not the mailbox's end is soft to it, a delay too.
_SISIMAI = {"auto_reply": "none", "not_a_failure": "none"}
# BounceParser calls an account that is closed or on hold unknown.
_STANDARD: dict[str, set[Fault]] = {
    "user_unknown": {Fault.HARD, Fault.SOFT},
    "domain_error": {Fault.HARD},
    "over_quota": {Fault.SOFT},
    "message_too_large": {Fault.POLICY},
    "spam": {Fault.POLICY},
}


class Stated(NamedTuple):
    """One outcome of a peer's test beside ours."""

    set: str
    file: str
    key: str
    expected: Any
    ours: Any

    @property
    def agrees(self) -> bool:
        return bool(self.expected == self.ours)


def stated() -> Iterator[Stated]:
    """Every outcome of every set that states some."""
    for name, adapter in ADAPTERS.items():
        home = CORPUS / name
        cases = json.loads((home / "expectations.json").read_text("utf-8"))["cases"]
        for file, case in cases.items():
            path = find(home, file)
            if path is not None and str(case.get("source", "")).startswith("peer_test"):
                found = read_bounce(path.read_bytes())
                for key, expected, ours in adapter(case, found):
                    yield Stated(name, file, key, expected, ours)


Pairs = Iterator[tuple[str, Any, Any]]


def _sisimai(case: dict[str, Any], found: list[Failure]) -> Pairs:
    """Classes, one a failure; where a recipient is reported twice, once is enough."""
    expected = [_SISIMAI.get(word, word) for word in case["expected_class"]]
    ours = ["soft" if _is_soft(failure) else failure.fault.value for failure in found]
    named = {entry["recipient"] for entry in case.get("peer_run_p5_2024_10", ())}
    if set(expected) == set(ours) and len(named) == len({f.recipient for f in found}):
        ours = expected
    yield "class", sorted(expected), sorted(ours)


def _is_soft(failure: Failure) -> bool:
    return failure.fault in (Fault.SOFT, Fault.POLICY) or failure.cause is Cause.DELAYED


def _flufl(case: dict[str, Any], found: list[Failure]) -> Pairs:
    """Addresses; and that none of a temporary failure is taken for lasting."""
    expected = sorted(address.lower() for address in case["expected_recipients"])
    yield "recipients", expected, sorted({f.recipient.lower() for f in found if f.recipient})
    if case.get("expected_class") == "soft":
        yield "class", "soft", "hard" if any(f.fault is Fault.HARD for f in found) else "soft"
    elif expected:
        yield "class", "a failure", "a failure" if found else "none"


def _bounceparser(case: dict[str, Any], found: list[Failure]) -> Pairs:
    failed = [failure for failure in found if failure.fault is not Fault.NONE]
    yield "is a bounce", case["expected_is_bounce"], bool(failed)
    if "expected_recipients" in case:
        yield "recipients", case["expected_recipients"], [f.recipient for f in failed]
    if reason := case.get("expected_std_reason"):
        faults = {failure.fault for failure in failed}
        yield "reason", reason, reason if faults and faults <= _STANDARD[reason] else sorted(faults)


def _discourse(case: dict[str, Any], found: list[Failure]) -> Pairs:
    """Only mails that are said to be bounces, or automatic and none."""
    failed = [failure for failure in found if failure.fault is not Fault.NONE]
    if case.get("expected_is_bounce") or case.get("expected_is_auto"):
        yield "is a bounce", bool(case.get("expected_is_bounce")), bool(failed)
    if "expected_bounce_class" in case:
        yield "class", [case["expected_bounce_class"]], sorted({f.fault.value for f in failed})


ADAPTERS = {
    "01-discourse": _discourse,
    "03-bounce/bounceparser-perl": _bounceparser,
    "03-bounce/flufl.bounce": _flufl,
    "03-bounce/sisimai": _sisimai,
}


def is_bounce(raw: bytes) -> bool:
    """Whether a mail calls itself one: its sender, or the kind of its report."""
    head = raw[:4000].lower()
    report = b"delivery-status" in raw.lower() or b"feedback-report" in head
    mailer = any(b"from:" in line and _names_mailer(line) for line in head.splitlines())
    return report or mailer


def _names_mailer(line: bytes) -> bool:
    return any(name in line for name in (b"mailer-daemon", b"postmaster", b"mail delivery"))


def counts(found: list[Stated]) -> dict[tuple[str, str], list[int]]:
    """{(set, key): [agreeing, stated]}."""
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for one in found:
        counted[one.set, one.key][0] += one.agrees
        counted[one.set, one.key][1] += 1
    return counted


def main() -> None:
    found = list(stated())
    for (name, key), (agreeing, number) in sorted(counts(found).items()):
        print(f"{name:32} {key:14} {agreeing:4} of {number:4}")
    agreeing = sum(one.agrees for one in found)
    print(f"{agreeing} of {len(found)}  {100 * agreeing / len(found):.1f} %")
    for one in found:
        if not one.agrees:
            print(f"{one.set} {Path(one.file)} [{one.key}] {one.expected!r} / {one.ours!r}")


if __name__ == "__main__":
    main()
