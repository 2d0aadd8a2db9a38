"""Writing down somebody's words for them, and asking them whether that is what they said.

Each act answers what it made, or a Refusal. Nothing here commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution, KeptAttachment
from forum.acceptance.verdict import Discard, Reject
from forum.archive.thread import Identity, Origin, Post, TextFormat, Thread
from forum.base import table_of, today, utcnow
from forum.boards import Board
from forum.intake import letters
from forum.intake.entry import CHANNELS, Door, EntryNote, EntryScan, Intake, State
from forum.letters.bell import ring_for_moderators
from forum.people.person import Person
from forum.people.standing import Standing
from forum.posting import Duplicate, Held, receive
from forum.posting.revising import revise
from forum.refusals import first_refusal
from forum.site import Site

_threads = table_of(Thread)


class Refusal(StrEnum):
    """Why an act was not done."""

    NOT_YOURS = "not_yours"
    NO_CHANNEL = "no_channel"
    LATER_THAN_TODAY = "later_than_today"
    NO_WORDS = "no_words"
    NO_SUBJECT = "no_subject"
    THERE_ALREADY = "there_already"
    NOT_THEIRS = "not_theirs"  # whose words they are may not read the board
    NOT_PUBLISHED = "not_published"
    NO_ADDRESS = "no_address"
    CONFIRMED_ALREADY = "confirmed_already"
    NOTHING_NEW = "nothing_new"


@dataclass(frozen=True, slots=True)
class Voice:
    """What came, from whom, and how; `answers` is the post that it answers."""

    person: Person
    channel: Origin
    received_on: date
    subject: str
    text: str
    answers: Post | None = None
    # Shown with the post and mailed to the list; the others only moderators see.
    shown: Sequence[KeptAttachment] = field(default=())
    kept: Sequence[KeptAttachment] = field(default=())
    at: datetime | None = None  # now, unless a story is told
    # The same for every sending of one form, so that it publishes once.
    message_id: str | None = None


def may_enter(board: Board, standing: Standing) -> bool:
    """Whether somebody enters words of others on a board: its moderators and the office."""
    return standing.person_id is not None and board.may_moderate(standing)


def enter(
    session: Session, site: Site, board: Board, voice: Voice, by: Standing
) -> Intake | Refusal:
    """Put somebody's words on a board for them; where they have a mailbox, the words go back to it."""
    if (refusal := _why_not(board, voice, by)) is not None:
        return refusal
    assert by.person_id is not None
    outcome = receive(session, _contribution(session, board, voice, by.person_id), site)
    if isinstance(outcome, Reject | Discard):
        return Refusal.NOT_THEIRS
    if isinstance(outcome, Duplicate):
        return Refusal.THERE_ALREADY
    entry = Intake(
        board=board,
        person=voice.person,
        channel=voice.channel,
        received_on=voice.received_on,
        entered_by=session.get_one(Person, by.person_id),
    )
    if isinstance(outcome, Held):
        entry.held_post_id = outcome.held_post_id
        ring_for_moderators(session, site, board.id)
    else:
        entry.post_id = outcome.post_id
    entry.scans = [
        EntryScan(name=f.name, content_type=f.content_type, size=f.size, sha256=f.sha256)
        for f in voice.kept
    ]
    session.add(entry)
    session.flush()
    _ask(session, site, entry, voice.subject, voice.text)
    return entry


def post_of(session: Session, entry: Intake) -> Post | None:
    """The post that an entry has become, by itself or once a moderator let it through."""
    post_id = entry.post_id or (entry.held.post_id if entry.held is not None else None)
    return None if post_id is None else session.get(Post, post_id)


def ask_again(session: Session, site: Site, entry: Intake, by: Standing) -> Intake | Refusal:
    """Send the words back once more, as they stand now."""
    post = post_of(session, entry)
    checks = (
        (not may_enter(entry.board, by), Refusal.NOT_YOURS),
        (entry.state is State.CONFIRMED, Refusal.CONFIRMED_ALREADY),
        (post is None, Refusal.NOT_PUBLISHED),
    )
    if refusal := first_refusal(checks):
        return refusal
    assert post is not None
    if not _ask(session, site, entry, post.subject, post.text):
        return Refusal.NO_ADDRESS
    return entry


