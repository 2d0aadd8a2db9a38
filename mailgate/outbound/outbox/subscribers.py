"""A board's subscribers as the deliver worker sees them: who is to be reached, and who may read."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select
from sqlalchemy.orm import Session

from forum.base import table_of, today
from forum.boards import Mode, Subscription, Visibility, may_read
from forum.people.person import Address
from forum.people.standing import standings

SUBSCRIPTIONS = table_of(Subscription)
ADDRESSES = table_of(Address)


class Recipient(NamedTuple):
    """A subscriber who is owed a copy."""

    subscription_id: int
    address: str
    is_phone: bool = False


def reachable(board_id: int, *modes: Mode) -> Any:
    """A board's subscribers in these modes to whom mail goes today."""
    return select(
        SUBSCRIPTIONS.c.id,
        ADDRESSES.c.written,
        ADDRESSES.c.person_id,
        SUBSCRIPTIONS.c.address_id,
        ADDRESSES.c.format,
    ).where(
        SUBSCRIPTIONS.c.address_id == ADDRESSES.c.id,
        SUBSCRIPTIONS.c.board_id == board_id,
        # One mode is one range of the index.
        SUBSCRIPTIONS.c.mode == modes[0] if len(modes) == 1 else SUBSCRIPTIONS.c.mode.in_(modes),
        SUBSCRIPTIONS.c.awaits_approval.is_(False),
        or_(SUBSCRIPTIONS.c.away_until.is_(None), SUBSCRIPTIONS.c.away_until < today()),
        ADDRESSES.c.stopped_at.is_(None),
    )


def readers(
    connection: Connection, visibility: Visibility, board_id: int, rows: Sequence[Any]
) -> Sequence[Any]:
    """The rows of those who may still read the board."""
    if visibility is Visibility.PUBLIC:
        return rows
    people = {row.person_id for row in rows if row.person_id is not None}
    with Session(connection) as session:
        standing = standings(session, people)
    return [
        row
        for row in rows
        if row.person_id is not None and may_read(visibility, board_id, standing[row.person_id])
    ]
