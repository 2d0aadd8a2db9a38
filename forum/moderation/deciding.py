"""What acts of moderators have in common: the right, the public reason, the log, who came first."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.boards import Board, may_moderate
from forum.moderation.decision import Act, Decision
from forum.moderation.held import HeldPost
from forum.moderation.reasons import REASONS_FOR
from forum.people.person import Person
from forum.people.standing import Standing


@dataclass(frozen=True, slots=True)
class Done:
    """It was done now, and stands in the log."""

    decision_id: int
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class AlreadyDecided:
    """Somebody was first: who (a name for moderators' eyes; None: the author), and what they did."""

    by: str | None
    act: Act | None


@dataclass(frozen=True, slots=True)
class NotAllowed:
    """That is not this person's right on this board."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The words are not the ones that were shown; look again before deciding."""


Answer = Done | AlreadyDecided | NotAllowed | Changed


def may_act(session: Session, board_id: int, moderator: Standing) -> bool:
    """The one place where acts ask for the right to act."""
    board = session.get_one(Board, board_id)
    return may_moderate(board.visibility, board.id, moderator)


def must_be_reason(act: Act, reason: str) -> None:
    if reason not in REASONS_FOR[act]:
        raise ValueError(f"{reason!r} is no public reason to {act}")


def write_down(
    session: Session,
    moderator: Standing,
    board_id: int,
    act: Act,
    reason: str,
    note: str,
    **about: int | None,
) -> Decision:
    decision = Decision(
        act=act,
        board_id=board_id,
        moderator_id=moderator.person_id,
        reason=reason,
        note=note.strip(),
        **about,
    )
    session.add(decision)
    session.flush()
    return decision


def who_decided(
    session: Session, kind: type[HeldPost] | type[Post] | type[Thread], row_id: int
) -> AlreadyDecided:
    about = {
        HeldPost: Decision.held_post_id == row_id,
        Post: (Decision.post_id == row_id) & Decision.held_post_id.is_(None),
        Thread: (Decision.thread_id == row_id) & Decision.post_id.is_(None),
    }
    row = session.execute(
        select(Person.name, Decision.act)
        .join_from(Decision, Person, Decision.moderator_id == Person.id, isouter=True)
        .where(about[kind])
        .order_by(Decision.id.desc())
        .limit(1)
    ).first()
    return AlreadyDecided(row.name, row.act) if row else AlreadyDecided(None, None)


def raise_revision(session: Session, thread_id: int) -> None:
    session.execute(
        update(Thread)
        .where(Thread.id == thread_id)
        .values(revision=Thread.revision + 1)
        .execution_options(synchronize_session=False)
    )
