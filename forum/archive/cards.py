"""What came inside a mail and is shown beside its words: an invitation, a mail sent on, a signature.

A card is plain JSON types, so that it can be kept, held and read again; the words on it are made in
the reader's language.
"""

from collections.abc import Sequence
from typing import Any

from forum.language import Words

Card = dict[str, Any]


def told_in_words(cards: Sequence[Card], said: Words) -> str:
    """The cards as plain text, for a mail or a search; empty where there are none."""
    return ""
