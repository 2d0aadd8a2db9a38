"""What a visitor wishes of one thread's mails: to follow it, no more, or none of it."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required

from forum import following
from forum.archive import listing
from forum.archive.thread import Attention
from forum.following import Reader
from forum.web.access import missing, require_reader
from forum.web.extensions import db

bp = Blueprint("following", __name__)

_ACTS = {
    Attention.FOLLOW: following.follow,
    Attention.LEAVE: following.stop_following,
    Attention.MUTE: following.mute,
}


@bp.post("/threads/<thread_id>/attention")
@login_required
def choose(thread_id: str) -> ResponseReturnValue:
    """Follow a thread, stop following it, or have none of it by mail."""
    thread = listing.thread(db.session.connection(), thread_id)
    if thread is None:
        missing()
    require_reader(thread.visibility, thread.board_id)
    wish = request.form.get("attention", "")
    if wish not in list(Attention):
        abort(400)
    _ACTS[Attention(wish)](db.session(), thread.id, Reader(current_user.person_id))
    db.session.commit()
    flash(_told(Attention(wish)), "success")
    if request.form.get("from") == "account":
        return redirect(url_for("account.show", _anchor="followed"), 303)
    return redirect(url_for("threads.show", thread_id=thread_id, _anchor="mail"), 303)


def _told(wish: Attention) -> str:
    match wish:
        case Attention.FOLLOW:
            return gettext("この話題をフォローしました。")
        case Attention.MUTE:
            return gettext("この話題は、メールで届けません。")
        case _:
            return gettext("この話題は、ほかの話題と同じになりました。")
