"""The forms in which the plan is kept, and what is read out of them."""

from typing import Any

from flask_babel import gettext, lazy_gettext
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
from wtforms.validators import Length, NoneOf, NumberRange, Optional, Regexp, ValidationError
from wtforms.widgets import CheckboxInput

from forum.plan.checking import Consequence, Mark
from forum.plan.keeping import Plan, Refusal, Sheet
from forum.plan.measure import Cause, Doer, Flag, State
from forum.web.forms import A_LINE, NEEDED, SOME_TEXT, plain_text
from forum.web.plan import words as plan_words

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
    flags = SelectMultipleField(lazy_gettext("選ばれた理由"), option_widget=CheckboxInput())

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
    # Both stand there whatever the cause is, without script; the one that counts is looked at.
    proposal = SelectField(lazy_gettext("どの提案か"), validate_choice=False)
    evaluation = SelectField(lazy_gettext("どの評価か"), validate_choice=False)
    reason = TextAreaField(lazy_gettext("変える理由"), [NEEDED, SOME_TEXT])
    seen = IntegerField(validators=[NEEDED])

    def validate_proposal(self, field: SelectField) -> None:
        _chosen(self.cause.data, Cause.PROPOSAL, field, Refusal.NO_PROPOSAL)

    def validate_evaluation(self, field: SelectField) -> None:
        _chosen(self.cause.data, Cause.EVALUATION, field, Refusal.NO_EVALUATION)


def _chosen(cause: str, needs_it: Cause, field: SelectField, otherwise: Refusal) -> None:
    """That the cause which is told is one of those that were offered."""
    offered = [code for code, _ in field.choices if code]
    if cause == needs_it and field.data not in offered:
        raise ValidationError(gettext(plan_words.REFUSALS[otherwise]))


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


def with_findings(kind: type[SheetForm], rows: int) -> type[SheetForm]:
    """The form with a criterion, a mark and words in each row."""
    fields: dict[str, Any] = {}
    for row in range(1, rows + 1):
        fields[f"criterion_{row}"] = StringField(
            lazy_gettext("項目%(row)s", row=row), [Length(max=100)]
        )
        fields[f"mark_{row}"] = SelectField(lazy_gettext("見立て"))
        fields[f"words_{row}"] = TextAreaField(lazy_gettext("そう見る理由"), [SOME_TEXT])
    return type(kind.__name__, (kind,), fields)


def offer(form: Any, **vocabularies: dict[Any, str]) -> None:
    """Fill the choices of a form with words in the visitor's language."""
    for name, words in vocabularies.items():
        form[name].choices = plan_words.options(words)


def offer_marks(form: Any, rows: int) -> None:
    for row in range(1, rows + 1):
        offer(form, **{f"mark_{row}": plan_words.MARKS})


def sheet_in(form: Any, rows: int) -> Sheet:
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
