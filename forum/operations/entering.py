"""What an operator enters by hand: boards, people, subscribers, a way in for somebody."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from forum import digests
from forum.accounts import login_link
from forum.addresses import EmailAddress, slug_fault
from forum.base import table_of, utcnow
from forum.boards import DIGEST_MODES, Board, Join, Mode, Posting, Subscription, Visibility
from forum.operations.refused import Refused
from forum.operations.registry import may_become
from forum.people.joining import enter_person, person_of
from forum.people.person import Address, Person, Role, Sector
from forum.site import Site
from forum.subscribing import end, subscription_of

T = TypeVar("T")

_BATCH = 500  # SQLite takes 32,766 values in one statement, PostgreSQL 65,535

_addresses = table_of(Address)
_persons = table_of(Person)
_subscriptions = table_of(Subscription)

_SLUG_FAULTS = {
    "slug_letters": "may have up to 40 small letters, digits and hyphens",
    "slug_reserved": "is the name of an address that every mail domain has",
    "slug_role_suffix": "ends like one of a board's own addresses (-request, -join, …)",
}


def add_board(
    session: Session,
    slug: str,
    name: str,
    visibility: Visibility = Visibility.PUBLIC,
    posting: Posting = Posting.ANYONE,
    join: Join = Join.OPEN,
) -> Board:
    """A new board; Refused tells why its slug can't be one."""
    if fault := slug_fault(slug):
        raise Refused(f"“{slug}” can't name a board: it {_SLUG_FAULTS[fault]}.")
    if not name.strip() or len(name) > 100:
        raise Refused("The name of a board has 1 to 100 characters.")
    if session.scalar(select(Board).where(Board.slug == slug)):
        raise Refused(f"There is a board {slug} already.")
    board = Board(slug=slug, name=name.strip(), visibility=visibility, posting=posting, join=join)
    session.add(board)
    session.flush()
    return board


def change_board(session: Session, slug: str, **told: Any) -> Board:
    """A board with some of its settings given anew, by the names of its columns; None changes nothing."""
    board = board_named(session, slug)
    visibility = told.get("visibility")
    if visibility is not None and not may_become(board, visibility):
        raise Refused(f"What was said on {slug} to few stays with few: open another board.")
    for setting, value in told.items():
        if value is not None:
            setattr(board, setting, value)
    return board


def board_named(session: Session, slug: str) -> Board:
    """The board of that slug; Refused where there is none."""
    board = session.scalar(select(Board).where(Board.slug == slug))
    if board is None:
        raise Refused(f"There is no board {slug}.")
    return board


def boards(session: Session) -> list[tuple[Board, int]]:
    """Every board with the number of its subscribers, by slug."""
    counted = (
        select(Board, func.count(Subscription.id))
        .outerjoin(Subscription)
        .group_by(Board.id)
        .order_by(Board.slug)
    )
    return [(board, count) for board, count in session.execute(counted)]


def add_person(
    session: Session,
    name: str,
    emails: Sequence[str] = (),
    *,
    roles: Sequence[tuple[Role, str | None]] = (),
    sector: Sector = Sector.CITIZEN,
) -> Person:
    """Somebody an operator knows, with roles as (role, slug of a board or None for everywhere)."""
    if not name.strip():
        raise Refused("A person needs a name.")
    mailboxes = [mailbox(email) for email in emails]
    owners = {person.id for m in mailboxes if (person := person_of(session, m))}
    if len(owners) > 1:
        raise Refused("These addresses belong to different people.")
    scoped = [(role, board_named(session, slug).id if slug else None) for role, slug in roles]
    return enter_person(session, name, mailboxes, roles=scoped, sector=sector)


def people(session: Session) -> list[Person]:
    """Everybody, in the order in which they came."""
    return list(session.scalars(select(Person).order_by(Person.id)))


def mailbox(written: str) -> EmailAddress:
    """A mail address; Refused where it is none."""
    found = EmailAddress.parse(written)
    if found is None:
        raise Refused(f"“{written}” is not a mail address.")
    return found


def subscribe_all(
    session: Session,
    board: Board,
    mailboxes: Iterable[EmailAddress],
    mode: Mode = Mode.EACH,
    progress: Callable[[int], None] = lambda count: None,
) -> int:
    """Subscribe them all at an operator's word, without a letter; how many there were.

    `forum.subscribing.subscribe` for thousands: the same rows, a few statements for each 500.
    """
    count = 0
    for batch in _batches({m.canonical: m for m in mailboxes}.values(), _BATCH):
        _subscribe_batch(session, board.id, batch, mode)
        count += len(batch)
        progress(count)
    return count


def unsubscribe(session: Session, board: Board, email: str) -> None:
    """End a subscription; Refused where there is none."""
    subscription = subscription_of(session, board.id, mailbox(email))
    if subscription is None:
        raise Refused(f"{email} does not subscribe to {board.slug}.")
    end(session, subscription)


def sign_in_link(session: Session, site: Site, email: str) -> str:
    """A link that signs its owner in once; Refused where nobody has that address."""
    link = login_link(session, site, mailbox(email))
    if link is None:
        raise Refused(f"Nobody here has the address {email}: enter them with `person add`.")
    return link


def _subscribe_batch(
    session: Session, board_id: int, mailboxes: Sequence[EmailAddress], mode: Mode
) -> None:
    ids = _address_ids(session, mailboxes)
    now = utcnow()
    session.execute(
        update(_addresses)
        .where(_addresses.c.id.in_(ids), _addresses.c.trusted_at.is_(None))
        .values(trusted_at=now)
    )
    owners = select(_addresses.c.person_id).where(_addresses.c.id.in_(ids))
    session.execute(
        update(_persons)
        .where(_persons.c.id.in_(owners), _persons.c.vouched_at.is_(None))
        .values(vouched_at=now)
    )
    told: dict[str, Any] = {"mode": mode, "vouched": True, "awaits_approval": False}
    ours = (_subscriptions.c.board_id == board_id) & _subscriptions.c.address_id.in_(ids)
    for subscription in session.scalars(
        select(Subscription).where(ours, Subscription.mode != mode)
    ):
        digests.change_mode(session, subscription, mode)
    session.execute(update(_subscriptions).where(ours).values(told))
    there = set(session.scalars(select(_subscriptions.c.address_id).where(ours)))
    if mode in DIGEST_MODES:
        told["digest_after_id"] = digests.newest_post(session, board_id)
    new = [{"board_id": board_id, "address_id": i, **told} for i in ids if i not in there]
    if new:
        session.execute(insert(_subscriptions), new)


def _address_ids(session: Session, mailboxes: Sequence[EmailAddress]) -> list[int]:
    """The ids of these mailboxes' addresses, in their order; missing ones are made."""
    wanted = [m.canonical for m in mailboxes]
    known = _known(session, wanted)
    new = [
        {"written": str(m), "canonical": m.canonical} for m in mailboxes if m.canonical not in known
    ]
    if new:
        session.execute(insert(_addresses), new)
        known = _known(session, wanted)
    return [known[canonical] for canonical in wanted]


def _known(session: Session, canonicals: Sequence[str]) -> dict[str, int]:
    rows = session.execute(
        select(_addresses.c.canonical, _addresses.c.id).where(
            _addresses.c.canonical.in_(canonicals)
        )
    )
    return {row.canonical: row.id for row in rows}


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
