"""Writing on the web: a new topic, an answer, a look at it first, drafts, a new version."""

from dataclasses import asdict
from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user, login_required
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import Row, delete, select
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution, KeptAttachment
from forum.acceptance.verdict import Discard, Reject
from forum.archive import editing, listing
from forum.archive.rendering import render
from forum.archive.thread import Draft, Identity, Origin, Post, TextFormat
from forum.base import utcnow
from forum.boards import Board
from forum.letters.bell import ring_for_moderators
from forum.people.organisation import Organisation, Spokesperson
from forum.people.person import Person
from forum.posting import Held, Published, receive
from forum.text.folding import own_text
from forum.text.masking import mask
from forum.web.access import board_or_404, missing, require_reader
from forum.web.extensions import csrf, db
from forum.web.links import this_site
from forum.web.posts import readable_post, require_words
from forum.web.reasons import sentences

bp = Blueprint("writing", __name__)

MAX_SUBJECT, MAX_TEXT = 200, 100_000
MOST_FILES = 10
# Examples that the five buttons put behind the text where no script puts them at the cursor.
EXAMPLES = {
    "heading": lazy_gettext("## 見出し"),
    "bold": lazy_gettext("**強調したい言葉**"),
    "list": lazy_gettext("- ひとつめ\n- ふたつめ"),
    "link": lazy_gettext("[リンクの名前](https://example.jp/)"),
    "quote": lazy_gettext("> 引用する文"),
}


class PostForm(FlaskForm):
    """The words of a post; `subject` is asked for where a new topic begins."""

    subject = StringField(
        lazy_gettext("話題の名前"),
        [
            InputRequired(lazy_gettext("話題の名前を入力してください。")),
            Length(max=MAX_SUBJECT, message=lazy_gettext("200文字までにしてください。")),
        ],
    )
    text = TextAreaField(
        lazy_gettext("本文"),
        [
            InputRequired(lazy_gettext("本文を入力してください。")),
            Length(max=MAX_TEXT, message=lazy_gettext("10万文字までにしてください。")),
        ],
    )
    organisation = SelectField(lazy_gettext("名義"), [Optional()], coerce=str, default="")
    files = MultipleFileField(lazy_gettext("添付ファイル"), [Optional()])
    kept = HiddenField()  # files that came with an earlier look, signed
    parent = HiddenField()


@bp.route("/boards/<slug>/new", methods=["GET", "POST"])
@csrf.exempt  # the form checks its token itself, so that an expired one loses no words
def new_thread(slug: str) -> ResponseReturnValue:
    """Begin a topic."""
    board = board_or_404(slug)
    form = _form()
    if not current_user.is_authenticated:
        return _sign_in_first(form, url_for(".new_thread", slug=slug))
    if request.method == "GET":
        _take_up_draft(form, board.id, None)
        return _write(form, board)
    return _act(form, board, None)


@bp.post("/threads/<thread_id>/posts")
@csrf.exempt
def create(thread_id: str) -> ResponseReturnValue:
    """Answer in a topic; sent without a button's name it publishes."""
    thread = _open_thread(thread_id)
    form = _form()
    form.subject.validators = [Optional(), *form.subject.validators[1:]]
    form.subject.flags.required = False
    if not current_user.is_authenticated:
        return _sign_in_first(form, url_for("threads.show", thread_id=thread_id))
    board = board_or_404(thread.slug)
    if thread.locked_at:
        flash(
            gettext("この話題の受付は終わりました。新しい話題として続けることができます。"),
            "warning",
        )
        return _write(form, board, thread), 422
    return _act(form, board, thread)


@bp.get("/posts/<post_id>/answer")
@login_required
def answer(post_id: str) -> ResponseReturnValue:
    """A page for the answer to one post; with `quote`, its words stand in it already."""
    post = readable_post(post_id)
    require_words(post)
    form = _form()
    form.parent.data = post_id
    if request.args.get("quote"):
        form.text.data = _quoted(post)
    board, thread = board_or_404(post.slug), _open_thread(post.thread)
    return _write(form, board, thread, answered=post)


@bp.route("/posts/<post_id>/edit", methods=["GET", "POST"])
@login_required
def edit(post_id: str) -> ResponseReturnValue:
    """Give one's own post new words; the old ones stay readable."""
    post = _own_post(post_id)
    form = _form()
    if request.method == "POST" and form.validate_on_submit():
        subject = " ".join(form.subject.data.split())
        changed = editing.revise(
            db.session(), post.id, subject, _tidy(form.text.data), current_user.person_id
        )
        db.session.commit()
        flash(
            gettext("書き直しました。前の版も残っています。")
            if changed
            else gettext("変わったところはありませんでした。"),
            "success",
        )
        return redirect(url_for("posts.show", post_id=post_id), 303)
    if request.method == "GET":
        form.subject.data, form.text.data = post.subject, post.text
    status = 422 if form.errors else 200
    return render_template("writing/edit.html", form=form, post=post), status


