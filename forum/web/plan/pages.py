"""The city's plan: the whole on one page, and each measure with what is known of it."""

from enum import StrEnum
from typing import Any, TypeVar

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forum.advice import reading as advice
from forum.base import today
from forum.dates import fiscal_year_number
from forum.matters import NOTHING, Matter, cause_of
from forum.open_data import archive
from forum.open_data.catalogue import DATASETS
from forum.plan import keeping, reading
from forum.plan.measure import Doer, Flag, Measure, MeasureVersion, State
from forum.plan.reading import Chosen
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.plan import words as plan_words
from forum.web.plan.picture import NARROW, WIDE, draw

bp = Blueprint("plan", __name__, url_prefix="/plan")

Word = TypeVar("Word", bound=StrEnum)


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"plan_words": plan_words}


@bp.get("/")
def index() -> ResponseReturnValue:
    """Every measure in a picture and a table; the form above narrows both."""
    everything = reading.entries(db.session())
    chosen = _chosen()
    entries = [entry for entry in everything if chosen.fits(entry.now)]
    halves = reading.periods(db.session())
    return render_template(
        "plan/index.html",
        entries=entries,
        total=len(everything),
        may_plan=keeping.may_plan(standing()),
        chosen=chosen,
        periods=[(half.name, half.name) for half in halves],
        areas=list(dict.fromkeys((entry.now.area,) * 2 for entry in everything)),
        states=plan_words.tally(everything),
        pictures=[
            draw(entries, halves, fiscal_year_number(today()), one) for one in (WIDE, NARROW)
        ],
    )


@bp.get("/measures.csv")
def table() -> ResponseReturnValue:
    """The plan as a table for programs: UTF-8 with a mark, which spreadsheets here ask for."""
    octets = archive.csv_file(DATASETS["measures"], db.session(), this_site())
    answer = Response(octets, content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="measures.csv"'
    return answer


@bp.get("/<code>")
def show(code: str) -> ResponseReturnValue:
    """One measure: what, who does it, how it goes on, what it brought, what it was before."""
    measure = measure_or_404(code)
    pairs = reading.evaluations_of(db.session(), measure.id)
    sheets = [one.id for pair in pairs for one in (pair.before, pair.after) if one is not None]
    return render_template(
        "plan/show.html",
        measure=measure,
        causes={one.number: _cause(one) for one in measure.versions},
        now=measure.current,
        progress=reading.progress_of(db.session(), measure.id),
        evaluations=pairs,
        advices=advice.on_measure(db.session(), measure.id, sheets),
        ask_url=url_for("advice.ask", measure=measure.code),
        day=today(),
        may_plan=keeping.may_plan(standing()),
        may_report=keeping.may_report(standing()),
        may_evaluate=keeping.may_evaluate(standing()),
    )


def _cause(version: MeasureVersion) -> Matter:
    """What caused a version; a proposal that the reader may not see is not named."""
    cause = cause_of(db.session(), version)
    return cause if cause.may_be_seen(standing()) else NOTHING


def measure_or_404(code: str) -> Measure:
    measure = reading.measure(db.session(), code)
    if measure is None:
        missing()
    return measure


def _chosen() -> Chosen:
    told = request.args
    return Chosen(
        period=told.get("period", "")[:20],
        area=told.get("area", "")[:100],
        state=_word(State, told.get("state")),
        doer=_word(Doer, told.get("doer")),
        flag=_word(Flag, told.get("flag")),
    )


def _word(words: type[Word], told: str | None) -> Word | None:
    """The word of a vocabulary; what is none asks for nothing."""
    return words(told) if told in set(words) else None
