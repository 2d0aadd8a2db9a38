"""The original HTML of a mail, harmless: shown on a sandboxed page of its own.

Nothing in it runs, nothing in it is fetched, nothing in it can be sent.
"""

import re
from html import unescape

from forum.text.cleaning import cleaned
from forum.text.html_text import is_crowded, is_deeper_than, to_text
from forum.text.masking import mask
from forum.text.plain import escaped

_LONGEST = 150_000
_MOST_SIGNS = 8_000
_MOST_ATTRIBUTES = 1_300
_DEEPEST = 80

_NAMES = (
    "a abbr address article b bdi big blockquote br caption center cite code col colgroup dd del dfn"
    " div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li"
    " main mark ol p pre q rp rt ruby s samp section small span strike strong sub sup table tbody"
    " td tfoot th thead time tr tt u ul var wbr"
)
_TAGS = frozenset(_NAMES.split())
_COMMON = ["align", "dir", "lang", "title", "valign", "bgcolor", "color", "width", "height"]
_ATTRIBUTES = {
    "*": _COMMON,
    "a": ["href"],
    "img": ["alt"],
    "ol": ["start", "type"],
    "table": ["border", "cellpadding", "cellspacing"],
    "td": ["colspan", "rowspan", "nowrap"],
    "th": ["colspan", "rowspan", "nowrap"],
    "font": ["size"],
}
_SILENT = re.compile(
    r"<(script|style|title|template|noscript|svg|math)\b.*?(?:</\1\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_IMAGE = re.compile(r'<img((?:\s[a-z-]+="[^"]*")*)\s*/?>')
_ALT = re.compile(r'\salt="([^"]*)"')


def sanitise(html: str, picture: str = "画像") -> str:
    """HTML without scripts, forms, styles and anything remote; its text where it is too much.

    Where a picture was, `picture`, the word for one, and its description stand.
    """
    if _is_a_burden(html):
        return f"<pre>{escaped(to_text(html))}</pre>"
    harmless = cleaned(_SILENT.sub("", html), _TAGS, _ATTRIBUTES, _absolute)
    return _IMAGE.sub(lambda image: _left_out(image, picture), harmless)


def masked(html: str) -> str:
    """Sanitised HTML without anybody's mailbox or telephone number.

    One that a tag stands within (taro<b>@</b>example.jp) is seen in the text alone, and then that is
    shown.
    """
    hidden = mask(html)
    if "<" not in hidden.removeprefix("<pre>").removesuffix("</pre>"):
        return hidden  # a text alone, in which nothing can stand between
    text = unescape(_TAG.sub("", hidden))
    return hidden if mask(text) == text else f"<pre>{escaped(mask(to_text(html)))}</pre>"


def _is_a_burden(html: str) -> bool:
    """bleach is written in Python, and slow over many tags, entities, attributes and levels."""
    return (
        len(html) > _LONGEST
        or is_crowded(html, _MOST_SIGNS, _MOST_ATTRIBUTES)
        or is_deeper_than(_DEEPEST, html)
    )


def _absolute(tag: str, name: str, value: str) -> str | None:
    """A mail has no place of its own, so a link relative to it leads nowhere, or to a page of ours."""
    if name == "href" and not value.lower().lstrip().startswith(("http://", "https://")):
        return None
    return value


def _left_out(image: re.Match[str], picture: str) -> str:
    alt = _ALT.search(image[1])
    words = f"{picture}: {unescape(alt[1])}" if alt and alt[1].strip() else picture
    return f"<span>[{escaped(words)}]</span>"
