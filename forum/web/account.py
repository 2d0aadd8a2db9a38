"""My page: what waits for me, what I wrote, how mail reaches me, my name and my data."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    flash,
    json,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user, login_required, login_user, logout_user
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import EmailField, PasswordField, SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from forum import accounts
from forum.accounts import Asked
from forum.addresses import EmailAddress
from forum.archive import listing
from forum.archive.thread import Draft, Thread
from forum.base import utcnow
from forum.boards import Board, Subscription
from forum.following import Reader, wishes_of
from forum.language import LANGUAGES
from forum.letters.correspondent import mailbox_of
from forum.moderation import queue
from forum.moderation.held import HeldPost
from forum.people.person import Account, Address, Person
from forum.personal.collecting import everything
from forum.proposals import outlook
from forum.proposals import reading as proposals
from forum.text.masking import mask
from forum.web.access import missing, standing
from forum.web.admin.pages import is_operator
from forum.web.errors import too_many
from forum.web.extensions import db
from forum.web.forms import a_line, done, mailbox_field, no_mailbox, shown
from forum.web.links import this_site
from forum.web.login import session_id, visitor
from forum.web.mail_modes import MODES
from forum.web.reasons import told

bp = Blueprint("account", __name__, url_prefix="/account")

POSTS = 20
_A_DAY = 86400


class ProfileForm(FlaskForm):
    name = StringField(
        lazy_gettext("お名前"),
        [
            InputRequired(lazy_gettext("お名前を入力してください。")),
            Length(max=100, message=lazy_gettext("100文字までにしてください。")),
            no_mailbox,
        ],
    )
    nickname = StringField(lazy_gettext("呼び名"), [Optional(), Length(max=100), no_mailbox])
    district = StringField(lazy_gettext("お住まいの地区"), [Optional(), Length(max=100)])
    language = SelectField(
        lazy_gettext("ことば"), choices=[SelectChoice(*pair) for pair in LANGUAGES.items()]
    )


class AddressForm(FlaskForm):
    email = EmailField(
        lazy_gettext("メールアドレス"),
        [InputRequired(lazy_gettext("メールアドレスを入力してください。")), mailbox_field],
    )


class NewPasswordForm(FlaskForm):
    password = PasswordField(
        lazy_gettext("新しいパスワード"),
        [InputRequired(lazy_gettext("パスワードを入力してください。"))],
    )


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    """My page."""
    with db.engine.connect() as connection:
        mine = listing.by_person(current_user.person_id)
        posts = listing.newest_posts(connection, mine, POSTS + 1, every_state=True)
    return render_template(
        "account/show.html",
        person=_me(),
        held=[(one, told(one.reasons)) for one in _held()],
        posts=posts[:POSTS],
        subscriptions=_subscriptions(),
        modes=MODES,
        wishes=_wishes(),
        drafts=_drafts(),
        written=outlook.outlooks(
            db.session(), proposals.written_by(db.session(), current_user.person_id)
        ),
        cited=proposals.cited(db.session(), [post.id for post in posts[:POSTS]], standing()),
        form=FlaskForm(),
        more=len(posts) > POSTS,
        has_password=_account().password_hash is not None,
        is_operator=is_operator(),
        duties=_duties(),
    )


@bp.route("/profile", methods=["GET", "POST"])
@login_required
def profile() -> ResponseReturnValue:
    """Name, nickname, district, language."""
    me, form = _me(), ProfileForm(obj=_me())
    if form.validate_on_submit():
        me.name = " ".join(form.name.data.split())
        me.nickname = a_line(form.nickname.data) or None
        me.district = a_line(form.district.data) or None
        me.language = form.language.data
        return done(
            gettext("変えました。これまでの投稿の名前は、そのまま残ります。"), url_for(".show")
        )
    return shown(form, render_template("account/profile.html", form=form))


@bp.route("/addresses", methods=["GET", "POST"])
@login_required
def addresses() -> ResponseReturnValue:
    """Add a mailbox by a confirming letter."""
    form = AddressForm()
    if form.validate_on_submit():
        mailbox = EmailAddress.parse(form.email.data)
        if mailbox is None:
            raise ValueError("the form let an address through that is none")
        asked = accounts.ask_to_add_address(
            db.session(), this_site(), _me(), mailbox, requester=request.remote_addr
        )
        db.session.commit()
        if asked is Asked.TOO_MANY:
            raise too_many(_A_DAY)
        return render_template("accounts/sent.html", address=form.email.data)
    main = mailbox_of(db.session(), current_user.person_id)
    main_id = next((a.id for a in _me().addresses if main and a.canonical == main.canonical), None)
    page = render_template("account/addresses.html", form=form, person=_me(), main_id=main_id)
    return shown(form, page)


@bp.post("/addresses/<int:address_id>/main")
@login_required
def choose_main(address_id: int) -> ResponseReturnValue:
    """Let letters that concern no one board go to this mailbox of mine."""
    mine = {address.id: address for address in _me().addresses if address.verified_at}
    if address_id not in mine:
        missing()
    mine[address_id].main_since = utcnow()
    return done(gettext("おもなアドレスを変えました。"), url_for(".addresses"))


@bp.post("/addresses/<int:address_id>/remove")
@login_required
def remove_address(address_id: int) -> ResponseReturnValue:
    """Part with a mailbox and its subscriptions; the last one stays, or nobody could sign in."""
    mine = {address.id: address for address in _me().addresses}
    if address_id not in mine:
        missing()
    others = [one for one in mine.values() if one.id != address_id and one.verified_at]
    if not others:
        flash(gettext("確認できたアドレスは、ひとつは残してください。"), "warning")
        return redirect(url_for(".addresses"), 303)
    accounts.part_with(db.session(), mine[address_id])
    return done(
        gettext("アドレスを外しました。このアドレスには、もう届きません。"), url_for(".addresses")
    )


@bp.route("/password", methods=["GET", "POST"])
@login_required
def password() -> ResponseReturnValue:
    """Set, change or take away the password; other devices are signed out."""
    form, account = NewPasswordForm(), _account()
    removing = request.form.get("act") == "remove"
    if request.method == "POST" and (removing or form.validate()):
        fault = accounts.set_password(
            db.session(), this_site(), account, None if removing else form.password.data
        )
        if fault is None:
            db.session.commit()
            _stay_signed_in(account)
            flash(gettext("パスワードを変えました。ほかの機器は、ログアウトしました。"), "success")
            return redirect(url_for(".show"), 303)
        db.session.rollback()
        form.password.errors = [_fault(fault)]
    page = render_template(
        "account/password.html", form=form, has_password=account.password_hash is not None
    )
    return shown(form, page)


@bp.post("/sign-out-everywhere")
@login_required
def sign_out_everywhere() -> ResponseReturnValue:
    """End every session, this one too."""
    accounts.sign_out_everywhere(db.session(), _account())
    db.session.commit()
    logout_user()
    session.clear()
    flash(gettext("すべての機器からログアウトしました。"), "success")
    return redirect(url_for("home.show"), 303)


@bp.get("/data.json")
@login_required
def data() -> ResponseReturnValue:
    """Everything that is kept about me, to take away."""
    told_ = everything(db.session(), this_site(), _me())
    response = Response(
        json.dumps(told_, ensure_ascii=False, indent=1), mimetype="application/json"
    )
    response.headers["Content-Disposition"] = "attachment; filename=kakehashi.json"
    return response


@bp.post("/drafts/<int:draft_id>/remove")
@login_required
def remove_draft(draft_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    draft = db.session.get(Draft, draft_id)
    if draft is None or draft.person_id != current_user.person_id:
        missing()
    db.session.delete(draft)
    return done(gettext("下書きを消しました。"), url_for(".show"))


def _me() -> Person:
    return db.session.get_one(Person, current_user.person_id)


def _account() -> Account:
    return db.session.get_one(Account, current_user.account_id)


def _stay_signed_in(account: Account) -> None:
    """This device goes on in the new epoch."""
    found = visitor(session_id(account.id, account.epoch))
    if found is not None:
        login_user(found)


def _duties() -> int | None:
    """How many decisions wait for this visitor; None for somebody who moderates nothing."""
    if not queue.moderated_boards(db.session(), standing()):
        return None
    return queue.waiting_count(db.session(), standing())


def _held() -> list[HeldPost]:
    wanted = select(HeldPost).where(
        HeldPost.person_id == current_user.person_id, HeldPost.decided_at.is_(None)
    )
    return list(db.session.scalars(wanted.order_by(HeldPost.id.desc()).limit(50)))


def _subscriptions() -> list[Subscription]:
    wanted = (
        select(Subscription)
        .join(Address, Subscription.address_id == Address.id)
        .where(Address.person_id == current_user.person_id)
    )
    return list(db.session.scalars(wanted.order_by(Subscription.board_id)))


def _wishes() -> list[Any]:
    """The threads that I follow or have muted by a button, as far as I may still read them."""
    mine = wishes_of(db.session(), Reader(current_user.person_id))
    boards = {one.board_id: db.session.get_one(Board, one.board_id) for one in mine}
    readable = (one for one in mine if boards[one.board_id].may_read(standing()))
    return [{**one._mapping, "subject": mask(one.subject)} for one in readable]


def _drafts() -> list[Any]:
    wanted = (
        select(Draft, Board.slug, Board.name, Thread.public_id, Thread.subject)
        .join(Board, Draft.board_id == Board.id)
        .outerjoin(Thread, Draft.thread_id == Thread.id)
        .where(Draft.person_id == current_user.person_id)
        .order_by(Draft.saved_at.desc())
        .limit(50)
    )
    return list(db.session.execute(wanted))


def _fault(code: str) -> str:
    faults = {
        "password_short": gettext(
            "10文字以上にしてください。短い言葉をいくつかならべると、覚えやすくなります。"
        ),
        "password_long": gettext("長すぎます。"),
        "password_well_known": gettext("よく使われる言葉です。ほかの言葉にしてください。"),
    }
    return faults.get(code, gettext("このパスワードは使えません。"))
