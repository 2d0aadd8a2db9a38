"""The letter that calls a board's moderators: at once for the first, then at most one an hour."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import JSON, ForeignKey, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.acceptance.reasons import reason_sentences
from forum.addresses import EmailAddress
from forum.base import Base, table_of, today, utcnow
from forum.boards import Board, Subscription, Visibility
from forum.distribution import Mailing, MailingState
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.writing import board_letter
from forum.moderation.held import HeldPost
from forum.moderation.report import Report
from forum.people.person import Appointment, Person, Role
from forum.site import Site

PAUSE = timedelta(hours=1)
MOST_LISTED = 10
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class ModeratorBell(Base):
    """When a board's moderators were last called, and by which letters."""

    __tablename__ = "moderator_bells"

    board_id: Mapped[int] = mapped_column(ForeignKey("boards.id"), primary_key=True)
    due_at: Mapped[datetime]
    mailing_ids: Mapped[list[Any]] = mapped_column(JSON, default=list)


def ring_for_moderators(session: Session, site: Site, board_id: int) -> int:
    """Owe the board's moderators a letter on all that waits; how many letters are owed.

    Within an hour of the last one it is owed for the end of that hour, and what comes meanwhile is
    told in the same letter.
    """
    now = utcnow()
    bell = _bell(session, board_id)
    due = bell.due_at if bell.due_at > now else max(now, bell.due_at + PAUSE)
    _withdraw(session, bell, now)
    letters = _letters(session, site, board_id, due)
    if letters:
        bell.due_at, bell.mailing_ids = due, letters
    session.flush()
    return len(letters)


def quiet(session: Session, site: Site, board_id: int) -> None:
    """A moderator has decided: a letter that is still to go out tells what waits after that."""
    bell = session.get(ModeratorBell, board_id, with_for_update=True, populate_existing=True)
    if bell is None or bell.due_at <= utcnow() or not bell.mailing_ids:
        return
    _withdraw(session, bell, utcnow())
    bell.mailing_ids = _letters(session, site, board_id, bell.due_at)


def moderators_of(session: Session, board: Board) -> list[int]:
    """Ids of the people who are called: the board's own moderators, else those of all boards."""
    roles = [(Role.MODERATOR,), (Role.SECRETARIAT,), (Role.ADMIN,)]
    for wanted in roles[1:] if board.visibility is Visibility.STAFF else roles:
        held = select(Appointment.person_id).where(
            Appointment.role.in_(wanted),
            or_(Appointment.board_id.is_(None), Appointment.board_id == board.id),
            Appointment.since <= today(),
            or_(Appointment.until.is_(None), Appointment.until >= today()),
        )
        found = session.scalars(
            select(Person.id)
            .where(Person.id.in_(held), Person.banned_at.is_(None), Person.merged_into_id.is_(None))
            .order_by(Person.id)
        ).all()
        if found:
            return list(found)
    return []


def _bell(session: Session, board_id: int) -> ModeratorBell:
    """The board's bell, locked: two doors that hold a post at once ring one after the other."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    session.execute(
        insert(table_of(ModeratorBell))
        .values(board_id=board_id, due_at=_NEVER, mailing_ids=[])
        .on_conflict_do_nothing()
    )
    return session.get_one(ModeratorBell, board_id, with_for_update=True, populate_existing=True)


def _letters(session: Session, site: Site, board_id: int, due: datetime) -> list[int]:
    board = session.get_one(Board, board_id)
    posts = session.scalars(
        select(HeldPost)
        .where(HeldPost.board_id == board_id, HeldPost.decided_at.is_(None))
        .order_by(HeldPost.held_at, HeldPost.id)
    ).all()
    joining = session.scalar(
        select(func.count())
        .select_from(Subscription)
        .where(Subscription.board_id == board_id, Subscription.awaits_approval)
    )
    reports = session.scalar(
        select(func.count(Report.post_id.distinct())).where(
            Report.board_id == board_id, Report.decided_at.is_(None)
        )
    )
    if not posts and not joining and not reports:
        return []
    mailboxes = [mailbox_of(session, person_id) for person_id in moderators_of(session, board)]
    return [
        _letter(session, site, board, mailbox, list(posts), joining or 0, reports or 0, due)
        for mailbox in mailboxes
        if mailbox is not None
    ]


def _letter(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    posts: list[HeldPost],
    joining: int,
    reports: int,
    due: datetime,
) -> int:
    language = language_of(session, mailbox)
    listed = [
        {
            "subject": " ".join(post.subject.split())[:60],
            "author": " ".join(post.author_name.split()),
            "reasons": reason_sentences(post.reasons, language),
        }
        for post in posts[:MOST_LISTED]
    ]
    mailing = board_letter(
        session,
        site,
        board,
        mailbox,
        "moderators",
        language,
        not_before=due,
        count=len(posts),
        joining=joining,
        reports=reports,
        listed=listed,
        unlisted=len(posts) - len(listed),
        link=site.link("/moderation/"),
    )
    return mailing.id


def _withdraw(session: Session, bell: ModeratorBell, now: datetime) -> None:
    """Take back the letters that have not gone out: newer ones say what they said."""
    session.execute(
        update(Mailing)
        .where(
            Mailing.id.in_(bell.mailing_ids),
            Mailing.state == MailingState.WAITING,
            Mailing.not_before > now,
        )
        .values(state=MailingState.CANCELLED, finished_at=now)
        .execution_options(synchronize_session=False)
    )
