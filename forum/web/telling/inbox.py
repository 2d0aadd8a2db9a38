"""お知らせ on My page: what became of my words, each tiding in full, and how I want to be told."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user, login_required

from forum.announcements import inbox, paper, stopping, ways, wording
from forum.announcements.tiding import Matter, Tiding, Way
from forum.language import words
from forum.proposals import reading
from forum.proposals.proposal import Proposal
from forum.text.masking import mask
from forum.web import paging
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import done
from forum.web.language import locale
from forum.web.links import this_site
from forum.web.login import viewer_key
from forum.web.telling import words as way_words

bp = Blueprint("inbox", __name__, url_prefix="/account/tidings")

PER_PAGE = 30


@bp.app_context_processor
def _unread() -> dict[str, Any]:
    return {"unread_tidings": unread_tidings, "ways_now": ways_now}


def unread_tidings() -> int:
    """How many tidings wait unread for whoever looks."""
    return inbox.unread_count(db.session(), current_user.person_id) if viewer_key() else 0


def ways_now() -> list[str]:
    """How the visitor is told: of submissions and answers, of other steps."""
    now = ways.chosen_ways(db.session(), current_user.person_id)
    if not stopping.wants_tidings(db.session(), current_user.person_id):
        now = {matter: Way.NONE if way is Way.MAIL else way for matter, way in now.items()}
    return [gettext(way_words.SHORT[now[matter]]) for matter in Matter]


@bp.get("")
@login_required
def index() -> ResponseReturnValue:
    """Everything that I was told by whatever way, newest first."""
    before = paging.place(request.args.get("before"))
    rows = inbox.tidings(db.session(), current_user.person_id, limit=PER_PAGE + 1, before=before)
    seen = [one for one in rows[:PER_PAGE] if reading.may_see(one.proposal, standing())]
    older = None
    if len(rows) > PER_PAGE:
        older = url_for(".index", before=paging.cursor(rows[PER_PAGE - 1].id))
    return render_template(
        "telling/inbox.html",
        tidings=[_line(one) for one in seen],
        unread=unread_tidings(),
        older=older,
        newer=url_for(".index") if before is not None else None,
        form=way_words.ways_form(current_user.person_id, fresh=True),
        stopped=[(one, _name(one)) for one in _stopped()],
    )


@bp.post("/ways")
@login_required
def choose() -> ResponseReturnValue:
    """How I want to be told from now on."""
    form, me = way_words.ways_form(current_user.person_id), current_user.person_id
    if not form.validate():
        return redirect(url_for(".index"), 303)
    ways.choose(db.session(), me, full=Way(form.full.data), steps=Way(form.steps.data))
    paper.reroute(db.session(), me)
    return done(gettext("お知らせの受け取り方を変えました。"), url_for(".index"))


@bp.post("/read")
@login_required
def read_all() -> ResponseReturnValue:
    """Everything has been read."""
    inbox.read(db.session(), current_user.person_id)
    return done(gettext("すべて読んだことにしました。"), url_for(".index"))


@bp.get("/<tiding_id>")
@login_required
def show(tiding_id: str) -> ResponseReturnValue:
    """One tiding; a submission or an answer in full."""
    one = _tiding(tiding_id)
    said = words(locale())
    whole = None
    if wording.is_in_full(one):
        whole = wording.whole(db.session(), this_site(), one, said)
        whole["whole"] = [mask(line) for line in whole["whole"]]
    return render_template(
        "telling/tiding.html",
        one=_line(one),
        whole=whole,
        is_stopped=one.proposal_id in ways.stopped_proposals(db.session(), current_user.person_id),
    )


@bp.post("/<tiding_id>/read")
@login_required
def read(tiding_id: str) -> ResponseReturnValue:
    """Open a tiding, which is read by that."""
    one = _tiding(tiding_id)
    inbox.read(db.session(), current_user.person_id, [one.public_id])
    db.session.commit()
    return redirect(url_for(".show", tiding_id=tiding_id), 303)


@bp.post("/proposals/<proposal_id>")
@login_required
def attend(proposal_id: str) -> ResponseReturnValue:
    """No more of one proposal (`wants` 0), or again (1)."""
    proposal, me = reading.proposal(db.session(), proposal_id), current_user.person_id
    if proposal is None or not reading.may_see(proposal, standing()):
        missing()
    if request.form.get("wants") == "1":
        ways.take_up_proposal(db.session(), me, proposal.id)
        return done(gettext("この提案のお知らせを、またお届けします。"), url_for(".index"))
    ways.stop_proposal(db.session(), me, proposal.id)
    return done(gettext("この提案のお知らせを止めました。"), url_for(".index"))


def _tiding(tiding_id: str) -> Tiding:
    one = inbox.tiding(db.session(), current_user.person_id, tiding_id)
    if one is None or not reading.may_see(one.proposal, standing()):
        missing()
    return one


def _line(one: Tiding) -> dict[str, Any]:
    """A tiding as the list shows it."""
    return {
        "id": one.public_id,
        "at": one.at,
        "what": wording.line(one, words(locale())),
        "proposal": one.proposal,
        "name": _name(one.proposal),
        "is_unread": inbox.is_unread(one),
        "in_full": wording.is_in_full(one),
        "way": one.way,
        "mailed": one.mailbox is not None or one.way is Way.MAIL,
    }


def _name(proposal: Proposal) -> str:
    return wording.name_of(db.session(), proposal)


def _stopped() -> list[Proposal]:
    ids = ways.stopped_proposals(db.session(), current_user.person_id)
    found = (db.session.get_one(Proposal, one) for one in sorted(ids))
    return [one for one in found if reading.may_see(one, standing())]
