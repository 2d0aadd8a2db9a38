"""What is made once a night: the figures of who takes part, and the archive of all tables."""

import hashlib
import logging
import subprocess
import threading
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.base import TOKYO, table_of, utcnow, writing
from forum.open_data import taking_part
from forum.open_data.archive import packed
from forum.open_data.night import Night
from forum.site import Site

log = logging.getLogger("kakehashi.open_data")
LOOK_EVERY_S = 60.0
HOUR = 3  # of the night, by the clock of Asia/Tokyo
KEPT_DAYS = 31
_GIVEN_UP_AFTER = timedelta(hours=1)
_nights = table_of(Night)


def keep(engine: Engine, job: Sequence[str], stop: threading.Event | None = None) -> None:
    """Start `job`, which makes a night's work, whenever one is due; what it needs goes with it."""
    stop = stop or threading.Event()
    made: date | None = None
    while not stop.is_set():
        day = due_day(utcnow())
        if made != day and (_is_made(engine, day) or _ran(job)):
            made = day if _is_made(engine, day) else None
        stop.wait(LOOK_EVERY_S)


def due_day(now: datetime) -> date:
    """The newest day whose night hour has come."""
    return (now.astimezone(TOKYO) - timedelta(hours=HOUR)).date()


def run_once(engine: Engine, site: Site, day: date) -> bool:
    """Make a night's work unless somebody has, or is at it; whether it is made now."""
    if not _begun(engine, day):
        return False
    now = utcnow()
    with Session(engine) as session:
        figures = taking_part.to_json(taking_part.count(session))
    with Session(writing(engine)) as session, session.begin():
        _set(session, day, figures=figures, made_at=now)
    # The archive tells of the figures that have just been kept.
    with Session(engine) as session:
        archive = packed(session, site, now)
    with Session(writing(engine)) as session, session.begin():
        sha256 = hashlib.sha256(archive).hexdigest()
        _set(session, day, archive=archive, size=len(archive), sha256=sha256)
        _forget(session, day)
    return True


def kept(session: Session) -> list[Any]:
    """The archives that can be had: day, made_at, size, sha256, newest first."""
    wanted = select(_nights.c.day, _nights.c.made_at, _nights.c.size, _nights.c.sha256)
    have = wanted.where(_nights.c.size.is_not(None)).order_by(_nights.c.day.desc())
    return list(session.execute(have.limit(KEPT_DAYS)))


def archive_of(session: Session, day: date) -> bytes | None:
    """The archive of a day, as long as it is kept."""
    return session.scalar(select(_nights.c.archive).where(_nights.c.day == day))


def _begun(engine: Engine, day: date) -> bool:
    """Whether this process has taken a day on; one that was left half-way is taken over."""
    with Session(writing(engine)) as session, session.begin():
        is_postgresql = session.get_bind().dialect.name == "postgresql"
        insert: Any = postgresql.insert if is_postgresql else sqlite.insert
        now = utcnow()
        taken = insert(_nights).values(day=day, begun_at=now)
        left = or_(_nights.c.size.is_(None), _nights.c.archive.is_(None))
        taken = taken.on_conflict_do_update(
            index_elements=["day"],
            set_={"begun_at": now},
            where=left & (_nights.c.begun_at < now - _GIVEN_UP_AFTER),
        )
        return session.execute(taken.returning(_nights.c.day)).scalar_one_or_none() is not None


def _set(session: Session, day: date, **values: Any) -> None:
    session.execute(update(_nights).where(_nights.c.day == day).values(values))


def _forget(session: Session, day: date) -> None:
    """Old archives and figures go; that there was a night stays."""
    old = _nights.c.day <= day - timedelta(days=KEPT_DAYS)
    gone: dict[str, Any] = {"archive": None, "size": None, "sha256": None, "figures": None}
    session.execute(update(_nights).where(old).values(gone))


def _ran(job: Sequence[str]) -> bool:
    try:
        return subprocess.run(job, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        log.exception("The job that makes the open data does not start")
        return False


def _is_made(engine: Engine, day: date) -> bool:
    """Whether somebody has made it; a database that can't be asked is asked again later."""
    try:
        with Session(engine) as session:
            return any(night.day == day for night in kept(session))
    except SQLAlchemyError:
        log.exception("The open data of %s have to wait", day)
        return False
