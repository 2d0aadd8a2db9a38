"""The HTML of a mail as text that reads well: links, lists, tables and quotes kept."""

import re
from html import unescape

_LONGEST = 1_000_000
_DEEPEST = 12
_DEEPEST_NESTING = 4_000
_MOST_SIGNS = 15_000  # tags, entities or attributes; a long newsletter has some thousands
_MOST_ATTRIBUTES = 4_000
_MOST_ANGLES = 200_000  # that are looked at where there are too many signs

_NAMES = (
    "p div br hr h1 h2 h3 h4 h5 h6 a ul ol li dl dt dd blockquote pre img table tr td th caption"
    " center address section article header footer"
)
_TAGS = set(_NAMES.split())
_DROPPED = {"script", "style", "title", "noscript", "template", "svg", "math"}
_ATTRIBUTES = {"a": {"href"}, "img": {"alt"}, "ol": {"start"}}

# nh3 has written this HTML: tags are closed, attributes stand in double quotes.
_PIECE = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s[a-z-]+="[^"]*")*)\s*/?>|<!--.*?-->', re.DOTALL)
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
# Tags that hold nothing, or end where the next one of their kind begins, don't count as nested.
_NESTING = re.compile(
    r"<(/?)(?!(?:br|img|hr|p|li|td|tr|th|wbr|meta|link|input|col|dd|dt|area|base|option)\b)[a-z]",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
# How a text that would take too long to parse is read: without its tags, in one pass.
_SILENT = re.compile(r"<(script|style|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ENDING = re.compile(r"<(?:br|/?(?:p|div|li|tr|h[1-6]|blockquote|table))\b[^<>]*>", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[a-z/!][^<>]*>?", re.IGNORECASE)
_CLEAR_TAG = re.compile(
    r"[/!]?[a-z][\w:-]*(?:\s+[\w:-]+(?:=\"[^\"<>]*\"|='[^'<>]*'|=[^\s\"'<>=`]+)?)*\s*/?>",
    re.IGNORECASE,
)
_WORD_ENDS = re.compile(r"[\s/]+")
# Of a bomb of nested tags only these, which parsers close by themselves, are read.
_UNREADABLE = re.compile(r"</?(?!(?:br|hr|p|script|style)\b)[a-z][^<>]{0,2000}>", re.IGNORECASE)
_SET_APART = "p h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table"
_APART = frozenset(_SET_APART.split())


def to_text(html: str) -> str:
    """HTML as readable text; past a million characters or a bomb of tags only an ellipsis stands."""
    beginning = _beginning(html)
    if is_crowded(beginning, _MOST_SIGNS, _MOST_ATTRIBUTES):
        text = _without_tags(beginning)
    elif is_deeper_than(_DEEPEST_NESTING, beginning):
        text = _Writer().written(_clean(_UNREADABLE.sub("", beginning)))
    else:
        text = _Writer().written(_clean(beginning))
    return f"{text}\n…" if len(html) > len(beginning) else text


def _beginning(html: str) -> str:
    """As much of it as can be read in the time that a mail may take."""
    return "<".join(html[:_LONGEST].split("<", _MOST_ANGLES)[:_MOST_ANGLES])


def _without_tags(html: str) -> str:
    """The words alone of what a parser would take too long over."""
    html = _ENDING.sub("\n", _SPACE.sub(" ", _SILENT.sub(" ", html)))
    text = unescape(_ANY_TAG.sub("", html))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def is_crowded(html: str, most_signs: int, most_words: int) -> bool:
    """Whether there are more tags or entities than that, or more attributes in one tag.

    Parsers compare each attribute with all before it in its tag, so their squares count.
    """
    if max(html.count(sign) for sign in "<&=") > most_signs:
        return True
    long = (piece for piece in html.split("<") if len(piece) > most_words)
    return sum(_words_of_tag(piece) ** 2 for piece in long) > most_words**2


def _words_of_tag(piece: str) -> int:
    """How many attributes the tag that begins a piece has at most; where it ends may be unclear."""
    tag = _CLEAR_TAG.match(piece)
    return len(_WORD_ENDS.findall(piece, 0, tag.end() if tag else len(piece)))


def is_deeper_than(levels: int, html: str) -> bool:
    """Whether tags nest deeper than that; parsers take quadratic time over depth."""
    depth = 0
    for found in _NESTING.finditer(html):
        depth = max(0, depth - 1) if found[1] else depth + 1
        if depth > levels:
            return True
    return False


def _clean(html: str) -> str:
    import nh3

    return nh3.clean(
        html,
        tags=_TAGS,
        clean_content_tags=_DROPPED,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )


class _Writer:
    """Writes text line by line while tags open and close."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.quotes = 0
        self.lists: list[int | None] = []
        self.bullet = ""
        self.verbatim = 0
        self.link = ""
        self.link_start = 0

    def written(self, html: str) -> str:
        """The text of balanced HTML."""
        end = 0
        for found in _PIECE.finditer(html):
            self._say(unescape(html[end : found.start()]))
            end = found.end()
            if found[2]:
                (self._close if found[1] else self._open)(found[2], found[3])
        self._say(unescape(html[end:]))
        self._end_line()
        return re.sub(r"(?:\n[> ]*){3,}(?=\n)", "\n\n", "\n".join(self.lines)).strip("\n")

    def _say(self, text: str) -> None:
        if self.verbatim:
            first, *others = text.split("\n")
            self.line.append(first)
            for other in others:
                self._end_line(even_empty=True)
                self.line.append(other)
        elif text:
            text = _SPACE.sub(" ", text)
            self.line.append(text if self.line else text.lstrip(" "))

    def _open(self, tag: str, written: str) -> None:
        match tag:
            case "br":
                self._end_line(even_empty=True)
            case "a":
                self.link = dict(_ATTRIBUTE.findall(written)).get("href", "")
                self.link_start = len(self.line)
            case "img":
                self._say(unescape(dict(_ATTRIBUTE.findall(written)).get("alt", "")))
            case "td" | "th":
                self._next_cell()
            case _:
                self._open_block(tag, written)

    def _open_block(self, tag: str, written: str) -> None:
        self._end_line()
        if tag in _APART and not self.lists:
            self._leave_space()
        if tag in ("ul", "ol"):
            start = dict(_ATTRIBUTE.findall(written)).get("start", "1")
            first = int(start) if start.isdecimal() and len(start) < 9 else 1
            self.lists.append(first if tag == "ol" else None)
        elif tag == "li":
            self.bullet = self._next_bullet()
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.verbatim += 1
        elif tag == "hr":
            self.lines.append(self._prefix() + "-----")

    def _close(self, tag: str, _: str) -> None:
        if tag == "a":
            self._end_link()
        elif tag not in ("td", "th", "img", "br"):
            self._close_block(tag)

    def _close_block(self, tag: str) -> None:
        self._end_line()
        if tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.bullet = ""
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.verbatim -= 1
        if tag in _APART and not self.lists:
            self._leave_space()

    def _next_cell(self) -> None:
        if "".join(self.line).strip():
            self.line = ["".join(self.line).rstrip(), " | "]

    def _end_link(self) -> None:
        target = unescape(self.link).removeprefix("mailto:")
        label = "".join(self.line[self.link_start :]).strip()
        bare = target.split("://", 1)[-1].rstrip("/")
        if self.link and label not in (target, bare, target.rstrip("/")):
            self._say(f" <{target}>" if label else f"<{target}>")
        self.link = ""

    def _next_bullet(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "- "
        self.lists[-1] = number + 1
        return f"{number}. "

    def _prefix(self) -> str:
        return "> " * min(self.quotes, _DEEPEST) + "  " * min(max(len(self.lists) - 1, 0), _DEEPEST)

    def _end_line(self, *, even_empty: bool = False) -> None:
        line = "".join(self.line)
        line = line.rstrip() if self.verbatim else line.strip(" \n")
        if line or (even_empty and not self.bullet):
            self.lines.append((self._prefix() + self.bullet + line).rstrip())
            self.bullet = ""
        self.line = []
        self.link_start = 0

    def _leave_space(self) -> None:
        if self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._prefix().rstrip())
