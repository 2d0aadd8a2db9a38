"""What our Markdown has and has not: no raw HTML, no images, headings below those of the page."""

from typing import Any
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.tables import TableExtension
from markdown.treeprocessors import Treeprocessor

_HEADINGS = {"h1": "h3", "h2": "h4", "h3": "h5", "h4": "h6", "h5": "h6"}


_BRACKETED = (
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
)
_LONGEST_LABEL = 500
_LONGEST_TARGET = 2000


def converter() -> markdown.Markdown:
    """A converter with line ends kept, tables, fenced code and lists that begin where they say."""
    made = markdown.Markdown(
        extensions=["nl2br", "sane_lists", "fenced_code", TableExtension(use_align_attribute=True)],
        output_format="html",
    )
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    for name in _BRACKETED:
        _bound(made.inlinePatterns[name])
    made.treeprocessors.register(_Modest(made), "modest", 5)
    return made


def _bound(links: Any) -> None:
    """Let a bracket look for its end only so far, and not through all of the text."""
    text, target = links.getText, links.getLink
    links.getText = lambda data, index: text(data[: index + _LONGEST_LABEL], index)
    links.getLink = lambda data, index: target(data[: index + _LONGEST_TARGET], index)


class _Modest(Treeprocessor):
    """Images become links, and headings start below the page's own."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                _become_a_link(element)
            element.tag = _HEADINGS.get(element.tag, element.tag)


def _become_a_link(image: Element) -> None:
    source = image.get("src", "")
    image.tag, image.text = "a", image.get("alt") or source
    image.attrib.clear()
    image.set("href", source)
