"""What is different between two versions of a proposal, part by part."""

from dataclasses import dataclass

from forum.proposals.content import ItemVersion, Version
from forum.text.differences import Passage, differences

PARTS = ("title", "problem", "purpose", "effect", "plain")


@dataclass(frozen=True, slots=True)
class Change:
    """A part whose words have changed: a name of PARTS, or an item by its places (None: not there)."""

    part: str
    before: int | None
    after: int | None
    passages: list[Passage]


def changes(old: Version, new: Version) -> list[Change]:
    """Every part that has changed; items follow as they stand now, dropped ones last.

    An item that has only moved, or has another target, is a change without passages.
    """
    told = [
        Change(name, None, None, differences(getattr(old, name), getattr(new, name)))
        for name in PARTS
        if getattr(old, name) != getattr(new, name)
    ]
    were = {one.item_id: one for one in old.items}
    for item in new.items:
        was = were.pop(item.item_id, None)
        told += _of_item(was, item)
    for gone in were.values():
        told += _of_item(gone, None)
    return told


def _of_item(was: ItemVersion | None, now: ItemVersion | None) -> list[Change]:
    old, new = ("" if one is None else words_of(one) for one in (was, now))
    places = tuple(None if one is None else one.position for one in (was, now))
    if old == new and places[0] == places[1] and _target(was) == _target(now):
        return []
    return [Change("item", places[0], places[1], [] if old == new else differences(old, new))]


def _target(item: ItemVersion | None) -> object:
    return item and (item.target, item.target_words)


def words_of(item: ItemVersion) -> str:
    """An item in plain text."""
    return "\n".join(part for part in (item.title, item.words, item.effect, item.doer) if part)
