"""Plain text as safe HTML: escaped by us, with quotes and signatures folded away.

Needs no sanitiser behind it: every character of the text is escaped, and the only markup is ours.
"""

import re
from collections.abc import Mapping

from forum.text.folding import Kind, Segment, fold
from forum.text.links import linked
from forum.text.masking import mask as masked

TOKENS: dict[Kind, str] = {
    "quote": "§quote§",
    "signature": "§signature§",
    "footer": "§footer§",
}
"""What stands in stored HTML where each reader sees words in their own language."""

_SHORT_QUOTE = 10
_GAP = re.compile(r"\n[ \t]*\n\s*")
_QUOTE_MARK = re.compile(r"^[ \t\u3000]*[>＞|｜][ \u3000]?", re.MULTILINE)


def render(text: str, *, mask: bool = True) -> str:
    """Plain text as HTML: paragraphs, lines and links kept, what is not one's own folded.

    Pages show it through `localise`, which puts words on the folds.
    """
    segments = fold(text)
    if mask:
        segments = tuple(Segment(kind, masked(part)) for kind, part in segments)
    return "".join(_pieces(segments, _last_own(segments)))


def in_sight(segments: tuple[Segment, ...]) -> list[Segment]:
    """The segments that a reader sees without unfolding anything."""
    last_own = _last_own(segments)
    if last_own < 0:
        return list(segments)
    return [
        segment
        for at, segment in enumerate(segments)
        if segment.kind == "own"
        or (segment.kind == "quote" and not _is_folded(segment.text, at, last_own))
    ]


def localise(html: str, words: Mapping[str, str]) -> str:
    """The stored HTML with the reader's words on its folds, {"quote": "引用を表示", …}."""
    if "<summary>§" not in html:
        return html
    for kind, token in TOKENS.items():
        html = html.replace(f"<summary>{token}</summary>", f"<summary>{words[kind]}</summary>")
    return html


def paragraphs(text: str) -> str:
    """Text as escaped and linked paragraphs; a single line end becomes <br>."""
    if not text or text.isspace():
        return ""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    html = linked(escaped(text.strip("\n")))
    return "".join(
        f"<p>{part.replace(chr(10), '<br>')}</p>" for part in _GAP.split(html) if part.strip()
    )


def escaped(text: str) -> str:
    """Text that is safe between tags and inside quoted attributes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&#39;")


def _pieces(segments: tuple[Segment, ...], last_own: int) -> list[str]:
    pieces: list[str] = []
    attribution = ""
    for at, (kind, text) in enumerate(segments):
        if kind == "attribution":
            attribution = text
        elif kind == "quote":
            pieces.append(_quote(attribution, text, folded=_is_folded(text, at, last_own)))
            attribution = ""
        else:
            pieces.append(paragraphs(attribution))
            attribution = ""
            pieces.append(paragraphs(text) if kind == "own" or last_own < 0 else _fold(kind, text))
    pieces.append(paragraphs(attribution))
    return pieces


def _last_own(segments: tuple[Segment, ...]) -> int:
    """The place of the last words of one's own; -1 where a mail only quotes."""
    speaking = (
        at
        for at, segment in enumerate(segments)
        if segment.kind == "own" and not segment.text.isspace()
    )
    return max(speaking, default=-1)


def _is_folded(quote: str, at: int, last_own: int) -> bool:
    """A short quote that is answered below stays in sight, and so does a mail that only quotes."""
    if last_own < 0:
        return False
    return at > last_own or len(quote.strip().splitlines()) > _SHORT_QUOTE


def _quote(attribution: str, text: str, *, folded: bool) -> str:
    introduced = paragraphs(attribution)
    quoted = f"<blockquote>{paragraphs(_QUOTE_MARK.sub('', text))}</blockquote>"
    return _details("quote", introduced + quoted) if folded else introduced + quoted


def _fold(kind: Kind, text: str) -> str:
    return _details(kind, paragraphs(text)) if text.strip() else ""


def _details(kind: Kind, html: str) -> str:
    return f'<details class="fold" data-kind="{kind}"><summary>{TOKENS[kind]}</summary>{html}</details>'
