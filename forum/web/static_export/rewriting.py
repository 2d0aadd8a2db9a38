"""A page of ours as a page of the record: relative links, no forms, no script, nothing that is dead."""

import re
from collections.abc import Callable
from html import escape, unescape

from forum.web.static_export.names import Names, Target, language_of, relative

# A tag as our templates and the sanitisers write it; a quoted value may hold a ">".
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>|<!--.*?-->", re.S)
_VALUE = re.compile(r"(\s)(href|src|class|id|rel)=(?:\"([^\"]*)\"|'([^']*)')")
_VOID = frozenset("area br col embed hr img input link meta source track wbr".split())
_GONE = frozenset({"form", "script", "noscript", "template", "button"})
_GONE_IDS = frozenset({"answer"})
# Here a link is a thing to do, so it goes with its word; in running text the word stays.
_DOING = re.compile(r"\b(?:button|post__actions|actions|site-header__tools|site-nav|site-footer)\b")
_EMPTY = re.compile(
    r"<(li|p|ul|div|nav|h2)(?:\sclass=\"[^\"]*\")?>\s*</\1>\s*"
    r"|<details[^>]*>\s*<summary[^>]*>[^<]*</summary>\s*(?:<div class=\"disclosure__body\">\s*</div>\s*)?</details>\s*"
)

Found = Callable[[Target], bool]


def rewritten(html: str, page: str, names: Names, note: str, found: Found) -> str:
    """The page `page`; `found` hears of what it leads to, and says whether that is there."""
    return _Page(page, names, found).read(html, note)


class _Page:
    def __init__(self, page: str, names: Names, found: Found) -> None:
        self._page, self._names, self._found = page, names, found
        self._language = language_of(page)
        self._out: list[str] = []
        self._open: list[tuple[str, bool, bool]] = []  # name, whether it does something, kept
        self._gone = 0  # how many open elements are left out with all that is in them

    def read(self, html: str, note: str) -> str:
        end = 0
        for tag in _TAG.finditer(html):
            self._say(html[end : tag.start()])
            end = tag.end()
            if tag[2]:
                self._tag(tag)
                if tag[2].lower() == "main" and not tag[1]:
                    self._say(note)
        self._say(html[end:])
        whole = "".join(self._out)
        for _ in range(3):
            whole = _EMPTY.sub("", whole)
        return whole

    def _say(self, text: str) -> None:
        if not self._gone:
            self._out.append(text)

    def _tag(self, tag: re.Match[str]) -> None:
        name = tag[2].lower()
        if tag[1]:
            self._close(name)
        elif name in _VOID or tag[3].endswith("/"):
            self._alone(name, tag[3])
        else:
            self._begin(name, tag[3])

    def _begin(self, name: str, attributes: str) -> None:
        told = _told(attributes)
        does = bool(_DOING.search(told.get("class", ""))) or any(one[1] for one in self._open)
        gone = name in _GONE or told.get("id") in _GONE_IDS
        kept = not gone
        if name == "a" and "href" in told:
            link = self._link(told["href"])
            gone, kept = link is None and does, link is not None
            if link is not None:
                attributes = _with(attributes, "href", link)
        if gone or self._gone:
            self._gone += 1
        elif kept:
            self._say(f"<{name}{attributes}>")
        self._open.append((name, does, kept and not self._gone))

    def _close(self, name: str) -> None:
        if all(one[0] != name for one in self._open):
            return
        while self._open:
            opened, _, kept = self._open.pop()
            if self._gone:
                self._gone -= 1
            elif kept:
                self._say(f"</{opened}>")
            if opened == name:
                return

    def _alone(self, name: str, attributes: str) -> None:
        told = _told(attributes)
        if name == "link" and told.get("rel") not in ("stylesheet", "icon"):
            return
        for attribute in ("href", "src"):
            if attribute in told and not told[attribute].startswith("data:"):
                link = self._link(told[attribute])
                if link is None or not self._names.is_ours(told[attribute]):
                    return  # nothing is loaded from outside
                attributes = _with(attributes, attribute, link)
        if name != "input":
            self._say(f"<{name}{attributes}>")

    def _link(self, link: str) -> str | None:
        """The link as it stands in the record; None for what does not exist there."""
        if link.startswith(("#", "https://", "http://")):
            if not self._names.is_ours(link):
                return link
        elif not self._names.is_ours(link):
            return None  # mailto: the lists have ended too
        target = self._names.target(link, self._language)
        if target is None or not self._found(target):
            return None
        anchor = f"#{target.anchor}" if target.anchor else ""
        return relative(target.file, self._page) + anchor


def _told(attributes: str) -> dict[str, str]:
    return {
        value[2].lower(): unescape(value[3] if value[3] is not None else value[4])
        for value in _VALUE.finditer(attributes)
    }


def _with(attributes: str, name: str, value: str) -> str:
    written = f'{name}="{escape(value)}"'
    return _VALUE.sub(
        lambda one: f"{one[1]}{written}" if one[2].lower() == name else one[0], attributes
    )
