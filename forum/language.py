"""Japanese and English for what is said below the doors and in mail, from the pages' catalogue.

The words in the code are Japanese; forum/translations holds the other languages.
"""

import gettext as catalogues
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

TRANSLATIONS = Path(__file__).parent / "translations"
DEFAULT = "ja"
LANGUAGES = {"ja": "日本語", "en": "English"}


def N_(message: str) -> str:
    """Marks words that are kept as they are and said later, in the reader's language."""
    return message


class Words:
    """One language's way of saying things."""

    def __init__(self, locale: str, catalogue: catalogues.NullTranslations) -> None:
        self.locale = locale
        self.catalogue = catalogue

    def gettext(self, message: str, **values: Any) -> str:
        """The message in this language, its %(name)s placeholders filled."""
        said = self.catalogue.gettext(message) if message else ""
        return said % values if values else said

    def ngettext(self, one: str, many: str, num: int, **values: Any) -> str:
        """The message for this number; %(num)s is filled with it."""
        return self.catalogue.ngettext(one, many, num) % {"num": num, **values}


@cache
def words(locale: str | None) -> Words:
    """The words of a language; Japanese for one that we do not speak."""
    language = (locale or DEFAULT).replace("_", "-").split("-")[0].lower()
    if language == DEFAULT or language not in LANGUAGES:
        return Words(DEFAULT, catalogues.NullTranslations())
    return Words(language, _catalogue(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"))


def _catalogue(source: Path) -> catalogues.NullTranslations:
    compiled = source.with_suffix(".mo")
    if not source.exists() and not compiled.exists():
        return catalogues.NullTranslations()
    if compiled.exists() and not _is_newer(source, compiled):
        with compiled.open("rb") as file:
            return catalogues.GNUTranslations(file)
    return catalogues.GNUTranslations(_compiled(source))


def _is_newer(one: Path, other: Path) -> bool:
    return one.exists() and one.stat().st_mtime_ns > other.stat().st_mtime_ns


def _compiled(source: Path) -> BytesIO:
    # Only a tree whose .po was edited after `make setup` comes here; the compiler is heavy.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return compiled
