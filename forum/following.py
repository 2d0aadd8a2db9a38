"""Which threads somebody follows, and which they want no mail of.

Whoever has written in a thread follows it until they say otherwise. Who says so is known by their
person, and by their mailbox as long as that is nobody's. Nothing here commits.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.archive.thread import Attention, Following, Post, Thread
from forum.base import table_of, utcnow
from forum.people.person import Address

_followings, _posts, _threads = table_of(Following), table_of(Post), table_of(Thread)


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who gets mail: a person, or (`address_id` alone) a mailbox that is nobody's yet."""

    person_id: int | None = None
    address_id: int | None = None

    @classmethod
    def of(cls, address: Address) -> Self:
        """Whoever reads that mailbox."""
        return cls(address.person_id, address.id)

    def wished(self) -> ColumnElement[bool]:
        """What they said themselves, or what was said from a mailbox that has become theirs."""
        theirs = [_followings.c.address_id == self.address_id] if self.address_id else []
        if self.person_id is not None:
            mailboxes = select(Address.id).where(Address.person_id == self.person_id)
            theirs += [
                _followings.c.person_id == self.person_id,
                _followings.c.address_id.in_(mailboxes),
            ]
        if not theirs:
            raise ValueError("nobody follows nothing")
        return or_(*theirs)


def follow(session: Session, thread_id: int, reader: Reader) -> None:
    """Every post of the thread comes by mail, in `follow` as in any other mode that sends posts."""
    _wish(session, thread_id, reader, Attention.FOLLOW)


def stop_following(session: Session, thread_id: int, reader: Reader) -> None:
    """The thread is as any other again, even for somebody who has written in it; a mute ends too."""
    _wish(session, thread_id, reader, Attention.LEAVE)


def mute(session: Session, thread_id: int, reader: Reader) -> None:
    """Nothing of the thread comes by mail, in no mode, until they say otherwise."""
    _wish(session, thread_id, reader, Attention.MUTE)


def attention_of(session: Session, thread_id: int, reader: Reader) -> Attention:
    """FOLLOW (asked for, or by having written there), LEAVE (nothing in particular) or MUTE."""
    said = session.scalar(
        select(_followings.c.attention)
        .where(_followings.c.thread_id == thread_id, reader.wished())
        .order_by(_followings.c.since.desc())
        .limit(1)
    )
    if said is not None:
        return said
    wrote = select(_posts.c.id).where(_posts.c.thread_id == thread_id, _written_by(reader))
    return Attention.LEAVE if session.scalar(wrote.limit(1)) is None else Attention.FOLLOW


def wishes_of(session: Session, reader: Reader, limit: int = 100) -> Sequence[Any]:
    """The threads that somebody follows or has muted by saying so, the liveliest first.

    Rows of attention and the thread's id, public_id, subject, board_id and last_post_at.
    """
    return session.execute(
        select(
            _followings.c.attention,
            _threads.c.id,
            _threads.c.public_id,
            _threads.c.subject,
            _threads.c.board_id,
            _threads.c.last_post_at,
        )
        .join_from(_followings, _threads, _followings.c.thread_id == _threads.c.id)
        .where(reader.wished(), _followings.c.attention != Attention.LEAVE)
        .order_by(_threads.c.last_order_key.desc())
        .limit(limit)
    ).all()


def _written_by(reader: Reader) -> ColumnElement[bool]:
    theirs = [_posts.c.person_id == reader.person_id] if reader.person_id is not None else []
    theirs += [_posts.c.address_id == reader.address_id] if reader.address_id else []
    return or_(*theirs)


def _wish(session: Session, thread_id: int, reader: Reader, attention: Attention) -> None:
    of_this = _followings.c.thread_id == thread_id
    session.execute(delete(_followings).where(of_this, reader.wished()))
    is_person = reader.person_id is not None
    told = {
        "thread_id": thread_id,
        "person_id": reader.person_id,
        "address_id": None if is_person else reader.address_id,
        "attention": attention,
        "since": utcnow(),
    }
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    session.execute(
        insert(_followings)
        .values(told)
        .on_conflict_do_update(  # two windows may say so at once
            index_elements=["thread_id", "person_id" if is_person else "address_id"],
            set_={"attention": attention, "since": told["since"]},
        )
    )


# --- For whoever sends a thread's posts ---


@dataclass(slots=True)
class _Named:
    """Persons and mailboxes that say the same."""

    persons: set[int] = field(default_factory=set)
    addresses: set[int] = field(default_factory=set)

    def __contains__(self, reader: tuple[int | None, int]) -> bool:
        return reader[0] in self.persons or reader[1] in self.addresses

    def add(self, person_id: int | None, address_id: int | None) -> None:
        if person_id is not None:
            self.persons.add(person_id)
        if address_id is not None:
            self.addresses.add(address_id)


@dataclass(slots=True)
class Audience:
    """Who follows one thread and who has muted it, to be asked for one mailbox after the other."""

    said: dict[Attention, _Named]
    written: _Named

    def follows(self, person_id: int | None, address_id: int) -> bool:
        reader = (person_id, address_id)
        if any(reader in named for named in self.said.values()):
            return reader in self.said[Attention.FOLLOW]
        return reader in self.written

    def has_muted(self, person_id: int | None, address_id: int) -> bool:
        return (person_id, address_id) in self.said[Attention.MUTE]

    @property
    def mutes_anybody(self) -> bool:
        muted = self.said[Attention.MUTE]
        return bool(muted.persons or muted.addresses)

    @property
    def followers(self) -> tuple[set[int], set[int]]:
        """Persons and addresses among whom all followers are."""
        said = self.said[Attention.FOLLOW]
        return said.persons | self.written.persons, said.addresses | self.written.addresses


def audience(session: Session, thread_id: int, *, with_authors: bool = True) -> Audience:
    """Everybody who has muted a thread or follows it; `with_authors` also by having written there."""
    said = {attention: _Named() for attention in Attention}
    for row in session.execute(select(_followings).where(_followings.c.thread_id == thread_id)):
        said[row.attention].add(row.person_id, row.address_id)
    written = _Named()
    authors = select(_posts.c.person_id, _posts.c.address_id).where(_posts.c.thread_id == thread_id)
    for person_id, address_id in session.execute(authors.distinct()) if with_authors else ():
        written.add(person_id, address_id)
    return Audience(said, written)


class Mutes:
    """Which of some threads somebody has muted."""

    def __init__(self, session: Session, thread_ids: Collection[int]) -> None:
        self._named: dict[int, _Named] = {}
        muted = select(_followings).where(
            _followings.c.thread_id.in_(thread_ids), _followings.c.attention == Attention.MUTE
        )
        for row in session.execute(muted):
            self._named.setdefault(row.thread_id, _Named()).add(row.person_id, row.address_id)

    def of(self, person_id: int | None, address_id: int) -> frozenset[int]:
        """The ids of the threads that this reader has muted."""
        if not self._named:
            return frozenset()
        reader = (person_id, address_id)
        return frozenset(id_ for id_, named in self._named.items() if reader in named)
