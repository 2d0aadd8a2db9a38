"""Members whom no mail reaches: the moderators' list, and the mailed link that starts it again."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_required
from flask_wtf import FlaskForm

from forum import bouncing
from forum.bouncing import cause_words
from forum.moderation import queue
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import done
from forum.web.language import reader
from forum.web.security import private

bp = Blueprint("unreachable", __name__)


@bp.get("/moderation/unreachable")
@login_required
def show() -> ResponseReturnValue:
    """Who gets no mail on the boards of this moderator, since when and why."""
    if not queue.moderated_boards(db.session(), standing()):
        missing()
    found = bouncing.for_moderator(db.session(), standing())
    words = reader()
    listed = [(one, cause_words(one.cause, words)) for one in found]
    return render_template("unreachable/index.html", listed=listed, form=FlaskForm())


@bp.post("/moderation/unreachable/<int:address_id>")
@login_required
def restore(address_id: int) -> ResponseReturnValue:
    """Send to an address again: its owner says that it works."""
    if not bouncing.restore_by_moderator(db.session(), address_id, standing()):
        missing()
    return done(gettext("メールのお届けを再開しました。"), url_for(".show"))


@bp.route("/resume/<token>", methods=["GET", "POST"])
def resume(token: str) -> ResponseReturnValue:
    """The link of a letter: GET shows it with a button, POST starts the mail again, once."""
    form = FlaskForm()
    address = bouncing.look_at_link(db.session(), token)
    if address is None:
        return private(render_template("subscriptions/expired.html")), 410
    if not form.validate_on_submit():
        return private(render_template("unreachable/resume.html", form=form, address=address))
    if bouncing.use_link(db.session(), token) is None:
        return private(render_template("subscriptions/expired.html")), 410
    db.session.commit()
    return private(render_template("unreachable/resumed.html"))
