"""The ground floor: rows, instants, public ids and the connection to either engine."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    CursorResult,
    DateTime,
    Delete,
    Engine,
    MetaData,
    String,
    Table,
    TypeDecorator,
    Update,
    create_engine,
    event,
    func,
    select,
    text,
)
from sqlalchemy.engine import Dialect, make_url
from sqlalchemy.orm import DeclarativeBase, Session, mapped_column
from sqlalchemy.types import TypeEngine

from forum.turns import TurnTaking

# Crockford's letters: none is mistaken for another when somebody reads an address aloud.
PUBLIC_ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
PUBLIC_ID_LENGTH = 12
ID_BITS_IN_ORDER_KEY = 20
TOKYO = ZoneInfo("Asia/Tokyo")


class Instant(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps it without a zone, so the zone is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Choice(TypeDecorator[StrEnum]):
    """One word of a fixed vocabulary, kept as plain text so that both engines can be read by eye."""

    impl = String(20)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        if type(value) is self.words:
            return value.value
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


class Base(DeclarativeBase):
    """Every table of the house."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: Instant()}


def table_of(model: type[Base]) -> Table:
    """The table of a model, for the paths where rows are enough and entities cost too much."""
    return cast(Table, model.__table__)


def insert_many(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that have the same columns in the same order; defaults are not filled in.

    On SQLite it costs half of what Core's executemany does, which matters where mail is read.
    """
    if rows:
        insert_rows(session.connection(), table, rows)


def insert_rows(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """The same for those who work without a session; there must be rows."""
    if connection.dialect.name != "sqlite":
        connection.execute(table.insert(), rows)
        return
    names = tuple(rows[0])
    statement, processors = _insertion(table, names, connection.dialect)
    columns_wise = [
        [row[name] for row in rows] if process is None else [process(row[name]) for row in rows]
        for name, process in zip(names, processors, strict=True)
    ]
    connection.exec_driver_sql(statement, list(zip(*columns_wise, strict=True)))


@lru_cache(maxsize=64)
def _insertion(
    table: Table, names: tuple[str, ...], dialect: Dialect
) -> tuple[str, list[Callable[[Any], Any] | None]]:
    """The statement that inserts these columns, and what makes each of their values fit for it."""
    columns = ", ".join(dialect.identifier_preparer.quote(name) for name in names)
    marks = ", ".join("?" * len(names))
    statement = f"INSERT INTO {table.name} ({columns}) VALUES ({marks})"
    return statement, [_processor(table.c[name].type, dialect) for name in names]


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Callable[[Any], Any] | None:
    if isinstance(kind, Instant):
        return _written_instant
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _written_instant(value: datetime | None) -> str | None:
    """What SQLAlchemy writes for an instant in SQLite, in half the time."""
    if value is None:
        return None
    if value.tzinfo is None:
        raise ValueError("an instant needs a zone")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")


intpk = Annotated[int, mapped_column(primary_key=True)]


_then: ContextVar[datetime | None] = ContextVar("then", default=None)


def utcnow() -> datetime:
    """Now, with its zone."""
    return _then.get() or datetime.now(UTC)


def today() -> date:
    """The day that people here are living: appointments and due dates turn at midnight in Japan."""
    return utcnow().astimezone(TOKYO).date()


@contextmanager
def living_at(moment: datetime) -> Iterator[None]:
    """Let it be another moment inside: the demo tells of last year, tests of next."""
    token = _then.set(moment)
    try:
        yield
    finally:
        _then.reset(token)


def new_public_id() -> str:
    """An opaque name for a page: 60 random bits in 12 letters, so nothing can be counted by it."""
    bits = secrets.randbits(5 * PUBLIC_ID_LENGTH)
    return "".join(PUBLIC_ID_LETTERS[bits >> 5 * i & 31] for i in range(PUBLIC_ID_LENGTH))


public_id = Annotated[
    str, mapped_column(String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)
]


def order_key(at: datetime, row_id: int) -> int:
    """One number that sorts by time and is unique by id: milliseconds << 20 | low bits of the id."""
    milliseconds = int(at.timestamp() * 1000)
    return milliseconds << ID_BITS_IN_ORDER_KEY | row_id & (1 << ID_BITS_IN_ORDER_KEY) - 1


def connect(url: str, **options: Any) -> Engine:
    """An engine on SQLite (WAL, every commit synced) or PostgreSQL, set up as the house expects.

    A transaction that will write is begun on `writing(engine)`, which takes SQLite's write lock at
    once instead of failing half-way when a read turns into a write.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, hide_parameters=True, **options)
    # Errors go into logs, where nobody's words and tokens belong.
    engine = create_engine(
        address,
        connect_args={"factory": TurnTaking, "timeout": 30},
        hide_parameters=True,
        **options,
    )
    path = os.path.abspath(address.database) if address.database else ""

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves, below
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16000",
            # 16 MB: a page that many commits write goes home less often, an import gains a tenth.
            "wal_autocheckpoint=4000",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        raw = connection.connection.dbapi_connection
        assert isinstance(raw, TurnTaking)
        if connection.get_execution_options().get("writes") and path:
            raw.begin_writing(path)
        else:
            raw.execute("BEGIN")

    return engine


def writing(engine: Engine) -> Engine:
    """The same engine and pool for transactions that write."""
    return engine.execution_options(writes=True)


def change_rows(session: Session, statement: Update | Delete) -> int:
    """Update or delete rows where they lie; how many there were."""
    done = session.execute(statement)
    assert isinstance(done, CursorResult)  # which SQLAlchemy's types don't say
    return done.rowcount


def next_ids(session: Session, table: Table, count: int) -> list[int]:
    """The next ids of a table, for rows that are put in with their ids in one statement.

    Only inside a transaction that writes: there SQLite has one writer, and PostgreSQL a sequence.
    """
    if session.get_bind().dialect.name == "sqlite":
        last = session.scalar(select(func.max(table.c.id))) or 0
        return list(range(last + 1, last + 1 + count))
    sequence = text("SELECT nextval(CAST(:name AS regclass)) FROM generate_series(1, :many)")
    return list(session.scalars(sequence, {"name": f"{table.name}_id_seq", "many": count}))
