"""Every component on one page, for whoever builds pages; only in a debugging application."""

from datetime import UTC, datetime, timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length

from forum.base import utcnow
from forum.people.wording import SECTORS

bp = Blueprint("styleguide", __name__)


class SampleForm(FlaskForm):
    """One field of each kind."""

    subject = StringField(
        lazy_gettext("件名"),
        [InputRequired(lazy_gettext("件名を入力してください。")), Length(max=100)],
    )
    email = EmailField(lazy_gettext("メールアドレス"))
    text = TextAreaField(
        lazy_gettext("本文"), [InputRequired(lazy_gettext("本文を入力してください。"))]
    )
    board = SelectField(
        lazy_gettext("話題の場"),
        choices=[SelectChoice("general", "総合"), SelectChoice("ashi", "地域の足")],
    )
    sector = RadioField(
        lazy_gettext("立場"),
        choices=[SelectChoice(*pair) for pair in SECTORS.items()],
        default="citizen",
    )
    files = MultipleFileField(lazy_gettext("添付ファイル"))
    agreed = BooleanField(lazy_gettext("公開されることを確認しました"))


@bp.route("/styleguide", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """The components; ?errors=1 shows a form that came back."""
    form = SampleForm()
    if "errors" in request.args:
        form.validate()
    samples = {
        "old": datetime(2026, 11, 22, 1, 0, tzinfo=UTC),
        "new": utcnow() - timedelta(hours=3),
    }
    return render_template("styleguide.html", form=form, samples=samples)
