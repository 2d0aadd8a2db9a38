"""The hour at which digests are made by themselves: daily ones each day, weekly ones on Monday."""

import logging
import threading
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.base import TOKYO, table_of, utcnow, writing
from forum.boards import DIGEST_MODES, Mode
from forum.digests.due import make_due, period_of
from forum.digests.issue import DigestRun
from forum.digests.switching import welcome_all_back

log = logging.getLogger("kakehashi.digests")
LOOK_EVERY_S = 20.0
_runs = table_of(DigestRun)


def keep(engine: Engine, hour: int, stop: threading.Event | None = None) -> None:
    """Look again and again whether it is time; any number of processes may, one does it.

    After a night without the program it is done as soon as the program runs again.
    """
    stop = stop or threading.Event()
    done: dict[Mode, date] = {}
    while not stop.is_set():
        for mode in DIGEST_MODES:
            period = due_period(mode, utcnow(), hour)
            if done.get(mode) != period and _done(engine, mode, period):
                done[mode] = period
        stop.wait(LOOK_EVERY_S)


def due_period(mode: Mode, now: datetime, hour: int) -> date:
    """The newest period whose hour has come, by the clock of the people here."""
    return period_of(mode, (now.astimezone(TOKYO) - timedelta(hours=hour)).date())


def run_once(session: Session, mode: Mode, period: date) -> bool:
    """Make the digests of a period at their hour; False where that was done before."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    noted = session.execute(
        insert(_runs)
        .values(mode=mode, day=period, at=utcnow())
        .on_conflict_do_nothing()
        .returning(_runs.c.day)
    )
    if noted.scalar_one_or_none() is None:
        return False
    make(session, mode, period)
    return True


def make(session: Session, mode: Mode, day: date | None = None) -> list[int]:
    """What is due now: the end of rests (once a day), then the digests; the digests' mailings."""
    if mode is Mode.DAILY:
        welcome_all_back(session)
    return make_due(session, mode, day)


def _done(engine: Engine, mode: Mode, period: date) -> bool:
    try:
        with Session(writing(engine)) as session, session.begin():
            run_once(session, mode, period)
    except SQLAlchemyError:
        log.exception("The %s digests have to wait", mode)
        return False
    return True
