"""The way out of letters about proposals: a page with two buttons, and one click for mail programs."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required

from forum.announcements import stopping
from forum.announcements.record import Hearing
from forum.proposals import drafting
from forum.web.access import missing
from forum.web.extensions import csrf, db
from forum.web.links import this_site
from forum.web.security import private

bp = Blueprint("tidings", __name__)


@bp.route("/tidings/<token>", methods=["GET", "POST"])
@csrf.exempt  # the token is the right to do this, and a mail program has no session (RFC 8058)
def stop(token: str) -> ResponseReturnValue:
    """POST ends the letters (`which`: this proposal's, all, or none any more); GET shows buttons."""
    hearing = stopping.hearing_of(db.session(), this_site(), token)
    if hearing is None:
        missing()
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


@bp.post("/account/tidings")
@login_required
def choose() -> ResponseReturnValue:
    """Whether somebody wants letters about proposals at all, at every mailbox of theirs."""
    wants = request.form.get("wants") == "1"
    stopping.choose(db.session(), current_user.person_id, wants=wants)
    db.session.commit()
    flash(
        gettext("提案のお知らせを、またお送りします。")
        if wants
        else gettext("提案のお知らせを、すべて止めました。"),
        "success",
    )
    return redirect(url_for("account.show"), 303)


def _choose(hearing: Hearing, which: str) -> None:
    if which == "again":
        stopping.take_up(hearing)
    else:
        stopping.stop(hearing, everything=which == "all")
