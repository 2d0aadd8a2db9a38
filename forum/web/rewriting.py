"""One's own posts afterwards: new words, taking them back, what they were before."""

from itertools import pairwise
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from sqlalchemy import Row
from wtforms import BooleanField

from forum.archive import editing
from forum.archive.rendering import render
from forum.archive.thread import Post
from forum.posting import amending, announcing, owning
from forum.posting.amending import Amendment
from forum.posting.revising import revise
from forum.posting.withdrawing import withdraw as take_back
from forum.text.differences import Passage, Run, differences
from forum.text.masking import mask
from forum.text.plain import localise
from forum.web.access import missing, moderates
from forum.web.extensions import csrf, db
from forum.web.forms import done
from forum.web.links import this_site
from forum.web.post_form import PostForm, ready
from forum.web.posts import readable_post, require_words
from forum.web.security import private
from forum.web.showing import as_shown, fold_words

bp = Blueprint("rewriting", __name__)

# What stays the same is shortened to its beginning and its end.
_LONGEST_SAME = 400
_KEPT = 120


class EditForm(PostForm):
    """The new words, and whether those are told who have the old ones."""

    tell = BooleanField(
        lazy_gettext("この投稿をメールで受け取った人に、変わったところをメールで知らせる")
    )


class WithdrawForm(FlaskForm):
    """Whether those are told who have the words already."""

    tell = BooleanField(
        lazy_gettext("この投稿をメールで受け取った人に、取り下げたことをメールで知らせる")
    )


@bp.route("/posts/<post_id>/edit", methods=["GET", "POST"])
@csrf.exempt  # as for a new post: an expired token loses no words
@login_required
def edit(post_id: str) -> ResponseReturnValue:
    """Give one's own post new words; the old ones stay readable."""
    post = _own_post(post_id)
    form = ready(EditForm())
    if not post.subject:
        form.no_subject_needed()  # a mail may come without one
    if request.method == "GET":
        form.subject.data, form.text.data = post.subject, post.text
        return _edited(form, post)
    if not (form.sent_in_time() and form.validate()):
        return _edited(form, post), 422
    return _revise(form, post)


@bp.route("/posts/<post_id>/withdraw", methods=["GET", "POST"])
@login_required
def withdraw(post_id: str) -> ResponseReturnValue:
    """Take one's own post back; asked once more first."""
    post = _own_post(post_id)
    form = WithdrawForm()
    if not form.validate_on_submit():
        return render_template(
            "writing/withdraw.html", post=post, form=form, until=_unsent_until(post)
        )
    take_back(db.session(), this_site(), post.id, tell=form.tell.data)
    return done(
        gettext("投稿を取り下げました。取り下げたことだけが残ります。"),
        url_for("threads.show", thread_id=post.thread, at=post_id),
    )


@bp.get("/posts/<post_id>/versions")
def versions(post_id: str) -> ResponseReturnValue:
    """The earlier words of a post, and what each edit has changed in them."""
    post = readable_post(post_id)
    require_words(post)
    words = fold_words()
    earlier = editing.versions(db.session(), post.id)
    told = [(one.number, one.subject, one.text, one.written_at) for one in earlier]
    if earlier:
        told.append((post.version, post.subject, post.text, earlier[-1].replaced_at))
    steps = [_step(old, new) for old, new in pairwise(told)]
    first = earlier[0] if earlier else None
    return render_template(
        "writing/versions.html",
        post=as_shown(post, words),
        steps=steps[::-1],
        first=first,
        first_subject=mask(first.subject) if first else "",
        first_shown=localise(render(first.text, post.format), words) if first else "",
        may_tell=_may_tell(post) and announcing.untold(db.session(), post.id) is not None,
    )


@bp.post("/posts/<post_id>/versions")
@login_required
def tell(post_id: str) -> ResponseReturnValue:
    """Mail those who have got a post what is different now: its author or a moderator says so."""
    post = readable_post(post_id)
    require_words(post)
    if not _may_tell(post):
        missing()
    told = announcing.announce_correction(db.session(), this_site(), post.id)
    return done(
        gettext("変わったところを、メールで知らせます。")
        if told
        else gettext("知らせることはありませんでした。"),
        url_for(".versions", post_id=post_id),
    )


@bp.route("/amend/<token>", methods=["GET", "POST"])
def amend(token: str) -> ResponseReturnValue:
    """What somebody asked for by mail, shown before it is done; GET changes nothing."""
    found = amending.pending(db.session(), token)
    if found is None:
        return private(render_template("subscriptions/expired.html")), 410
    post, wanted = found
    form = FlaskForm()
    if not form.validate_on_submit():
        return private(_asked(post, wanted, form))
    amending.carry_out(db.session(), this_site(), token)
    db.session.commit()
    taken_back = wanted.text is None
    return private(render_template("writing/amended.html", post=post, taken_back=taken_back))


def _asked(post: Post, wanted: Amendment, form: FlaskForm) -> str:
    subject = post.subject if wanted.subject is None else wanted.subject
    return render_template(
        "writing/amend.html",
        form=form,
        post=post,
        wanted=wanted,
        subject=[] if subject == post.subject else differences(mask(post.subject), mask(subject)),
        passages=[] if wanted.text is None else differences(mask(post.text), mask(wanted.text)),
    )


def _edited(form: EditForm, post: Row[Any]) -> str:
    return render_template("writing/edit.html", form=form, post=post, until=_unsent_until(post))


def _revise(form: EditForm, post: Row[Any]) -> ResponseReturnValue:
    changed = revise(
        db.session(),
        this_site(),
        post.id,
        form.tidy_subject,
        form.tidy_text,
        current_user.person_id,
        tell=form.tell.data,
    )
    return done(
        gettext("書き直しました。前の版も残っています。")
        if changed
        else gettext("変わったところはありませんでした。"),
        url_for("posts.show", post_id=post.public_id),
    )


def _own_post(post_id: str) -> Row[Any]:
    """The visitor's own post; anybody else's is not theirs to change."""
    post = readable_post(post_id)
    require_words(post)
    if not owning.is_by(post, current_user.person_id):
        missing()
    if not owning.may_still_write(db.session(), person_id=current_user.person_id):
        abort(403)
    return post


def _may_tell(post: Row[Any]) -> bool:
    if moderates(post.visibility, post.board_id):
        return True
    mine = current_user.is_authenticated and owning.is_by(post, current_user.person_id)
    return bool(mine and not current_user.banned)


def _unsent_until(post: Row[Any]) -> Any:
    return announcing.unsent_until(db.session(), [post.id]).get(post.id)


def _step(old: tuple[Any, ...], new: tuple[Any, ...]) -> dict[str, Any]:
    """One edit: what it made of the subject and of the words."""
    number, subject, text, at = new
    return {
        "number": number,
        "at": at,
        "subject": differences(mask(old[1]), mask(subject)) if old[1] != subject else [],
        "passages": [_shortened(one) for one in differences(mask(old[2]), mask(text))],
    }


def _shortened(passage: Passage) -> Passage:
    text = passage.runs[0].text
    if not passage.is_same or len(text) <= _LONGEST_SAME:
        return passage
    left_out = gettext("（中略）")
    return Passage((Run("same", f"{text[:_KEPT]}\n{left_out}\n{text[-_KEPT:]}"),))
