"""Writing the minutes of a meeting, and correcting them."""

from typing import Any

from flask.typing import ResponseReturnValue
from flask_babel import gettext, lazy_gettext
from flask_login import login_required

from forum.dates import in_tokyo
from forum.language import words
from forum.matters import Matter
from forum.meetings import minuting
from forum.meetings.holding import Refusal
from forum.meetings.meeting import Meeting, Minutes, Presence, State
from forum.meetings.minuting import Decided, Record
from forum.meetings.quorum import Place, roster
from forum.meetings.wording import UNTOLD
from forum.people.wording import ROLES, SECTORS
from forum.web.access import standing
from forum.web.extensions import db
from forum.web.forms import plain_text
from forum.web.language import locale
from forum.web.links import this_site
from forum.web.meetings.desk import bp, done, held_by_visitor, link_of, page, rows_of, tell
from forum.web.meetings.forms import MinutesForm, with_rows


@bp.route("/<meeting_id>/minutes", methods=["GET", "POST"])
@login_required
def write(meeting_id: str) -> ResponseReturnValue:
    """Write the minutes, or correct final ones."""
    meeting = held_by_visitor(meeting_id)
    places = roster(db.session(), meeting.board_id, in_tokyo(meeting.starts_at).date())
    form = with_rows(MinutesForm, _decision, _as_written(meeting))
    form.present.choices = [(place.person_id, _who(place)) for place in places]
    if not form.is_turned and form.validate_on_submit():
        made = _write(meeting, form, places)
        if not isinstance(made, Refusal):
            if meeting.state is State.FINAL:
                return done(meeting, gettext("議事録を訂正し、掲示板とメールに送りました。"))
            return done(meeting, gettext("議事録を保存しました。出席者と事務局だけが読めます。"))
        tell(form, made)
    return page("meetings/write.html", form, meeting)


def _decision(row: int) -> Any:
    return lazy_gettext("決定事項%(row)s", row=row)


def _write(meeting: Meeting, form: Any, places: list[Place]) -> Minutes | Refusal:
    there = set(form.present.data)
    record = Record(
        course=plain_text(form.course.data),
        presences={
            place.person_id: Presence.PRESENT if place.person_id in there else Presence.ABSENT
            for place in places
        },
        handouts=plain_text(form.handouts.data),
        observers=form.observers.data,
        decided=[Decided(title, matter) for title, matter in rows_of(form)],
    )
    session, by, seen = db.session(), standing(), form.seen.data
    if meeting.state is not State.FINAL:
        return minuting.write(session, meeting, record, seen, by)
    reason = plain_text(form.reason.data)
    return minuting.correct(session, this_site(), meeting, record, reason, seen, by)


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
        told[f"link_{one.position}"] = link_of(Matter(one.thread, one.measure, one.proposal))
    return told


def _who(place: Place) -> str:
    language = words(locale())
    parts = [SECTORS[place.sector], *([ROLES[place.role]] if place.role not in UNTOLD else [])]
    said = gettext("・").join(language.gettext(part) for part in parts)
    return gettext("%(name)s（%(place)s）", name=place.name, place=said)
