"""Writing on the web: a new topic, an answer, a look at it first, drafts."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required
from sqlalchemy import Row, select
from werkzeug.wrappers import Response

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.acceptance.reasons import reasons_in_one
from forum.acceptance.verdict import Discard, Reject
from forum.archive import listing
from forum.archive.rendering import render
from forum.archive.thread import Identity, Origin, Post, TextFormat
from forum.base import utcnow
from forum.boards import Board
from forum.letters.bell import ring_for_moderators
from forum.people.person import Person
from forum.posting import Held, Published, receive
from forum.posting.outcome import Duplicate
from forum.text.folding import own_text
from forum.text.masking import mask
from forum.web import drafts
from forum.web.access import board_or_404, missing, moderates, require_reader
from forum.web.extensions import csrf, db, login_manager
from forum.web.language import reader
from forum.web.links import this_site
from forum.web.post_form import (
    EXAMPLES,
    PostForm,
    keep_files,
    kept_files,
    own_message_id,
    post_form,
)
from forum.web.posts import among_others, readable_post, require_words
from forum.web.reasons import sentences

bp = Blueprint("writing", __name__)


@bp.route("/boards/<slug>/new", methods=["GET", "POST"])
@csrf.exempt  # the form checks its token itself, so that an expired one loses no words
def new_thread(slug: str) -> ResponseReturnValue:
    """Begin a topic."""
    form = post_form()
    if request.method == "POST" and not current_user.is_authenticated:
        return _sign_in_first(form)
    board = board_or_404(slug)
    if not current_user.is_authenticated:
        return login_manager.unauthorized()
    if request.method == "POST":
        return _act(form, board, None)
    drafts.take_up(form, board.id, None)
    return _write(form, board)


@bp.post("/threads/<thread_id>/posts")
@csrf.exempt
def create(thread_id: str) -> ResponseReturnValue:
    """Answer in a topic; sent without a button's name it publishes."""
    form = post_form()
    form.no_subject_needed()
    if not current_user.is_authenticated:
        return _sign_in_first(form)
    thread = _open_thread(thread_id)
    board = board_or_404(thread.slug)
    if not takes_answers(thread):
        form.form_errors.append(
            gettext("この話題の受付は終わりました。新しい話題として続けることができます。")
        )
        return _write(form, board, thread), 422
    return _act(form, board, thread)


@bp.get("/threads/<thread_id>/posts")
def answer_form_of(thread_id: str) -> ResponseReturnValue:
    """Whoever loads the answer's address again comes back to the topic."""
    return redirect(url_for("threads.show", thread_id=thread_id) + "#answer")


@bp.get("/posts/<post_id>/answer")
@login_required
def answer(post_id: str) -> ResponseReturnValue:
    """A page for the answer to one post; with `quote`, its words stand in it already."""
    post = readable_post(post_id)
    require_words(post)
    board, thread = board_or_404(post.slug), _open_thread(post.thread)
    if not takes_answers(thread):
        return redirect(url_for("threads.show", thread_id=post.thread) + "#answer")
    form = post_form()
    form.parent.data = post_id
    if request.args.get("quote"):
        form.text.data = _quoted(post)
    return _write(form, board, thread)


def answer_form(thread: Row[Any]) -> PostForm:
    """The empty form at the end of a topic, or what the visitor has begun there."""
    form = post_form()
    drafts.take_up(form, thread.board_id, thread.id)
    return form


def takes_answers(thread: Row[Any]) -> bool:
    """Whether the visitor may still write here; a closed topic is open to its moderators."""
    return thread.locked_at is None or moderates(thread.visibility, thread.board_id)