@bp.route("/posts/<post_id>/withdraw", methods=["GET", "POST"])
@login_required
def withdraw(post_id: str) -> ResponseReturnValue:
    """Take one's own post back; asked once more first."""
    post = _own_post(post_id)
    if request.method == "GET":
        return render_template("writing/withdraw.html", post=post)
    editing.withdraw(db.session(), post.id)
    db.session.commit()
    flash(gettext("投稿を取り下げました。取り下げたことだけが残ります。"), "success")
    return redirect(url_for("threads.show", thread_id=post.thread), 303)


@bp.get("/posts/<post_id>/versions")
def versions(post_id: str) -> ResponseReturnValue:
    """The earlier words of a post."""
    post = readable_post(post_id)
    require_words(post)
    told = [
        {
            "number": v.number,
            "at": v.written_at,
            "subject": v.subject,
            "shown": render(v.text, post.format),
        }
        for v in editing.versions(db.session(), post.id)
    ]
    return render_template("writing/versions.html", post=post, versions=told)


def _act(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    """Do what the button says; no button's name means publish."""
    _keep_files(form)
    if example := EXAMPLES.get(request.form.get("insert", "")):
        form.text.data = f"{(form.text.data or '').rstrip()}\n\n{example}\n".lstrip()
        return _write(form, board, thread, preview=True)
    act = request.form.get("act", "publish")
    if act == "draft":
        return _save_draft(form, board, thread)
    if not form.validate_on_submit():
        return _write(form, board, thread), 422
    if act == "preview":
        return _write(form, board, thread, preview=True)
    return _publish(form, board, thread)


def _publish(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    outcome = receive(db.session(), _contribution(form, board, thread), this_site())
    match outcome:
        case Reject(reason) | Discard(reason):
            db.session.rollback()
            form.form_errors.append(sentences([reason])[0])
            return _write(form, board, thread), 422
        case Held(reasons=reasons):
            ring_for_moderators(db.session(), this_site(), board.id)
            why = "".join(sentences(reasons))
            flash(
                gettext(
                    "投稿を受け取りました。進行役が確認しています（理由：%(why)s）。",
                    why=why.rstrip("。"),
                ),
                "info",
            )
            target = (
                url_for("threads.show", thread_id=thread.public_id)
                if thread
                else url_for("boards.show", slug=board.slug)
            )
        case Published(public_id=public_id):
            flash(gettext("投稿しました。購読している人にメールでも届きます。"), "success")
            target = url_for("posts.show", post_id=public_id)
        case _:
            target = url_for("boards.show", slug=board.slug)
    _drop_draft(board.id, thread.id if thread else None)
    db.session.commit()
    return redirect(target, 303)


def _contribution(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> Contribution:
    facts = BoardFacts.of(db.session.get_one(Board, board.id))
    person = db.session.get_one(Person, current_user.person_id)
    references: tuple[str, ...] = ()
    if thread is not None:
        references = _ancestors(thread, form.parent.data)
    files = _kept(form)
    text = _tidy(form.text.data)
    return Contribution(
        board=facts,
        author=author_signed_in(db.session(), facts, person, _organisation(form)),
        origin=Origin.WEB,
        identity=Identity.SESSION,
        subject=" ".join((form.subject.data or "").split()) or (thread.subject if thread else ""),
        text=text,
        format=TextFormat.MARKDOWN,
        received_at=utcnow(),
        references=references,
        in_reply_to=references[-1] if references else None,
        attachments=files,
        size=len(text.encode()) + sum(file.size for file in files),
    )


def _ancestors(thread: Row[Any], parent_id: str | None) -> tuple[str, ...]:
    """References for an answer: to the post named, else to the newest one of the topic."""
    session = db.session()
    wanted = select(Post).where(Post.thread_id == thread.id)
    parent = session.scalar(wanted.where(Post.public_id == parent_id)) if parent_id else None
    if parent is None:
        parent = session.scalars(wanted.order_by(Post.order_key.desc()).limit(1)).first()
    return () if parent is None else (*parent.references, parent.message_id)


def _form() -> PostForm:
    form = PostForm()
    form.organisation.choices = _names()
    return form


def _names() -> list[tuple[str, str]]:
    """In whose name the visitor may write."""
    if not current_user.is_authenticated:
        return [("", "")]
    wanted = (
        select(Organisation.public_id, Organisation.name)
        .join(Spokesperson, Spokesperson.organisation_id == Organisation.id)
        .where(Spokesperson.person_id == current_user.person_id)
    )
    own = gettext("%(name)s（個人として）", name=current_user.name)
    return [("", own), *((row.public_id, row.name) for row in db.session.execute(wanted))]


def _organisation(form: PostForm) -> int | None:
    if not form.organisation.data:
        return None
    return db.session.scalar(
        select(Organisation.id).where(Organisation.public_id == form.organisation.data)
    )


def _write(
    form: PostForm,
    board: Row[Any],
    thread: Row[Any] | None = None,
    *,
    preview: bool = False,
    answered: Row[Any] | None = None,
) -> str:
    """The page with the form; with `preview`, the post as it will look stands above it."""
    words = form.text.data or ""
    if answered is None and form.parent.data:
        with db.engine.connect() as connection:
            answered = listing.post(connection, form.parent.data)
    return render_template(
        "writing/write.html",
        form=form,
        board=board,
        thread=thread,
        answered=answered,
        kept=_kept(form),
        preview=render(_tidy(words), TextFormat.MARKDOWN) if preview and words.strip() else None,
        mail_text=_tidy(words) if preview else "",
        address=this_site().address(board.slug),
    )


def _sign_in_first(form: PostForm, back: str) -> ResponseReturnValue:
    """The session is gone: the words stay on the page until the visitor has signed in again."""
    if request.method == "GET":
        return current_app.login_manager.unauthorized()  # type: ignore[attr-defined]
    return render_template("writing/signed_out.html", form=form, back=back), 401


def _open_thread(thread_id: str) -> Row[Any]:
    thread = listing.thread(db.session.connection(), thread_id)
    if thread is None:
        missing()
    require_reader(thread.visibility, thread.board_id)
    return thread


def _own_post(post_id: str) -> Row[Any]:
    """The visitor's own web post; anybody else's is not theirs to change."""
    post = readable_post(post_id)
    require_words(post)
    if post.person_id != current_user.person_id or post.origin is not Origin.WEB:
        missing()
    return post


def _quoted(post: Row[Any]) -> str:
    told = mask(own_text(post.text)).strip()
    quoted = "\n".join(f"> {line}".rstrip() for line in told.splitlines())
    who = gettext("%(name)sさん：", name=post.author_name)
    return f"{who}\n\n{quoted}\n\n"


def _tidy(words: str | None) -> str:
    return (words or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip() + "\n"


# Files survive a look, an error and an expired token: their bytes are kept when they first come,
# and the form carries a signed list of them.


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-files")


def _kept(form: PostForm) -> tuple[KeptAttachment, ...]:
    try:
        told = _signer().loads(form.kept.data) if form.kept.data else []
    except BadSignature:
        return ()
    dropped = set(request.form.getlist("drop"))
    return tuple(KeptAttachment(**file) for file in told if file["sha256"] not in dropped)


def _keep_files(form: PostForm) -> None:
    files = [
        file for file in form.files.data or [] if isinstance(file, FileStorage) and file.filename
    ]
    contents = [file.read() for file in files]
    names = this_site().attachments.keep(contents)
    new = [
        KeptAttachment(
            name=(file.filename or "").replace("\\", "/").rsplit("/", 1)[-1][:200],
            content_type=(file.mimetype or "application/octet-stream")[:255],
            size=len(content),
            sha256=sha256,
        )
        for file, content, sha256 in zip(files, contents, names, strict=True)
    ]
    every = (*_kept(form), *new)[:MOST_FILES]
    form.kept.data = _signer().dumps([asdict(file) for file in every]) if every else ""


def _save_draft(form: PostForm, board: Row[Any], thread: Row[Any] | None) -> ResponseReturnValue:
    thread_id = thread.id if thread else None
    _drop_draft(board.id, thread_id)
    db.session.add(
        Draft(
            person_id=current_user.person_id,
            board_id=board.id,
            thread_id=thread_id,
            subject=(form.subject.data or "")[:MAX_SUBJECT],
            text=form.text.data or "",
        )
    )
    db.session.commit()
    flash(gettext("下書きを残しました。この場所にもどると、続きから書けます。"), "success")
    if thread is not None:
        return redirect(url_for("threads.show", thread_id=thread.public_id) + "#answer", 303)
    return redirect(url_for(".new_thread", slug=board.slug), 303)


def _drop_draft(board_id: int, thread_id: int | None) -> None:
    mine = Draft.person_id == current_user.person_id
    db.session.execute(
        delete(Draft).where(
            mine,
            Draft.board_id == board_id,
            Draft.thread_id.is_(thread_id) if thread_id is None else Draft.thread_id == thread_id,
        )
    )


def _take_up_draft(form: PostForm, board_id: int, thread_id: int | None) -> None:
    draft = draft_of(board_id, thread_id)
    if draft is not None:
        form.subject.data, form.text.data = draft.subject, draft.text


def draft_of(board_id: int, thread_id: int | None) -> Draft | None:
    """What the visitor has begun to write here."""
    wanted = select(Draft).where(
        Draft.person_id == current_user.person_id,
        Draft.board_id == board_id,
        Draft.thread_id.is_(None) if thread_id is None else Draft.thread_id == thread_id,
    )
    return db.session.scalars(wanted.limit(1)).first()


def answer_form(thread: Row[Any]) -> PostForm:
    """The empty form at the end of a topic, or what the visitor has begun there."""
    form = _form()
    _take_up_draft(form, thread.board_id, thread.id)
    return form
