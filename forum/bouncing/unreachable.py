"""Addresses whose mail is stopped, for the moderators who may know their owners."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.boards import Board, Subscription, may_moderate
from forum.bouncing.failures import Cause, Fault
from forum.bouncing.records import Bounce
from forum.people.person import Address, Person
from forum.people.standing import Standing


class Unreachable(NamedTuple):
    """A subscriber who gets no mail: since when and why; `diagnostic` is the host's own words."""

    address_id: int
    written: str
    name: str
    board: str
    since: datetime
    cause: Cause
    diagnostic: str


def on_board(session: Session, board_id: int) -> list[Unreachable]:
    """Those of one board, the newest first."""
    rows = session.execute(
        select(Address.id, Address.written, Person.name, Board.name, Address.stopped_at)
        .select_from(Subscription)
        .join(Address, Address.id == Subscription.address_id)
        .join(Board, Board.id == Subscription.board_id)
        .join(Person, Person.id == Address.person_id, isouter=True)
        .where(Subscription.board_id == board_id, Address.stopped_at.is_not(None))
        .order_by(Address.stopped_at.desc(), Address.id)
    ).all()
    last = _last(session, [row[0] for row in rows])
    return [
        Unreachable(id_, written, name or "", board, since, *last.get(id_, (Cause.UNCLEAR, "")))
        for id_, written, name, board, since in rows
        if since is not None
    ]


def for_moderator(session: Session, moderator: Standing) -> list[Unreachable]:
    """Those of all boards that somebody moderates, board by board."""
    boards = session.execute(select(Board.id, Board.visibility).order_by(Board.id))
    mine = [b for b, visibility in boards if may_moderate(visibility, b, moderator)]
    return [one for board_id in mine for one in on_board(session, board_id)]


def _last(session: Session, address_ids: list[int]) -> dict[int, tuple[Cause, str]]:
    """The newest lasting failure of each address."""
    rows = session.execute(
        select(Bounce.address_id, Bounce.cause, Bounce.diagnostic)
        .where(Bounce.address_id.in_(address_ids), Bounce.fault == Fault.HARD)
        .order_by(Bounce.id)
    )
    return {address_id: (cause, words) for address_id, cause, words in rows}
