"""Getting a board's posts by mail: joining, leaving, the mode, and what mailed links do."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import InputRequired, Length, Optional

from forum import confirming, subscribing
from forum.addresses import EmailAddress
from forum.archive.thread import Post
from forum.base import today
from forum.boards import Board, Visibility
from forum.confirming import Refusal
from forum.moderation.acts import AlreadyDecided, Confirmed
from forum.subscribing import Asked, Joined, Left
from forum.web import mail_modes
from forum.web.access import board_or_404, missing, readable_boards
from forum.web.errors import too_many
from forum.web.extensions import csrf, db
from forum.web.forms import mailbox_field, shown
from forum.web.language import locale, reader
from forum.web.links import this_site
from forum.web.security import private
from forum.wishes import Shared, granted_words, wish_words
from forum.wishes.asking import Granting

bp = Blueprint("subscriptions", __name__)

_A_DAY = 86400


class AskForm(FlaskForm):
    """Somebody without sign-in asks for a confirming letter."""

    email = EmailField(
        lazy_gettext("メールアドレス"),
        [InputRequired(lazy_gettext("メールアドレスを入力してください。")), mailbox_field],
    )
    name = StringField(lazy_gettext("お名前"), [Optional(), Length(max=100)])


@bp.route("/boards/<slug>/subscribe", methods=["GET", "POST"])
def show(slug: str) -> ResponseReturnValue:
    """Subscribe, leave, choose: one's own addresses when signed in, else by a letter."""
    row = board_or_404(slug)
    board = db.session.get_one(Board, row.id)
    if request.method == "POST" and current_user.is_authenticated and "address" in request.form:
        return mail_modes.choose(board)
    form = AskForm()
    if form.validate_on_submit():
        return _ask(board, form)
    page = render_template(
        "subscriptions/show.html",
        board=board,
        form=form,
        mine=mail_modes.mine(board) if current_user.is_authenticated else [],
        modes=mail_modes.MODES,
        formats=mail_modes.FORMATS,
        today=today(),
        address=this_site().address(slug),
        leave_address=this_site().address(f"{slug}-leave"),
    )
    return shown(form, page)


@bp.route("/confirm/<token>", methods=["GET", "POST"])
def confirm(token: str) -> ResponseReturnValue:
    """A mailed question: GET shows it with a button, POST answers it, once."""
    form = FlaskForm()
    waiting = confirming.pending(db.session(), token)
    if waiting is None:
        return private(render_template("subscriptions/expired.html")), 410
    if not form.validate_on_submit():
        wished = [wish_words(db.session(), wish, reader()) for wish in waiting.wishes]
        page = render_template(
            "subscriptions/confirm.html", form=form, waiting=waiting, wishes=wished
        )
        return private(page)
    outcome = confirming.confirm(
        db.session(), this_site(), token, signed_in_as=current_user.person_id
    )
    if outcome is Refusal.NOT_YOURS:
        db.session.rollback()
        return _not_yours(token)
    if isinstance(outcome, Refusal):
        db.session.rollback()
        return private(render_template("subscriptions/expired.html")), 410
    told = _told(outcome)
    db.session.commit()
    return private(render_template("subscriptions/confirmed.html", **told))


@bp.route("/unsubscribe/<token>", methods=["GET", "POST"])
@csrf.exempt  # the token is the right to do this, and a mail program has no session (RFC 8058)
def unsubscribe(token: str) -> ResponseReturnValue:
    """One click: POST ends the subscription, without cookie or question; GET only shows a button."""
    site = this_site()
    found = subscribing.subscription_by_token(db.session(), site, token)
    if request.method == "POST":
        if not subscribing.leave_by_token(db.session(), site, token):
            return cannot_stop()
        db.session.commit()
        return private(render_template("subscriptions/unsubscribed.html", token=token))
    if site.sealer.open(subscribing.UNSUBSCRIBE, token) is None:
        return cannot_stop()
    return private(render_template("subscriptions/unsubscribe.html", found=found, token=token))


def cannot_stop() -> ResponseReturnValue:
    """For whoever opens a broken link to stop mail: every other way to stop it."""
    boards = [one for one in readable_boards() if one.visibility is Visibility.PUBLIC]
    return private(render_template("subscriptions/cannot_stop.html", boards=boards)), 404


def _not_yours(token: str) -> ResponseReturnValue:
    """An address is added by whoever asked for it; who isn't signed in may be that one."""
    if not current_user.is_authenticated:
        return redirect(url_for("accounts.login", next=url_for(".confirm", token=token)), 303)
    return private(render_template("subscriptions/not_yours.html")), 403


def _ask(board: Board, form: AskForm) -> ResponseReturnValue:
    mailbox = EmailAddress.parse(form.email.data)
    if mailbox is None:
        raise ValueError("the form let an address through that is none")
    leaving = request.form.get("act") == "leave"
    about: dict[str, Any] = {"language": locale(), "requester": request.remote_addr}
    if leaving:
        asked = subscribing.ask_to_leave(db.session(), this_site(), board, mailbox, **about)
    else:
        name = form.name.data or ""
        asked = subscribing.ask_to_join(
            db.session(), this_site(), board, mailbox, name=name, **about
        )
    db.session.commit()
    if asked is Asked.TOO_MANY:
        raise too_many(_A_DAY)
    if asked is Asked.UNKNOWN_BOARD:
        missing()
    if asked is Asked.CLOSED:
        flash(gettext("この掲示板は、参加の申込みを受け付けていません。"), "warning")
        return redirect(url_for(".show", slug=board.slug), 303)
    return render_template("accounts/sent.html", address=form.email.data)


def _told(outcome: confirming.Outcome) -> dict[str, Any]:
    """What was done, for the page that says so."""
    match outcome:
        case Joined(board_id=board_id, awaits_approval=waits):
            board = db.session.get_one(Board, board_id)
            return {"done": "waits" if waits else "joined", "board": board}
        case Left(board_id=board_id):
            return {"done": "left", "board": db.session.get(Board, board_id)}
        case Granting(board_id=board_id, granted=granted):
            done, refused = granted_words(db.session(), granted, reader())
            place = db.session.get(Board, board_id)
            return {"done": "granted", "granted": done, "refused": refused, "board": place}
        case Shared(board_id=board_id):
            return {"done": "added", "board": db.session.get(Board, board_id)}
        case Confirmed(post_id=post_id):
            post = None if post_id is None else db.session.get(Post, post_id)
            return {"done": "published" if post else "confirmed", "post": post}
        case AlreadyDecided():
            return {"done": "decided"}
        case _:
            return {"done": "added"}
