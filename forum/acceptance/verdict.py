"""What a rule may say; silence means that it has nothing against it."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code and its parameters, put into words in the reader's language (reasons.py)."""

    code: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> list[Any]:
        return [self.code, self.parameters]


@dataclass(frozen=True, slots=True)
class Hold:
    """A moderator should read it first; every rule's reason is shown."""

    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """It can't be accepted, and its author should know why."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Discard:
    """It can't be accepted, and telling anybody would do harm (loops, automatic answers)."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Pass:
    """Nothing stands against it."""


Verdict = Pass | Hold | Reject | Discard


def hold(code: str, **parameters: Any) -> Hold:
    return Hold((Reason(code, parameters),))


def reject(code: str, **parameters: Any) -> Reject:
    return Reject(Reason(code, parameters))


def discard(code: str, **parameters: Any) -> Discard:
    return Discard(Reason(code, parameters))
