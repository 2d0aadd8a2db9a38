"""Calling a meeting, changing when and where, calling it off; and whom it belongs to.

Each act answers what it made, or a Refusal. Nothing here commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution, KeptAttachment
from forum.archive.thread import Identity, Origin, TextFormat
from forum.base import utcnow
from forum.boards import Board, Visibility
from forum.language import words
from forum.matters import NOTHING, Matter
from forum.meetings.calendar import calendar
from forum.meetings.meeting import AgendaItem, Meeting, State
from forum.meetings.wording import invitation
from forum.people.person import Person, Role
from forum.people.standing import Standing
from forum.posting import Published, receive
from forum.refusals import first_refusal
from forum.site import Site

OFFICE = (Role.SECRETARIAT, Role.ADMIN)


class Refusal(StrEnum):
    """Why an act on a meeting was not done."""

    NOT_YOURS = "not_yours"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_AGENDA = "no_agenda"
    ENDS_BEFORE = "ends_before"
    NO_REASON = "no_reason"
    CANCELLED = "cancelled"
    CLOSED = "closed"  # the minutes are with those present, or final
    NOT_YET = "not_yet"
    NOBODY_PRESENT = "nobody_present"
    NO_MINUTES = "no_minutes"
    STILL_ASKED = "still_asked"
    NOT_PRESENT = "not_present"
    NOT_ASKED = "not_asked"
    NO_WORDS = "no_words"
    NOT_TAKEN = "not_taken"  # the board would not take the post


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an agenda, and what it is about."""

    title: str
    matter: Matter = NOTHING


@dataclass(frozen=True, slots=True)
class Call:
    """What a meeting is called with."""

    title: str
    starts_at: datetime
    place: str
    agenda: Sequence[Point] = field(default=())
    ends_at: datetime | None = None
    notes: str = ""


def may_hold(board: Board, standing: Standing) -> bool:
    """Whether somebody calls the meetings of a board and writes their minutes.

    The office and the chair; for a working group, whose board not everybody reads, its moderators.
    """
    if not board.may_read(standing) or standing.person_id is None:
        return False
    if standing.holds(*OFFICE) or standing.holds(Role.CHAIR, board_id=board.id):
        return True
    works = board.visibility is Visibility.MEMBERS
    return (works and board.may_moderate(standing)) or (Role.MODERATOR, board.id) in standing.roles


def call(session: Session, board: Board, told: Call, by: Standing) -> Meeting | Refusal:
    """A meeting that is to come (or was, where its minutes are written later)."""
    if not may_hold(board, by):
        return Refusal.NOT_YOURS
    if (refusal := _fault(told)) is not None:
        return refusal
    meeting = Meeting(board=board, called_by_id=by.person_id)
    _fill(meeting, told)
    session.add(meeting)
    session.flush()
    return meeting


def change(meeting: Meeting, told: Call, seen: int, by: Standing) -> Meeting | Refusal:
    """Another time, place or agenda; `seen` is the revision that the change was written against."""
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.cancelled_at is not None, Refusal.CANCELLED),
        (meeting.state in (State.CONFIRMING, State.FINAL), Refusal.CLOSED),
        (seen != meeting.revision, Refusal.CHANGED_MEANWHILE),
    )
    if refusal := first_refusal(checks) or _fault(told):
        return refusal
    _fill(meeting, told)
    _touch(meeting)
    return meeting


def cancel(meeting: Meeting, reason: str, by: Standing) -> Meeting | Refusal:
    """Call a meeting off; it stays on its page, with the reason."""
    checks = (
        (not may_hold(meeting.board, by), Refusal.NOT_YOURS),
        (meeting.cancelled_at is not None, Refusal.CANCELLED),
        (meeting.state is not State.NONE, Refusal.CLOSED),
        (not reason.strip(), Refusal.NO_REASON),
    )
    if refusal := first_refusal(checks):
        return refusal
    meeting.cancelled_at, meeting.cancelled_reason = utcnow(), reason.strip()
    _touch(meeting)
    return meeting


def announce(session: Session, site: Site, meeting: Meeting, by: Person) -> Published | Refusal:
    """Tell the board of a meeting, so that those who live by mail know of it too."""
    language = words(None)
    subject, text = invitation(meeting, site, language)
    file = _calendar_file(site, meeting)
    return post(session, site, meeting, by, subject, text, Origin.WEB, files=(file,))


def _calendar_file(site: Site, meeting: Meeting) -> KeptAttachment:
    """The meeting for one's own calendar, as it goes with the notice of it."""
    octets = calendar([meeting], site).encode()
    (sha256,) = site.attachments.keep([octets])
    return KeptAttachment("meeting.ics", "text/calendar", len(octets), sha256)


def post(
    session: Session,
    site: Site,
    meeting: Meeting,
    by: Person,
    subject: str,
    text: str,
    origin: Origin,
    ancestors: Sequence[str] = (),
    files: tuple[KeptAttachment, ...] = (),
) -> Published | Refusal:
    """Words of a meeting as a post on its board, judged like any other."""
    facts = BoardFacts.of(meeting.board)
    outcome = receive(
        session,
        Contribution(
            board=facts,
            author=author_signed_in(session, facts, by),
            origin=origin,
            identity=Identity.SESSION,
            subject=subject,
            text=text,
            format=TextFormat.PLAIN,
            received_at=utcnow(),
            references=tuple(ancestors),
            in_reply_to=ancestors[-1] if ancestors else None,
            attachments=files,
            size=len(text.encode()) + sum(file.size for file in files),
        ),
        site,
    )
    return outcome if isinstance(outcome, Published) else Refusal.NOT_TAKEN


def _fault(told: Call) -> Refusal | None:
    if not told.agenda:
        return Refusal.NO_AGENDA
    early = told.ends_at is not None and told.ends_at <= told.starts_at
    return Refusal.ENDS_BEFORE if early else None


def _fill(meeting: Meeting, told: Call) -> None:
    meeting.title, meeting.place, meeting.notes = told.title, told.place, told.notes
    meeting.starts_at, meeting.ends_at = told.starts_at, told.ends_at
    meeting.agenda = [
        AgendaItem(
            position=position,
            title=point.title,
            thread=point.matter.thread,
            measure=point.matter.measure,
            proposal=point.matter.proposal,
        )
        for position, point in enumerate(told.agenda, 1)
    ]


def _touch(meeting: Meeting) -> None:
    meeting.revision += 1
    meeting.changed_at = utcnow()
