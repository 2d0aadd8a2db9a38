"""What waits for a moderator: held posts, reported posts, and people who ask to join."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from forum.boards import Board, Subscription, may_moderate
from forum.moderation.held import HeldPost
from forum.moderation.report import Report
from forum.people.standing import Standing


def moderated_boards(session: Session, moderator: Standing) -> list[Board]:
    """The boards that this person moderates, by name."""
    boards = session.scalars(select(Board).order_by(Board.name, Board.id))
    return [b for b in boards if may_moderate(b.visibility, b.id, moderator)]


def waiting_posts(
    session: Session, moderator: Standing, *, after: int | None = None, limit: int = 50
) -> Sequence[HeldPost]:
    """Held posts in the order in which they came, those with an id over `after`."""
    board_ids = [board.id for board in moderated_boards(session, moderator)]
    chosen = (
        select(HeldPost)
        .options(joinedload(HeldPost.board))
        .where(HeldPost.board_id.in_(board_ids), HeldPost.decided_at.is_(None))
        .order_by(HeldPost.id)
        .limit(limit)
    )
    if after is not None:
        chosen = chosen.where(HeldPost.id > after)
    return session.scalars(chosen).all()


def waiting_count(session: Session, moderator: Standing) -> int:
    """How many held posts, reported posts and requests to join wait for this moderator."""
    board_ids = [board.id for board in moderated_boards(session, moderator)]
    waiting = (
        select(func.count())
        .select_from(HeldPost)
        .where(HeldPost.board_id.in_(board_ids), HeldPost.decided_at.is_(None)),
        select(func.count())
        .select_from(Subscription)
        .where(Subscription.board_id.in_(board_ids), Subscription.awaits_approval),
        select(func.count(Report.post_id.distinct())).where(
            Report.board_id.in_(board_ids), Report.decided_at.is_(None)
        ),
    )
    return sum(session.scalar(counted) or 0 for counted in waiting)


def held_post(session: Session, moderator: Standing, public_id: str) -> HeldPost | None:
    """One held post, decided or not, for somebody who may decide on it."""
    held = session.scalar(select(HeldPost).where(HeldPost.public_id == public_id))
    if held is None:
        return None
    board = held.board
    return held if may_moderate(board.visibility, board.id, moderator) else None


def waiting_members(session: Session, moderator: Standing) -> Sequence[Subscription]:
    """Subscriptions that a moderator has to agree to, oldest first."""
    board_ids = [board.id for board in moderated_boards(session, moderator)]
    return session.scalars(
        select(Subscription)
        .options(joinedload(Subscription.board), joinedload(Subscription.address))
        .where(Subscription.board_id.in_(board_ids), Subscription.awaits_approval)
        .order_by(Subscription.id)
    ).all()
