"""How far somebody has read a thread."""

from typing import Any

from sqlalchemy import func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from forum.archive.thread import Reading
from forum.base import table_of

_readings = table_of(Reading)


def remember_reading(session: Session, person_id: int, thread_id: int, order_key: int) -> None:
    """Everything up to that order key has been read; two windows may say so at once."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    further = func.greatest if is_postgresql else func.max
    row = insert(_readings).values(person_id=person_id, thread_id=thread_id, order_key=order_key)
    session.execute(
        row.on_conflict_do_update(
            index_elements=["person_id", "thread_id"],
            set_={"order_key": further(_readings.c.order_key, row.excluded.order_key)},
        )
    )
