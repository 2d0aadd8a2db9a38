"""Moderators' pages: the queue and one held post; and the public log."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from werkzeug.exceptions import BadRequest

from forum import subscribing
from forum.acceptance.contribution import Contribution
from forum.archive import listing
from forum.archive.authentication import results_of
from forum.archive.message import Message
from forum.archive.rendering import render
from forum.archive.thread import Post
from forum.base import today
from forum.boards import Subscription
from forum.moderation import acts, log, queue, reporting
from forum.moderation.decision import Act
from forum.moderation.held import HeldPost
from forum.moderation.reasons import REASONS_FOR, act_words, reason_words
from forum.moderation.report import Report
from forum.text.plain import localise
from forum.web import paging
from forum.web.access import missing, moderates, standing
from forum.web.downloads import ATTACHMENT_POLICY, download
from forum.web.extensions import csrf, db
from forum.web.forms import done, plain_text
from forum.web.insides import told_cards
from forum.web.language import reader
from forum.web.links import this_site
from forum.web.moderation.settling import MAX_NOTE, choices, settle
from forum.web.post_form import expired
from forum.web.reasons import told
from forum.web.showing import fold_words

bp = Blueprint("moderation", __name__, url_prefix="/moderation")

PER_PAGE = 20
LOG_PAGE = 50


@bp.get("/")
@login_required
def show() -> ResponseReturnValue:
    """Everything that waits for this moderator, oldest first."""
    boards = _boards_or_404()
    after = paging.place(request.args.get("after"))
    found = queue.waiting_posts(db.session(), standing(), after=after, limit=PER_PAGE + 1)
    held = found[:PER_PAGE]
    more = url_for(".show", after=paging.cursor(held[-1].id)) if len(found) > PER_PAGE else None
    return render_template(
        "moderation/queue.html",
        boards=boards,
        held=[_shown(one) for one in held],
        members=queue.waiting_members(db.session(), standing()),
        reported=[_reported(post, reports) for post, reports in _reports()],
        form=FlaskForm(),
        reasons=choices(Act.REJECT),
        hide_reasons=choices(Act.HIDE),
        more=more,
    )


@bp.get("/held/<held_id>")
@login_required
def held(held_id: str) -> ResponseReturnValue:
    """One held post; a moderator's letter leads here."""
    one = _held_or_404(held_id)
    return _held_page(one)


@bp.get("/held/<held_id>/raw")
@login_required
def held_raw(held_id: str) -> ResponseReturnValue:
    """The source of a held mail, as it came."""
    contribution = Contribution.from_json(_held_or_404(held_id).contribution)
    kept = db.session.get(Message, contribution.kept_message_id or 0)
    response = Response(kept.raw if kept else contribution.text, mimetype="text/plain")
    response.headers["Content-Security-Policy"] = ATTACHMENT_POLICY
    return response


@bp.get("/held/<held_id>/files/<int:number>")
@login_required
def held_file(held_id: str, number: int) -> ResponseReturnValue:
    """A file that came with a held post, counted from 0."""
    files = Contribution.from_json(_held_or_404(held_id).contribution).attachments
    if number >= len(files):
        missing()
    return download(files[number])


@bp.post("/held/<held_id>")
@csrf.exempt  # the form checks its token itself, so that an expired one costs no note
@login_required
def decide(held_id: str) -> ResponseReturnValue:
    """Approve, reject or discard; bound to the words that the moderator has read."""
    one = _held_or_404(held_id)
    if not FlaskForm().validate_on_submit():
        return _held_page(one, expired()), 422
    words = request.form.get("words", "")
    note = plain_text(request.form.get("note"))[:MAX_NOTE]
    reason = request.form.get("reason", "")
    session, site, me = db.session(), this_site(), standing()
    match request.form.get("act"):
        case "approve":
            answer = acts.approve(session, site, me, one.id, words, note=note)
        case "reject" if reason in REASONS_FOR[Act.REJECT]:
            answer = acts.reject(session, site, me, one.id, words, reason=reason, note=note)
        case "discard":
            chosen = reason if reason in REASONS_FOR[Act.DISCARD] else "other"
            answer = acts.discard(session, site, me, one.id, words, reason=chosen)
        case _:
            return _held_page(one, gettext("理由を選んでください。まだ何も決まっていません。")), 422
    return settle(answer, url_for(".show"))


