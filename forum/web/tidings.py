"""The way out of letters about proposals: a page with two buttons, and one click for mail programs."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from forum.announcements import stopping
from forum.announcements.record import Hearing
from forum.proposals import drafting
from forum.web.extensions import csrf, db
from forum.web.links import this_site
from forum.web.security import private
from forum.web.subscriptions import cannot_stop

bp = Blueprint("tidings", __name__)


@bp.route("/tidings/<token>", methods=["GET", "POST"])
@csrf.exempt  # the token is the right to do this, and a mail program has no session (RFC 8058)
def stop(token: str) -> ResponseReturnValue:
    """POST ends the letters (`which`: this proposal's, all, or none any more); GET shows buttons."""
    hearing = stopping.hearing_of(db.session(), this_site(), token)
    if hearing is None:
        return cannot_stop()
    if request.method == "POST":
        _choose(hearing, request.form.get("which", "this"))
        db.session.commit()
    return private(
        render_template(
            "account/tidings.html",
            hearing=hearing,
            title=drafting.frozen(db.session(), hearing.proposal).title,
            token=token,
        )
    )


def _choose(hearing: Hearing, which: str) -> None:
    if which == "again":
        stopping.take_up(hearing)
    else:
        stopping.stop(hearing, everything=which == "all")
