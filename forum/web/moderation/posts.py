"""A post's page for its moderators: hide or show it, lock or pin its thread."""

import re
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import login_required
from flask_wtf import FlaskForm
from sqlalchemy import Row
from werkzeug.exceptions import BadRequest

from forum.archive import listing
from forum.archive.thread import Post, PostState, Thread
from forum.moderation import acts
from forum.moderation.acts import Answer
from forum.moderation.decision import Act
from forum.moderation.reasons import REASONS_FOR
from forum.text.plain import localise
from forum.web.access import missing, moderates, standing
from forum.web.extensions import csrf, db
from forum.web.links import this_site
from forum.web.moderation.settling import MAX_NOTE, choices, settle
from forum.web.post_form import expired
from forum.web.posts import readable_post
from forum.web.showing import fold_words

bp = Blueprint("moderation_posts", __name__, url_prefix="/moderation")

_HASH = re.compile("[0-9a-f]{32}")


@bp.route("/posts/<post_id>", methods=["GET", "POST"])
@csrf.exempt
@login_required
def act(post_id: str) -> ResponseReturnValue:
    """Hide or show a post; lock or pin its thread."""
    row = readable_post(post_id)
    if not moderates(row.visibility, row.board_id):
        missing()
    found = db.session.get_one(Post, row.id)
    if request.method == "GET":
        return _post_page(row, found)
    if not FlaskForm().validate_on_submit():
        return _post_page(row, found, expired()), 422
    answer = _act_on(found, request.form.get("act", ""))
    return settle(answer, url_for("threads.show", thread_id=row.thread, at=post_id))


def _post_page(row: Row[Any], found: Post, fault: str | None = None) -> str:
    return render_template(
        "moderation/post.html",
        fault=fault,
        note=request.form.get("note", ""),
        post=row,
        thread=db.session.get_one(Thread, row.thread_id),
        words=acts.content_hash_of(found),
        shown=localise(listing.shown_html(row), fold_words()),
        is_hidden=row.state is PostState.HIDDEN,
        form=FlaskForm(),
        reasons=choices(Act.HIDE),
        lock_reasons=choices(Act.LOCK),
    )


def _act_on(found: Post, act: str) -> Answer:
    session, site, me = db.session(), this_site(), standing()
    words, reason = request.form.get("words", ""), request.form.get("reason", "")
    if not _HASH.fullmatch(words) or request.form.get("version", "") not in (
        "",
        str(found.version),
    ):
        words = ""  # bound to other words, so nothing is done to the post
    note = request.form.get("note", "")[:MAX_NOTE].strip()
    match act:
        case "hide" if reason in REASONS_FOR[Act.HIDE]:
            return acts.hide(session, site, me, found.id, words, reason=reason, note=note)
        case "show":
            return acts.show(session, site, me, found.id, words, note=note)
        case "lock" if reason in REASONS_FOR[Act.LOCK]:
            return acts.lock(session, site, me, found.thread_id, reason=reason, note=note)
        case "unlock":
            return acts.unlock(session, site, me, found.thread_id, note=note)
        case "pin":
            return acts.pin(session, me, found.thread_id)
        case "unpin":
            return acts.unpin(session, me, found.thread_id)
    raise BadRequest
