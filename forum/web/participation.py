"""Who takes part, as figures and pictures: only public boards, and nobody stands out."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from sqlalchemy import select

from forum.archive.wording import ORIGINS
from forum.base import table_of
from forum.boards import Board
from forum.language import N_
from forum.open_data import taking_part
from forum.participation.figures import KEYS, By, Figure, Kind
from forum.people.wording import SECTORS
from forum.web import bars
from forum.web.access import missing
from forum.web.extensions import db
from forum.web.language import locale

bp = Blueprint("participation", __name__, url_prefix="/participation")

_boards = table_of(Board)
TITLES = {By.MONTH: N_("月ごと"), By.CHANNEL: N_("届いた方法ごと"), By.SECTOR: N_("立場ごと")}
HEADS = {By.MONTH: N_("月"), By.CHANNEL: N_("届いた方法"), By.SECTOR: N_("立場")}


@dataclass(frozen=True)
class Line:
    """A line of a table: of which months, ways or sectors; a number that is not told is None."""

    label: str
    posts: int | None = None
    people: int | None = None
    new_people: int | None = None


@dataclass(frozen=True)
class Part:
    """The year by months, ways or sectors: all boards, those told alone, new people."""

    by: By
    title: str
    head: str
    lines: list[Line]
    picture: bars.Bars | None
    boards: list[tuple[str, list[Line]]]
    newcomers: list[Line]


@bp.get("/")
def index() -> ResponseReturnValue:
    """The newest year."""
    return _page(taking_part.figures(db.session()), None)


@bp.get("/<int:year>")
def show(year: int) -> ResponseReturnValue:
    """A fiscal year, named by the year in which it begins."""
    figures = taking_part.figures(db.session())
    if all(one.year != year for one in figures):
        missing()
    return _page(figures, year)


def _page(figures: Sequence[Figure], year: int | None) -> str:
    years = sorted({one.year for one in figures}, reverse=True)
    chosen = year or (years[0] if years else None)
    own = [one for one in figures if one.year == chosen]
    return render_template(
        "participation/show.html",
        years=years,
        year=chosen,
        total=_lines(By.TOTAL, [one for one in own if one.by is By.TOTAL and not one.boards]),
        boards=_of_boards(By.TOTAL, own),
        parts=[_part(by, [one for one in own if one.by is by]) for by in KEYS],
    )


def _part(by: By, own: Sequence[Figure]) -> Part:
    lines = _lines(by, [one for one in own if not one.boards and one.kind is not Kind.NEW_PEOPLE])
    return Part(
        by,
        gettext(TITLES[by]),
        gettext(HEADS[by]),
        lines,
        bars.draw([(line.label, line.people or 0) for line in lines]),
        _of_boards(by, own),
        _lines(by, [one for one in own if one.kind is Kind.NEW_PEOPLE]),
    )


def _of_boards(by: By, own: Sequence[Figure]) -> list[tuple[str, list[Line]]]:
    here = [one for one in own if one.by is by and one.boards]
    names = _names()
    return [
        (
            gettext("・").join(names.get(slug, slug) for slug in boards),
            _lines(by, [one for one in here if one.boards == boards]),
        )
        for boards in dict.fromkeys(one.boards for one in here)
    ]


def _lines(by: By, own: Sequence[Figure]) -> list[Line]:
    told: dict[tuple[str, ...], dict[str, int]] = {}
    for one in own:
        told.setdefault(one.group, {})[one.kind.value] = one.count
    return [Line(label(by, group), **counts) for group, counts in told.items()]


def label(by: By, group: Sequence[str]) -> str:
    """What a line counts, in the reader's language."""
    if by is By.TOTAL:
        return gettext("全体")
    if by is By.MONTH:
        if len(group) == 1:
            return _month(group[0])
        last = _month(group[-1], group[0])
        return gettext("%(first)sから%(last)sまで", first=_month(group[0]), last=last)
    words = ORIGINS if by is By.CHANNEL else SECTORS
    return gettext("・").join(gettext(words.get(word, word)) for word in group)


def _month(written: str, behind: str = "") -> str:
    """A month; `behind` another one of the same year it goes without its year."""
    year, month = written.split("-")
    if locale() == "en":
        return f"{year}-{month}"
    return f"{int(month)}月" if behind.startswith(year) else f"{year}年{int(month)}月"


def _names() -> dict[str, str]:
    rows = db.session.execute(select(_boards.c.slug, _boards.c.name))
    return {row.slug: row.name for row in rows}
