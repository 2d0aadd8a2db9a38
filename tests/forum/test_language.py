"""Words below the doors."""

from pathlib import Path

import pytest

from forum import language
from forum.language import N_, words

PO = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

msgid "%(name)sさんへ"
msgstr "Dear %(name)s"

msgid "%(num)s件"
msgid_plural "%(num)s件"
msgstr[0] "%(num)s post"
msgstr[1] "%(num)s posts"
"""


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    source = tmp_path / "en" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text(PO, encoding="utf-8")
    monkeypatch.setattr(language, "TRANSLATIONS", tmp_path)
    words.cache_clear()
    yield words("en")
    words.cache_clear()


def test_japanese_is_said_as_it_is_written() -> None:
    assert words("ja").gettext("%(name)sさんへ", name="葵") == "葵さんへ"
    assert words("ja").ngettext("%(num)s件", "%(num)s件", 3) == "3件"


def test_english_comes_from_the_catalogue(english: language.Words) -> None:
    assert english.gettext("%(name)sさんへ", name="Aoi") == "Dear Aoi"
    assert english.ngettext("%(num)s件", "%(num)s件", 1) == "1 post"
    assert english.ngettext("%(num)s件", "%(num)s件", 2) == "2 posts"


def test_what_is_not_translated_is_said_in_japanese(english: language.Words) -> None:
    assert english.gettext("こんにちは") == "こんにちは"


@pytest.mark.parametrize("locale", ["fr", "", None, "ja_JP", "../../etc"])
def test_a_language_that_we_do_not_speak_is_japanese(locale: str | None) -> None:
    assert words(locale).locale == "ja"


def test_a_locale_of_a_country_is_its_language() -> None:
    assert words("en_GB").locale == "en"


def test_marked_words_stay_as_they_are() -> None:
    assert N_("話題") == "話題"
