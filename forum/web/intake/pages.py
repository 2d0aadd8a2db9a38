"""Voices entered for somebody: the form, the register of what was entered, what awaits an answer."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from forum.archive.thread import Post, PostState, Thread
from forum.base import today
from forum.boards import Board
from forum.intake import entering, reading
from forum.intake.entering import Refusal
from forum.intake.entry import Intake
from forum.web import namesakes, paging
from forum.web.access import missing, standing
from forum.web.downloads import download
from forum.web.extensions import csrf, db
from forum.web.forms import a_line, done, plain_text, refuse, shown
from forum.web.intake import words as intake_words
from forum.web.intake.voice import VoiceForm, person_meant, voice_form, voice_in
from forum.web.links import this_site
from forum.web.post_form import keep_files, kept_files

bp = Blueprint("intake", __name__, url_prefix="/intake")

PER_PAGE = 30


class WordsForm(FlaskForm):
    subject = StringField(lazy_gettext("件名"), [Optional(), Length(max=200)])
    text = TextAreaField(
        lazy_gettext("本文"), [InputRequired(lazy_gettext("本文を入力してください。"))]
    )


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"intake_words": intake_words}


@bp.get("/")
@login_required
def index() -> ResponseReturnValue:
    """What was entered on the visitor's boards, the newest first; `open`: what waits for something."""
    boards = _boards()
    if not boards:
        abort(403)
    before, open_only = paging.place(request.args.get("before")), "open" in request.args
    rows = reading.register(
        db.session(),
        [board.id for board in boards],
        open_only=open_only,
        before=before,
        limit=PER_PAGE + 1,
    )
    asked: dict[str, Any] = {"open": 1} if open_only else {}
    older = None
    if len(rows) > PER_PAGE:
        older = url_for("intake.index", before=paging.cursor(rows[PER_PAGE - 1].id), **asked)
    return render_template(
        "intake/index.html",
        entries=rows[:PER_PAGE],
        open_only=open_only,
        older=older,
        newer=url_for("intake.index", **asked) if before is not None else None,
    )


@bp.route("/new", methods=["GET", "POST"])
@csrf.exempt  # the form checks its token itself, so that an expired one loses no words
@login_required
def new() -> ResponseReturnValue:
    """Enter somebody's words; `post` or `thread` names what they answer."""
    boards = {board.slug: board for board in _boards()}
    if not boards:
        abort(403)
    answered = _answered()
    if answered is not None and answered.board.slug not in boards:
        abort(403)
    form = voice_form(boards, answered)
    if request.method == "GET":
        form.board.data = request.args.get("board", form.board.choices[0][0])
        form.received_on.data = today()
        return _form_page(form, answered)
    board = boards.get(form.board.data or "")
    refused = tuple(board.refused_types.lower().split()) if board is not None else ()
    if not (keep_files(form, refused) and form.sent_in_time() and form.validate()):
        return _form_page(form, answered)
    person = person_meant(form)
    if person is None or board is None:
        return _form_page(form, answered)
    made = entering.enter(
        db.session(), this_site(), board, voice_in(form, person, answered), standing()
    )
    if isinstance(made, Refusal):
        refuse(form, intake_words.refusal(made))
        namesakes.offer(form)
        return _form_page(form, _answered())
    return _done(made, _entered_words(made))


@bp.get("/<entry_id>")
@login_required
def show(entry_id: str) -> ResponseReturnValue:
    """One entry: the words, whether they are confirmed, what the person answered, the scan."""
    return _page(_entry(entry_id))


@bp.post("/<entry_id>/words")
@login_required
def reword(entry_id: str) -> ResponseReturnValue:
    """Mend the words and send them back once more."""
    entry, form = _entry(entry_id), WordsForm()
    if not form.validate():
        return _page(entry, form), 422
    subject, text = a_line(form.subject.data), plain_text(form.text.data) + "\n"
    made = entering.reword(db.session(), this_site(), entry, subject, text, standing())
    if isinstance(made, Refusal):
        refuse(form, intake_words.refusal(made))
        return _page(_entry(entry_id), form), 422
    return _done(made, gettext("言葉を直しました。前の版も残っています。"))


