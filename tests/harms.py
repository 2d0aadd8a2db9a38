"""What in a piece of HTML could run, fetch or send, seen by two parsers that are not our cleaners'."""

import html
import re
from collections.abc import Iterator
from html.parser import HTMLParser

from bleach._vendor import html5lib

FETCHING = (
    "src srcset background action formaction data poster codebase style ping cite longdesc"
    " manifest xlink:href srcdoc profile usemap dynsrc lowsrc"
)
RUNNING = (
    "script style iframe frame frameset object embed applet form input button select textarea"
    " svg math link meta base audio video source img template noscript xml"
)


def harms(markup: str) -> list[str]:
    """Everything in markup that could run, fetch or send, as two different parsers see it."""
    seen = _Tags()
    seen.feed(markup)
    seen.close()
    tags = list(seen.found)
    document = html5lib.parse(markup, treebuilder="etree", namespaceHTMLElements=False)
    for element in document.iter():
        if isinstance(element.tag, str) and element.tag not in ("html", "head", "body"):
            tags.append((element.tag.split("}")[-1], dict(element.attrib)))
    return [harm for tag, attributes in tags for harm in _harms_of(tag, attributes)]


def _harms_of(tag: str, attributes: dict[str, str | None]) -> Iterator[str]:
    if tag in RUNNING.split():
        yield f"<{tag}>"
    for name, value in attributes.items():
        if name.startswith("on") or name in FETCHING.split():
            yield f"{tag}@{name}"
        target = re.sub(r"[\x00-\x20]", "", html.unescape(value or "")).lower()
        names_scheme = name == "href" and re.match(r"[a-z][a-z0-9+.-]*:", target)
        if names_scheme and not target.startswith(("http:", "https:")):
            yield f"{tag}@href={value}"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