def _held_page(one: HeldPost, fault: str | None = None) -> str:
    """One held post; with `fault`, what is missing, and what the moderator had begun to write."""
    return render_template(
        "moderation/held.html",
        one=_shown(one),
        form=FlaskForm(),
        reasons=choices(Act.REJECT),
        fault=fault,
        note=request.form.get("note", ""),
        chosen=request.form.get("reason", ""),
    )


@bp.post("/members/<int:subscription_id>")
@login_required
def member(subscription_id: int) -> ResponseReturnValue:
    """Let somebody in who asks to join, or not."""
    subscription = db.session.get(Subscription, subscription_id)
    if subscription is None:
        flash(gettext("この申込みは、すでに決まっています。"), "info")
        return redirect(url_for(".show"), 303)
    decisions = {"approve": subscribing.approve, "decline": subscribing.decline}
    act = decisions.get(request.form.get("act", ""))
    if act is None:
        raise BadRequest
    waited = subscription.awaits_approval
    if not act(db.session(), this_site(), subscription, standing()):
        missing()
    if not waited:
        db.session.rollback()
        flash(gettext("この申込みは、すでに決まっています。"), "info")
        return redirect(url_for(".show"), 303)
    return done(gettext("申込みへの返事を、メールで送ります。"), url_for(".show"))


@bp.get("/log", endpoint="log")
def decisions() -> ResponseReturnValue:
    """What moderators decided, for everybody: date, kind, reason, board."""
    before = paging.place(request.args.get("before"))
    page = log.log_page(db.session(), standing(), before=before, limit=LOG_PAGE)
    language = reader()
    return render_template(
        "moderation/log.html",
        entries=[
            (one, act_words(one.act, language), reason_words(one.reason, language))
            for one in page.entries
        ],
        figures=[
            (act_words(act, language), count)
            for act, count in log.figures(db.session(), standing(), today()).items()
            if count
        ],
        older=url_for(".log", before=paging.cursor(page.older)) if page.older else None,
        newest=url_for(".log") if before else None,
    )


def _boards_or_404() -> list[Any]:
    boards = queue.moderated_boards(db.session(), standing())
    if not boards:
        missing()
    return boards


def _held_or_404(held_id: str) -> HeldPost:
    one = queue.held_post(db.session(), standing(), held_id)
    if one is None:
        missing()
    return one


def _shown(one: HeldPost) -> dict[str, Any]:
    """A held post as it will appear, with all that a moderator wants to know."""
    contribution = Contribution.from_json(one.contribution)
    return {
        "row": one,
        "told": contribution,
        "shown": localise(render(contribution.text, contribution.format), fold_words()),
        "insides": told_cards(contribution.cards, fold_words()),
        "reasons": told(one.reasons),
        "results": results_of(db.session(), contribution.kept_message_id, this_site().mail_domain),
        "earlier": _earlier(contribution.author.person_id),
    }


def _reports() -> Iterable[tuple[Post, list[Report]]]:
    return reporting.waiting_reports(db.session(), standing()).items()


def _reported(post: Post, reports: list[Report]) -> dict[str, Any]:
    """A reported post as it is read, with every report of it."""
    return {
        "post": post,
        "reports": reports,
        "words": acts.content_hash_of(post),
        "shown": localise(render(post.text, post.format), fold_words()),
    }


def _earlier(person_id: int | None) -> list[Any]:
    """What the same person has written before, as far as this moderator may read it."""
    if person_id is None:
        return []
    with db.engine.connect() as connection:
        rows = listing.newest_posts(connection, listing.by_person(person_id), 3)
    return [row for row in rows if moderates(row.visibility, row.board_id)]