def _act(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    """Do what the button says; no button's name means publish."""
    all_taken = keep_files(form, tuple(board.refused_types.lower().split()))
    if not (form.sent_in_time() and all_taken):
        return _write(form, board, thread), 422
    if example := EXAMPLES.get(request.form.get("insert", "")):
        form.text.data = f"{(form.text.data or '').rstrip()}\n\n{example}\n".lstrip()
        return _write(form, board, thread, preview=True)
    act = request.form.get("act", "publish")
    if act == "draft":
        return _save_draft(form, board, thread)
    if not form.validate():
        return _write(form, board, thread), 422
    if act == "preview":
        return _write(form, board, thread, preview=True)
    return _publish(form, board, thread)


def _publish(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    outcome = receive(db.session(), _contribution(form, board, thread), this_site())
    if isinstance(outcome, Reject | Discard):
        db.session.rollback()
        form.form_errors.append(sentences([outcome.reason])[0])
        return _write(form, board, thread), 422
    target = _place(board, thread)
    match outcome:
        case Held(reasons=reasons):
            ring_for_moderators(db.session(), this_site(), board.id)
            why = reasons_in_one(reasons, reader())
            flash(
                gettext("投稿を受け取りました。進行役が確認しています（理由：%(why)s）。", why=why),
                "info",
            )
        case Published(public_id=public_id):
            flash(gettext("投稿しました。購読している人にメールでも届きます。"), "success")
            target = among_others(public_id)
        case Duplicate(post_id=post_id):
            flash(gettext("この投稿は、すでに受け取っています。"), "info")
            if post_id is not None:
                twin = db.session.get_one(Post, post_id)
                target = among_others(twin.public_id)
    drafts.drop(board.id, thread.id if thread else None)
    db.session.commit()
    return _arrived(target, board, thread)


def _contribution(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> Contribution:
    facts = BoardFacts.of(db.session.get_one(Board, board.id))
    person = db.session.get_one(Person, current_user.person_id)
    references = _ancestors(thread, form.parent.data) if thread is not None else ()
    files, text = kept_files(form), form.tidy_text
    contribution = Contribution(
        board=facts,
        author=author_signed_in(db.session(), facts, person, form.organisation_id),
        origin=Origin.WEB,
        identity=Identity.SESSION,
        subject=form.tidy_subject or (thread.subject if thread else ""),
        text=text,
        format=TextFormat.MARKDOWN,
        received_at=utcnow(),
        references=references,
        in_reply_to=references[-1] if references else None,
        attachments=files,
        size=len(text.encode()) + sum(file.size for file in files),
    )
    own = own_message_id(contribution, form.once.data or "")
    return replace(contribution, message_id=own)


def _ancestors(thread: Row[Any], parent_id: str | None) -> tuple[str, ...]:
    """References for an answer: to the post named, else to the newest one of the topic."""
    session = db.session()
    wanted = select(Post).where(Post.thread_id == thread.id)
    parent = session.scalar(wanted.where(Post.public_id == parent_id)) if parent_id else None
    if parent is None:
        parent = session.scalars(wanted.order_by(Post.order_key.desc()).limit(1)).first()
    return () if parent is None else (*parent.references, parent.message_id)


def _write(
    form: PostForm, board: Row[Any], thread: Row[Any] | None = None, *, preview: bool = False
) -> str:
    """The page with the form; with `preview`, the post as it will look stands above it."""
    has_words = preview and form.tidy_text.strip()
    return render_template(
        "writing/write.html",
        form=form,
        board=board,
        thread=None if thread is None else {**thread._mapping, "subject": mask(thread.subject)},
        answered=_answered(form, thread),
        kept=kept_files(form),
        preview=render(form.tidy_text, TextFormat.MARKDOWN) if has_words else None,
        mail_text=form.tidy_text if preview else "",
        address=this_site().address(board.slug),
    )


def _answered(form: PostForm, thread: Row[Any] | None) -> Row[Any] | None:
    """The post that the form answers, where it stands in this topic."""
    if thread is None or not form.parent.data:
        return None
    with db.engine.connect() as connection:
        post = listing.post(connection, form.parent.data)
    return post if post is not None and post.thread_id == thread.id else None


def _sign_in_first(form: PostForm) -> ResponseReturnValue:
    """The session is gone: the words stay on the page, ready to be sent again after sign-in.

    The same for every address, so that it tells nothing about boards that strangers can't see.
    """
    return render_template("writing/signed_out.html", form=form, kept=kept_files(form)), 401


def _open_thread(thread_id: str) -> Row[Any]:
    """The topic of that name, as far as the visitor may know of it; merged, the one it is now."""
    connection = db.session.connection()
    thread = listing.thread(connection, thread_id)
    if thread is not None and thread.merged_into_id is not None:
        place = listing.thread_address(connection, thread.merged_into_id)
        thread = listing.thread(connection, place)
    if thread is None:
        missing()
    require_reader(thread.visibility, thread.board_id)
    return thread


def _quoted(post: Row[Any]) -> str:
    told = mask(own_text(post.text)).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in told.splitlines())
    who = gettext("%(name)sさん：", name=post.author_name)
    return f"{who}\n\n{quoted}\n\n"


def _save_draft(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    drafts.save(form, board.id, thread.id if thread else None)
    db.session.commit()
    flash(gettext("下書きを残しました。この場所にもどると、続きから書けます。"), "success")
    if kept_files(form):
        flash(gettext("添付ファイルは下書きに残りません。送るときに、もう一度選んでください。"))
    return _arrived(_place(board, thread, begun=True), board, thread)


def _arrived(target: str, board: Row[Any], thread: Row[Any] | None) -> Response:
    """Lead on, and tell the browser that it need not keep the words any longer (js/draft.js)."""
    response = redirect(target, 303)
    place = f"t-{thread.public_id}" if thread else f"b-{board.slug}"
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    response.set_cookie("arrived", place, 600, samesite="Lax", secure=secure)
    return response


def _place(board: Row[Any], thread: Row[Any] | None, *, begun: bool = False) -> str:
    """Where somebody stands after writing; with `begun`, where they can go on."""
    if thread is not None:
        topic = url_for("threads.show", thread_id=thread.public_id)
        return f"{topic}#answer" if begun else topic
    return url_for(".new_thread" if begun else "boards.show", slug=board.slug)
