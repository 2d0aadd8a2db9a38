"""Calling a meeting, changing when and what about, calling it off."""

from datetime import datetime
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required

from forum.base import TOKYO
from forum.boards import Board
from forum.dates import in_tokyo
from forum.matters import Matter
from forum.meetings import holding
from forum.meetings.holding import Call, Point, Refusal
from forum.meetings.meeting import Meeting
from forum.people.person import Person
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.forms import plain_text
from forum.web.links import this_site
from forum.web.meetings.desk import bp, done, held_by_visitor, link_of, page, rows_of, tell
from forum.web.meetings.forms import CallForm, ReasonForm, with_rows
from forum.web.meetings.pages import callable_boards


def _call_form(**told: Any) -> Any:
    form = with_rows(CallForm, lambda row: lazy_gettext("議題%(row)s", row=row), told)
    form.board.choices = [(board.id, board.name) for board in callable_boards()]
    return form


@bp.route("/new", methods=["GET", "POST"])
@login_required
def call() -> ResponseReturnValue:
    """Call a meeting."""
    boards = callable_boards()
    if not boards:
        abort(403)
    wanted = request.args.get("board", "")
    chosen = next((board.id for board in boards if board.slug == wanted), boards[0].id)
    form = _call_form(board=chosen, announce=True)
    if not form.is_turned and form.validate_on_submit():
        board = next((board for board in boards if board.id == form.board.data), None)
        made = _call(form, board) if board is not None else Refusal.NOT_YOURS
        if not isinstance(made, Refusal):
            return done(made, gettext("会議を載せました。"))
        tell(form, made)
    return page("meetings/call.html", form, None)


def _call(form: Any, board: Board) -> Meeting | Refusal:
    made = holding.call(db.session(), board, _told(form), standing())
    if isinstance(made, Refusal) or not form.announce.data:
        return made
    writer = db.session.get_one(Person, standing().person_id)
    posted = holding.announce(db.session(), this_site(), made, writer)
    return posted if isinstance(posted, Refusal) else made


@bp.route("/<meeting_id>/change", methods=["GET", "POST"])
@login_required
def change(meeting_id: str) -> ResponseReturnValue:
    """Another day, place or agenda."""
    meeting = held_by_visitor(meeting_id)
    form = _call_form(**_as_called(meeting))
    form.board.choices = [(meeting.board_id, meeting.board.name)]
    if not form.is_turned and form.validate_on_submit():
        seen = -1 if form.seen.data is None else form.seen.data
        made = holding.change(meeting, _told(form), seen, standing())
        if not isinstance(made, Refusal) and form.announce.data:
            writer = db.session.get_one(Person, standing().person_id)
            posted = holding.announce(db.session(), this_site(), meeting, writer)
            made = posted if isinstance(posted, Refusal) else made
        if not isinstance(made, Refusal):
            return done(meeting, gettext("会議の内容を変えました。"))
        tell(form, made)
    return page("meetings/call.html", form, meeting)


@bp.route("/<meeting_id>/cancel", methods=["GET", "POST"])
@login_required
def cancel(meeting_id: str) -> ResponseReturnValue:
    """Call a meeting off."""
    meeting = held_by_visitor(meeting_id)
    form = ReasonForm()
    if form.validate_on_submit():
        made = holding.cancel(meeting, plain_text(form.reason.data), standing())
        if not isinstance(made, Refusal):
            return done(meeting, gettext("会議を中止にしました。"))
        tell(form, made)
    return page("meetings/cancel.html", form, meeting)


def _told(form: Any) -> Call:
    begins, ends = form.begins.data, form.ends.data
    return Call(
        title=form.title.data.strip(),
        starts_at=datetime.combine(form.on.data, begins, TOKYO),
        ends_at=datetime.combine(form.on.data, ends, TOKYO) if ends else None,
        place=form.place.data.strip(),
        notes=plain_text(form.notes.data),
        agenda=[Point(title[:200], matter) for title, matter in rows_of(form)],
    )


def _as_called(meeting: Meeting) -> dict[str, Any]:
    begins = in_tokyo(meeting.starts_at)
    told: dict[str, Any] = {
        "board": meeting.board_id,
        "title": meeting.title,
        "on": begins.date(),
        "begins": begins.time(),
        "ends": in_tokyo(meeting.ends_at).time() if meeting.ends_at else None,
        "place": meeting.place,
        "notes": meeting.notes,
        "seen": meeting.revision,
    }
    for item in meeting.agenda:
        told[f"title_{item.position}"] = item.title
        told[f"link_{item.position}"] = link_of(Matter(item.thread, item.measure, item.proposal))
    return told
