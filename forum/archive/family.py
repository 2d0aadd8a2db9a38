"""One thread as a family: who hangs under whom, by what each post says of itself."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Kinsman(NamedTuple):
    """A post as its family sees it; references are oldest first, its parent last."""

    post_id: int
    message_id: str
    references: Sequence[str]


class Family:
    """The posts of a thread. A ghost's place is what the first post that names it says."""

    def __init__(self, posts: Iterable[Kinsman]) -> None:
        self._posts = list(posts)
        # Of several posts with one Message-ID the first has the name.
        self._real: dict[str, int] = {}
        for post in self._posts:
            self._real.setdefault(post.message_id, post.post_id)
        self._parents: dict[str, str] = {}
        for post in self._posts:
            if post.references and self._is_the_one(post):
                self._parents[post.message_id] = post.references[-1]
        for post in self._posts:
            for older, newer in pairwise(post.references):
                if newer not in self._real:
                    self._parents.setdefault(newer, older)

    def under(self, message_id: str) -> "Branch":
        """Everybody who hangs under a ghost, whatever was said of where it stands itself."""
        hanging: dict[str, bool] = {message_id: True}
        for start in (*self._parents, *self._real):
            self._climb(start, hanging)
        return Branch(
            post_ids=frozenset(p.post_id for p in self._posts if self._hangs(p, hanging)),
            ghosts=frozenset(m for m, yes in hanging.items() if yes and m not in self._real),
            message_ids=frozenset(m for m, yes in hanging.items() if yes),
            is_all=all(self._hangs(p, hanging) for p in self._posts),
        )

    def answering(self, message_id: str) -> frozenset[int]:
        """The posts whose nearest ancestor that is here will be this ghost, once it is a post."""
        return frozenset(
            post.post_id
            for post in self._posts
            if next(
                (m for m in reversed(post.references) if m == message_id or m in self._real), ""
            )
            == message_id
        )

    def _is_the_one(self, post: Kinsman) -> bool:
        return self._real[post.message_id] == post.post_id

    def _climb(self, start: str, hanging: dict[str, bool]) -> None:
        """Find out whether `start` hangs, and with it everything on the way up."""
        way: dict[str, None] = {}
        at: str | None = start
        while at is not None and at not in hanging and at not in way:
            way[at] = None
            at = self._parents.get(at)
        answer = at is not None and hanging.get(at, False)
        hanging.update(dict.fromkeys(way, answer))

    def _hangs(self, post: Kinsman, hanging: dict[str, bool]) -> bool:
        if self._is_the_one(post):
            return hanging.get(post.message_id, False)
        return bool(post.references) and hanging.get(post.references[-1], False)


class Branch(NamedTuple):
    """What hangs under one Message-ID in a thread, and whether that is every post of it."""

    post_ids: frozenset[int]
    ghosts: frozenset[str]
    message_ids: frozenset[str]
    is_all: bool
