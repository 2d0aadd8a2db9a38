"""Rows go in as the models would write them; a moment can be another one for a while."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Door, Fate, Message
from forum.base import insert_many, living_at, table_of, today, utcnow, writing


def test_rows_inserted_in_bulk_read_back_as_those_of_the_models(engine):
    moment = datetime(2026, 11, 22, 1, 2, 3, 4, tzinfo=UTC)
    rows = [
        {"recipient": f"{n}@example.jp", "fate": Fate.KEPT, "details": {"n": n}, "message_id": 1,
         "read_at": moment if n else None, "attempts": 0}
        for n in range(2)
    ]  # fmt: skip
    with Session(writing(engine)) as session:
        session.add(Message(id=1, door=Door.SMTP, size=0, raw=b""))
        session.flush()
        insert_many(session, table_of(Arrival), rows)
        first, second = session.scalars(select(Arrival).order_by(Arrival.id))
        assert (first.read_at, second.read_at) == (None, moment)
        assert (second.fate, second.details) == (Fate.KEPT, {"n": 1})


def test_an_instant_without_a_zone_is_refused_in_bulk_too(sqlite_engine):
    with Session(writing(sqlite_engine)) as session, pytest.raises(ValueError, match="zone"):
        insert_many(session, table_of(Arrival), [{"read_at": datetime(2026, 1, 1)}])


def test_another_moment_is_only_for_those_inside():
    then = datetime(2019, 4, 30, 15, 0, tzinfo=UTC)  # midnight in Japan
    with living_at(then):
        assert utcnow() == then
        assert today() == date(2019, 5, 1)
    assert utcnow() > then
