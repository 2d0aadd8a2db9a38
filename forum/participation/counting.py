"""What each person wrote on the public boards, month by month; of these the figures are made."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from forum.archive.thread import Origin, Post, PostState
from forum.base import ID_BITS_IN_ORDER_KEY, TOKYO, order_key, table_of
from forum.boards import Board, Visibility
from forum.dates import fiscal_year_number
from forum.people.person import Person, Sector

_posts, _boards, _persons = table_of(Post), table_of(Board), table_of(Person)


@dataclass(frozen=True, slots=True)
class Share:
    """What one person wrote on one board in one month, one way and on one side."""

    board: str
    month: int  # 202604
    channel: Origin
    sector: Sector
    person: int  # a number that means nothing outside of one count
    posts: int
    is_new: bool  # their first post of all is one of these


def years(connection: Connection) -> Iterator[tuple[int, list[Share]]]:
    """The shares of each fiscal year in which somebody wrote, oldest first.

    Only public boards and published posts; a month is read at a time.
    """
    boards = _public(connection)
    known: dict[Any, int] = {}
    year, shares = 0, list[Share]()
    for month in _months(connection, list(boards)):
        if (own := fiscal_year_number(month)) != year:
            if shares:
                yield year, shares
            year, shares = own, []
        shares += _shares(connection, boards, month, known)
    if shares:
        yield year, shares


def size(connection: Connection) -> int:
    """About how many posts a count would look at."""
    counted = select(func.coalesce(func.sum(_boards.c.post_count), 0))
    return connection.execute(counted.where(_boards.c.visibility == Visibility.PUBLIC)).scalar_one()


def _public(connection: Connection) -> dict[int, str]:
    wanted = select(_boards.c.id, _boards.c.slug)
    rows = connection.execute(wanted.where(_boards.c.visibility == Visibility.PUBLIC))
    return {row.id: row.slug for row in rows}


def _months(connection: Connection, board_ids: Sequence[int]) -> Iterator[datetime]:
    """The first moment of each month in which there is a post, by the clock of Asia/Tokyo."""
    after = 0
    while True:
        # Board by board the index gives the first key at once; over all of them it would not.
        firsts = (
            connection.execute(
                select(func.min(_posts.c.order_key)).where(
                    _posts.c.board_id == board_id, _posts.c.order_key >= after
                )
            ).scalar()
            for board_id in board_ids
        )
        first = min((key for key in firsts if key is not None), default=None)
        if first is None:
            return
        at = datetime.fromtimestamp((first >> ID_BITS_IN_ORDER_KEY) / 1000, TOKYO)
        month = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        yield month
        after = order_key(_next(month), 0)


def _next(month: datetime) -> datetime:
    return month.replace(year=month.year + month.month // 12, month=month.month % 12 + 1)


def _shares(
    connection: Connection, boards: dict[int, str], month: datetime, known: dict[Any, int]
) -> list[Share]:
    rows = connection.execute(_spoken(list(boards), month)).all()
    shares = []
    for row in sorted(rows, key=lambda row: row.first):
        speaker = _speaker(row)
        is_new = speaker not in known
        shares.append(
            Share(
                boards[row.board_id],
                month.year * 100 + month.month,
                row.origin,
                row.author_sector,
                known.setdefault(speaker, len(known)),
                row.posts,
                is_new,
            )
        )
    return shares


def _spoken(board_ids: Sequence[int], month: datetime) -> Any:
    """One row for each speaker, board, way and sector of a month."""
    person = func.coalesce(_persons.c.merged_into_id, _posts.c.person_id)
    name = _posts.c.author_name
    who = (
        _posts.c.board_id,
        _posts.c.origin,
        _posts.c.author_sector,
        person.label("person"),
        _posts.c.address_id,
        name,
    )
    return (
        select(*who, func.count().label("posts"), func.min(_posts.c.order_key).label("first"))
        .select_from(_posts.outerjoin(_persons, _posts.c.person_id == _persons.c.id))
        .where(
            _posts.c.board_id.in_(board_ids),
            _posts.c.order_key >= order_key(month, 0),
            _posts.c.order_key < order_key(_next(month), 0),
            _posts.c.state == PostState.PUBLISHED,
        )
        .group_by(*who)
    )


def _speaker(row: Any) -> tuple[str, Any]:
    """Who speaks: a person, else a mailbox, else a name, as far as we know."""
    if row.person is not None:
        return "person", row.person
    if row.address_id is not None:
        return "address", row.address_id
    return "name", row.author_name
