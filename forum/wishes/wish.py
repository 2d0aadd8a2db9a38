"""One wish: a kind, and what it is about in plain JSON types."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Self


class Kind(StrEnum):
    """What can be wished for."""

    JOIN = "join"
    LEAVE = "leave"
    MODE = "mode"  # mode
    OWN_POSTS = "own_posts"  # wanted
    DIGEST = "digest"  # format
    REST = "rest"  # until: a day
    COME_BACK = "come_back"
    FOLLOW = "follow"  # thread_id
    MUTE = "mute"  # thread_id
    UNFOLLOW = "unfollow"  # thread_id
    ADD_ADDRESS = "add_address"  # address
    CHANGE_ADDRESS = "change_address"  # address: subscriptions move there
    REMOVE_ADDRESS = "remove_address"  # address
    MAIN_ADDRESS = "main_address"  # address
    TAKE_DATA = "take_data"
    ERASE = "erase"  # anonymous


# What a mail that is proven to come from its mailbox may do without being asked again: it harms
# nobody, the answer tells of it, and the same mail in other words undoes it.
AT_ONCE = frozenset(
    {
        Kind.MODE, Kind.OWN_POSTS, Kind.DIGEST, Kind.REST, Kind.COME_BACK, Kind.FOLLOW, Kind.MUTE,
        Kind.UNFOLLOW, Kind.MAIN_ADDRESS,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants; `about` has the keys that Kind names."""

    kind: Kind
    about: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> list[Any]:
        return [self.kind.value, self.about]

    @classmethod
    def from_json(cls, told: Sequence[Any]) -> Self:
        return cls(Kind(told[0]), dict(told[1]))
