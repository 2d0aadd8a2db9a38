"""My data: to take along, and to have taken away."""

from flask import Blueprint, Response, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required, logout_user
from flask_wtf import FlaskForm

from forum import personal
from forum.people.person import Person
from forum.personal import erasing
from forum.personal.collecting import FILE_NAME, as_zip
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.security import private

bp = Blueprint("personal", __name__, url_prefix="/account")


@bp.get("/my-data")
@login_required
def show() -> ResponseReturnValue:
    """What is kept about me, and the ways to take it along or away."""
    stock = erasing.stock(db.session(), _me())
    return render_template("account/my_data.html", stock=stock, form=FlaskForm())


@bp.get("/data.zip")
@login_required
def take() -> ResponseReturnValue:
    """Everything that is kept about me, to take along."""
    return _file(as_zip(db.session(), this_site(), _me()))


@bp.route("/data/<token>", methods=["GET", "POST"])
def take_by_link(token: str) -> ResponseReturnValue:
    """The mailed link to it: GET shows a button, POST gives the file, once."""
    form = FlaskForm()
    if not personal.waits(db.session(), token):
        return private(render_template("subscriptions/expired.html")), 410
    if not form.validate_on_submit():
        return private(render_template("account/take_data.html", form=form))
    packed = personal.take(db.session(), this_site(), token)
    if packed is None:
        db.session.rollback()
        return private(render_template("subscriptions/expired.html")), 410
    db.session.commit()
    return _file(packed)


@bp.route("/erase", methods=["GET", "POST"])
@login_required
def erase() -> ResponseReturnValue:
    """Say what goes and what stays, and do it at a button."""
    form, me = FlaskForm(), _me()
    if form.validate_on_submit():
        anonymous = request.form.get("names") == "anonymous"
        if erasing.erase(db.session(), this_site(), me, anonymous=anonymous):
            db.session.commit()
            logout_user()
            session.clear()
            flash(
                gettext("データを削除しました。これまで参加してくださり、ありがとうございました。"),
                "success",
            )
            return redirect(url_for("home.show"), 303)
        db.session.rollback()
    stock = erasing.stock(db.session(), _me())
    return render_template("account/erase.html", form=form, stock=stock)


def _file(packed: bytes) -> Response:
    response = Response(packed, mimetype="application/zip")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE_NAME}"
    response.headers["Cache-Control"] = "no-store"
    return response


def _me() -> Person:
    return db.session.get_one(Person, current_user.person_id)
