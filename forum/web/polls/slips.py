"""Paper in a poll: a clerk enters slips one by one, and takes back what they mistook."""

from flask import Blueprint, Response, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from sqlalchemy import select
from wtforms import DateField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from forum.base import today
from forum.people.joining import enter_person
from forum.people.person import Person, Sector
from forum.people.wording import SECTORS
from forum.polls import asking, letters
from forum.proposals import polling
from forum.proposals.poll import Ballot, BallotCorrection, Poll
from forum.web import namesakes
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import NEEDED, done, refuse, shown
from forum.web.links import this_site
from forum.web.polls.pages import AnswerForm, choices, poll_or_404, refusal_words
from forum.web.scans import keep_scan, scan_download

bp = Blueprint("polls_slips", __name__, url_prefix="/proposals")


class SlipForm(AnswerForm):
    name = StringField(lazy_gettext("答えた方のお名前"), [NEEDED, Length(max=200)])
    person = RadioField(lazy_gettext("同じ名前の方"), [Optional()], validate_choice=False)
    sector = SelectField(lazy_gettext("新しい方の区分"))
    received_on = DateField(lazy_gettext("用紙が届いた日"), [NEEDED])
    scan = FileField(lazy_gettext("用紙の写し"))
    kept_scan = HiddenField()


class CorrectionForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("まちがいの内容"), [NEEDED, Length(max=1000)])


@bp.before_request
@login_required
def signed_in_only() -> None:
    """A clerk is somebody."""


@bp.route("/<proposal_id>/poll/slips", methods=["GET", "POST"], endpoint="slip")
def enter(proposal_id: str) -> ResponseReturnValue:
    """One slip; below it, everything that was entered."""
    poll = _poll(proposal_id)
    if request.method == "POST":  # before the form looks who has that name
        polling.one_clerk_at_a_time(db.session(), poll)
    form = _form()
    if form.validate_on_submit():
        scan = keep_scan(form)
        person = None if form.scan.errors else _person(form)
        if person is not None:
            made = polling.enter_slip(
                db.session(), poll, person, form.said, form.received_on.data, standing(), scan
            )
            if isinstance(made, Ballot):
                return _entered(poll, person, made)
            refuse(form, refusal_words(made))
            poll = _poll(proposal_id)
    page = render_template(
        "polls/slip.html",
        form=form,
        proposal=poll.proposal,
        poll=poll,
        title=letters.words_of(db.session(), poll).title,
        slips=polling.slips(db.session(), poll),
    )
    return shown(form, page)


@bp.route("/<proposal_id>/poll/slips/<ballot_id>/correct", methods=["GET", "POST"])
def correct(proposal_id: str, ballot_id: str) -> ResponseReturnValue:
    """Take back what was entered by mistake; it stays in the register and counts no more."""
    poll = _poll(proposal_id)
    ballot = _ballot(poll, ballot_id)
    form = CorrectionForm()
    if form.validate_on_submit():
        made = polling.correct_slip(db.session(), ballot, form.reason.data or "", standing())
        if isinstance(made, BallotCorrection):
            sentence = gettext("取り消しました。正しい内容を、あらためて入れてください。")
            return done(sentence, url_for("polls_slips.slip", proposal_id=proposal_id))
        refuse(form, refusal_words(made))
    page = render_template(
        "polls/correct.html",
        form=form,
        proposal=poll.proposal,
        title=letters.words_of(db.session(), poll).title,
        ballot=ballot,
    )
    return shown(form, page)


@bp.get("/<proposal_id>/poll/slips/<ballot_id>/scan")
def scan(proposal_id: str, ballot_id: str) -> Response:
    """The scan of a slip, for those who enter them alone."""
    ballot = _ballot(_poll(proposal_id), ballot_id)
    if ballot.scan_sha256 is None:
        missing()
    return scan_download(ballot.scan_sha256, f"slip-{ballot.public_id}")


def _poll(proposal_id: str) -> Poll:
    poll = poll_or_404(proposal_id)
    if not polling.may_enter(poll, standing()):
        abort(403)
    return poll


def _ballot(poll: Poll, ballot_id: str) -> Ballot:
    wanted = select(Ballot).where(Ballot.poll_id == poll.id, Ballot.public_id == ballot_id)
    ballot = db.session.scalar(wanted)
    if ballot is None or ballot.entered_by_id is None:
        missing()
    return ballot


def _form() -> SlipForm:
    form = SlipForm(received_on=today())
    form.choice.choices = choices()
    form.sector.choices = [(code, gettext(word)) for code, word in SECTORS.items()]
    namesakes.offer(form)
    return form


def _person(form: SlipForm) -> Person | None:
    """Who answered; None where that has to be asked."""
    if not namesakes.is_settled(form):
        return None
    return namesakes.chosen(form) or enter_person(
        db.session(), form.name.data or "", sector=Sector(form.sector.data)
    )


def _entered(poll: Poll, person: Person, ballot: Ballot) -> ResponseReturnValue:
    invitation = asking.invitation_for(db.session(), poll, person)
    if invitation is not None:
        letters.acknowledge(db.session(), this_site(), invitation, ballot)
    sentence = gettext("%(name)sさんの用紙を入れました。", name=person.name)
    return done(sentence, url_for("polls_slips.slip", proposal_id=poll.proposal.public_id))
