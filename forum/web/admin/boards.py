"""The operators' pages about boards: what they are called, who reads, who writes, how mail goes."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from forum.addresses import slug_fault
from forum.boards import Board, FromPolicy, Join, Names, Posting, ReplyTo, Visibility
from forum.language import N_
from forum.operations import entering, registry
from forum.web.access import missing
from forum.web.admin.pages import operators_only
from forum.web.extensions import db
from forum.web.forms import a_line, done, shown
from forum.web.links import this_site

bp = Blueprint("admin_boards", __name__, url_prefix="/admin/boards")
bp.before_request(operators_only)

KB = 1000
CHOICES: dict[str, dict[str, str]] = {
    "visibility": {
        Visibility.PUBLIC: N_("どなたでも"),
        Visibility.MEMBERS: N_("委員・アドバイザー・事務局・市担当など"),
        Visibility.STAFF: N_("庁内だけ（事務局・市担当・推進本部・管理者）"),
    },
    "posting": {
        Posting.ANYONE: N_("読める人はだれでも"),
        Posting.SUBSCRIBERS: N_("購読している人（ほかの人の投稿は確認してから）"),
        Posting.MEMBERS: N_("委員など（ほかの人の投稿は確認してから）"),
        Posting.MODERATORS: N_("進行役だけ（お知らせ用）"),
    },
    "join": {
        Join.OPEN: N_("確認のメールに返事をすれば、だれでも"),
        Join.APPROVE: N_("進行役が承認した人"),
        Join.CLOSED: N_("事務局が登録した人だけ"),
    },
    "names": {Names.REAL: N_("実名"), Names.NICKNAME: N_("呼び名")},
    "from_policy": {
        FromPolicy.AUTO: N_(
            "自動（だれでも購読できる掲示板と呼び名の掲示板では、掲示板のアドレス）"
        ),
        FromPolicy.ALWAYS: N_("いつも掲示板のアドレス"),
        FromPolicy.NEVER: N_("書いた人のアドレス"),
    },
    "reply_to": {ReplyTo.LIST: N_("掲示板"), ReplyTo.AUTHOR: N_("書いた人")},
}
SLUG_FAULTS = {
    "slug_letters": N_("英字の小文字・数字・ハイフンで、40文字までにしてください。"),
    "slug_reserved": N_("この名前は、メールのしくみが使っています。"),
    "slug_role_suffix": N_("-request や -join などで終わる名前は使えません。"),
}


class BoardForm(FlaskForm):
    """Everything about a board that can be changed."""

    name = StringField(
        lazy_gettext("掲示板の名前"),
        [
            InputRequired(lazy_gettext("掲示板の名前を入力してください。")),
            Length(max=100, message=lazy_gettext("100文字までにしてください。")),
        ],
    )
    description = TextAreaField(lazy_gettext("何のための掲示板か"), [Optional(), Length(max=2000)])
    visibility = SelectField(lazy_gettext("読める人"))
    posting = SelectField(lazy_gettext("投稿できる人"))
    join = SelectField(lazy_gettext("購読できる人"))
    names = SelectField(lazy_gettext("名前の出し方"))
    from_policy = SelectField(lazy_gettext("メールの差出人"))
    reply_to = SelectField(lazy_gettext("メールの返信先"))
    holds_unproven = BooleanField(
        lazy_gettext("送信元を確かめられないメールは、書いた人の確認を待つ")
    )
    max_kilobytes = IntegerField(
        lazy_gettext("確認なしに載せる大きさの上限（KB）"),
        [Optional(), NumberRange(1, 1_000_000, lazy_gettext("1以上の数にしてください。"))],
    )
    refused_types = TextAreaField(
        lazy_gettext("受け取らないファイル"), [Optional(), Length(max=2000)]
    )
    edit_window_s = IntegerField(
        lazy_gettext("ウェブの投稿をメールで送るまでの秒数"),
        [Optional(), NumberRange(0, 86400, lazy_gettext("0から86400までの数にしてください。"))],
    )


class NewBoardForm(BoardForm):
    slug = StringField(
        lazy_gettext("メールアドレスになる名前"),
        [InputRequired(lazy_gettext("メールアドレスになる名前を入力してください。"))],
    )

    def validate_slug(self, field: StringField) -> None:
        if fault := slug_fault(field.data or ""):
            raise ValidationError(gettext(SLUG_FAULTS[fault]))
        if _named(field.data) is not None:
            raise ValidationError(gettext("この名前の掲示板は、もうあります。"))


@bp.get("")
def index() -> ResponseReturnValue:
    """Every board with its settings in words."""
    boards = db.session.scalars(select(Board).order_by(Board.id)).all()
    counts = registry.subscriber_counts(db.session(), [board.id for board in boards])
    return render_template("admin/boards.html", boards=boards, subscribers=counts, words=CHOICES)


@bp.route("/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Open a board."""
    form = _filled(NewBoardForm())
    if not form.validate_on_submit():
        page = render_template("admin/board.html", form=form, board=None)
        return shown(form, page)
    board = entering.add_board(db.session(), form.slug.data, form.name.data)
    _write_down(form, board)
    return done(
        gettext(
            "掲示板をつくりました。%(address)s に届くメールが、ここに載ります。",
            address=this_site().address(board.slug),
        ),
        url_for("boards.show", slug=board.slug),
    )


@bp.route("/<slug>", methods=["GET", "POST"])
def show(slug: str) -> ResponseReturnValue:
    """Change a board; its address stays."""
    board = _named(slug)
    if board is None:
        missing()
    form = _filled(BoardForm(obj=board))
    sent = form.validate_on_submit()
    if sent and not registry.may_become(board, Visibility(form.visibility.data)):
        form.visibility.errors = [
            gettext(
                "投稿のある掲示板を、もっと多くの人が読めるようにはできません。新しい掲示板をつくってください。"
            )
        ]
        sent = False
    if not sent:
        if not form.is_submitted():
            form.max_kilobytes.data = board.max_message_bytes and board.max_message_bytes // KB
        page = render_template("admin/board.html", form=form, board=board)
        return shown(form, page)
    _write_down(form, board)
    return done(gettext("変えました。"), url_for(".show", slug=slug))


def _named(slug: str) -> Board | None:
    return db.session.scalar(select(Board).where(Board.slug == slug))


def _filled(form: Any) -> Any:
    """The form with its choices in the visitor's language."""
    for name, words in CHOICES.items():
        form[name].choices = [(str(code), gettext(word)) for code, word in words.items()]
    return form


def _write_down(form: BoardForm, board: Board) -> None:
    board.name = " ".join(form.name.data.split())
    board.description = a_line(form.description.data)
    board.visibility = Visibility(form.visibility.data)
    board.posting = Posting(form.posting.data)
    board.join = Join(form.join.data)
    board.names = Names(form.names.data)
    board.from_policy = FromPolicy(form.from_policy.data)
    board.reply_to = ReplyTo(form.reply_to.data)
    board.holds_unproven = form.holds_unproven.data
    kilobytes = form.max_kilobytes.data
    board.max_message_bytes = None if kilobytes is None else kilobytes * KB
    board.refused_types = " ".join((form.refused_types.data or "").lower().split())
    board.edit_window_s = form.edit_window_s.data
