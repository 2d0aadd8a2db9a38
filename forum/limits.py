"""How often something was asked for today: so that our letters can't be used to flood a mailbox."""

import hashlib

from sqlalchemy import Index, String, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.base import Base, intpk, table_of, today


class RequestCount(Base):
    """Requests of one kind on one day, by one key; the key is a hash, so it names nobody."""

    __tablename__ = "request_counts"

    id: Mapped[intpk]
    day: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(30))
    key: Mapped[str] = mapped_column(String(32))
    count: Mapped[int] = mapped_column(default=1)

    __table_args__ = (Index("uq_request_counts_once", "day", "kind", "key", unique=True),)


_counts = table_of(RequestCount)


def count(session: Session, kind: str, key: str) -> int:
    """Count one more request of this kind by this key; how many that makes today."""
    day = today().isoformat()
    row = {"day": day, "kind": kind, "key": _hashed(kind, key), "count": 1}
    insert = postgresql.insert if _is_postgresql(session) else sqlite.insert
    counted = session.execute(
        insert(_counts)
        .values(row)
        .on_conflict_do_update(
            index_elements=["day", "kind", "key"], set_={"count": _counts.c.count + 1}
        )
        .returning(_counts.c.count)
    ).scalar_one()
    if counted == 1:
        _forget_before(session, day)
    return int(counted)


def counted(session: Session, kind: str, key: str) -> int:
    """How many requests of this kind by this key there were today."""
    found = session.scalar(
        select(_counts.c.count).where(
            _counts.c.day == today().isoformat(),
            _counts.c.kind == kind,
            _counts.c.key == _hashed(kind, key),
        )
    )
    return int(found or 0)


def _forget_before(session: Session, day: str) -> None:
    # What somebody else is forgetting just now is passed over: two would wait for each other.
    old = select(_counts.c.id).where(_counts.c.day < day).with_for_update(skip_locked=True)
    session.execute(delete(_counts).where(_counts.c.id.in_(old)))


def _hashed(kind: str, key: str) -> str:
    return hashlib.blake2b(f"{kind}\0{key}".encode(), digest_size=16).hexdigest()


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