@bp.post("/<entry_id>/confirmed")
@login_required
def confirm(entry_id: str) -> ResponseReturnValue:
    """The person said so on the telephone or by letter."""
    entry = _entry(entry_id)
    made = entering.confirm_by_clerk(db.session(), entry, standing())
    return _told(entry, made, gettext("本人に確かめたことを記録しました。"))


@bp.post("/<entry_id>/ask")
@login_required
def ask(entry_id: str) -> ResponseReturnValue:
    """Send the words back once more."""
    entry = _entry(entry_id)
    made = entering.ask_again(db.session(), this_site(), entry, standing())
    return _told(entry, made, gettext("本人に、確認のメールを送りました。"))


@bp.post("/<entry_id>/notes/<int:number>")
@login_required
def settle(entry_id: str, number: int) -> ResponseReturnValue:
    """A note has been seen to."""
    entry = _entry(entry_id)
    note = next((one for one in entry.notes if one.id == number), None)
    if note is None:
        missing()
    made = entering.settle(db.session(), note, standing())
    outcome = made if isinstance(made, Refusal) else entry
    return _told(entry, outcome, gettext("済んだことにしました。"))


@bp.get("/<entry_id>/scans/<scan_id>")
@login_required
def scan(entry_id: str, scan_id: str) -> ResponseReturnValue:
    """The picture of a letter, for those who moderate the board."""
    found = reading.scan(db.session(), _entry(entry_id).id, scan_id)
    if found is None:
        missing()
    response = download(found)
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _boards() -> list[Board]:
    """The boards on which the visitor enters words of others."""
    by = standing()
    boards = db.session.scalars(select(Board).order_by(Board.id))
    return [board for board in boards if entering.may_enter(board, by)]


def _entry(entry_id: str) -> Intake:
    entry = reading.entry(db.session(), entry_id)
    if entry is None or not entering.may_enter(entry.board, standing()):
        missing()
    return entry


def _answered() -> Post | None:
    """The post that is answered: the one named, or the newest of the topic named."""
    told = request.args
    if "post" not in told and "thread" not in told:
        return None
    wanted = select(Post).where(Post.state == PostState.PUBLISHED)
    if "post" in told:
        wanted = wanted.where(Post.public_id == told["post"])
    else:
        wanted = wanted.join(Thread, Post.thread_id == Thread.id)
        wanted = wanted.where(Thread.public_id == told["thread"])
    post = db.session.scalars(wanted.order_by(Post.order_key.desc()).limit(1)).first()
    if post is None or not post.board.may_read(standing()):
        missing()
    return post


def _entered_words(entry: Intake) -> str:
    if entry.post_id is None:
        return gettext("入力しました。進行役が確認してから載ります。")
    if entry.asked_at is None:
        return gettext(
            "入力し、載せました。メールアドレスがないため、本人への確認は送っていません。"
        )
    return gettext("入力し、載せました。本人に、確認のメールを送りました。")


def _form_page(form: VoiceForm, answered: Post | None) -> ResponseReturnValue:
    page = render_template("intake/new.html", form=form, answered=answered, kept=kept_files(form))
    return shown(form, page)


def _page(entry: Intake, form: WordsForm | None = None) -> str:
    post = entering.post_of(db.session(), entry)
    held = entry.held.contribution.get("text", "") if entry.held is not None else ""
    text = post.text if post is not None else held
    subject = post.subject if post is not None else entry.held.subject if entry.held else ""
    return render_template(
        "intake/show.html",
        entry=entry,
        post=post,
        subject=subject,
        text=text,
        form=form or WordsForm(formdata=None, subject=subject, text=text),
    )


def _told(entry: Intake, made: Intake | Refusal, words: str) -> ResponseReturnValue:
    if isinstance(made, Refusal):
        public_id = entry.public_id
        db.session.rollback()
        flash(intake_words.refusal(made), "warning")
        return redirect(url_for("intake.show", entry_id=public_id), 303)
    return _done(entry, words)


def _done(entry: Intake, words: str) -> ResponseReturnValue:
    return done(words, url_for("intake.show", entry_id=entry.public_id))
