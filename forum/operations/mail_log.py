"""What came, what was refused, what went out and what did not arrive: an operator's mail log.

Rows by id, newest first, a page at a time; `before` and `after` are ids of the same list.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, func, or_, select

from forum.archive.authentication import Authentication
from forum.archive.message import Arrival, Fate, Message, Refusal
from forum.archive.thread import Post
from forum.base import table_of
from forum.boards import Board
from forum.distribution import DeliveryFailure, FailureState, Mailing
from forum.moderation.held import HeldPost

Rows = Sequence[Row[Any]]

_arrivals, _messages = table_of(Arrival), table_of(Message)
_refusals, _mailings = table_of(Refusal), table_of(Mailing)
_failures, _posts, _boards = table_of(DeliveryFailure), table_of(Post), table_of(Board)
_held, _authentications = table_of(HeldPost), table_of(Authentication)

_MOST_PROVIDERS = 50
EVERY_FATE = tuple(Fate)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A part of an address (or of an answer) to look for, and which page of the list."""

    text: str = ""
    before: int | None = None
    after: int | None = None
    limit: int = 51


def arrivals(connection: Connection, wanted: Wanted, fates: Collection[Fate] = EVERY_FATE) -> Rows:
    """Mails at our addresses with what became of them."""
    chosen = _with_message()
    if set(fates) != set(EVERY_FATE):
        chosen = chosen.where(_arrivals.c.fate.in_(fates))
    found = _saying(wanted, _arrivals.c.recipient, _messages.c.mail_from)
    return _page(connection, chosen.where(*found), _arrivals.c.id, wanted)


def arrival(connection: Connection, arrival_id: int) -> Row[Any] | None:
    """One of them, with how sure it is who sent it."""
    chosen = _with_message().add_columns(_authentications.c.identity, _authentications.c.proof)
    chosen = chosen.outerjoin(_authentications, _authentications.c.message_id == _messages.c.id)
    return connection.execute(chosen.where(_arrivals.c.id == arrival_id)).one_or_none()


def refusals(connection: Connection, wanted: Wanted) -> Rows:
    """What the mail door refused in the dialogue: envelope and answer."""
    found = _saying(wanted, _refusals.c.recipient, _refusals.c.mail_from, _refusals.c.peer)
    return _page(connection, select(_refusals).where(*found), _refusals.c.id, wanted)


def mailings(connection: Connection, wanted: Wanted) -> Rows:
    """What was sent, or is on its way: a post to its board, or a notice to a mailbox."""
    chosen = (
        select(
            _mailings.c.id,
            _mailings.c.kind,
            _mailings.c.recipient,
            _mailings.c.created_at,
            _mailings.c.state,
            _mailings.c.sent_count,
            _mailings.c.finished_at,
            _boards.c.slug,
            _boards.c.name.label("board_name"),
            _posts.c.public_id.label("post"),
            _posts.c.subject,
        )
        .select_from(_mailings)
        .outerjoin(_boards, _mailings.c.board_id == _boards.c.id)
        .outerjoin(_posts, _mailings.c.post_id == _posts.c.id)
    )
    found = _saying(wanted, _mailings.c.recipient, _posts.c.subject, _boards.c.slug)
    return _page(connection, chosen.where(*found), _mailings.c.id, wanted)


def failures(connection: Connection, wanted: Wanted, provider: str = "") -> Rows:
    """Deliveries that the relay did not take, with its answer."""
    chosen = select(_failures)
    if provider:
        chosen = chosen.where(_provider(connection) == provider)
    found = _saying(wanted, _failures.c.recipient, _failures.c.answer)
    return _page(connection, chosen.where(*found), _failures.c.id, wanted)


def troubled_providers(connection: Connection) -> Rows:
    """Failed deliveries by the recipient's domain: how many, the newest of them; most first."""
    provider = _provider(connection).label("provider")
    counted = (
        select(
            provider,
            _count(FailureState.RETRYING).label("retrying"),
            _count(FailureState.GIVEN_UP).label("given_up"),
            _count(FailureState.SENT).label("sent"),
            func.max(_failures.c.id).label("newest"),
        )
        .group_by(provider)
        .order_by(func.count().desc())
        .limit(_MOST_PROVIDERS)
        .subquery()
    )
    last = (_failures.c.code, _failures.c.status, _failures.c.answer, _failures.c.first_at)
    return connection.execute(
        select(counted, *last).join(_failures, _failures.c.id == counted.c.newest)
    ).all()


def held_count(connection: Connection) -> int:
    """How many posts wait for a moderator."""
    wanted = select(func.count()).select_from(_held).where(_held.c.decided_at.is_(None))
    return connection.execute(wanted).scalar_one()


def _with_message() -> Select[Any]:
    return select(
        _arrivals,
        _messages.c.received_at,
        _messages.c.mail_from,
        _messages.c.door,
        _messages.c.peer,
        _messages.c.helo,
        _messages.c.size,
    ).join_from(_arrivals, _messages)


def _saying(wanted: Wanted, *columns: Column[Any]) -> list[ColumnElement[bool]]:
    if not wanted.text:
        return []
    return [or_(*(column.icontains(wanted.text, autoescape=True) for column in columns))]


def _page(connection: Connection, chosen: Select[Any], key: Column[int], wanted: Wanted) -> Rows:
    """Newest first; oldest first where the newer ones are asked for (web.paging turns them)."""
    if wanted.after is not None:
        chosen = chosen.where(key > wanted.after).order_by(key)
    else:
        chosen = chosen.order_by(key.desc())
        if wanted.before is not None:
            chosen = chosen.where(key < wanted.before)
    return connection.execute(chosen.limit(wanted.limit)).all()


def _provider(connection: Connection) -> ColumnElement[str]:
    """The domain of a recipient; an @ in a quoted local part is nobody's."""
    address = func.lower(_failures.c.recipient)
    if connection.dialect.name == "postgresql":
        return func.split_part(address, "@", 2)
    return func.substr(address, func.instr(address, "@") + 1)


def _count(state: FailureState) -> ColumnElement[int]:
    return func.count().filter(_failures.c.state == state)
