"""What the forms of those who hold meetings share: whose they are, refusals, the page around them."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from forum.matters import NOTHING, Matter, find
from forum.meetings import holding
from forum.meetings.holding import Refusal
from forum.meetings.meeting import Meeting, State
from forum.web.access import standing
from forum.web.extensions import db
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
        (text_of(form[f"title_{row}"].data), form[f"link_{row}"].data or "") for row in form.rows
    ]
    return [(title, find(db.session(), link)) for title, link in rows if title]


def link_of(matter: Matter) -> str:
    """How what a row is about is written in the form."""
    if matter == NOTHING:
        return ""
    return matter.measure.code if matter.measure is not None else this_site().link(matter.path)


def tell(form: Any, refusal: Refusal) -> None:
    db.session.rollback()
    form.form_errors = [*form.form_errors, meetings_words.refusal(refusal)]


def done(meeting: Meeting, told: str) -> ResponseReturnValue:
    public_id = meeting.public_id
    db.session.commit()
    flash(told, "success")
    return redirect(url_for("meetings.show", meeting_id=public_id), 303)


def page(template: str, form: Any, meeting: Meeting | None) -> ResponseReturnValue:
    page = render_template(
        template,
        form=form,
        meeting=meeting,
        is_final=meeting is not None and meeting.state is State.FINAL,
        example=full_link("boards.index"),
    )
    return page, 422 if form.errors else 200


def text_of(told: str | None) -> str:
    """What was written, with one kind of line end and without what no database keeps."""
    return (told or "").replace("\r\n", "\n").replace("\0", "").strip()
