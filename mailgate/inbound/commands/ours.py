"""Our own words, known again: a phone that answers without marking its quote sends them back."""

import re
from functools import cache
from gettext import NullTranslations

from forum.language import LANGUAGES, words
from forum.letters.wording import TEMPLATES
from mailgate.inbound.commands.plain import narrowed

SHORTEST = 7  # characters; anything shorter people write themselves
TELLING = 12  # characters in a row
_STEP = 4
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SAID = re.compile(r'(?:_|ngettext)\("((?:[^"\\]|\\.)*)"')
_PLACE = re.compile(r"%\(\w+\)s")
# What stands between these is an example, which people copy, or a name.
_EXAMPLE = re.compile(r"「[^「」]*」|“[^“”]*”|\"[^\"]*\"")
_BRACKETS = str.maketrans("", "", "「」『』【】[]\"'“” ")


def is_ours(line: str, board_name: str) -> bool:
    """Whether a line is a piece of one of our letters, broken wherever the phone broke it."""
    plain = _squeezed(narrowed(line).replace(narrowed(board_name), "")).strip("・■。、.:")
    if len(plain) < SHORTEST:
        return False
    # A name in the midst of a line is nobody's; so much of the rest in a row is ours.
    size = TELLING if _JAPANESE.search(plain) else 2 * TELLING
    places = range(0, max(1, len(plain) - size + 1), _STEP)
    return any(plain[at : at + size] in _all_words() for at in places)


@cache
def _all_words() -> str:
    """Every sentence of every letter, in every language, without the places for names."""
    messages = {
        message.replace('\\"', '"')
        for template in TEMPLATES.glob("*.txt")
        for message in _SAID.findall(template.read_text(encoding="utf-8"))
    }
    spoken = {
        said
        for locale in LANGUAGES
        for message in messages
        for said in _said(words(locale).catalogue, message)
    }
    return "\n".join(_squeezed(_PLACE.sub("", sentence)) for sentence in sorted(spoken))


def _said(catalogue: NullTranslations, message: str) -> tuple[str, ...]:
    """A message in one language, for one and for many where it has both."""
    one, many = (catalogue.ngettext(message, message, number) for number in (1, 2))
    return catalogue.gettext(message), one, many


def _squeezed(text: str) -> str:
    return _EXAMPLE.sub("", narrowed(text)).lower().translate(_BRACKETS)
