"""Two persons who turn out to be one: joined, written down, and taken apart again if it was wrong.

Whatever points at the one points at the other afterwards, in every table that the database has.
What can't be there twice (a reading mark, a vote) stays with the person who was merged, so that
one person counts once.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, TableClause, column, inspect, select, table, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from forum.base import Base, intpk, utcnow
from forum.people.person import Account, Person

_OWN_TABLES = frozenset({"persons", "person_merges"})


class PersonMerge(Base):
    """One merge, with everything that is needed to undo it."""

    __tablename__ = "person_merges"

    id: Mapped[intpk]
    person_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    into_id: Mapped[int] = mapped_column(ForeignKey("persons.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))
    # [table, column, [primary key, …]] of every row that was moved.
    moved: Mapped[list[Any]] = mapped_column(JSON)
    # What was changed in the person who stays: {column: value before, as text}.
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("persons.id"))


def merge(session: Session, person: Person, into: Person, *, by: int | None) -> PersonMerge:
    """Make `person` part of `into`; `by` is who decided it (None: an operator).

    A ban or moderation of either holds for both, so that merging is no way out of it.
    """
    _lock(session, person, into)
    if person.id == into.id or person.merged_into_id or into.merged_into_id:
        raise ValueError("only two persons who both stand for themselves can be merged")
    moved = _move_all(session, person.id, into.id)
    record = PersonMerge(
        person_id=person.id, into_id=into.id, by_id=by, moved=moved, before=_carry(person, into)
    )
    session.add(record)
    person.merged_into_id = into.id
    session.execute(
        update(Account).where(Account.person_id == person.id).values(epoch=Account.epoch + 1)
    )
    session.flush()
    session.expire_all()
    return record


def _lock(session: Session, *people: Person) -> None:
    """Merges come one by one: the one into the other and the other into the one never both."""
    session.flush()
    session.scalars(
        select(Person)
        .where(Person.id.in_({one.id for one in people}))
        .order_by(Person.id)
        # Rows that name them may still be added.
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def undo(session: Session, record: PersonMerge, *, by: int | None) -> None:
    """Take apart what a merge has joined; what came since stays where it is."""
    into = session.get_one(Person, record.into_id)
    _lock(session, session.get_one(Person, record.person_id), into)
    session.refresh(record, ["undone_at"])
    if record.undone_at is not None:
        raise ValueError("it was undone before")
    for name, named_by, keys in record.moved:
        for key in keys:
            _point(session, name, named_by, key, record.into_id, record.person_id)
    for attribute, value in record.before.items():
        setattr(into, attribute, datetime.fromisoformat(value) if value else None)
    session.get_one(Person, record.person_id).merged_into_id = None
    record.undone_at, record.undone_by_id = utcnow(), by
    session.flush()
    session.expire_all()


def _carry(person: Person, into: Person) -> dict[str, str | None]:
    """Let what holds for either hold for both; how it was before."""
    before: dict[str, str | None] = {}
    for attribute in ("vouched_at", "trusted_at", "moderated_at", "banned_at"):
        own, other = getattr(into, attribute), getattr(person, attribute)
        if own is None and other is not None:
            before[attribute] = None
            setattr(into, attribute, other)
    return before


def _move_all(session: Session, old: int, new: int) -> list[Any]:
    """Point every row that names the one person at the other; which ones: [table, column, keys]."""
    moved = []
    for name, named_by, key_names in _columns_that_name_people(session):
        keys = _keys(session, name, named_by, key_names, old)
        done = keys if _moves(session, name, named_by, old, new) else [
            key for key in keys if _moves(session, name, named_by, old, new, key)
        ]  # fmt: skip
        if done:
            moved.append([name, named_by, done])
    return moved


def _columns_that_name_people(session: Session) -> list[tuple[str, str, list[str]]]:
    """(table, column, primary key) of every foreign key to a person, as the database has them.

    The rooms above this one have tables too; none of them must be forgotten here.
    """
    inspector = inspect(session.connection())
    keys = inspector.get_multi_pk_constraint()
    found = []
    for place, foreign in inspector.get_multi_foreign_keys().items():
        for key in foreign:
            if key["referred_table"] == "persons" and place[1] not in _OWN_TABLES:
                key_names = keys[place]["constrained_columns"]
                found.append((place[1], key["constrained_columns"][0], key_names))
    return sorted(found)


def _keys(
    session: Session, name: str, named_by: str, key_names: list[str], person_id: int
) -> list[dict[str, Any]]:
    """The rest of the primary key of each row that names the person."""
    others = [key for key in key_names if key != named_by]
    rows = _table(name, named_by, others)
    chosen = select(*(rows.c[key] for key in others)).where(rows.c[named_by] == person_id)
    return [dict(row._mapping) for row in session.execute(chosen)]


def _moves(
    session: Session,
    name: str,
    named_by: str,
    old: int,
    new: int,
    key: dict[str, Any] | None = None,
) -> bool:
    """Whether the rows (or the one with that key) can be moved: one of a kind can't be there twice."""
    try:
        with session.begin_nested():
            _point(session, name, named_by, key or {}, old, new)
    except IntegrityError:
        return False
    return True


def _point(
    session: Session, name: str, named_by: str, key: dict[str, Any], old: int, new: int
) -> None:
    rows = _table(name, named_by, list(key))
    same = [rows.c[part] == value for part, value in key.items()]
    session.execute(update(rows).where(rows.c[named_by] == old, *same).values({named_by: new}))


def _table(name: str, named_by: str, others: list[str]) -> TableClause:
    return table(name, column(named_by), *map(column, others))
