"""What the forms of every room share: how much may be written, how it is read, what comes of it."""

from typing import Any

from flask import Response, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import InputRequired, Length, ValidationError

from forum.addresses import EmailAddress
from forum.web.extensions import db

NEEDED = InputRequired(lazy_gettext("入力してください。"))
A_DAY = InputRequired(lazy_gettext("日付を入力してください。"))
A_NAME = Length(max=100, message=lazy_gettext("100文字までにしてください。"))
A_LINE = Length(max=200, message=lazy_gettext("200文字までにしてください。"))
SOME_TEXT = Length(max=10_000, message=lazy_gettext("10,000文字までにしてください。"))


def a_line(written: str | None) -> str:
    """What was written, in one line and without what no database keeps."""
    return " ".join((written or "").replace("\0", "").split())


def plain_text(written: str | None) -> str:
    """What was written, with one kind of line end and without what no database keeps."""
    return (written or "").replace("\r\n", "\n").replace("\0", "").strip()


def refuse(form: Any, sentence: str) -> None:
    """Say above the form why nothing was done, and undo what was begun: a new draft for instance."""
    db.session.rollback()
    form.form_errors = [*form.form_errors, sentence]


def shown(form: Any, page: str | Response) -> ResponseReturnValue:
    """The page of a form, whose status tells whether there is something to mend."""
    return page, 422 if form.errors else 200


def done(sentence: str, address: str) -> ResponseReturnValue:
    """Keep what was done, and say so on the page where it can be seen."""
    db.session.commit()
    flash(sentence, "success")
    return redirect(address, 303)


def mailbox_field(form: FlaskForm, field: EmailField) -> None:
    """An address that can exist; carriers' odd ones can."""
    if EmailAddress.parse(field.data or "") is None:
        raise ValidationError(
            gettext("メールアドレスを、taro@example.jp のような形で入力してください。")
        )


def no_mailbox(form: FlaskForm, field: StringField) -> None:
    """A name stands beside posts; an address may not."""
    if "@" in (field.data or "") or "＠" in (field.data or ""):
        raise ValidationError(gettext("お名前の欄に、メールアドレスが入っているようです。"))
