"""The words of a letter: templates/mail/NAME.txt, subject first, in the language of its reader."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forum.language import Words, words
from forum.letters.filling import fill

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "mail"


def wording(name: str, language: Words, **values: Any) -> tuple[str, str]:
    """Subject and text of the letter `name`; every value stands on one line."""
    plain = {key: _one_line(value) for key, value in values.items()}
    told = _templates(language.locale).get_template(f"{name}.txt").render(plain)
    subject, _, text = told.partition("\n")
    return subject.strip(), fill(text)


def _one_line(value: Any) -> Any:
    """A name or a subject that somebody gave us can't draw new lines or headers into a letter."""
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def _templates(locale: str) -> "Environment":
    # Only a process that writes letters pays for Jinja.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
        extensions=["jinja2.ext.i18n"],
    )
    catalogue = words(locale).catalogue
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        catalogue.gettext, catalogue.ngettext, newstyle=True
    )
    return environment
