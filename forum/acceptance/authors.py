"""What we know of whoever writes: by the address of a mail, or by who is signed in."""

from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from forum.acceptance.contribution import Author, BoardFacts
from forum.boards import Names, Subscription
from forum.people.person import Address, Person, Sector
from forum.people.standing import NOBODY, Standing, standings
from forum.text.masking import mask

ANONYMOUS = "匿名"
_COLUMNS = (
    Address.id,
    Address.canonical,
    Address.banned_at,
    Address.trusted_at,
    Person.id.label("person_id"),
    Person.name,
    Person.nickname,
    Person.sector,
    Person.vouched_at,
    Person.trusted_at.label("person_trusted_at"),
    Person.moderated_at,
    Person.banned_at.label("person_banned_at"),
)


def authors_by_mail(session: Session, canonicals: set[str]) -> "Authors":
    """Everything known of the writers of a batch of mails, in three queries."""
    rows: dict[str, Any] = {
        row.canonical: row
        for row in session.execute(
            select(*_COLUMNS)
            .join_from(Address, Person, isouter=True)
            .where(Address.canonical.in_(canonicals))
        )
    }
    person_ids = {row.person_id for row in rows.values() if row.person_id}
    held = standings(session, person_ids)
    subscribed = _subscribed(session, person_ids, {row.id for row in rows.values()})
    return Authors(rows, held, subscribed)


class Authors:
    """The writers of a batch of mails."""

    def __init__(
        self,
        rows: dict[str, Any],
        held: dict[int, Standing],
        subscribed: set[tuple[int, int]],
    ) -> None:
        self._rows, self._held, self._subscribed = rows, held, subscribed

    def writing_to(self, board: BoardFacts, canonical: str | None, display_name: str) -> Author:
        """The author of a mail from that address; somebody unknown keeps the name in their mail."""
        row = self._rows.get(canonical or "")
        if row is None:
            return Author(name=_strangers_name(board, display_name), address=canonical)
        known = row.person_id is not None
        return Author(
            name=_name(board, row) if known else _strangers_name(board, display_name),
            standing=self._held.get(row.person_id, NOBODY),
            person_id=row.person_id,
            address_id=row.id,
            address=canonical,
            sector=row.sector or Sector.CITIZEN,
            subscribes=(board.id, row.person_id or -row.id) in self._subscribed,
            trusted=bool(row.trusted_at or row.vouched_at or row.person_trusted_at),
            moderated=bool(row.moderated_at),
            banned=bool(row.banned_at or row.person_banned_at),
        )


def author_signed_in(
    session: Session, board: BoardFacts, person: Person, organisation_id: int | None = None
) -> Author:
    """The author of a post written on the web."""
    return Author(
        name=person.shown_name(board.names is Names.NICKNAME),
        standing=standings(session, {person.id})[person.id],
        person_id=person.id,
        sector=person.sector,
        organisation_id=organisation_id,
        subscribes=(board.id, person.id) in _subscribed(session, {person.id}, set()),
        trusted=bool(person.vouched_at or person.trusted_at),
        moderated=bool(person.moderated_at),
        banned=bool(person.banned_at),
    )


def _name(board: BoardFacts, row: Row[Any]) -> str:
    if board.names is Names.NICKNAME:
        return row.nickname or ANONYMOUS
    return row.name


def _strangers_name(board: BoardFacts, display_name: str) -> str:
    """A stranger's own name, but never an address, and none where the board shows nicknames."""
    name = " ".join(display_name.split())[:200]
    if board.names is Names.NICKNAME or not name or "@" in name or "＠" in name:
        return ANONYMOUS
    return name if mask(name) == name else ANONYMOUS


def _subscribed(
    session: Session, person_ids: set[int], address_ids: set[int]
) -> set[tuple[int, int]]:
    """(board id, person id) of each subscription, (board id, -address id) where nobody owns it."""
    if not person_ids and not address_ids:
        return set()
    rows = session.execute(
        select(Subscription.board_id, Address.id, Address.person_id)
        .join_from(Subscription, Address)
        .where(
            Address.person_id.in_(person_ids) | Address.id.in_(address_ids),
            Subscription.awaits_approval.is_(False),
        )
    )
    return {(board_id, person_id or -address_id) for board_id, address_id, person_id in rows}
