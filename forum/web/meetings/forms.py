"""What the forms of those who hold meetings ask for."""

from typing import Any

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput

from forum.matters import find
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.meetings import rows

NEEDED = InputRequired(lazy_gettext("入力してください。"))
A_LINE = Length(max=200, message=lazy_gettext("200文字までにしてください。"))
SOME_TEXT = Length(max=10_000, message=lazy_gettext("10,000文字までにしてください。"))
MUCH_TEXT = Length(max=60_000, message=lazy_gettext("60,000文字までにしてください。"))


def _points_at_something(_form: FlaskForm, field: StringField) -> None:
    """A code or an address leads to something that the visitor may read, or it is said."""
    if not (field.data or "").strip():
        return
    matter = find(db.session(), field.data)
    if not matter or not matter.may_be_seen(standing()):
        raise ValidationError(
            gettext(
                "見つかりません。話題か提案のページのアドレス、または施策の番号（例：B7）を書いてください。"
            )
        )


class CallForm(FlaskForm):
    """When, where and what about."""

    board = SelectField(lazy_gettext("どの掲示板の会議か"), coerce=int)
    title = StringField(lazy_gettext("会議の名前"), [NEEDED, A_LINE])
    on = DateField(lazy_gettext("開く日"), [NEEDED])
    begins = TimeField(lazy_gettext("始まる時刻"), [NEEDED])
    ends = TimeField(lazy_gettext("終わる時刻"), [Optional()])
    place = StringField(lazy_gettext("場所"), [NEEDED, A_LINE])
    notes = TextAreaField(lazy_gettext("傍聴や参加のお知らせ"), [Optional(), SOME_TEXT])
    announce = BooleanField(lazy_gettext("掲示板とメールで知らせる"))
    seen = IntegerField(validators=[Optional()])


class MinutesForm(FlaskForm):
    """The minutes as they are written; who was there and what was decided stand beside it."""

    present = SelectMultipleField(
        lazy_gettext("出席した人"), coerce=int, option_widget=CheckboxInput()
    )
    observers = IntegerField(
        lazy_gettext("傍聴した人の数"),
        [Optional(), NumberRange(0, 100_000, lazy_gettext("0以上の数を入力してください。"))],
    )
    course = TextAreaField(lazy_gettext("議事の経過"), [NEEDED, MUCH_TEXT])
    handouts = TextAreaField(lazy_gettext("配布資料"), [Optional(), SOME_TEXT])
    reason = TextAreaField(lazy_gettext("訂正の理由"), [Optional(), SOME_TEXT])
    seen = IntegerField(validators=[InputRequired()])


class UntilForm(FlaskForm):
    until = DateField(lazy_gettext("いつまでに確かめてもらうか"), [NEEDED])


class ReasonForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("中止の理由"), [NEEDED, SOME_TEXT])


class AnswerForm(FlaskForm):
    said = RadioField(lazy_gettext("お答え"))
    words = TextAreaField(lazy_gettext("直すところ"), [Optional(), SOME_TEXT])


class AnswerForThemForm(AnswerForm):
    """What somebody said on paper or by telephone, entered for them."""

    person = SelectField(lazy_gettext("だれの答えか"), coerce=int)
    door = RadioField(lazy_gettext("どの方法で届いたか"))


def with_rows(kind: type[FlaskForm], what: Any, told: dict[str, Any]) -> Any:
    """The form with as many lines as there are or were asked for; each may point at something."""
    turned = rows.turned(request.form) if request.method == "POST" else None
    many = rows.many(turned or request.form) if request.method == "POST" else rows.room_for(told)
    fields: dict[str, Any] = {}
    for row in range(1, many + 1):
        fields[f"title_{row}"] = StringField(what(row), [Optional(), Length(max=2000)])
        fields[f"link_{row}"] = StringField(
            lazy_gettext("何についてか"), [Optional(), Length(max=500), _points_at_something]
        )
    made = type(kind.__name__, (kind,), fields)
    form = made(turned, **told) if turned is not None else made(**told)
    form.rows, form.is_turned = range(1, many + 1), turned is not None
    return form