def confirm(session: Session, entry: Intake, door: Door) -> bool:
    """The person says that these are their words; False where they have said so before."""
    if entry.confirmed_at is not None:
        return False
    entry.confirmed_at, entry.confirmed_by = utcnow(), door
    _show_anew(session, entry)
    return True


def confirm_by_clerk(session: Session, entry: Intake, by: Standing) -> Intake | Refusal:
    """The person has said so on the telephone or by letter; a clerk writes it down."""
    if not may_enter(entry.board, by):
        return Refusal.NOT_YOURS
    return entry if confirm(session, entry, Door.CLERK) else Refusal.CONFIRMED_ALREADY


def note(session: Session, site: Site, entry: Intake, told: str) -> EntryNote | Refusal:
    """What the person wants to read otherwise; the clerk who entered it is told."""
    if not told.strip():
        return Refusal.NO_WORDS
    made = EntryNote(words=told.strip(), door=Door.MAIL)
    entry.notes.append(made)
    session.flush()
    letters.tell_clerk(session, site, entry, made, _subject(session, entry))
    return made


def settle(session: Session, made: EntryNote, by: Standing) -> EntryNote | Refusal:
    """A clerk has seen to a note."""
    if not may_enter(made.entry.board, by):
        return Refusal.NOT_YOURS
    made.settled_at, made.settled_by_id = made.settled_at or utcnow(), by.person_id
    return made


def reword(
    session: Session, site: Site, entry: Intake, subject: str, text: str, by: Standing
) -> Intake | Refusal:
    """Mend the words as the person asked, keep the earlier version, and send them back once more."""
    post = post_of(session, entry)
    checks = (
        (not may_enter(entry.board, by), Refusal.NOT_YOURS),
        (post is None, Refusal.NOT_PUBLISHED),
        (not text.strip(), Refusal.NO_WORDS),
    )
    if refusal := first_refusal(checks):
        return refusal
    assert post is not None
    if not revise(session, site, post.id, subject or post.subject, text, by.person_id, tell=True):
        return Refusal.NOTHING_NEW
    for one in entry.notes:
        settle(session, one, by)
    entry.confirmed_at = entry.confirmed_by = None
    session.flush()
    session.refresh(post)
    _ask(session, site, entry, post.subject, post.text)
    _show_anew(session, entry)
    return entry


def _why_not(board: Board, voice: Voice, by: Standing) -> Refusal | None:
    checks = (
        (not may_enter(board, by), Refusal.NOT_YOURS),
        (voice.channel not in CHANNELS, Refusal.NO_CHANNEL),
        (voice.received_on > today(), Refusal.LATER_THAN_TODAY),
        (not voice.text.strip(), Refusal.NO_WORDS),
        (voice.answers is None and not voice.subject.strip(), Refusal.NO_SUBJECT),
    )
    return first_refusal(checks)


def _contribution(session: Session, board: Board, voice: Voice, clerk_id: int) -> Contribution:
    facts = BoardFacts.of(board)
    parent = voice.answers
    references = (*parent.references, parent.message_id) if parent is not None else ()
    return Contribution(
        board=facts,
        author=author_signed_in(session, facts, voice.person),
        origin=voice.channel,
        identity=Identity.ON_BEHALF,
        entered_by_id=clerk_id,
        subject=voice.subject,
        text=voice.text,
        format=TextFormat.PLAIN,
        received_at=voice.at or utcnow(),
        references=references,
        in_reply_to=references[-1] if references else None,
        attachments=tuple(voice.shown),
        message_id=voice.message_id,
        size=len(voice.text.encode()) + sum(file.size for file in voice.shown),
    )


def _ask(session: Session, site: Site, entry: Intake, subject: str, text: str) -> bool:
    if not letters.ask(session, site, entry, subject, text):
        return False
    entry.asked_at = utcnow()
    return True


def _subject(session: Session, entry: Intake) -> str:
    post = post_of(session, entry)
    return post.subject if post is not None else entry.held.subject if entry.held else ""


def _show_anew(session: Session, entry: Intake) -> None:
    """Strangers' pages of a topic are kept until it changes."""
    post = post_of(session, entry)
    if post is not None:
        session.execute(
            update(_threads)
            .where(_threads.c.id == post.thread_id)
            .values(revision=_threads.c.revision + 1)
        )
