"""Forms of those who hold meetings: call, change, call off, write, ask, make final, correct."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext, ngettext
from flask_login import login_required
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from forum.base import TOKYO, today
from forum.boards import Board
from forum.dates import in_tokyo
from forum.language import words
from forum.matters import NOTHING, Matter, find
from forum.meetings import holding, minuting
from forum.meetings.holding import Call, Point, Refusal
from forum.meetings.meeting import Door, Meeting, Minutes, Presence, Said, State
from forum.meetings.minuting import Decided, Record
from forum.meetings.quorum import Place, roster
from forum.meetings.wording import ROLES, SECTORS
from forum.people.person import Person
from forum.web.access import missing, standing
from forum.web.extensions import db
from forum.web.language import locale
from forum.web.links import full_link, this_site
from forum.web.meetings import words as meetings_words
from forum.web.meetings.pages import callable_boards, meeting_or_404

bp = Blueprint("meetings_keeping", __name__, url_prefix="/meetings")

ROWS = 8
DAYS_TO_ANSWER = 14
NEEDED = InputRequired(lazy_gettext("入力してください。"))
A_LINE = Length(max=200, message=lazy_gettext("200文字までにしてください。"))
SOME_TEXT = Length(max=10_000, message=lazy_gettext("10,000文字までにしてください。"))
MUCH_TEXT = Length(max=60_000, message=lazy_gettext("60,000文字までにしてください。"))


def _points_at_something(_form: FlaskForm, field: StringField) -> None:
    """A code or an address leads to something that the visitor may read, or it is said."""
    if not (field.data or "").strip():
        return
    matter = find(db.session(), field.data)
    if not matter or not matter.may_be_seen(standing()):
        raise ValidationError(
            gettext(
                "見つかりません。話題か提案のページのアドレス、または施策の番号（例：B7）を書いてください。"
            )
        )


class CallForm(FlaskForm):
    """When, where and what about."""

    board = SelectField(lazy_gettext("どの掲示板の会議か"), coerce=int)
    title = StringField(lazy_gettext("会議の名前"), [NEEDED, A_LINE])
    on = DateField(lazy_gettext("開く日"), [NEEDED])
    begins = TimeField(lazy_gettext("始まる時刻"), [NEEDED])
    ends = TimeField(lazy_gettext("終わる時刻"), [Optional()])
    place = StringField(lazy_gettext("場所"), [NEEDED, A_LINE])
    notes = TextAreaField(lazy_gettext("傍聴や参加のお知らせ"), [Optional(), SOME_TEXT])
    announce = BooleanField(lazy_gettext("掲示板とメールで知らせる"))
    seen = IntegerField(validators=[Optional()])


class MinutesForm(FlaskForm):
    """The minutes as they are written; who was there and what was decided stand beside it."""

    present = SelectMultipleField(lazy_gettext("出席した人"), coerce=int)
    observers = IntegerField(
        lazy_gettext("傍聴した人の数"),
        [Optional(), NumberRange(0, 100_000, lazy_gettext("0以上の数を入力してください。"))],
    )
    course = TextAreaField(lazy_gettext("議事の経過"), [NEEDED, MUCH_TEXT])
    handouts = TextAreaField(lazy_gettext("配布資料"), [Optional(), SOME_TEXT])
    reason = TextAreaField(lazy_gettext("訂正の理由"), [Optional(), SOME_TEXT])
    seen = IntegerField(validators=[InputRequired()])


class UntilForm(FlaskForm):
    until = DateField(lazy_gettext("いつまでに確かめてもらうか"), [NEEDED])


class ReasonForm(FlaskForm):
    reason = TextAreaField(lazy_gettext("中止の理由"), [NEEDED, SOME_TEXT])


class AnswerForm(FlaskForm):
    said = RadioField(lazy_gettext("お答え"))
    words = TextAreaField(lazy_gettext("直すところ"), [Optional(), SOME_TEXT])


def _with_rows(kind: type[FlaskForm], what: Any, many: int) -> Any:
    """The form with lines of words, each of which may point at something."""
    fields: dict[str, Any] = {}
    for row in range(1, many + 1):
        fields[f"title_{row}"] = StringField(what(row), [Optional(), Length(max=2000)])
        fields[f"link_{row}"] = StringField(
            lazy_gettext("何についてか"), [Optional(), Length(max=500), _points_at_something]
        )
    return type(kind.__name__, (kind,), fields)


def _call_form(**told: Any) -> Any:
    kind = _with_rows(CallForm, lambda row: lazy_gettext("議題%(row)s", row=row), ROWS)
    form = kind(**told)
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
    if form.validate_on_submit():
        board = next((board for board in boards if board.id == form.board.data), None)
        made = _call(form, board) if board is not None else Refusal.NOT_YOURS
        if not isinstance(made, Refusal):
            return _done(made, gettext("会議を載せました。"))
        _tell(form, made)
    return _page("meetings/call.html", form, None)


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
    meeting = _held_by_visitor(meeting_id)
    form = _call_form(**_as_called(meeting))
    form.board.choices = [(meeting.board_id, meeting.board.name)]
    if form.validate_on_submit():
        seen = -1 if form.seen.data is None else form.seen.data
        made = holding.change(meeting, _told(form), seen, standing())
        if not isinstance(made, Refusal) and form.announce.data:
            writer = db.session.get_one(Person, standing().person_id)
            posted = holding.announce(db.session(), this_site(), meeting, writer)
            made = posted if isinstance(posted, Refusal) else made
        if not isinstance(made, Refusal):
            return _done(meeting, gettext("会議の内容を変えました。"))
        _tell(form, made)
    return _page("meetings/call.html", form, meeting)


@bp.route("/<meeting_id>/cancel", methods=["GET", "POST"])
@login_required
def cancel(meeting_id: str) -> ResponseReturnValue:
    """Call a meeting off."""
    meeting = _held_by_visitor(meeting_id)
    form = ReasonForm()
    if form.validate_on_submit():
        made = holding.cancel(meeting, _text(form.reason.data), standing())
        if not isinstance(made, Refusal):
            return _done(meeting, gettext("会議を中止にしました。"))
        _tell(form, made)
    return _page("meetings/cancel.html", form, meeting)


@bp.route("/<meeting_id>/minutes", methods=["GET", "POST"])
@login_required
def write(meeting_id: str) -> ResponseReturnValue:
    """Write the minutes, or correct final ones."""
    meeting = _held_by_visitor(meeting_id)
    kind = _with_rows(MinutesForm, lambda row: lazy_gettext("決定事項%(row)s", row=row), ROWS)
    places = roster(db.session(), meeting.board_id, in_tokyo(meeting.starts_at).date())
    form = kind(**_as_written(meeting))
    form.present.choices = [(place.person_id, _who(place)) for place in places]
    if form.validate_on_submit():
        made = _write(meeting, form, places)
        if not isinstance(made, Refusal):
            if meeting.state is State.FINAL:
                return _done(meeting, gettext("議事録を訂正し、掲示板とメールに送りました。"))
            return _done(meeting, gettext("議事録を保存しました。出席者と事務局だけが読めます。"))
        _tell(form, made)
    return _page("meetings/write.html", form, meeting)


def _write(meeting: Meeting, form: Any, places: list[Place]) -> Minutes | Refusal:
    there = set(form.present.data)
    record = Record(
        course=_text(form.course.data),
        presences={
            place.person_id: Presence.PRESENT if place.person_id in there else Presence.ABSENT
            for place in places
        },
        handouts=_text(form.handouts.data),
        observers=form.observers.data,
        decided=[Decided(title, matter) for title, matter in _rows(form)],
    )
    session, by, seen = db.session(), standing(), form.seen.data
    if meeting.state is not State.FINAL:
        return minuting.write(session, meeting, record, seen, by)
    reason = _text(form.reason.data)
    return minuting.correct(session, this_site(), meeting, record, reason, seen, by)


@bp.route("/<meeting_id>/confirmation", methods=["GET", "POST"])
@login_required
def ask(meeting_id: str) -> ResponseReturnValue:
    """Put the minutes to those who were there."""
    meeting = _held_by_visitor(meeting_id)
    form = UntilForm(until=today() + timedelta(days=DAYS_TO_ANSWER))
    if form.validate_on_submit():
        made = minuting.ask_present(db.session(), this_site(), meeting, form.until.data, standing())
        if not isinstance(made, Refusal):
            told = ngettext("%(num)d人にメールで確認をお願いしました。", "%(num)d人にメールで確認をお願いしました。", made)  # fmt: skip
            return _done(meeting, told)
        _tell(form, made)
    return _page("meetings/ask.html", form, meeting)


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
        said, told = Said(form.said.data), _text(form.words.data)
        made = minuting.answer(db.session(), minutes, by.person_id, said, told, Door.WEB)
        if not isinstance(made, Refusal):
            return _done(meeting, gettext("お答えを受け取りました。"))
        _tell(form, made)
    return _page("meetings/answer.html", form, meeting)


@bp.post("/<meeting_id>/final")
@login_required
def finish(meeting_id: str) -> ResponseReturnValue:
    """Make the minutes final; they go to the list."""
    meeting = _held_by_visitor(meeting_id)
    made = minuting.finish(db.session(), this_site(), meeting, standing())
    if isinstance(made, Refusal):
        db.session.rollback()
        flash(meetings_words.refusal(made), "warning")
        return redirect(url_for("meetings.show", meeting_id=meeting_id), 303)
    return _done(meeting, gettext("議事録が確定しました。掲示板とメールに送りました。"))


def _held_by_visitor(meeting_id: str) -> Meeting:
    meeting = meeting_or_404(meeting_id)
    if not holding.may_hold(meeting.board, standing()):
        abort(403)
    return meeting


def _told(form: Any) -> Call:
    begins, ends = form.begins.data, form.ends.data
    return Call(
        title=form.title.data.strip(),
        starts_at=datetime.combine(form.on.data, begins, TOKYO),
        ends_at=datetime.combine(form.on.data, ends, TOKYO) if ends else None,
        place=form.place.data.strip(),
        notes=_text(form.notes.data),
        agenda=[Point(title[:200], matter) for title, matter in _rows(form)],
    )


def _rows(form: Any) -> list[tuple[str, Matter]]:
    rows = [
        (_text(form[f"title_{row}"].data), form[f"link_{row}"].data or "")
        for row in range(1, ROWS + 1)
    ]
    return [(title, find(db.session(), link)) for title, link in rows if title]


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
        told[f"link_{item.position}"] = _link(Matter(item.thread, item.measure, item.proposal))
    return told


def _as_written(meeting: Meeting) -> dict[str, Any]:
    minutes = meeting.minutes
    if minutes is None:
        return {"seen": 0, "present": []}
    told: dict[str, Any] = {
        "present": [one.person_id for one in minutes.present],
        "observers": minutes.observers,
        "course": minutes.course,
        "handouts": minutes.handouts,
        "seen": minutes.number,
    }
    for one in minutes.resolutions:
        told[f"title_{one.position}"] = one.words
        told[f"link_{one.position}"] = _link(Matter(one.thread, one.measure, one.proposal))
    return told


def _link(matter: Matter) -> str:
    """How what a row is about is written in the form."""
    if matter == NOTHING:
        return ""
    return matter.measure.code if matter.measure is not None else this_site().link(matter.path)


def _who(place: Place) -> str:
    language = words(locale())
    parts = [SECTORS[place.sector], *([ROLES[place.role]] if place.role in ROLES else [])]
    said = gettext("・").join(language.gettext(part) for part in parts)
    return gettext("%(name)s（%(place)s）", name=place.name, place=said)


def _tell(form: Any, refusal: Refusal) -> None:
    db.session.rollback()
    form.form_errors = [*form.form_errors, meetings_words.refusal(refusal)]


def _done(meeting: Meeting, told: str) -> ResponseReturnValue:
    public_id = meeting.public_id
    db.session.commit()
    flash(told, "success")
    return redirect(url_for("meetings.show", meeting_id=public_id), 303)


def _page(template: str, form: Any, meeting: Meeting | None) -> ResponseReturnValue:
    page = render_template(
        template,
        form=form,
        meeting=meeting,
        rows=range(1, ROWS + 1),
        is_final=meeting is not None and meeting.state is State.FINAL,
        example=full_link("boards.index"),
    )
    return page, 422 if form.errors else 200


def _text(told: str | None) -> str:
    """What was written, with one kind of line end and without what no database keeps."""
    return (told or "").replace("\r\n", "\n").replace("\0", "").strip()
