"""Words: every page speaks the reader's language, and the catalogue is in step with the code."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from babel.messages.pofile import read_po

from forum import language
from forum.translations.__main__ import FOLDER, extracted
from forum.web import language as web_language
from tests.web import trials
from tests.web.conftest import House, every_visit
from tests.web.visits import Visit

OPEN, CLOSE = "⟦", "⟧"
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "content"}
SILENT = {"script", "style", "time", "code", "samp", "kbd", "svg"}
VOID = {
    "area",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
# What is the same in every language: addresses, units, formats, names of programs.
UNIVERSAL = re.compile(
    r"\S+@\S+|https?://\S+|/[\w/.<>-]+|\b(?:[KMG]?B|PDF|JSON|Atom|mbox|Markdown|HTML|UTF-8|Message-ID)\b"
    r"|\.(?:txt|png|pdf|eml)\b|\b(?:text|image|audio|video|application|message)/[\w.+-]+",
    re.ASCII,
)
LETTERS = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")


class Pseudo(gettext.NullTranslations):
    """A catalogue whose every message that the extraction knows stands in white brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.known = {part for message in extracted() if message.id for part in _ids(message.id)}

    def gettext(self, message: str) -> str:
        return f"{OPEN}{message}{CLOSE}" if message in self.known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Spoken(HTMLParser):
    """What a page says in the page's own language: text and spoken attributes, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[str] = []
        self.stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        foreign = tag != "html" and "lang" in given
        silent = self.is_silent or tag in SILENT or foreign or "data-written" in given
        if not silent:
            self._hear_attributes(tag, given)
        if tag not in VOID:
            self.stack.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.is_silent:
            self.heard.append(data)

    @property
    def is_silent(self) -> bool:
        return bool(self.stack) and self.stack[-1][1]

    def _hear_attributes(self, tag: str, given: dict[str, str | None]) -> None:
        for name, value in given.items():
            button = tag == "input" and given.get("type") in ("submit", "button", "reset")
            described = tag != "meta" or given.get("name") == "description"
            if value and (
                (name in SPOKEN_ATTRIBUTES and described) or (name == "value" and button)
            ):
                self.heard.append(f" {value} ")


@pytest.fixture(scope="module")
def pseudo() -> Pseudo:
    return Pseudo()


@pytest.fixture
def in_brackets(house: House, pseudo: Pseudo, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Everybody reads English, and English is the pseudo catalogue."""
    made = house.app.extensions["kakehashi-frames"]
    language.words.cache_clear()
    made.clear()
    monkeypatch.setattr(language, "_catalogue", lambda source: pseudo)
    monkeypatch.setattr(web_language, "chosen_language", lambda: "en")
    yield
    language.words.cache_clear()
    made.clear()


@pytest.mark.parametrize(("endpoint", "visit"), every_visit())
@pytest.mark.usefixtures("in_brackets")
def test_a_page_says_nothing_untranslated(house: House, endpoint: str, visit: Visit) -> None:
    path = house.address(endpoint, visit).removeprefix(house.url)
    assert _untranslated(house, path, visit.who) == []


@pytest.mark.parametrize("code", trials.CODES)
@pytest.mark.usefixtures("in_brackets")
def test_an_error_page_says_nothing_untranslated(house: House, code: int) -> None:
    assert _untranslated(house, f"/trials/{code}", None) == []


@pytest.mark.xfail(reason="the English pass comes when the pages stand")
def test_the_english_catalogue_is_complete_and_in_step() -> None:
    with (FOLDER / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    written = {message.id: message for message in catalogue if message.id}
    needed = {message.id for message in extracted() if message.id}

    assert needed - set(written) == set(), "run: python -m forum.translations"
    assert set(written) - needed == set(), "run: python -m forum.translations"
    assert [message.id for message in written.values() if message.fuzzy] == []
    assert [message.id for message in written.values() if not _is_written(message.string)] == []
    assert [m.id for m in written.values() if _placeholders(m.id) != _placeholders(m.string)] == []


def _untranslated(house: House, path: str, who: str | None) -> list[str]:
    client = house.app.test_client()
    if who:
        cookie = house.cookie(who)
        client.set_cookie(cookie["name"], cookie["value"])
    answer = client.get(
        path,
        headers={"Accept-Language": "en"},
        base_url="http://localhost",
        follow_redirects=True,
    )
    if not answer.content_type.startswith("text/html"):
        return [f"{path} is no page: {answer.content_type}"]
    spoken = Spoken()
    spoken.feed(answer.text)
    bare = UNIVERSAL.sub(" ", _outside_brackets("".join(spoken.heard)))
    return [word for word in LETTERS.findall(bare) if not CYRILLIC.fullmatch(word)]


def _outside_brackets(text: str) -> str:
    depth, outside = 0, []
    for letter in text:
        if letter == OPEN:
            depth += 1
        elif letter == CLOSE:
            depth -= 1
        elif depth == 0:
            outside.append(letter)
    return "".join(outside)


def _ids(message_id: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else message_id


def _is_written(string: str | tuple[str, ...]) -> bool:
    return all(_ids(string))


def _placeholders(words: str | tuple[str, ...]) -> set[str]:
    return set(re.findall(r"%\((\w+)\)", " ".join(_ids(words))))
