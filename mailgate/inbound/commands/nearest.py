"""The commands nearest to words that are none."""

from difflib import SequenceMatcher

from mailgate.inbound.commands.plain import bare, unpolite
from mailgate.inbound.commands.vocabulary import CANONICAL

MOST = 3
_NEAR = 0.5


def nearest(lines: tuple[str, ...], locale: str) -> list[str]:
    """Up to three commands as one would write them, the nearest first; the usual ones for none."""
    offered = CANONICAL.get(locale, CANONICAL["ja"])
    every = {words for language in CANONICAL.values() for words in language}
    scored = sorted(
        ((_likeness(line, words), words) for line in lines[:5] for words in every), reverse=True
    )
    near = list(dict.fromkeys(words for likeness, words in scored if likeness >= _NEAR))
    return (near + [words for words in offered[:MOST] if words not in near])[:MOST]


def is_near(line: str) -> bool:
    """Whether a line looks like a command that went wrong."""
    return any(
        _likeness(line, words) >= _NEAR for language in CANONICAL.values() for words in language
    )


def _likeness(line: str, words: str) -> float:
    written = unpolite(bare(line)).lower()[:40]
    head = written[: len(words) + 2]
    return SequenceMatcher(None, head, words).ratio() if head else 0.0
