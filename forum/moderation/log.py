"""The public log of what moderators decided: date, kind, reason, board; nobody's name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.base import table_of
from forum.boards import Board, may_read
from forum.dates import TOKYO
from forum.moderation.decision import Act, Decision
from forum.people.standing import Standing

_decisions, _boards = table_of(Decision), table_of(Board)
_posts, _threads = table_of(Post), table_of(Thread)

# Who reads the log should see what became of posts, not the small changes of every day.
LOGGED = (
    Act.APPROVE, Act.REJECT, Act.DISCARD, Act.HIDE, Act.SHOW, Act.KEEP, Act.LOCK, Act.UNLOCK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log."""

    id: int
    at: datetime
    act: Act
    reason: str
    board_slug: str
    board_name: str
    post_public_id: str | None
    thread_public_id: str | None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some lines, newest first, and where the older ones begin (None: these were the last)."""

    entries: Sequence[Entry]
    older: int | None


def log_page(
    session: Session,
    reader: Standing,
    *,
    board_id: int | None = None,
    before: int | None = None,
    limit: int = 50,
) -> LogPage:
    """The log of the boards that this reader may read, `limit` lines under the id `before`."""
    board_ids = readable_boards(session, reader)
    if board_id is not None:
        board_ids = [board_id] if board_id in board_ids else []
    chosen = (
        select(
            _decisions.c.id,
            _decisions.c.at,
            _decisions.c.act,
            _decisions.c.reason,
            _boards.c.slug,
            _boards.c.name,
            _posts.c.public_id,
            _threads.c.public_id,
        )
        .join_from(_decisions, _boards, _decisions.c.board_id == _boards.c.id)
        .join(_posts, _decisions.c.post_id == _posts.c.id, isouter=True)
        .join(_threads, _decisions.c.thread_id == _threads.c.id, isouter=True)
        .where(_decisions.c.board_id.in_(board_ids), _decisions.c.act.in_(LOGGED))
        .order_by(_decisions.c.id.desc())
        .limit(limit + 1)
    )
    if before is not None:
        chosen = chosen.where(_decisions.c.id < before)
    entries = [Entry(*row) for row in session.execute(chosen)]
    older = entries[limit - 1].id if len(entries) > limit else None
    return LogPage(entries[:limit], older)


def figures(session: Session, reader: Standing, month: date) -> dict[Act, int]:
    """How often each act was done in the month (in Tokyo) of that day, on the reader's boards."""
    first = datetime(month.year, month.month, 1, tzinfo=TOKYO)
    after = datetime(month.year + month.month // 12, month.month % 12 + 1, 1, tzinfo=TOKYO)
    rows = session.execute(
        select(_decisions.c.act, func.count())
        .where(
            _decisions.c.board_id.in_(readable_boards(session, reader)),
            _decisions.c.act.in_(LOGGED),
            _decisions.c.at >= first,
            _decisions.c.at < after,
        )
        .group_by(_decisions.c.act)
    )
    counted: dict[Act, int] = dict(rows.all())
    return {act: counted.get(act, 0) for act in LOGGED}


def readable_boards(session: Session, reader: Standing) -> list[int]:
    """Ids of the boards that somebody may read."""
    rows = session.execute(select(_boards.c.id, _boards.c.visibility))
    return [board_id for board_id, visibility in rows if may_read(visibility, board_id, reader)]
