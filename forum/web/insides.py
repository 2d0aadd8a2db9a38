"""What came inside a mail, as a page shows it: in the reader's language, and nobody's address."""

from collections.abc import Sequence
from typing import NamedTuple

from forum.archive import cards as archive
from forum.text.masking import mask
from forum.text.plain import localise, paragraphs, render
from forum.web.language import reader

_FOLDED_FROM = 300  # characters; a short mail that was sent on is read at once


class Inside(NamedTuple):
    """A card on a page; `html` is safe."""

    title: str
    facts: list[tuple[str, str]]
    html: str
    folded: bool
    files: list[str]


def told_cards(cards: Sequence[archive.Card] | None, words: dict[str, str]) -> list[Inside]:
    """The cards of a post; `words` stand on what is folded within them."""
    found = []
    for card in cards or ():
        if told := archive.told(card, reader()):
            is_mail = card["card"] == "forwarded"
            html = localise(render(told.text), words) if is_mail else paragraphs(told.text)
            found.append(
                Inside(
                    told.title,
                    [(label, _masked(label, value)) for label, value in told.facts],
                    html,
                    is_mail and len(told.text) > _FOLDED_FROM,
                    [mask(name) for name in told.files],
                )
            )
    return found


def _masked(label: str, value: str) -> str:
    """The value without addresses; the label's language is the one in which that is said."""
    return mask(f"{label} {value}").removeprefix(f"{label} ")
