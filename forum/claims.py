"""What somebody wrote by mail before they were anybody here becomes theirs with the mailbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import change_rows, table_of
from forum.boards import Board, Subscription
from forum.moderation.held import HeldPost
from forum.people.person import Address

_posts = table_of(Post)
_MOST_HELD = 2000  # of those that wait; a mailbox behind more of them is asked for by hand


@dataclass(frozen=True, slots=True)
class Belongings:
    """What comes along with a mailbox, or with the person behind it."""

    posts: int = 0
    boards: tuple[str, ...] = ()  # names of those that it subscribes to
    held: int = 0  # posts that wait for a moderator
    person_name: str | None = None  # somebody behind it who would be joined

    @property
    def is_nothing(self) -> bool:
        return not (self.posts or self.boards or self.held or self.person_name)


def belongings(session: Session, address: Address, of_whom: int | None = None) -> Belongings:
    """What would become theirs; shown before they agree.

    `of_whom` is the person who asks: what is theirs already is not counted.
    """
    person_id = address.person_id
    if person_id is not None and person_id == of_whom:
        return Belongings()
    if person_id is None:
        addresses, wrote = [address.id], _unclaimed(address)
    else:
        addresses = list(session.scalars(select(Address.id).where(Address.person_id == person_id)))
        wrote = _posts.c.person_id == person_id
    posts = session.scalar(select(func.count()).select_from(_posts).where(wrote))
    return Belongings(
        posts=posts or 0,
        boards=tuple(_boards(session, addresses)),
        held=_held_by(session, person_id) if person_id else len(_held_from(session, address)),
        person_name=address.person.name if address.person else None,
    )


def claim(session: Session, address: Address) -> int:
    """Give the posts from an address, held ones too, to its person; how many are published.

    Names stay as they were written.
    """
    if address.person_id is None:
        raise ValueError("the address belongs to nobody yet")
    given = change_rows(
        session, update(_posts).where(_unclaimed(address)).values(person_id=address.person_id)
    )
    for held in _held_from(session, address):
        held.person_id = address.person_id
    return given


def _unclaimed(address: Address) -> ColumnElement[bool]:
    return (_posts.c.address_id == address.id) & _posts.c.person_id.is_(None)


def _boards(session: Session, address_ids: Sequence[int]) -> list[str]:
    names = (
        select(Board.name)
        .join(Subscription, Subscription.board_id == Board.id)
        .where(Subscription.address_id.in_(address_ids))
    )
    return list(session.scalars(names.distinct().order_by(Board.name)))


def _held_by(session: Session, person_id: int) -> int:
    waiting = HeldPost.person_id == person_id, HeldPost.decided_at.is_(None)
    return session.scalar(select(func.count()).select_from(HeldPost).where(*waiting)) or 0


def _held_from(session: Session, address: Address) -> list[HeldPost]:
    """What waits from that mailbox; only the contribution within a held post names it."""
    waiting = select(HeldPost).where(HeldPost.person_id.is_(None), HeldPost.decided_at.is_(None))
    newest = waiting.order_by(HeldPost.id.desc()).limit(_MOST_HELD)
    return [held for held in session.scalars(newest) if _wrote(held, address)]


def _wrote(held: HeldPost, address: Address) -> bool:
    written = (held.contribution.get("author") or {}).get("address") or ""
    return str(written).lower() == address.canonical
