"""Putting minutes to those who were there, their answers by any way, and making them final."""

from datetime import timedelta

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, ngettext
from flask_login import login_required

from forum.base import today
from forum.meetings import minuting
from forum.meetings.holding import Refusal
from forum.meetings.meeting import BY_CLERK, Door, Said, State
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.forms import plain_text
from forum.web.links import this_site
from forum.web.meetings import words as meetings_words
from forum.web.meetings.desk import bp, done, held_by_visitor, page, tell
from forum.web.meetings.forms import AnswerForm, AnswerForThemForm, UntilForm
from forum.web.meetings.pages import meeting_or_404

DAYS_TO_ANSWER = 14


@bp.route("/<meeting_id>/confirmation", methods=["GET", "POST"])
@login_required
def ask(meeting_id: str) -> ResponseReturnValue:
    """Put the minutes to those who were there."""
    meeting = held_by_visitor(meeting_id)
    form = UntilForm(until=today() + timedelta(days=DAYS_TO_ANSWER))
    if form.validate_on_submit():
        made = minuting.ask_present(db.session(), this_site(), meeting, form.until.data, standing())
        if not isinstance(made, Refusal):
            told = ngettext("%(num)d人にメールで確認をお願いしました。", "%(num)d人にメールで確認をお願いしました。", made)  # fmt: skip
            return done(meeting, told)
        tell(form, made)
    return page("meetings/ask.html", form, meeting)


@bp.route("/<meeting_id>/answer", methods=["GET", "POST"])
@login_required
def answer(meeting_id: str) -> ResponseReturnValue:
    """What somebody who was there says of the minutes."""
    meeting = meeting_or_404(meeting_id)
    minutes, by = meeting.minutes, standing()
    if minutes is None or by.person_id not in {one.person_id for one in minutes.present}:
        missing()
    form = AnswerForm(said=Said.CONFIRMED.value)
    form.said.choices = [(s.value, gettext(w)) for s, w in meetings_words.SAYINGS.items()]
    if form.validate_on_submit():
        assert by.person_id is not None
        said, told = Said(form.said.data), plain_text(form.words.data)
        made = minuting.answer(db.session(), minutes, by.person_id, said, told, Door.WEB)
        if not isinstance(made, Refusal):
            return done(meeting, gettext("お答えを受け取りました。"))
        tell(form, made)
    return page("meetings/answer.html", form, meeting)


@bp.route("/<meeting_id>/answer-for", methods=["GET", "POST"])
@login_required
def answer_for(meeting_id: str) -> ResponseReturnValue:
    """Enter what somebody who was there said on paper, by telephone or at the counter."""
    meeting = held_by_visitor(meeting_id)
    if meeting.minutes is None or meeting.state is not State.CONFIRMING:
        missing()
    form = AnswerForThemForm(said=Said.CONFIRMED.value, door=Door.PAPER.value)
    form.said.choices = [(s.value, gettext(w)) for s, w in meetings_words.SAYINGS.items()]
    form.door.choices = [(d.value, gettext(meetings_words.DOORS[d])) for d in BY_CLERK]
    form.person.choices = [(one.person_id, one.name) for one in meeting.minutes.present]
    if form.validate_on_submit():
        made = minuting.enter(
            db.session(), meeting.minutes, form.person.data, Said(form.said.data),
            plain_text(form.words.data), Door(form.door.data), standing(),
        )  # fmt: skip
        if not isinstance(made, Refusal):
            return done(meeting, gettext("お答えを記録しました。"))
        tell(form, made)
    return page("meetings/answer_for.html", form, meeting)


@bp.post("/<meeting_id>/final")
@login_required
def finish(meeting_id: str) -> ResponseReturnValue:
    """Make the minutes final; they go to the list."""
    meeting = held_by_visitor(meeting_id)
    made = minuting.finish(db.session(), this_site(), meeting, standing())
    if isinstance(made, Refusal):
        db.session.rollback()
        flash(meetings_words.refusal(made), "warning")
        return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)
    return done(meeting, gettext("議事録が確定しました。掲示板とメールに送りました。"))
