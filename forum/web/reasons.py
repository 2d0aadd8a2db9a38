"""Why something waits or was refused, in the visitor's words."""

from collections.abc import Sequence
from typing import Any

from forum.acceptance.reasons import reason_sentences
from forum.acceptance.verdict import Reason
from forum.language import words
from forum.web.language import locale


def sentences(reasons: Sequence[Reason]) -> list[str]:
    """Each reason as a sentence; something to say even where a code is not known."""
    return reason_sentences(reasons, words(locale())) or [""]


def told(reasons: Sequence[Any]) -> list[str]:
    """The same for reasons as a held post keeps them."""
    return reason_sentences(reasons, words(locale()))
