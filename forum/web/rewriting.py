"""One's own posts afterwards: new words, taking them back, what they were before."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from sqlalchemy import Row

from forum.archive import editing
from forum.archive.rendering import render
from forum.archive.thread import Origin
from forum.people.person import Person
from forum.posting.revising import revise
from forum.posting.withdrawing import withdraw as take_back
from forum.text.masking import mask
from forum.text.plain import localise
from forum.web.access import missing
from forum.web.extensions import csrf, db
from forum.web.links import this_site
from forum.web.post_form import PostForm, post_form
from forum.web.posts import as_shown, fold_words, readable_post, require_words

bp = Blueprint("rewriting", __name__)


@bp.route("/posts/<post_id>/edit", methods=["GET", "POST"])
@csrf.exempt  # as for a new post: an expired token loses no words
@login_required
def edit(post_id: str) -> ResponseReturnValue:
    """Give one's own post new words; the old ones stay readable."""
    post = _own_post(post_id)
    form = post_form()
    if request.method == "GET":
        form.subject.data, form.text.data = post.subject, post.text
        return render_template("writing/edit.html", form=form, post=post)
    if not (form.sent_in_time() and form.validate()):
        return render_template("writing/edit.html", form=form, post=post), 422
    return _revise(form, post)


@bp.route("/posts/<post_id>/withdraw", methods=["GET", "POST"])
@login_required
def withdraw(post_id: str) -> ResponseReturnValue:
    """Take one's own post back; asked once more first."""
    post = _own_post(post_id)
    form = FlaskForm()
    if not form.validate_on_submit():
        return render_template("writing/withdraw.html", post=post, form=form)
    take_back(db.session(), post.id)
    db.session.commit()
    flash(gettext("投稿を取り下げました。取り下げたことだけが残ります。"), "success")
    return redirect(url_for("threads.show", thread_id=post.thread, at=post_id), 303)


@bp.get("/posts/<post_id>/versions")
def versions(post_id: str) -> ResponseReturnValue:
    """The earlier words of a post."""
    post = readable_post(post_id)
    require_words(post)
    words = fold_words()
    told = [
        {
            "number": version.number,
            "at": version.written_at,
            "subject": mask(version.subject),
            "shown": localise(render(version.text, post.format), words),
        }
        for version in editing.versions(db.session(), post.id)
    ]
    return render_template("writing/versions.html", post=as_shown(post, words), versions=told)


def _revise(form: PostForm, post: Row[Any]) -> ResponseReturnValue:
    changed = revise(
        db.session(),
        this_site(),
        post.id,
        form.tidy_subject,
        form.tidy_text,
        current_user.person_id,
    )
    db.session.commit()
    flash(
        gettext("書き直しました。前の版も残っています。")
        if changed
        else gettext("変わったところはありませんでした。"),
        "success",
    )
    return redirect(url_for("posts.show", post_id=post.public_id), 303)


def _own_post(post_id: str) -> Row[Any]:
    """The visitor's own web post; anybody else's is not theirs to change."""
    post = readable_post(post_id)
    require_words(post)
    if post.person_id != current_user.person_id or post.origin is not Origin.WEB:
        missing()
    me = db.session.get_one(Person, current_user.person_id)
    if me.banned_at or me.moderated_at:
        abort(403)  # what a moderator reads before it appears is not changed behind their back
    return post
