"""The hour at which the news of proposals are bundled by themselves, the digests' own."""

import logging
import threading
from datetime import date, datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.announcements.daily import bundle_once
from forum.base import TOKYO, utcnow, writing
from forum.site import Site

log = logging.getLogger("kakehashi.announcements")
LOOK_EVERY_S = 20.0


def keep(engine: Engine, site: Site, hour: int, stop: threading.Event | None = None) -> None:
    """Look again and again whether it is time; any number of processes may, one does it."""
    stop = stop or threading.Event()
    done: date | None = None
    while not stop.is_set():
        day = due_day(utcnow(), hour)
        if done != day and _done(engine, site, day):
            done = day
        stop.wait(LOOK_EVERY_S)


def due_day(now: datetime, hour: int) -> date:
    """The newest day whose hour has come, by the clock of the people here."""
    return (now.astimezone(TOKYO) - timedelta(hours=hour)).date()


def _done(engine: Engine, site: Site, day: date) -> bool:
    try:
        with Session(writing(engine)) as session, session.begin():
            bundle_once(session, site, day)
    except SQLAlchemyError:
        log.exception("The news of proposals have to wait")
        return False
    return True
