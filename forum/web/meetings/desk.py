"""What the forms of those who hold meetings share: whose they are, refusals, the page around them."""

from typing import Any

from flask import Blueprint, abort, render_template, url_for
from flask.typing import ResponseReturnValue

from forum.matters import NOTHING, Matter, find
from forum.meetings import holding
from forum.meetings.holding import Refusal
from forum.meetings.meeting import Meeting, State
from forum.web import forms
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.forms import plain_text, refuse, shown
from forum.web.links import full_link, this_site
from forum.web.meetings import words as meetings_words
from forum.web.meetings.pages import meeting_or_404

bp = Blueprint("meetings_keeping", __name__, url_prefix="/meetings")


def held_by_visitor(meeting_id: str) -> Meeting:
    meeting = meeting_or_404(meeting_id)
    if not holding.may_hold(meeting.board, standing()):
        abort(403)
    return meeting


def rows_of(form: Any) -> list[tuple[str, Matter]]:
    rows = [
        (plain_text(form[f"title_{row}"].data), form[f"link_{row}"].data or "") for row in form.rows
    ]
    return [(title, find(db.session(), link)) for title, link in rows if title]


def link_of(matter: Matter) -> str:
    """How what a row is about is written in the form."""
    if matter == NOTHING:
        return ""
    return matter.measure.code if matter.measure is not None else this_site().link(matter.path)


def tell(form: Any, refusal: Refusal) -> None:
    refuse(form, meetings_words.refusal(refusal))


def done(meeting: Meeting, told: str) -> ResponseReturnValue:
    return forms.done(told, url_for("meetings.show", meeting_id=meeting.public_id))


def page(template: str, form: Any, meeting: Meeting | None) -> ResponseReturnValue:
    written = render_template(
        template,
        form=form,
        meeting=meeting,
        is_final=meeting is not None and meeting.state is State.FINAL,
        example=full_link("boards.index"),
    )
    return shown(form, written)
