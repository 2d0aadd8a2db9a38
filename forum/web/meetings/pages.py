"""Meetings: those to come, those that were held, their agendas and minutes."""

from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from forum.base import utcnow
from forum.boards import Board, Visibility
from forum.matters import Matter
from forum.meetings import minuting, reading
from forum.meetings.calendar import CONTENT_TYPE, calendar
from forum.meetings.holding import may_hold
from forum.meetings.meeting import AgendaItem, Meeting, Resolution, State
from forum.web import paging
from forum.web.access import missing, public_board_ids, readable_boards, require_reader, standing
from forum.web.extensions import db
from forum.web.links import this_site
from forum.web.meetings import words as meetings_words

bp = Blueprint("meetings", __name__, url_prefix="/meetings")

PER_PAGE = 30


@bp.app_context_processor
def _words() -> dict[str, Any]:
    return {"meetings_words": meetings_words}


@bp.get("/")
def index() -> ResponseReturnValue:
    """Meetings to come, the next one first; below them those that were held, the newest first."""
    boards = [board.id for board in readable_boards()]
    before = paging.place(request.args.get("before"))
    held = reading.held(db.session(), boards, before=before, limit=PER_PAGE + 1)
    older = None
    if len(held) > PER_PAGE:
        older = url_for("meetings.index", before=paging.cursor(held[PER_PAGE - 1].id))
    return render_template(
        "meetings/index.html",
        coming=[] if before is not None else reading.coming(db.session(), boards),
        held=held[:PER_PAGE],
        older=older,
        newer=url_for("meetings.index") if before is not None else None,
        may_call=bool(callable_boards()),
        State=State,
    )


@bp.get("/<meeting_id>")
def show(meeting_id: str) -> ResponseReturnValue:
    """One meeting: when, where, what about; its minutes as far as the visitor may read them."""
    meeting = meeting_or_404(meeting_id)
    by = standing()
    number = request.args.get("version", "")
    asked = int(number) if number.isascii() and number.isdigit() and len(number) < 6 else None
    minutes = reading.shown_minutes(meeting, by, asked)
    if number and minutes is None:
        missing()
    mine = None
    if minutes is not None and minutes is meeting.minutes and by.person_id is not None:
        mine = next((one for one in minutes.present if one.person_id == by.person_id), None)
    sees_draft = reading.may_see_draft(meeting, by)
    return render_template(
        "meetings/show.html",
        meeting=meeting,
        minutes=minutes,
        versions=meeting.versions if sees_draft else reading.published(meeting),
        silent=minuting.silent(minutes) if minutes is not None else [],
        mine=mine,
        answered=_said(meeting, by.person_id),
        sees_draft=sees_draft,
        may_hold=may_hold(meeting.board, by),
        is_past=meeting.starts_at <= utcnow(),
        about=_about,
        State=State,
    )


@bp.get("/<meeting_id>.ics")
def ics(meeting_id: str) -> ResponseReturnValue:
    """One meeting for one's own calendar."""
    meeting = meeting_or_404(meeting_id)
    return _calendar([meeting], f"meeting-{meeting.public_id}.ics")


@bp.get("/calendar.ics")
def feed() -> ResponseReturnValue:
    """Every coming meeting that everybody may know of, for calendars that subscribe."""
    return _calendar(list(reading.coming(db.session(), public_board_ids())), "meetings.ics")


def meeting_or_404(meeting_id: str) -> Meeting:
    """The meeting of that name, as far as the visitor may know of it."""
    meeting = reading.meeting(db.session(), meeting_id)
    if meeting is None:
        missing()
    require_reader(meeting.board.visibility, meeting.board_id)
    return meeting


def callable_boards() -> list[Any]:
    """The boards whose meetings the visitor may call."""
    by = standing()
    if by.person_id is None or not by.roles:
        return []
    boards = db.session.query(Board).order_by(Board.id)
    return [board for board in boards if may_hold(board, by)]


def _about(row: AgendaItem | Resolution) -> Matter | None:
    """What a point or a decision is about, where the visitor may see it."""
    matter = Matter(row.thread, row.measure, row.proposal)
    return matter if matter and matter.may_be_seen(standing()) else None


def _said(meeting: Meeting, person_id: int | None) -> list[Any]:
    """What the visitor has answered about the newest version."""
    if meeting.minutes is None or person_id is None:
        return []
    return [one for one in meeting.minutes.answers if one.person_id == person_id]


def _calendar(meetings: list[Meeting], name: str) -> Response:
    response = Response(calendar(meetings, this_site()), content_type=CONTENT_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if any(one.board.visibility is not Visibility.PUBLIC for one in meetings):
        response.headers["Cache-Control"] = "private, no-store"
    return response
