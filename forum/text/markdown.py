"""Markdown as safe HTML: written by `markdown`, cleaned by bleach and by nh3 behind it."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from forum.text import plain
from forum.text.cleaning import cleaned
from forum.text.links import linked
from forum.text.masking import mask as masked

if TYPE_CHECKING:
    import markdown

_NAMES = (
    "p br hr h3 h4 h5 h6 strong em del code pre blockquote ul ol li a table thead tbody tr th td"
)
_TAGS = frozenset(_NAMES.split())
_ATTRIBUTES = {"a": ["href"], "th": ["align"], "td": ["align"], "ol": ["start"]}

# `markdown` takes quadratic time over what it must look ahead for ('[' 2,000 times: a second)
# and over many blocks, and milliseconds over a row of a table. What a person writes stays far
# below these bounds; at them a text takes about 0.2 s.
_LONGEST = 60_000
_MOST_LINES = 800
_MOST_SIGNS = 1_000
_MOST_SIGNS_A_PARAGRAPH = 200
_SIGNS = re.compile(r"[\[<*_`|&\\]")
_PARAGRAPH = re.compile(r"\n[ \t>]*\n")
_DEEP = re.compile(r"^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){9}|^[ \t]{40}", re.MULTILINE)

_TAG = re.compile(r"(<[^<>]*>)")


def render(source: str, *, mask: bool = True) -> str:
    """Markdown as HTML for a page; what would take too long to read is shown as plain text.

    Raw HTML is shown, not obeyed; images become links, so nothing is fetched from elsewhere.
    """
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    if _is_a_burden(source):
        return plain.paragraphs(masked(source) if mask else source)
    html = cleaned(_converter().reset().convert(source), _TAGS, _ATTRIBUTES)
    return _finished(html, mask)


def _is_a_burden(source: str) -> bool:
    if len(source) > _LONGEST or source.count("\n") > _MOST_LINES or _DEEP.search(source):
        return True
    if len(_SIGNS.findall(source)) <= _MOST_SIGNS_A_PARAGRAPH:
        return False
    signs = [len(_SIGNS.findall(part)) for part in _PARAGRAPH.split(source)]
    return sum(signs) > _MOST_SIGNS or max(signs) > _MOST_SIGNS_A_PARAGRAPH


def _finished(html: str, mask: bool) -> str:
    """Addresses of the web linked and those of people masked, in text and not in tags."""
    pieces = _TAG.split(html)
    verbatim = 0
    for at, piece in enumerate(pieces):
        if at % 2:
            verbatim += _step(piece)
            continue
        text = masked(piece) if mask else piece
        pieces[at] = text if verbatim else linked(text)
    return "".join(pieces)


def _step(tag: str) -> int:
    if tag.startswith(("<a ", "<a>", "<code", "<pre")):
        return 1
    return -1 if tag.startswith(("</a", "</code", "</pre")) else 0


@lru_cache(maxsize=1)
def _converter() -> "markdown.Markdown":
    from forum.text.markdown_rules import converter

    return converter()
