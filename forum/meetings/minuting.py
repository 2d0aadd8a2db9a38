"""Writing minutes, asking those who were there, making them final, correcting them afterwards.

Each act answers what it made, or a Refusal. Every saving is a new version; nothing is overwritten.
Nothing here commits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy.orm import Session

from forum.archive.thread import Origin, Post
from forum.base import today, utcnow
from forum.dates import in_tokyo
from forum.language import words
from forum.matters import NOTHING, Matter
from forum.meetings import asking
from forum.meetings.holding import Refusal, may_hold, post
from forum.meetings.meeting import (
    Attendance,
    Door,
    Meeting,
    Minutes,
    MinutesAnswer,
    Presence,
    Resolution,
    Said,
    State,
)
from forum.meetings.quorum import Place, roster
from forum.meetings.wording import minutes_text
from forum.people.person import Person
from forum.people.standing import Standing
from forum.refusals import first_refusal
from forum.site import Site


@dataclass(frozen=True, slots=True)
class Decided:
    """One thing that was decided, and what it is about."""

    words: str
    matter: Matter = NOTHING


@dataclass(frozen=True, slots=True)
class Record:
    """What a version of the minutes says; `presences` by person id."""

    course: str
    presences: Mapping[int, Presence]
    handouts: str = ""
    observers: int | None = None
    decided: Sequence[Decided] = field(default=())


def write(
    session: Session, meeting: Meeting, record: Record, seen: int, by: Standing
) -> Minutes | Refusal:
    """A new version of minutes that are not final; `seen` is the number of the one before, or 0.

    Whoever confirmed the version before is asked again: another text is another thing.
    """
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.cancelled_at is not None, Refusal.CANCELLED),
        (meeting.state is State.FINAL, Refusal.CLOSED),
        (meeting.starts_at > utcnow(), Refusal.NOT_YET),
        (seen != _number(meeting), Refusal.CHANGED_MEANWHILE),
        (not _came(session, meeting, record), Refusal.NOBODY_PRESENT),
    )
    if refusal := first_refusal(checks):
        return refusal
    meeting.asked_at = meeting.answer_until = None
    return _kept(session, meeting, record, "", by)


def ask_present(
    session: Session, site: Site, meeting: Meeting, until: date, by: Standing
) -> int | Refusal:
    """Put the newest version to those who were there, until a day; how many letters are owed."""
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.minutes is None, Refusal.NO_MINUTES),
        (meeting.state is State.FINAL, Refusal.CLOSED),
        (until < today(), Refusal.NOT_YET),
    )
    if refusal := first_refusal(checks):
        return refusal
    assert meeting.minutes is not None
    meeting.asked_at, meeting.answer_until = utcnow(), until
    return asking.ask(session, site, meeting, meeting.minutes)


def answer(
    session: Session, minutes: Minutes, person_id: int, said: Said, told: str, door: Door
) -> MinutesAnswer | Refusal:
    """What somebody who was there says of a version that is put to them."""
    meeting = minutes.meeting
    checks = (
        (meeting.state is not State.CONFIRMING, Refusal.NOT_ASKED),
        (minutes is not meeting.minutes, Refusal.CHANGED_MEANWHILE),
        (person_id not in {one.person_id for one in minutes.present}, Refusal.NOT_PRESENT),
        (said is Said.COMMENT and not told.strip(), Refusal.NO_WORDS),
    )
    if refusal := first_refusal(checks):
        return refusal
    row = MinutesAnswer(
        minutes_id=minutes.id, person_id=person_id, said=said, words=told.strip(), door=door
    )
    minutes.answers.append(row)
    session.flush()
    return row


def enter(
    session: Session,
    minutes: Minutes,
    person_id: int,
    said: Said,
    told: str,
    door: Door,
    by: Standing,
) -> MinutesAnswer | Refusal:
    """What somebody answered on paper or by telephone, entered by who holds the meeting."""
    if not may_hold(minutes.meeting.board, by):
        return Refusal.NOT_YOURS
    made = answer(session, minutes, person_id, said, told, door)
    if isinstance(made, MinutesAnswer):
        made.entered_by_id = by.person_id
        session.flush()
    return made


def silent(minutes: Minutes) -> list[Attendance]:
    """Those who were there and have not confirmed this version."""
    confirmed = {one.person_id for one in minutes.answers if one.said is Said.CONFIRMED}
    return [one for one in minutes.present if one.person_id not in confirmed]


def finish(session: Session, site: Site, meeting: Meeting, by: Standing) -> Minutes | Refusal:
    """Make the minutes final and send them to the list: all have confirmed, or the day is over."""
    minutes = meeting.minutes
    until = meeting.answer_until
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.state is State.FINAL, Refusal.CLOSED),
        (meeting.state is not State.CONFIRMING, Refusal.NOT_ASKED),
        (
            minutes is not None
            and until is not None
            and bool(silent(minutes))
            and until >= today(),
            Refusal.STILL_ASKED,
        ),
    )
    if refusal := first_refusal(checks):
        return refusal
    assert minutes is not None
    return _publish(session, site, meeting, minutes, by)


def correct(
    session: Session,
    site: Site,
    meeting: Meeting,
    record: Record,
    reason: str,
    seen: int,
    by: Standing,
) -> Minutes | Refusal:
    """A new version of final minutes, with its reason; it goes to the list as an answer to the first."""
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.state is not State.FINAL, Refusal.NO_MINUTES),
        (seen != _number(meeting), Refusal.CHANGED_MEANWHILE),
        (not _came(session, meeting, record), Refusal.NOBODY_PRESENT),
        (not reason.strip(), Refusal.NO_REASON),
    )
    if refusal := first_refusal(checks):
        return refusal
    minutes = _kept(session, meeting, record, reason.strip(), by)
    return _publish(session, site, meeting, minutes, by)


def _publish(
    session: Session, site: Site, meeting: Meeting, minutes: Minutes, by: Standing
) -> Minutes | Refusal:
    subject, text = minutes_text(meeting, minutes, site, words(None))
    writer = session.get_one(Person, by.person_id)
    ancestors = _ancestors(session, meeting)
    made = post(session, site, meeting, writer, subject, text, Origin.MINUTES, ancestors)
    if isinstance(made, Refusal):
        return made
    minutes.post_id = made.post_id
    meeting.final_at = meeting.final_at or utcnow()
    session.flush()
    return minutes


def _ancestors(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """The Message-IDs that a correction answers; none for the first minutes."""
    first = next((one.post_id for one in meeting.versions if one.post_id is not None), None)
    if first is None:
        return ()
    earlier = session.get_one(Post, first)
    return (*earlier.references, earlier.message_id)


def _kept(session: Session, meeting: Meeting, record: Record, reason: str, by: Standing) -> Minutes:
    minutes = Minutes(
        number=_number(meeting) + 1,
        course=record.course,
        handouts=record.handouts,
        observers=record.observers,
        reason=reason,
        written_by=None if by.person_id is None else session.get(Person, by.person_id),
    )
    minutes.attendances = [
        Attendance(
            person_id=place.person_id,
            name=place.name,
            sector=place.sector,
            role=place.role,
            has_seat=place.has_seat,
            presence=record.presences.get(place.person_id, Presence.ABSENT),
        )
        for place in _roster(session, meeting)
        if place.has_seat or record.presences.get(place.person_id) is Presence.PRESENT
    ]
    minutes.resolutions = [
        Resolution(
            position=position,
            words=one.words,
            thread=one.matter.thread,
            measure=one.matter.measure,
            proposal=one.matter.proposal,
        )
        for position, one in enumerate(record.decided, 1)
    ]
    meeting.versions.append(minutes)
    session.flush()
    return minutes


def _came(session: Session, meeting: Meeting, record: Record) -> bool:
    """Whether anybody who belongs there was there."""
    there = {key for key, how in record.presences.items() if how is Presence.PRESENT}
    return any(place.person_id in there for place in _roster(session, meeting))


def _roster(session: Session, meeting: Meeting) -> list[Place]:
    return roster(session, meeting.board_id, in_tokyo(meeting.starts_at).date())


def _number(meeting: Meeting) -> int:
    return meeting.minutes.number if meeting.minutes is not None else 0
