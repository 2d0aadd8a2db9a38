"""Forms of those who keep the plan: new versions, progress, evaluations."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    DecimalField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, NoneOf, NumberRange, Optional, Regexp

from forum.base import today
from forum.dates import fiscal_year_number
from forum.people.standing import Standing
from forum.plan import keeping, reading
from forum.plan.checking import Consequence, Mark
from forum.plan.keeping import Plan, Refusal, Sheet
from forum.plan.measure import Cause, Doer, Flag, Measure, State
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import A_LINE, NEEDED, SOME_TEXT, done, plain_text, refuse, shown
from forum.web.plan import words as plan_words
from forum.web.plan.pages import measure_or_404

bp = Blueprint("plan_keeping", __name__, url_prefix="/plan")

CRITERIA = 6
A_YEAR = NumberRange(1868, 2200, lazy_gettext("西暦の年を4桁で入力してください。"))


class MeasureForm(FlaskForm):
    """What the plan says of a measure."""

    title = StringField(lazy_gettext("施策の名前"), [NEEDED, A_LINE])
    plain = TextAreaField(lazy_gettext("やさしい要約"), [SOME_TEXT])
    description = TextAreaField(lazy_gettext("内容"), [SOME_TEXT])
    area = StringField(lazy_gettext("分野"), [NEEDED, Length(max=100)])
    first_year = IntegerField(lazy_gettext("始まりの年度（西暦）"), [NEEDED, A_YEAR])
    last_year = IntegerField(lazy_gettext("終わりの年度（西暦）"), [NEEDED, A_YEAR])
    state = SelectField(lazy_gettext("状態"))
    doer = SelectField(lazy_gettext("担い手"))
    department = StringField(lazy_gettext("担当"), [Length(max=100)])
    flags = SelectMultipleField(lazy_gettext("選ばれた理由"))

    def plan(self, period_id: int = 0, lessons: str = "") -> Plan:
        return Plan(
            period_id=period_id,
            area=self.area.data.strip(),
            title=self.title.data.strip(),
            first_year=self.first_year.data,
            last_year=self.last_year.data,
            state=State(self.state.data),
            description=plain_text(self.description.data),
            plain=plain_text(self.plain.data),
            doer=Doer(self.doer.data),
            department=plain_text(self.department.data),
            flags=frozenset(Flag(word) for word in self.flags.data),
            lessons=lessons,
        )


class NewMeasureForm(MeasureForm):
    """A measure that the plan does not have yet."""

    code = StringField(
        lazy_gettext("番号"),
        [
            NEEDED,
            Length(max=10, message=lazy_gettext("10文字までにしてください。")),
            Regexp(r"^[^\s/?#%]+$", message=lazy_gettext("空白や記号「/ ? # %」は使えません。")),
            NoneOf(("new",), message=lazy_gettext("ほかの番号にしてください。")),
        ],
    )
    period = StringField(lazy_gettext("時期"), [NEEDED, Length(max=20)])


class ChangeForm(MeasureForm):
    """What the plan says of a measure from now on, and why it changes."""

    period = SelectField(lazy_gettext("時期"), coerce=int)
    lessons = TextAreaField(lazy_gettext("試行からわかったこと"), [SOME_TEXT])
    cause = SelectField(lazy_gettext("何を受けて変えるか"))
    reason = TextAreaField(lazy_gettext("変える理由"), [NEEDED, SOME_TEXT])
    seen = IntegerField(validators=[NEEDED])


class ProgressForm(FlaskForm):
    on = DateField(lazy_gettext("日"), [NEEDED])
    words = TextAreaField(lazy_gettext("進んだこと"), [NEEDED, SOME_TEXT])
    figure = DecimalField(
        lazy_gettext("数"), [Optional(), NumberRange(-(10**12), 10**12)], places=None
    )
    unit = StringField(lazy_gettext("数の単位"), [Length(max=40)])


class SheetForm(FlaskForm):
    """The head of an evaluation; its criteria are asked for beside it."""

    on = DateField(lazy_gettext("評価した日"), [NEEDED])
    evaluator = StringField(lazy_gettext("だれが評価したか"), [NEEDED, A_LINE])
    summary = TextAreaField(lazy_gettext("まとめ"), [NEEDED, SOME_TEXT])


class AnswerForm(SheetForm):
    consequence = SelectField(lazy_gettext("評価から決めたこと"))
    consequence_words = TextAreaField(lazy_gettext("そう決めた理由"), [NEEDED, SOME_TEXT])


def _with_findings(kind: type[SheetForm], rows: int) -> type[SheetForm]:
    """The form with a criterion, a mark and words in each row."""
    fields: dict[str, Any] = {}
    for row in range(1, rows + 1):
        fields[f"criterion_{row}"] = StringField(
            lazy_gettext("項目%(row)s", row=row), [Length(max=100)]
        )
        fields[f"mark_{row}"] = SelectField(lazy_gettext("見立て"))
        fields[f"words_{row}"] = TextAreaField(lazy_gettext("そう見る理由"), [SOME_TEXT])
    return type(kind.__name__, (kind,), fields)


@bp.route("/new", methods=["GET", "POST"])
@login_required
def enter() -> ResponseReturnValue:
    """A measure more at the end of the plan."""
    if not keeping.may_plan(standing()):
        abort(403)
    year = fiscal_year_number(today())
    form = NewMeasureForm(first_year=year, last_year=year)
    _offer(form, state=plan_words.STATES, doer=plan_words.DOERS, flags=plan_words.FLAGS)
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
    form = ChangeForm(
        obj=now, period=now.period_id, flags=list(now.chosen_for), seen=now.number, reason=""
    )
    form.period.choices = [(half.id, half.name) for half in reading.periods(db.session())]
    steps = {state: plan_words.STATES[state] for state in (now.state, *_after(now.state))}
    _offer(form, state=steps, doer=plan_words.DOERS, flags=plan_words.FLAGS)
    causes = {code: word for code, word in plan_words.CAUSES.items() if code != Cause.ENTERED}
    _offer(form, cause=causes)
    if form.validate_on_submit():
        cause = Cause(form.cause.data)
        plan = form.plan(form.period.data, plain_text(form.lessons.data))
        made = keeping.change(
            measure, plan, cause, plain_text(form.reason.data), form.seen.data, standing()
        )
        if not isinstance(made, Refusal):
            return _done(gettext("施策を変えました。前の内容も残っています。"), measure)
        refuse(form, gettext(plan_words.REFUSALS[made]))
    return _form_page("plan/change.html", form, measure)


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
            form.unit.data.strip(),
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
    form = _with_findings(SheetForm, CRITERIA)(on=today())
    _offer_marks(form, CRITERIA)
    if form.validate_on_submit():
        made = keeping.evaluate_before(db.session(), measure, _sheet(form, CRITERIA), standing())
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
    form = _with_findings(AnswerForm, rows)(on=today(), **asked)
    _offer_marks(form, rows)
    _offer(form, consequence=plan_words.CONSEQUENCES)
    if form.validate_on_submit():
        made = keeping.evaluate_after(db.session(), before, _sheet(form, rows), standing())
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


def _offer(form: Any, **vocabularies: dict[Any, str]) -> None:
    """Fill the choices of a form with words in the visitor's language."""
    for name, words in vocabularies.items():
        form[name].choices = plan_words.options(words)


def _offer_marks(form: Any, rows: int) -> None:
    for row in range(1, rows + 1):
        _offer(form, **{f"mark_{row}": plan_words.MARKS})


def _sheet(form: Any, rows: int) -> Sheet:
    findings = [
        (
            form[f"criterion_{row}"].data.strip(),
            Mark(form[f"mark_{row}"].data),
            plain_text(form[f"words_{row}"].data),
        )
        for row in range(1, rows + 1)
        if form[f"criterion_{row}"].data.strip()
    ]
    consequence = Consequence(form.consequence.data) if "consequence" in form else None
    return Sheet(
        on=form.on.data,
        evaluator=form.evaluator.data.strip(),
        summary=plain_text(form.summary.data),
        findings=findings,
        consequence=consequence,
        consequence_words=plain_text(form.consequence_words.data) if consequence else "",
    )


def _done(sentence: str, measure: Measure) -> ResponseReturnValue:
    return done(sentence, url_for("plan.show", code=measure.code))


def _form_page(template: str, form: Any, measure: Measure, **more: Any) -> ResponseReturnValue:
    page = render_template(template, form=form, measure=measure, now=measure.current, **more)
    return shown(form, page)
