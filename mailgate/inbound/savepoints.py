"""Doing something so that its failure undoes nothing else."""

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from mailgate.inbound.works import tried

T = TypeVar("T")


def behind_savepoint(session: Session, work: Callable[[], T]) -> T | Exception:
    """What `work` gives, or the exception for which its part of the transaction was undone."""

    def guarded() -> T:
        with session.begin_nested():
            return work()

    return tried(guarded)
