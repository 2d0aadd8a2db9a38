"""What is different between two texts of a proposal, part by part."""

from dataclasses import dataclass

from forum.proposals.phrasing import ItemText, Text
from forum.text.differences import Passage, differences

PARTS = ("title", "problem", "purpose", "effect", "plain")
_Placed = tuple[int, ItemText]


@dataclass(frozen=True, slots=True)
class Change:
    """A part whose words have changed: a name of PARTS, or an item by its places (None: not there).

    `title` is the item's, as it is now or was last.
    """

    part: str
    before: int | None
    after: int | None
    passages: list[Passage]
    title: str = ""


def changes(old: Text, new: Text) -> list[Change]:
    """Every part that has changed; items follow as they stand now, dropped ones last.

    An item that has only moved, or has another target, is a change without passages.
    """
    told = [
        Change(name, None, None, differences(getattr(old, name), getattr(new, name)))
        for name in PARTS
        if getattr(old, name) != getattr(new, name)
    ]
    were: dict[object, _Placed] = {
        item.item or place: (place, item) for place, item in enumerate(old.items, 1)
    }
    for place, item in enumerate(new.items, 1):
        told += _of_item(were.pop(item.item, None) if item.item else None, (place, item))
    for gone in were.values():
        told += _of_item(gone, None)
    return told


def _of_item(was: _Placed | None, now: _Placed | None) -> list[Change]:
    if was == now:
        return []
    old, new = ("" if one is None else words_of(one[1]) for one in (was, now))
    before, after = (None if one is None else one[0] for one in (was, now))
    passages = [] if old == new else differences(old, new)
    return [Change("item", before, after, passages, (now or was or (0, ItemText("")))[1].title)]


def words_of(item: ItemText) -> str:
    """An item in plain text."""
    return "\n".join(part for part in (item.title, item.words, item.effect, item.doer) if part)
