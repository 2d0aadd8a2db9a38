"""A post's words as safe HTML, made once when it is written and kept beside it."""

from forum.archive.thread import TextFormat
from forum.text import markdown, plain

# Raised when a renderer changes: what an older one made is made anew at the next view.
HTML_VERSION = 1


def render(words: str, written_as: TextFormat) -> str:
    """The words as HTML that may stand on a page."""
    return markdown.render(words) if written_as is TextFormat.MARKDOWN else plain.render(words)
