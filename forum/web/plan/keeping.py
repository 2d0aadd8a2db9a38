"""Forms of those who keep the plan: new versions, progress, evaluations."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_required

from forum.base import today
from forum.dates import fiscal_year_number
from forum.people.standing import Standing
from forum.plan import keeping, reading
from forum.plan.keeping import Refusal
from forum.plan.measure import Measure, State
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import a_line, done, plain_text, refuse, shown
from forum.web.plan import causes
from forum.web.plan import words as plan_words
from forum.web.plan.forms import (
    CRITERIA,
    AnswerForm,
    ChangeForm,
    NewMeasureForm,
    ProgressForm,
    SheetForm,
    offer,
    offer_marks,
    sheet_in,
    with_findings,
)
from forum.web.plan.pages import measure_or_404

bp = Blueprint("plan_keeping", __name__, url_prefix="/plan")


@bp.route("/new", methods=["GET", "POST"])
@login_required
def enter() -> ResponseReturnValue:
    """A measure more at the end of the plan."""
    if not keeping.may_plan(standing()):
        abort(403)
    year = fiscal_year_number(today())
    form = NewMeasureForm(first_year=year, last_year=year)
    offer(form, state=plan_words.STATES, doer=plan_words.DOERS, flags=plan_words.FLAGS)
    if form.validate_on_submit():
        code, period = form.code.data.strip(), form.period.data.strip()
        made = keeping.add(db.session(), code, period, form.plan(), standing())
        if not isinstance(made, Refusal):
            return _done(gettext("施策を計画に加えました。"), made)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    halves = reading.periods(db.session())
    return shown(form, render_template("plan/new.html", form=form, halves=halves))


@bp.route("/<code>/change", methods=["GET", "POST"])
@login_required
def change(code: str) -> ResponseReturnValue:
    """A new version of a measure; the earlier ones stay."""
    measure = _kept_by(code, keeping.may_plan)
    now = measure.current
    taught = keeping.taught_before(measure)
    form = ChangeForm(data=causes.as_it_stands(measure))
    form.period.choices = [(half.id, half.name) for half in reading.periods(db.session())]
    steps = {state: plan_words.STATES[state] for state in (now.state, *_after(now.state))}
    offer(form, state=steps, doer=plan_words.DOERS, flags=plan_words.FLAGS)
    causes.offer_causes(form, measure)
    if form.validate_on_submit():
        plan = form.plan(form.period.data, plain_text(form.lessons.data) or taught)
        why = causes.why_in(form)
        made = keeping.change(measure, plan, why, form.seen.data, standing())
        if not isinstance(made, Refusal):
            return _done(gettext("施策を変えました。前の内容も残っています。"), measure)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    return _form_page("plan/change.html", form, measure, taught_before=taught)


@bp.route("/<code>/progress", methods=["GET", "POST"])
@login_required
def report(code: str) -> ResponseReturnValue:
    """How a measure goes on."""
    measure = _kept_by(code, keeping.may_report)
    form = ProgressForm(on=today())
    if form.validate_on_submit():
        made = keeping.report(
            db.session(),
            measure,
            form.on.data,
            plain_text(form.words.data),
            standing(),
            form.figure.data,
            a_line(form.unit.data),
        )
        if not isinstance(made, Refusal):
            return _done(gettext("推進状況を載せました。"), measure)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    return _form_page("plan/report.html", form, measure)


@bp.route("/<code>/evaluation", methods=["GET", "POST"])
@login_required
def evaluate(code: str) -> ResponseReturnValue:
    """A sheet 事前."""
    measure = _kept_by(code, keeping.may_evaluate)
    form = with_findings(SheetForm, CRITERIA)(on=today())
    offer_marks(form, CRITERIA)
    if form.validate_on_submit():
        made = keeping.evaluate_before(db.session(), measure, sheet_in(form, CRITERIA), standing())
        if not isinstance(made, Refusal):
            return _done(gettext("事前評価を載せました。"), measure)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    return _form_page("plan/evaluate.html", form, measure, rows=range(1, CRITERIA + 1), before=None)


@bp.route("/<code>/evaluation/<evaluation_id>", methods=["GET", "POST"])
@login_required
def evaluate_after(code: str, evaluation_id: str) -> ResponseReturnValue:
    """The sheet 事後 that answers a sheet 事前, on its criteria."""
    measure = _kept_by(code, keeping.may_evaluate)
    before = reading.evaluation(db.session(), evaluation_id)
    if before is None or before.measure_id != measure.id:
        missing()
    rows = len(before.findings)
    asked = {f"criterion_{one.position}": one.criterion for one in before.findings}
    form = with_findings(AnswerForm, rows)(on=today(), **asked)
    offer_marks(form, rows)
    offer(form, consequence=plan_words.CONSEQUENCES)
    if form.validate_on_submit():
        made = keeping.evaluate_after(db.session(), before, sheet_in(form, rows), standing())
        if not isinstance(made, Refusal):
            return _done(gettext("事後評価を載せました。"), measure)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    return _form_page("plan/evaluate.html", form, measure, rows=range(1, rows + 1), before=before)


def _kept_by(code: str, may: Callable[[Standing], bool]) -> Measure:
    measure = measure_or_404(code)
    if not may(standing()):
        abort(403)
    return measure


def _after(state: State) -> list[State]:
    return [following for following in State if following in keeping.NEXT[state]]


def _done(sentence: str, measure: Measure) -> ResponseReturnValue:
    return done(sentence, url_for("plan.show", code=measure.code))


def _form_page(template: str, form: Any, measure: Measure, **more: Any) -> ResponseReturnValue:
    page = render_template(template, form=form, measure=measure, now=measure.current, **more)
    return shown(form, page)
