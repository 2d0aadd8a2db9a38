"""How a board's posts come by mail, for whoever is signed in: chosen for one's own addresses."""

from datetime import date
from typing import NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import current_user
from sqlalchemy import select

from forum import subscribing
from forum.base import today
from forum.boards import Board, DigestFormat, Mode, Subscription
from forum.people.person import Address
from forum.subscribing import Joined
from forum.web.access import missing
from forum.web.extensions import db
from forum.web.links import this_site


class Told(NamedTuple):
    """A mode in words: its name, and what it sends."""

    title: str
    words: str


MODES = {
    Mode.EACH: Told(
        lazy_gettext("投稿があるたびに受け取る"),
        lazy_gettext("投稿1件につき、メールが1通届きます。そのまま返信できます。"),
    ),
    Mode.DAILY: Told(
        lazy_gettext("1日1回まとめて受け取る"),
        lazy_gettext(
            "前の日から増えた投稿を、毎朝1通にまとめて送ります。新しい投稿がない日は届きません。"
        ),
    ),
    Mode.WEEKLY: Told(
        lazy_gettext("週に1回まとめて受け取る"),
        lazy_gettext(
            "1週間の投稿を、月曜日の朝に1通にまとめて送ります。新しい投稿がない週は届きません。"
        ),
    ),
    Mode.FOLLOW: Told(
        lazy_gettext("フォローしている話題だけ受け取る"),
        lazy_gettext(
            "自分が書いた話題と、フォローした話題の投稿だけが、1件ずつ届きます。"
            "ほかの新しい話題は届きません。"
        ),
    ),
    Mode.NONE: Told(
        lazy_gettext("受け取らない（投稿だけする）"),
        lazy_gettext("メールは届きません。投稿は、メールでもウェブでもできます。"),
    ),
}
FORMATS = {
    DigestFormat.PLAIN: Told(
        lazy_gettext("ひとつの文章で"),
        lazy_gettext("携帯電話でも、上から順に読めます。"),
    ),
    DigestFormat.MIME: Told(
        lazy_gettext("投稿を1件ずつメールとして添えて"),
        lazy_gettext("パソコンのメールソフトで、投稿ごとに返信しやすい形です。"),
    ),
}


def mine(board: Board) -> list[tuple[Address, Subscription | None]]:
    """The visitor's confirmed addresses, each with its subscription to the board."""
    rows = db.session.execute(
        select(Address, Subscription)
        .outerjoin(
            Subscription,
            (Subscription.address_id == Address.id) & (Subscription.board_id == board.id),
        )
        .where(Address.person_id == current_user.person_id, Address.verified_at.is_not(None))
        .order_by(Address.id)
    )
    return [(address, subscription) for address, subscription in rows]


def choose(board: Board) -> ResponseReturnValue:
    """What a signed-in visitor decides for one of their own addresses."""
    theirs = {address.id: subscription for address, subscription in mine(board)}
    address = db.session.get(Address, request.form.get("address", 0, int))
    if address is None or address.id not in theirs:
        missing()
    subscription, mode = theirs[address.id], request.form.get("mode", "")
    if mode == "leave":
        _leave(subscription)
    elif mode in MODES:
        _receive(board, address, subscription, Mode(mode))
    elif subscription is not None and "rest" in request.form:
        _rest(subscription)
    db.session.commit()
    return redirect(url_for("subscriptions.show", slug=board.slug), 303)


def _leave(subscription: Subscription | None) -> None:
    if subscription is not None:
        subscribing.end(db.session(), subscription)
    flash(gettext("購読をやめました。"), "success")


def _receive(board: Board, address: Address, subscription: Subscription | None, mode: Mode) -> None:
    subscription = subscription or _join(board, address)
    if subscription is None:
        return
    session = db.session()
    subscribing.choose_mode(session, subscription, mode)
    if (form := request.form.get("digest_format")) in list(DigestFormat):
        subscribing.choose_digest_format(session, subscription, DigestFormat(form))
    if (own := request.form.get("own_posts")) in ("yes", "no"):
        subscribing.choose_own_posts(session, subscription, own == "yes")
    flash(gettext("受け取り方を変えました。"), "success")


def _join(board: Board, address: Address) -> Subscription | None:
    joined = subscribing.join_signed_in(db.session(), this_site(), board, address)
    if not isinstance(joined, Joined):
        flash(gettext("この掲示板は、参加の申込みを受け付けていません。"), "warning")
        return None
    if joined.awaits_approval:
        flash(gettext("申込みを受け取りました。進行役が確認します。"), "info")
    return dict(mine(board)).get(address)


def _rest(subscription: Subscription) -> None:
    if request.form["rest"] == "end":
        subscribing.come_back(db.session(), subscription)
        flash(gettext("お休みを終えました。きょうから、またメールが届きます。"), "success")
        return
    try:
        until = date.fromisoformat(request.form.get("until", ""))
    except ValueError:
        flash(gettext("お休みの最後の日を、日付で入力してください。"), "warning")
        return
    if until < today():
        flash(gettext("きょうより後の日付にしてください。"), "warning")
        return
    if until.year > today().year + 5:
        abort(400)
    subscribing.rest(db.session(), subscription, until)
    flash(gettext("お休みにしました。次の日から、またメールが届きます。"), "success")
