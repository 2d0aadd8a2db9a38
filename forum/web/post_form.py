"""The form of a post: its words, in whose name, its files; nothing of it is lost on the way."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import asdict
from typing import TypeVar

from flask import current_app, request
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField, MultipleFileField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from forum.acceptance.contribution import Contribution, KeptAttachment
from forum.acceptance.files import is_refused
from forum.people.organisation import Organisation, Spokesperson
from forum.web.extensions import db
from forum.web.links import this_site

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
    once = HiddenField()  # the same for every sending of one form, so that it publishes once

    def no_subject_needed(self) -> None:
        """An answer has the subject of its topic."""
        self.subject.validators = [Optional(), *list(self.subject.validators)[1:]]
        self.subject.flags.required = False

    def sent_in_time(self) -> bool:
        """Whether its token is good; an old one costs a second press, and no words."""
        if self.csrf_token.validate(self):
            return True
        self.form_errors.append(expired())
        return False

    @property
    def tidy_subject(self) -> str:
        return " ".join((self.subject.data or "").replace("\0", "").split())

    @property
    def tidy_text(self) -> str:
        """The words with the line ends of the house, and without what no database keeps."""
        text = (self.text.data or "").replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
        return text.encode("utf-8", "replace").decode().strip() + "\n"

    @property
    def organisation_id(self) -> int | None:
        """In whose name; the choices have been checked."""
        if not self.organisation.data:
            return None
        return db.session.scalar(
            select(Organisation.id).where(Organisation.public_id == self.organisation.data)
        )


F = TypeVar("F", bound=PostForm)


def expired() -> str:
    """What to say over a form whose token was too old."""
    return gettext(
        "画面を開いてから時間がたちました。まだ送られていません。文章は残っていますので、もう一度ボタンを押してください。"
    )


def post_form() -> PostForm:
    """The form as it was sent, or an empty one."""
    return ready(PostForm())


def ready(form: F) -> F:
    """A form with the names that the visitor may use."""
    form.organisation.choices = _names()
    form.once.data = form.once.data or secrets.token_hex(8)
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


def own_message_id(contribution: Contribution, once: str) -> str:
    """The same words out of the same form have the same Message-ID, however often they are sent."""
    told = f"{contribution.author.person_id}\0{once}\0".encode() + contribution.fingerprint
    letters = hashlib.blake2b(told, digest_size=16).hexdigest()
    return f"{letters[:16]}.{letters[16:]}@{this_site().mail_domain}"


# Files survive a look, an error and an expired token: their bytes are kept when they first come,
# and the form carries a signed list of them.


def kept_files(form: PostForm) -> tuple[KeptAttachment, ...]:
    """The files that the form carries."""
    try:
        told = _signer().loads(form.kept.data) if form.kept.data else []
    except BadSignature:
        return ()
    return tuple(KeptAttachment(**file) for file in told)


def keep_files(form: PostForm, refused_types: Sequence[str]) -> bool:
    """Drop what was ticked off, keep what came new; False where something can't be taken."""
    dropped = set(request.form.getlist("drop"))
    carried = [file for file in kept_files(form) if file.sha256 not in dropped]
    # A look on another board may have taken what this one refuses.
    kept = [f for f in carried if not is_refused(f.name, f.content_type, refused_types)]
    coming = [
        file for file in form.files.data or [] if isinstance(file, FileStorage) and file.filename
    ]
    taken = [f for f in coming if not is_refused(_name(f), f.mimetype or "", refused_types)]
    left_out = [file.name for file in carried if file not in kept]
    left_out += [_name(file) for file in coming if file not in taken]
    room = MOST_FILES - len(kept)
    left_out += [_name(file) for file in taken[room:]]
    kept += _stored(taken[:room])
    form.kept.data = _signer().dumps([asdict(file) for file in kept]) if kept else ""
    form.files.process_errors = [_not_taken(name) for name in left_out]
    form.files.errors = tuple(form.files.process_errors)
    return not left_out


def _stored(files: Sequence[FileStorage]) -> list[KeptAttachment]:
    contents = [file.read() for file in files]
    names = this_site().attachments.keep(contents)
    return [
        KeptAttachment(
            name=_name(file),
            content_type=(file.mimetype or "application/octet-stream")[:255],
            size=len(content),
            sha256=sha256,
        )
        for file, content, sha256 in zip(files, contents, names, strict=True)
    ]


def _not_taken(name: str) -> str:
    return gettext(
        "「%(name)s」は付けられませんでした。種類が合わないか、10個を超えています。", name=name
    )


def _name(file: FileStorage) -> str:
    """The file's own name, without a folder and without what no page can show."""
    name = (file.filename or "").replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in name if letter.isprintable())[:200] or "file"


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="kept-files")
