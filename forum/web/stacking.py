"""Tables for a narrow screen: each row a small list, each cell under the word of its column."""

import re
from collections.abc import Sequence

from flask import Flask
from markupsafe import Markup, escape

_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_CELL = re.compile(r"<t([dh])(?=[\s>])")
_ROLES = {"d": "cell", "h": "rowheader"}


def teach(app: Flask) -> None:
    """Give templates the filter that `table(…, stack=true)` uses."""
    app.jinja_env.filters["stacked"] = stacked


def stacked(rows: Markup, head: Sequence[str | tuple[str, str]]) -> Markup:
    """Our own `<tr>`s, each cell with its column's word; roles, as CSS makes rows no rows."""
    names = [word if isinstance(word, str) else word[0] for word in head]
    return Markup(_ROW.sub(lambda row: _named(row[0], names), rows))


def _named(row: str, names: Sequence[str]) -> str:
    left = iter(names)

    def name(cell: re.Match[str]) -> str:
        return f'<t{cell[1]} role="{_ROLES[cell[1]]}" data-head="{escape(next(left, ""))}"'

    return _CELL.sub(name, row).replace("<tr", '<tr role="row"', 1)
