"""One thread as a family: who hangs under whom, by what each post says of itself."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Kinsman(NamedTuple):
    """A post as its family sees it; its references are oldest first."""

    post_id: int
    message_id: str
    references: Sequence[str]
    parent_id: int | None


class Branch(NamedTuple):
    """What hangs under one Message-ID in a thread, and whether that is every post of it."""

    post_ids: frozenset[int]
    message_ids: frozenset[str]  # of these posts, and ghosts among them
    answering: frozenset[int]  # the posts whose nearest ancestor here it is
    is_all: bool


class Family:
    """The posts of a thread. A ghost's place is what the first post that names it says."""

    def __init__(self, posts: Iterable[Kinsman]) -> None:
        self._posts = list(posts)
        # Of several posts with one Message-ID the first has the name.
        self._real: dict[str, int] = {}
        self._guessed: dict[str, str] = {}
        self._children: dict[int, list[int]] = {}
        for post in self._posts:
            self._real.setdefault(post.message_id, post.post_id)
            if post.parent_id is not None:
                self._children.setdefault(post.parent_id, []).append(post.post_id)
            for older, newer in pairwise(post.references):
                self._guessed.setdefault(newer, older)

    def under(self, message_id: str) -> Branch:
        """Everybody who hangs under a ghost, whatever was said of where it stands itself."""
        answering = frozenset(p.post_id for p in self._posts if self._answers(p, message_id))
        hanging = self._with_descendants(answering)
        # The first of a line may hang by ghosts alone, and by them under one who hangs.
        firsts = [p for p in self._posts if p.parent_id is None and p.references]
        while found := [p.post_id for p in firsts if self._joins(p, message_id, hanging)]:
            hanging |= self._with_descendants(found)
        names = {p.message_id for p in self._posts if self._real[p.message_id] in hanging}
        ghosts = {m for m in self._guessed if self._climbs_to(m, message_id, hanging)}
        return Branch(
            post_ids=frozenset(hanging),
            message_ids=frozenset(names | ghosts | {message_id}),
            answering=answering,
            is_all=len(hanging) == len(self._posts),
        )

    def _answers(self, post: Kinsman, message_id: str) -> bool:
        return message_id == next(
            (m for m in reversed(post.references) if m == message_id or m in self._real), None
        )

    def _with_descendants(self, post_ids: Iterable[int]) -> set[int]:
        found, coming = set(post_ids), list(post_ids)
        while coming:
            more = [child for child in self._children.get(coming.pop(), ()) if child not in found]
            found.update(more)
            coming += more
        return found

    def _joins(self, post: Kinsman, message_id: str, hanging: set[int]) -> bool:
        return post.post_id not in hanging and self._climbs_to(
            post.references[-1], message_id, hanging
        )

    def _climbs_to(self, start: str, message_id: str, hanging: set[int]) -> bool:
        """Whether the way up from a ghost comes to `message_id` or to a post that hangs."""
        way: set[str] = set()
        at: str | None = start
        while at is not None and at not in way:
            if at == message_id:
                return True
            if at in self._real:
                return self._real[at] in hanging
            way.add(at)
            at = self._guessed.get(at)
        return False
