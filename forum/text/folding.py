"""What a mail says itself, told apart from what it quotes, signs with and carries along."""

from typing import NamedTuple

from forum.text.line_kinds import Kind, runs

__all__ = ["Kind", "Segment", "fold", "own_text"]


class Segment(NamedTuple):
    """Some lines of a mail that are of one kind."""

    kind: Kind
    text: str


def fold(text: str) -> tuple[Segment, ...]:
    """The text in segments, in order; their texts joined are exactly the text."""
    lines = text.splitlines(keepends=True)
    segments: list[Segment] = []
    start = 0
    for kind, length in runs(lines):
        segments.append(Segment(kind, "".join(lines[start : start + length])))
        start += length
    return tuple(segments)


def own_text(text: str) -> str:
    """What the writer says in this mail; all of it where nothing would be left."""
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own").strip()
    return own or text.strip()
