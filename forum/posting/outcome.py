"""What becomes of a contribution."""

from dataclasses import dataclass

from forum.acceptance.verdict import Discard, Reason, Reject


@dataclass(frozen=True, slots=True)
class Published:
    """It is in the archive, and on its way to the subscribers."""

    post_id: int
    public_id: str
    thread_id: int


@dataclass(frozen=True, slots=True)
class Held:
    """It waits for a moderator, for every one of these reasons."""

    held_post_id: int
    public_id: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Duplicate:
    """The archive has it already (or it is held already)."""

    post_id: int | None


Received = Published | Held | Duplicate | Reject | Discard
