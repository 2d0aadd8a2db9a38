"""What has to be printed by itself: decided proposals, slips of open polls, a month's digest."""

from datetime import date, datetime, timedelta

from sqlalchemy import Connection, Exists, exists, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, PostState
from forum.base import TOKYO, order_key, table_of, utcnow
from forum.boards import Board, Visibility
from forum.documents import asking
from forum.documents.document import Document, Kind, State
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal

_documents, _proposals, _polls = table_of(Document), table_of(Proposal), table_of(Poll)
_posts, _boards = table_of(Post), table_of(Board)


def is_anything(connection: Connection) -> bool:
    """Whether there is something to make; cheap, since it is asked every few seconds."""
    waits = select(_documents.c.id).where(_documents.c.state.in_((State.WAITING, State.MAKING)))
    return connection.scalar(waits.limit(1)) is not None or bool(wanted(connection))


def wanted(connection: Connection, now: datetime | None = None) -> list[tuple[Kind, str]]:
    """(kind, subject) of everything that should be there and was never asked for."""
    decided = select(_proposals.c.public_id).where(
        _proposals.c.number.is_not(None), ~_asked(Kind.PROPOSAL, _proposals.c.public_id)
    )
    open_polls = select(_polls.c.public_id).where(
        _polls.c.ended_at.is_(None), ~_asked(Kind.SLIP, _polls.c.public_id)
    )
    found = [(Kind.PROPOSAL, one) for one in connection.scalars(decided)]
    found += [(Kind.SLIP, one) for one in connection.scalars(open_polls)]
    month = month_before((now or utcnow()).astimezone(TOKYO).date())
    subject = f"{month:%Y-%m}"
    asked = select(_asked(Kind.DIGEST, subject))
    if not connection.scalar(asked) and _has_posts(connection, month):
        found.append((Kind.DIGEST, subject))
    return found


def ask_for(session: Session, found: list[tuple[Kind, str]]) -> None:
    for kind, subject in found:
        asking.ask_first(session, kind, [subject])


def month_before(day: date) -> date:
    """The first day of the month before the one of `day`."""
    return (day.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_span(month: date) -> tuple[datetime, datetime]:
    """When a month begins and ends on the clock of the people here."""
    begins = datetime(month.year, month.month, 1, tzinfo=TOKYO)
    return begins, (begins + timedelta(days=32)).replace(day=1)


def _asked(kind: Kind, subject: object) -> Exists:
    return exists().where(_documents.c.kind == kind, _documents.c.subject == subject)


def _has_posts(connection: Connection, month: date) -> bool:
    begins, ends = month_span(month)
    public = select(_boards.c.id).where(_boards.c.visibility == Visibility.PUBLIC)
    found = select(_posts.c.id).where(
        _posts.c.board_id.in_(public),
        _posts.c.state == PostState.PUBLISHED,
        _posts.c.order_key >= order_key(begins, 0),
        _posts.c.order_key < order_key(ends, 0),
    )
    return connection.scalar(found.limit(1)) is not None
