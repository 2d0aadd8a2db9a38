"""Words: every page speaks the reader's language, and the catalogue is in step with the code."""

import gettext
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from babel.messages.pofile import read_po

from forum import language
from forum.language import words
from forum.letters.wording import TEMPLATES as LETTERS
from forum.letters.wording import _templates as letter_templates
from forum.letters.wording import wording
from forum.translations.__main__ import FOLDER, extracted
from forum.web import language as web_language
from tests.web import trials
from tests.web.conftest import House, every_visit
from tests.web.visits import Visit

OPEN, CLOSE = "⟦", "⟧"
SPOKEN_ATTRIBUTES = {"alt", "title", "placeholder", "aria-label", "content"}
# A page of words in one language; words that came from outside.
WRITTEN_ELSEWHERE = {"data-written", "data-user"}
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
    r"\S+@\S+|https?://\S+|/[\w/.<>-]+|\b(?:[KMG]?B|PDF|JSON|Atom|mbox|Markdown|HTML|UTF-8|Message-ID|[SL]MTP)\b"
    r"|日本語|English|\.(?:txt|png|pdf|eml)\b|\b(?:text|image|audio|video|application|message)/[\w.+-]+",
    re.ASCII,
)
WORD = re.compile(r"[^\W\d_]+")
CYRILLIC = re.compile(r"[\u0400-\u04ff]+")
# What a letter is filled with, as people would have written it.
WRITTEN: dict[str, Any] = {
    "site_name": "Совет",
    "contact": "general-owner@lists.example.jp",
    "board": "Общее",
    "subject": "Зал",
    "reason": "Почему.",
    "reasons": ["Почему."],
    "note": "Спасибо.",
    "link": "https://kakehashi.example/posts/0123456789ab",
    "trace": "https://kakehashi.example/mail/0123456789ab",
    "until": "2026-11-26 10:00",
    "address": "general@lists.example.jp",
    "join": "general-join@lists.example.jp",
    "leave": "general-leave@lists.example.jp",
    "request": "general-request@lists.example.jp",
    "first_waits": True,
    "is_unknown": False,
    "count": 2,
    "joining": 1,
    "reports": 1,
    "end": "kept",
    "title": "Зал",
    "done": ["Да."],
    "asked": ["Да."],
    "refused": [("Да.", "Нет.")],
    "strange": ["Чтото"],
    "near": ["Да"],
    "blocks": [{"title": "Зал", "lines": ["Зал"]}],
    "login": "https://kakehashi.example/login/0123456789abcde",
    "is_help": True,
    "page": "https://kakehashi.example/boards/general",
    "mailbox": "anna@example.jp",
    "moved": True,
    "moves": True,
    "person": "Анна",
    "file": "kakehashi-data.zip",
    "anonymous": False,
    "log": "https://kakehashi.example/moderation/log",
    "kind": "daily",
    "form": "plain",
    "day": "22",
    "topics": [
        {
            "title": "Зал",
            "count": 1,
            "posts": [{"number": 1, "author": "Анна"}],
            "link": "https://kakehashi.example/threads/0123456789ab",
        }
    ],
    "muted": 1,
    "said": ["Да."],
    "posts": "",
    "author": "Анна",
    "amend": "reply+0123456789abcdef0123456789@lists.example.jp",
    "changes": [["− Зал.", "＋ Двор."]],
    "whole": ["Двор."],
    "old_subject": "Зал",
    "new_subject": "Двор",
    "withdraw": False,
    "withdrawn": False,
    "tell": True,
    "is_open": True,
    "listed": [
        {
            "number": 1,
            "subject": "Зал",
            "author": "Анна",
            "reasons": ["Почему."],
            "name": "Анна",
            "address": "anna@example.jp",
            "reason": "Почему.",
        }
    ],
    "unlisted": 1,
    "boards": ["Общее"],
    "provider": "Почта",
    "words": "Нет.",
    "names": ["Чертёж.txt"],
    "way": "Письмо",
    "agreed": False,
    "proposal": "Зал",
    "closes": "2026-11-29",
    "is_passed_on": True,
    "text_lines": ["Зал"],
    "options": [{"number": "1", "mark": "○", "word": "Да"}],
    "is_secret": False,
    "choice": "Да",
    "reason_lines": ["Почему."],
    "asks_reason": False,
    "in_annex": True,
    "from_paper": False,
    "is_own": True,
    "seats": 12,
    "members": 5,
    "is_quorate": False,
    "label": "Третье",
    "facts": ["Сегодня."],
    "cited": ["https://kakehashi.example/posts/0123456789ab"],
    "is_relay": False,
    "act": "correct",
    "by_letter": True,
    "stop": "https://kakehashi.example/tidings/0123456789abcdef01234567890",
    "reply": "general@lists.example.jp",
    "addressee": "Мэру",
    "number": "Номер",
    "sha256": "0",
    "positions": [1],
    "judgements": "Да",
    "responses": "Нет",
    "lacking": ["Почему."],
    "declined": False,
    "obstacle": "",
    "news": [
        {
            "name": "Третье",
            "lines": ["Да."],
            "link": "https://kakehashi.example/proposals/0123456789ab",
            "stop": "https://kakehashi.example/tidings/0123456789abcdef01234567890",
        }
    ],
}


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
        silent = (
            self.is_silent or tag in SILENT or foreign or bool(given.keys() & WRITTEN_ELSEWHERE)
        )
        if not silent:
            self._hear_attributes(tag, given)
        if tag not in VOID:
            self.stack.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass
        self.heard.append(" ")

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
def english_in_brackets(pseudo: Pseudo, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """English is the pseudo catalogue."""
    _forget()
    monkeypatch.setattr(language, "_catalogue", lambda source: pseudo)
    yield
    _forget()


@pytest.fixture
def in_brackets(
    house: House, english_in_brackets: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Everybody reads English on the pages of the house."""
    made = house.app.extensions["kakehashi-frames"]
    made.clear()
    monkeypatch.setattr(web_language, "chosen_language", lambda: "en")
    yield
    made.clear()


def _forget() -> None:
    language.words.cache_clear()
    letter_templates.cache_clear()


@pytest.mark.parametrize(("endpoint", "visit"), every_visit())
@pytest.mark.usefixtures("in_brackets")
def test_a_page_says_nothing_untranslated(house: House, endpoint: str, visit: Visit) -> None:
    path = house.address(endpoint, visit).removeprefix(house.url)
    assert _untranslated(house, path, visit.who) == []


@pytest.mark.parametrize("code", trials.CODES)
@pytest.mark.usefixtures("in_brackets")
def test_an_error_page_says_nothing_untranslated(house: House, code: int) -> None:
    assert _untranslated(house, f"/trials/{code}", None) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in LETTERS.glob("[a-z]*.txt")))
@pytest.mark.usefixtures("english_in_brackets")
def test_a_letter_says_nothing_untranslated(name: str) -> None:
    subject, text = wording(name, words("en"), **WRITTEN)
    assert _foreign(subject + "\n" + text) == []


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


def test_english_is_written_in_its_own_letters() -> None:
    with (FOLDER / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    written = [part for message in catalogue if message.id for part in _ids(message.string)]
    foreign = [words for words in written if re.search(r"[\u3000-\u9fff\uff01-\uff5e]", words)]
    assert all("日本語" in words for words in foreign)  # the one that says how to ask for Japanese


def _untranslated(house: House, path: str, who: str | None) -> list[str]:
    answer = house.read(path, who, **{"Accept-Language": "en"})
    if not answer.content_type.startswith("text/html"):
        return [f"{path} is no page: {answer.content_type}"]
    spoken = Spoken()
    spoken.feed(answer.text)
    return _foreign("".join(spoken.heard))


def _foreign(text: str) -> list[str]:
    """Every word that is neither in brackets, nor universal, nor Cyrillic."""
    bare = UNIVERSAL.sub(" ", _outside_brackets(text))
    return [word for word in WORD.findall(bare) if not CYRILLIC.fullmatch(word)]


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
