"""What stands in a digest: its posts with their numbers, as far as they are shown now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection

from forum.archive import listing
from forum.archive.thread import Origin, PostState
from forum.digests import corrections
from forum.text.folding import fold
from forum.text.masking import mask
from forum.text.plain import in_sight

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class File:
    """A file of a post, by name and link."""

    name: str
    size: int
    path: str  # of its link


@dataclass(frozen=True)
class Item:
    """One post of a digest; `number` is how a reader names it."""

    number: int
    post_id: int
    thread_id: str
    topic: str
    subject: str
    author_name: str
    origin: Origin
    at: datetime
    text: str
    public_id: str
    message_id: str
    references: tuple[str, ...]
    files: tuple[File, ...] = ()
    changed: str = ""  # of a post that was told before: what has been put right in it since

    @cached_property
    def own_text(self) -> str:
        """What is new in it; short quotes stay where the writer answers between them."""
        if self.changed:
            return self.changed
        seen = in_sight(fold(self.text))
        if sum(part.kind == "quote" for part in seen) < 2:
            seen = [part for part in seen if part.kind == "own"]
        return "".join(part.text for part in seen).strip("\n\r") or self.text.strip("\n\r")


def items(
    connection: Connection, post_ids: list[int], correction_ids: Sequence[int] | None = None
) -> dict[int, Item]:
    """The posts of a digest that are published now, by post id and in its order, as pages show them."""
    found: dict[int, Item] = {}
    numbers = {post_id: number for number, post_id in enumerate(post_ids, 1)}
    for at in range(0, len(post_ids), _AT_ONCE):
        rows = listing.posts_by_id(connection, post_ids[at : at + _AT_ONCE])
        files = listing.attachments_of(connection, [row.id for row in rows if row.attachment_count])
        for row in rows:
            if row.state is PostState.PUBLISHED:
                found[row.id] = _item(row, numbers[row.id], _files(files.get(row.id, ())))
    changes = corrections.changes(connection, correction_ids) if correction_ids else {}
    corrected = {
        post_id: _corrected(found[post_id], changed)
        for post_id, changed in changes.items()
        if changed and post_id in found
    }
    return found | corrected


def _corrected(item: Item, changed: str) -> Item:
    """The post as a mail about it, so that a program which has its own mail shows both."""
    about = (*item.references, item.message_id)
    return replace(item, message_id="", references=about, files=(), changed=mask(changed))


def _item(row: Any, number: int, files: tuple[File, ...]) -> Item:
    return Item(
        number=number,
        post_id=row.id,
        thread_id=row.thread,
        topic=mask(" ".join(row.thread_subject.split())),
        subject=mask(" ".join(row.subject.split())),
        author_name=row.author_name,
        origin=row.origin,
        at=row.sent_at or row.received_at,
        text=mask(row.text),
        public_id=row.public_id,
        message_id=row.message_id,
        references=tuple(row.references),
        files=files,
    )


def _files(rows: Any) -> tuple[File, ...]:
    return tuple(
        File(name := mask(row.name), row.size, f"/attachments/{row.public_id}/{quote(name)}")
        for row in rows
    )


def by_topic(shown: Mapping[int, Item] | list[Item]) -> list[list[Item]]:
    """The posts of each topic, topics and posts in the digest's order."""
    topics: dict[str, list[Item]] = {}
    for item in shown.values() if isinstance(shown, Mapping) else shown:
        topics.setdefault(item.thread_id, []).append(item)
    return list(topics.values())
