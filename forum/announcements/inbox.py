"""What somebody is told on My page: how much of it is unread, each tiding, and that it was read."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, joinedload

from forum.announcements.tiding import Tiding, Way
from forum.base import table_of, utcnow
from forum.people.person import Address

# By mailbox (canonical), ids of posts.
Letters = Mapping[str, frozenset[int]]
_tidings = table_of(Tiding)
_UNREAD = (_tidings.c.way == Way.WEB, _tidings.c.read_at.is_(None))


def unread_count(session: Session, person_id: int) -> int:
    """How many tidings nobody has opened that are told by no other way."""
    wanted = select(func.count()).where(_tidings.c.person_id == person_id, *_UNREAD)
    return session.scalar(wanted) or 0


def count(session: Session, person_id: int) -> int:
    """How many tidings somebody has, by whatever way."""
    wanted = select(func.count()).where(
        _tidings.c.person_id == person_id, _tidings.c.way != Way.NONE
    )
    return session.scalar(wanted) or 0


def tidings(
    session: Session, person_id: int, *, limit: int, before: int | None = None
) -> Sequence[Tiding]:
    """Somebody's tidings by whatever way, newest first."""
    wanted = select(Tiding).where(Tiding.person_id == person_id, Tiding.way != Way.NONE)
    if before is not None:
        wanted = wanted.where(Tiding.id < before)
    loaded = wanted.options(joinedload(Tiding.step), joinedload(Tiding.proposal))
    return session.scalars(loaded.order_by(Tiding.id.desc()).limit(limit)).all()


def tiding(session: Session, person_id: int, public_id: str) -> Tiding | None:
    """One tiding of somebody."""
    wanted = select(Tiding).where(Tiding.person_id == person_id, Tiding.public_id == public_id)
    return session.scalar(wanted)


def is_unread(one: Tiding) -> bool:
    return one.way is Way.WEB and one.read_at is None


def told_by_letter(session: Session, post_ids: Iterable[int]) -> Letters:
    """Of posts that tell the list of a proposal: who had the same by a mail of their own."""
    wanted = select(Tiding.mailbox, Tiding.post_id, Tiding.person_id).where(
        Tiding.post_id.in_(list(post_ids)), Tiding.mailbox.is_not(None)
    )
    found: dict[str, set[int]] = {}
    for row in session.execute(wanted):
        for one in {str(row.mailbox), *_mailboxes(session, row.person_id)}:
            found.setdefault(one, set()).add(int(row.post_id or 0))
    return {mailbox: frozenset(ids) for mailbox, ids in found.items()}


def read(session: Session, person_id: int, public_ids: Sequence[str] | None = None) -> None:
    """These have been read; all of them where none is named. Again is harmless."""
    mine = update(_tidings).where(_tidings.c.person_id == person_id, _tidings.c.read_at.is_(None))
    if public_ids is not None:
        mine = mine.where(_tidings.c.public_id.in_(public_ids))
    session.execute(mine.values(read_at=utcnow()))
    session.expire_all()


def _mailboxes(session: Session, person_id: int | None) -> Sequence[str]:
    if person_id is None:
        return ()
    return session.scalars(select(Address.canonical).where(Address.person_id == person_id)).all()
