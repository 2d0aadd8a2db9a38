"""Forms of those who gather needs: clip, reword, merge, part, close."""

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import Length

from forum.archive.thread import Post
from forum.needs import gathering, reading
from forum.needs.gathering import Refusal
from forum.needs.need import Need
from forum.proposals import citing
from forum.web.access import readable_boards, standing
from forum.web.extensions import db
from forum.web.forms import A_LINE, done, refuse, shown
from forum.web.needs.pages import need_or_404, refusal_words
from forum.web.posts import readable_post

bp = Blueprint("needs_gathering", __name__)

NEW = ""
SOME_TEXT = Length(max=5000, message=lazy_gettext("5,000文字までにしてください。"))


class ClipForm(FlaskForm):
    passage = TextAreaField(lazy_gettext("投稿から取り出す言葉"), [SOME_TEXT])
    need = SelectField(lazy_gettext("どのニーズか"))
    title = StringField(lazy_gettext("新しいニーズの名前"), [A_LINE])


class NeedForm(FlaskForm):
    title = StringField(lazy_gettext("ニーズの名前"), [A_LINE])
    words = TextAreaField(lazy_gettext("説明"), [SOME_TEXT])


class MergeForm(FlaskForm):
    into = SelectField(lazy_gettext("まとめる先"))


class ReasonForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("理由"), [SOME_TEXT])


@bp.before_request
@login_required
def gatherers_only() -> None:
    """Whoever does not gather needs is told so before any form."""
    if not gathering.may_gather(standing()):
        abort(403)


@bp.route("/posts/<post_id>/clip", methods=["GET", "POST"])
def clip(post_id: str) -> ResponseReturnValue:
    """Clip a passage of a post to a need, a new one or one that is there."""
    row = readable_post(post_id)
    post = db.session.get_one(Post, row.id)
    form = ClipForm(need=request.args.get("need", NEW))
    form.need.choices = [(NEW, gettext("新しいニーズを立てる")), *_titles()]
    if not form.is_submitted():
        form.passage.data = gathering.words_of(post)
    elif form.validate():
        made = _clipped(form, post)
        if isinstance(made, Need):
            return _done(gettext("投稿の言葉をニーズに加えました。"), made)
        refuse(form, refusal_words(made))
    of_post = reading.of_post(db.session(), post.id)
    return _form_page("needs/clip.html", form, post=row, needs=of_post)


@bp.route("/needs/<need_id>/edit", methods=["GET", "POST"])
def edit(need_id: str) -> ResponseReturnValue:
    """Another title or description."""
    need = need_or_404(need_id)
    form = NeedForm(obj=need)
    if form.validate_on_submit():
        made = gathering.reword(need, form.title.data or "", form.words.data or "", standing())
        if isinstance(made, Need):
            return _done(gettext("ニーズを書き直しました。"), need)
        refuse(form, refusal_words(made))
    return _form_page("needs/edit.html", form, need=need)


@bp.route("/needs/<need_id>/merge", methods=["GET", "POST"])
def merge(need_id: str) -> ResponseReturnValue:
    """Let this need be one with another."""
    need = need_or_404(need_id)
    form = MergeForm()
    form.into.choices = [choice for choice in _titles() if choice[0] != need_id]
    if form.validate_on_submit():
        made = gathering.merge(need, need_or_404(form.into.data), standing())
        if isinstance(made, Need):
            return _done(gettext("二つのニーズをまとめました。"), made)
        refuse(form, refusal_words(made))
    return _form_page("needs/merge.html", form, need=need)


@bp.route("/needs/<need_id>/part", methods=["GET", "POST"])
def part(need_id: str) -> ResponseReturnValue:
    """Make a need of its own out of some passages."""
    need = need_or_404(need_id)
    form = NeedForm()
    chosen = request.form.getlist("clip")
    if form.validate_on_submit():
        clips = reading.clips_in(db.session(), need.id, chosen)
        made = gathering.part(db.session(), need, clips, form.title.data or "", standing())
        if isinstance(made, Need):
            citing.carry(db.session(), need, made, standing())
            return _done(gettext("ニーズを二つに分けました。"), made)
        refuse(form, refusal_words(made))
    boards = [board.id for board in readable_boards()]
    clips_here = reading.clips_of(db.session(), [need.id], boards)[need.id]
    return _form_page("needs/part.html", form, need=need, clips=clips_here, chosen=chosen)


@bp.route("/needs/<need_id>/close", methods=["GET", "POST"])
def close(need_id: str) -> ResponseReturnValue:
    """End a need, or take it up again."""
    need = need_or_404(need_id)
    form = ReasonForm()
    if form.validate_on_submit():
        reason = form.reason.data or ""
        made = (
            gathering.close(need, reason, standing())
            if need.closed_at is None
            else gathering.reopen(need, standing())
        )
        if isinstance(made, Need):
            return _done(gettext("ニーズの状態を変えました。"), need)
        refuse(form, refusal_words(made))
    return _form_page("needs/close.html", form, need=need)


@bp.route("/needs/<need_id>/clips/<clip_id>/remove", methods=["GET", "POST"])
def remove(need_id: str, clip_id: str) -> ResponseReturnValue:
    """Take out a passage that speaks of something else."""
    need = need_or_404(need_id)
    found = reading.clips_in(db.session(), need.id, [clip_id])
    if not found:
        abort(404)
    form = ReasonForm()
    if form.validate_on_submit():
        made = gathering.remove(found[0], standing(), form.reason.data or "")
        if not isinstance(made, Refusal):
            return _done(gettext("投稿の言葉をニーズから外しました。"), need)
        refuse(form, refusal_words(made))
    return _form_page("needs/remove.html", form, need=need, clip=found[0])


def _clipped(form: ClipForm, post: Post) -> Need | Refusal:
    session = db.session()
    need: Need | Refusal = (
        gathering.open_need(session, form.title.data or "", "", standing())
        if form.need.data == NEW
        else need_or_404(form.need.data)
    )
    if isinstance(need, Refusal):
        return need
    made = gathering.clip(session, need, post, form.passage.data or "", standing())
    return made if isinstance(made, Refusal) else need


def _titles() -> list[tuple[str, str]]:
    return [(row.public_id, row.title) for row in reading.open_titles(db.session())]


def _done(sentence: str, need: Need) -> ResponseReturnValue:
    return done(sentence, url_for("needs.show", need_id=need.public_id))


def _form_page(template: str, form: Any, **more: Any) -> ResponseReturnValue:
    return shown(form, render_template(template, form=form, **more))
