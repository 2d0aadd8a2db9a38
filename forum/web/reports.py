"""A reader asks the moderators to look at a post; moderators decide on what was reported."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from sqlalchemy import Row
from werkzeug.exceptions import BadRequest

from forum.addresses import Part
from forum.archive.thread import Identity
from forum.moderation import acts, reporting
from forum.moderation.decision import Act
from forum.moderation.reasons import REASONS_FOR
from forum.moderation.report import Door
from forum.moderation.reporting import LONGEST_REASON, Reported, Reporter
from forum.text.masking import mask
from forum.web.access import missing, moderates, standing
from forum.web.errors import too_many
from forum.web.extensions import csrf, db
from forum.web.forms import plain_text
from forum.web.links import full_link, this_site
from forum.web.moderation.settling import MAX_NOTE, settle
from forum.web.post_form import expired
from forum.web.posts import readable_post, require_words

bp = Blueprint("reports", __name__)

_A_DAY = 86400


@bp.route("/posts/<post_id>/report", methods=["GET", "POST"])
@csrf.exempt  # the form checks its token itself, so that an expired one costs no words
def report(post_id: str) -> ResponseReturnValue:
    """Tell the moderators what is wrong with a post; a stranger learns how to do it by mail."""
    post = readable_post(post_id)
    require_words(post)
    if request.method == "GET":
        return _page(post)
    if not current_user.is_authenticated:
        missing()
    reason = plain_text(request.form.get("reason"))[:LONGEST_REASON]
    if not FlaskForm().validate_on_submit():
        return _page(post, expired(), reason), 422
    if not reason:
        return _page(post, gettext("わけを書いてください。")), 422
    return _report(post, reason)


@bp.post("/moderation/reports/<post_id>")
@login_required
def decide(post_id: str) -> ResponseReturnValue:
    """Leave a reported post as it is, or hide it; whoever reported it hears of it."""
    post = readable_post(post_id)
    if not moderates(post.visibility, post.board_id):
        missing()
    note = plain_text(request.form.get("note"))[:MAX_NOTE]
    reason = request.form.get("reason", "")
    session, site, me = db.session(), this_site(), standing()
    match request.form.get("act"):
        case "keep":
            answer = acts.keep(session, site, me, post.id, note=note)
        case "hide" if reason in REASONS_FOR[Act.HIDE]:
            words = request.form.get("words", "")
            answer = acts.hide(session, site, me, post.id, words, reason=reason, note=note)
        case _:
            raise BadRequest
    return settle(answer, url_for("moderation.show"))


def _report(post: Row[tuple[object, ...]], reason: str) -> ResponseReturnValue:
    reporter = Reporter(standing(), Door.WEB, Identity.SESSION, current_user.person_id)
    match reporting.report(db.session(), this_site(), reporter, post.id, reason):
        case Reported.TOO_MANY:
            raise too_many(_A_DAY)
        case Reported.NO_SUCH_POST:
            missing()
    db.session.commit()
    return redirect(url_for(".thanks", post_id=post.public_id), 303)


@bp.get("/posts/<post_id>/report/thanks")
@login_required
def thanks(post_id: str) -> ResponseReturnValue:
    """What happens now."""
    post = readable_post(post_id)
    return render_template("reports/thanks.html", post=post)


def _page(post: Row[tuple[object, ...]], fault: str | None = None, reason: str = "") -> str:
    return render_template(
        "reports/report.html",
        post={**post._mapping, "thread_subject": mask(post.thread_subject)},
        form=FlaskForm(),
        fault=fault,
        reason=reason,
        address=this_site().address(post.slug, Part.REQUEST),
        link=full_link("posts.show", post_id=post.public_id),
    )
