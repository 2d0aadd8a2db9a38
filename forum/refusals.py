"""How an act says no, whichever room it is in: with the first of its checks that fails."""

from collections.abc import Iterable
from typing import TypeVar

Refusal = TypeVar("Refusal")


def first_refusal(checks: Iterable[tuple[bool, Refusal]]) -> Refusal | None:
    """The refusal of the first check that found a fault; each is (whether it did, what to say)."""
    return next((refusal for at_fault, refusal in checks if at_fault), None)
