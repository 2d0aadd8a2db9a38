"""Coming in and going out: joining, the mailed link, the password."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user, login_required, login_user, logout_user
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length, Optional

from forum import accounts
from forum.accounts import Asked, PasswordAnswer
from forum.addresses import EmailAddress
from forum.people.person import Account
from forum.web.errors import too_many
from forum.web.extensions import db
from forum.web.forms import mailbox_field, no_mailbox, shown
from forum.web.language import locale
from forum.web.links import local_path, this_site
from forum.web.login import session_id, visitor
from forum.web.security import private

bp = Blueprint("accounts", __name__)

_A_DAY = 86400


class JoinForm(FlaskForm):
    name = StringField(
        lazy_gettext("お名前"),
        [
            InputRequired(lazy_gettext("お名前を入力してください。")),
            Length(max=100, message=lazy_gettext("100文字までにしてください。")),
            no_mailbox,
        ],
    )
    nickname = StringField(
        lazy_gettext("呼び名"),
        [
            Optional(),
            Length(max=100, message=lazy_gettext("100文字までにしてください。")),
            no_mailbox,
        ],
    )
    email = EmailField(
        lazy_gettext("メールアドレス"),
        [InputRequired(lazy_gettext("メールアドレスを入力してください。")), mailbox_field],
    )


class LinkForm(FlaskForm):
    email = EmailField(
        lazy_gettext("メールアドレス"),
        [InputRequired(lazy_gettext("メールアドレスを入力してください。")), mailbox_field],
    )
    next = HiddenField()


class PasswordForm(LinkForm):
    password = PasswordField(
        lazy_gettext("パスワード"), [InputRequired(lazy_gettext("パスワードを入力してください。"))]
    )


class EntryForm(FlaskForm):
    """The button of a mailed link; somebody new may say their name."""

    name = StringField(lazy_gettext("お名前"), [Optional(), Length(max=100)])


@bp.route("/join", methods=["GET", "POST"])
def join() -> ResponseReturnValue:
    """Ask for a link that makes an account; the answer is the same for every address."""
    form = JoinForm()
    if not form.validate_on_submit():
        return shown(form, render_template("accounts/join.html", form=form))
    asked = accounts.ask_to_sign_up(
        db.session(),
        this_site(),
        _mailbox(form),
        form.name.data,
        nickname=form.nickname.data or None,
        language=locale(),
        requester=request.remote_addr,
    )
    return _sent(asked, form.email.data)


@bp.route("/login", methods=["GET", "POST"])
def login() -> ResponseReturnValue:
    """Ask for a link that signs in, or sign in by password."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(local_path(request.args.get("next")) or url_for("home.show"))
    by_password = request.form.get("way") == "password"
    link, password = (
        LinkForm(formdata=None if by_password else request.form),
        PasswordForm(formdata=request.form if by_password else None),
    )
    if request.method == "GET":
        link.next.data = password.next.data = request.args.get("next", "")
    if request.method == "POST" and by_password:
        return _by_password(link, password)
    if request.method == "POST" and link.validate():
        session["next"] = local_path(link.next.data)
        asked = accounts.ask_to_sign_in(
            db.session(),
            this_site(),
            _mailbox(link),
            language=locale(),
            requester=request.remote_addr,
        )
        return _sent(asked, link.email.data)
    return _login_page(link, password)


@bp.route("/login/<token>", methods=["GET", "POST"])
def enter(token: str) -> ResponseReturnValue:
    """A mailed link: GET shows what it would do, POST does it, once."""
    form = EntryForm()
    entry = accounts.entry(db.session(), token)
    if entry is None:
        return private(render_template("accounts/expired.html")), 410
    if not form.validate_on_submit():
        if request.method == "GET":
            form.name.data = entry.name
        page = private(render_template("accounts/enter.html", form=form, entry=entry))
        return shown(form, page)
    account = accounts.enter(db.session(), token, name=form.name.data if entry.is_new else None)
    if account is None:
        db.session.rollback()
        return private(render_template("accounts/expired.html")), 410
    target = _sign_in(account)
    flash(
        gettext("ようこそ。参加の手続きが終わりました。")
        if entry.is_new
        else gettext("ログインしました。"),
        "success",
    )
    return redirect(target, 303)


@bp.post("/logout")
@login_required
def logout() -> ResponseReturnValue:
    """Go out on this device."""
    logout_user()
    session.clear()
    flash(gettext("ログアウトしました。"), "success")
    return redirect(url_for("home.show"), 303)


def _by_password(link: LinkForm, form: PasswordForm) -> ResponseReturnValue:
    if not form.validate():
        return _login_page(link, form)
    answer = accounts.sign_in_with_password(
        db.session(), _mailbox(form), form.password.data, requester=request.remote_addr
    )
    if isinstance(answer, Account):
        session["next"] = local_path(form.next.data)
        return redirect(_sign_in(answer), 303)
    db.session.commit()
    if answer is PasswordAnswer.TOO_MANY:
        raise too_many(_A_DAY)
    form.form_errors.append(
        gettext(
            "メールアドレスかパスワードが違います。パスワードを決めていない方は、メールのリンクをお使いください。"
        )
    )
    return _login_page(link, form)


def _login_page(link: LinkForm, password: PasswordForm) -> ResponseReturnValue:
    failed = link.errors or password.errors
    page = render_template("accounts/login.html", link=link, password=password)
    return page, 422 if failed else 200


def _sign_in(account: Account) -> str:
    """Begin a session of its own and tell where the visitor was going."""
    text = session_id(account.id, account.epoch)
    db.session.commit()
    target = session.get("next")
    session.clear()  # nothing that a stranger may have planted comes along
    session.permanent = True
    found = visitor(text)
    if found is None:
        raise RuntimeError("an account that was just found is gone")
    login_user(found)
    return local_path(target) or url_for("home.show")


def _sent(asked: Asked, address: str) -> ResponseReturnValue:
    db.session.commit()
    if asked is Asked.TOO_MANY:
        raise too_many(_A_DAY)
    return render_template("accounts/sent.html", address=address)


def _mailbox(form: FlaskForm) -> EmailAddress:
    mailbox = EmailAddress.parse(form.email.data)
    if mailbox is None:
        raise ValueError("the form let an address through that is none")
    return mailbox
