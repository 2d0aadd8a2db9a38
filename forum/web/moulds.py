"""Templates made once with blanks, and filled many times.

Jinja takes half a millisecond for a post, and a page has dozens that differ in a few words.
"""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any, NoReturn

from flask import Flask, current_app, render_template
from markupsafe import Markup, escape

from forum.web.language import locale

MOST_MOULDS = 1000


class Blank(Markup):
    """A place that is filled later: a plain word, so that it comes through every filter as it is."""


class Sample:
    """Something with blanks and facts; whatever else a template asks of it is an error of ours."""

    def __init__(self, blanks: Sequence[str], facts: Mapping[str, Any]) -> None:
        self.__dict__.update({name: _blank(name) for name in blanks}, **facts)

    def __getattr__(self, name: str) -> NoReturn:
        raise RuntimeError(f"“{name}” is neither a blank nor a fact of this mould")


def fill(
    template: str, facts: Mapping[str, Any], blanks: Mapping[str, Any], *, called: str
) -> Markup:
    """The template with an object `called` so, made of blanks and facts; words are escaped.

    Facts choose the mould, so there must be few of them, and blanks may not be asked about. A
    blank that stands in an address takes only what needs no quoting there.
    """
    moulds: dict[Hashable, str] = current_app.extensions["kakehashi-moulds"]
    key = (template, locale(), *facts.values(), *blanks)
    mould = moulds.get(key)
    if mould is None:
        if len(moulds) >= MOST_MOULDS:
            moulds.clear()
        mould = moulds[key] = _cast(template, Sample(list(blanks), facts), list(blanks), called)
    return Markup(mould % {name: escape(word) for name, word in blanks.items()})


def prepare(app: Flask) -> None:
    """A place for the moulds of this application."""
    app.extensions["kakehashi-moulds"] = {}


def _cast(template: str, sample: Sample, blanks: Sequence[str], called: str) -> str:
    made = render_template(template, **{called: sample}).replace("%", "%%")
    for name in blanks:
        made = made.replace(_blank(name), f"%({name})s")
    return made


def _blank(name: str) -> Blank:
    return Blank(f"qz{name.replace('_', '0').encode().hex()}zq")
