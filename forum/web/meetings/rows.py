"""Lines that a form has more or fewer of when a button is pressed, by sending it; no script."""

import re
from collections.abc import Iterable
from typing import Any

from werkzeug.datastructures import MultiDict

FEWEST, MOST = 3, 40
_LINE = re.compile(r"(?:title|link)_([1-9][0-9]?)")


def room_for(told: dict[str, Any]) -> int:
    """How many lines a form begins with: what there is, and one to write in."""
    return min(MOST, max(FEWEST, _last(told) + 1))


def many(form: MultiDict[str, str]) -> int:
    """How many lines were sent; where none was, as many as a form begins with."""
    return min(MOST, _last(form)) or FEWEST


def _last(names: Iterable[str]) -> int:
    return max((int(found[1]) for name in names if (found := _LINE.fullmatch(name))), default=0)


def turned(form: MultiDict[str, str]) -> MultiDict[str, str] | None:
    """What was sent with a line more or one fewer, where such a button was pressed."""
    if "more" in form:
        return _with_more(form)
    return _without(form, form["fewer"]) if "fewer" in form else None


def _with_more(form: MultiDict[str, str]) -> MultiDict[str, str]:
    told = MultiDict(form)
    for row in range(many(form) + 1, min(MOST, many(form) + 2) + 1):
        told[f"title_{row}"] = told[f"link_{row}"] = ""
    return told


def _without(form: MultiDict[str, str], gone: str) -> MultiDict[str, str]:
    """The lines below move up; the last one is empty."""
    told, last = MultiDict(form), many(form)
    if not (gone.isascii() and gone.isdigit() and 1 <= int(gone) <= last):
        return told
    for row in range(int(gone), last):
        for part in ("title", "link"):
            told[f"{part}_{row}"] = form.get(f"{part}_{row + 1}", "")
    for part in ("title", "link"):
        told.pop(f"{part}_{last}", None)
    return told
