"""The poll as it was counted when the council decided, as tables and as words of the minority."""

from collections.abc import Mapping
from typing import Any

from forum.documents.content import MinorityView, Tally


def tables(tally: Mapping[str, Any] | None) -> tuple[Tally, ...]:
    """A table for the members, and one for those beside them, where anybody answered."""
    return ()


def minority(tally: Mapping[str, Any] | None) -> tuple[MinorityView, ...]:
    """The reasons of those who were against, or for it on a condition."""
    return ()
