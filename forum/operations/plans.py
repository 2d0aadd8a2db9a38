"""A city's plan from its own table: measures read from CSV, all of them or none.

The first line names the columns: code, period, area, title, first_year, last_year, and if wanted
plain, description, doer, department, state, flags (words of forum/plan/measure.py, flags with
spaces between). Years are fiscal years, by the Gregorian year in which they begin.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.operations.refused import Refused
from forum.people.standing import Standing
from forum.plan import keeping, reading
from forum.plan.keeping import Plan
from forum.plan.measure import Doer, Flag, Measure, Period, State

NEEDED = ("code", "period", "area", "title", "first_year", "last_year")
_SAME = {"title_ja": "title", "name": "title", "half": "period"}
_LONGEST = {"code": 10, "period": 20, "area": 100, "title": 200, "department": 100}
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Line:
    """One measure of the table, its line number, and what it says."""

    number: int
    code: str
    period: str
    plan: Plan


def read(text: str) -> list[Line]:
    """The measures of a table; Refused names every line that can't be used, and why."""
    rows = csv.DictReader(io.StringIO(text.lstrip("\ufeff")))
    names = [
        _SAME.get(name.strip().lower(), name.strip().lower()) for name in rows.fieldnames or ()
    ]
    if missing := [name for name in NEEDED if name not in names]:
        raise Refused(f"The first line has to name the columns {', '.join(missing)}.")
    rows.fieldnames = names
    lines, faults = [], []
    for number, row in enumerate(rows, 2):
        try:
            lines.append(_line(number, {k: (v or "").strip() for k, v in row.items() if k}))
        except ValueError as fault:
            faults.append(f"line {number}: {fault}")
    faults += _twice(lines)
    if faults:
        raise Refused("Nothing was taken in.\n" + "\n".join(faults))
    return lines


def take_in(session: Session, lines: Iterable[Line], by: Standing | None = None) -> int:
    """Enter the measures at the end of the plan; how many. Halves that are new are opened."""
    lines = list(lines)
    keeping.one_by_one(session)
    there = set(session.scalars(select(Measure.code)))
    if known := [line.code for line in lines if line.code in there]:
        raise Refused(
            f"In the plan already: {', '.join(known)}. Change them on their own pages. "
            "Nothing was taken in."
        )
    halves = _halves(session, lines)
    for line in lines:
        half = halves[line.period]
        keeping.enter(session, line.code, replace(line.plan, period_id=half.id), by)
        session.flush()
    return len(lines)


def _line(number: int, row: dict[str, str]) -> Line:
    for name in NEEDED:
        if not row.get(name):
            raise ValueError(f"{name} is empty")
    for name, most in _LONGEST.items():
        if len(row.get(name, "")) > most:
            raise ValueError(f"{name} is longer than {most} letters")
    first, last = _year(row["first_year"]), _year(row["last_year"])
    if last < first:
        raise ValueError("last_year lies before first_year")
    plan = Plan(
        period_id=0,
        area=row["area"],
        title=row["title"],
        first_year=first,
        last_year=last,
        state=_word(State, row.get("state") or State.UNTOUCHED),
        description=row.get("description", ""),
        plain=row.get("plain", ""),
        doer=_word(Doer, row.get("doer") or Doer.CITY),
        department=row.get("department", ""),
        flags=frozenset(_word(Flag, word) for word in row.get("flags", "").split()),
    )
    return Line(number, row["code"], row["period"], plan)


def _year(written: str) -> int:
    year = int(written) if written.isascii() and written.isdigit() else 0
    if not 1868 <= year <= 2200:
        raise ValueError(f"{written!r} is not a year in four digits")
    return year


def _word(words: type[Word], written: str) -> Word:
    try:
        return words(written.strip().lower())
    except ValueError:
        raise ValueError(f"{written!r} is none of {', '.join(words)}") from None


def _twice(lines: list[Line]) -> list[str]:
    seen: dict[str, int] = {}
    faults = []
    for line in lines:
        if line.code in seen:
            faults.append(f"line {line.number}: {line.code} stands in line {seen[line.code]} too")
        seen.setdefault(line.code, line.number)
    return faults


def _halves(session: Session, lines: list[Line]) -> dict[str, Period]:
    halves = {half.name: half for half in reading.periods(session)}
    for name in dict.fromkeys(line.period for line in lines):
        if name not in halves:
            spans = [line.plan for line in lines if line.period == name]
            first, last = min(p.first_year for p in spans), max(p.last_year for p in spans)
            (halves[name],) = keeping.open_periods(session, (name, first, last))
    return halves
