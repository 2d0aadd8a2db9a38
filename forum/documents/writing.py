"""Documents as HTML pages in which everything stands that the press needs, from templates/documents."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from forum.dates import era_day
from forum.text.plain import paragraphs

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "documents"
_SHORT = 120  # characters of a passage in a table; the annex has all of it
_HONORIFICS = ("様", "殿", "御中", "宛", "先生")


def written(
    template: str, *, title: str, author: str, about: str, made_on: date, **facts: Any
) -> str:
    """The page of `template`, whole; `title`, `author` and `about` go into the PDF's metadata."""
    page = _templates().get_template(f"{template}.html")
    return page.render(title=title, author=author, about=about, made_on=made_on, **facts)


def plainly(template: str, **facts: Any) -> str:
    """The words of `template` as plain text; blank lines at most one at a time."""
    told = _templates().get_template(f"{template}.txt").render(**facts)
    return re.sub(r"\n{3,}", "\n\n", told).strip() + "\n"


def addressed(name: str) -> str:
    """Somebody as a letter addresses them: with 様 unless they have a title of address already."""
    name = name.strip()
    return name if name.endswith(_HONORIFICS) else f"{name}　様"


def shortly(text: str, most: int = _SHORT) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=era_day,
        to=addressed,
        shortly=shortly,
        paragraphs=lambda text: Markup(paragraphs(text)),
    )
    return environment
