"""Finding the mail for whose sake a whole batch could not be written: each is read alone.

The database may refuse one mail with an error that looks like its own trouble (a row that is too
long for an index). Tried for ever, it would keep all others waiting. So each is read alone; what
fails while others go through is counted against it, and in the end it has failed.
"""

import logging
import sqlite3
import threading
import time

from sqlalchemy import Engine, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from forum.archive.message import Arrival, Fate
from forum.base import table_of, writing
from forum.site import Site
from mailgate.inbound import waiting
from mailgate.inbound.reading import MOST_ATTEMPTS, read_batch
from mailgate.inbound.verifying import Verifier
from mailgate.inbound.waiting import Concluded
from mailgate.inbound.works import OUR_TROUBLE

log = logging.getLogger("kakehashi.read")

AT_ONCE = 100
MOST_S = 30.0
_arrivals = table_of(Arrival)

# A full disk, a lock, a lost connection: whatever mail was in hand has nothing to do with it.
_OF_ALL_SQLITE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
}
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_OF_ALL_POSTGRESQL = ("08", "25", "28", "40", "53", "55", "57", "58", "XX")


def sift(engine: Engine, site: Site, verifier: Verifier | None, stop: threading.Event) -> int:
    """Read what waits one by one, for half a minute at most; how many have a fate now."""
    passed, tried = 0, 0
    suspects: dict[int, Exception] = {}
    until = time.monotonic() + MOST_S
    for arrival_id in _oldest(engine):
        if stop.is_set() or time.monotonic() > until:
            break
        tried += 1
        try:
            passed += read_batch(engine, site, 1, verifier, only=arrival_id)
        except OUR_TROUBLE as error:
            if may_be_its_own(error):
                suspects[arrival_id] = error
    # Where nothing goes through, it is hardly the fault of each; a single one has only itself.
    if passed or tried == 1:
        passed += sum(_count_against(engine, *suspect) for suspect in suspects.items())
    return passed


def may_be_its_own(error: Exception) -> bool:
    """Whether an error of the database can have to do with what was to be written."""
    if not isinstance(error, OperationalError):
        return False
    if state := getattr(error.orig, "sqlstate", None):
        return not state.startswith(_OF_ALL_POSTGRESQL)
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code is not None and code & 0xFF not in _OF_ALL_SQLITE


def _oldest(engine: Engine) -> list[int]:
    kept = select(_arrivals.c.id).where(_arrivals.c.fate == Fate.KEPT)
    with Session(engine) as session:
        return list(session.scalars(kept.order_by(_arrivals.c.id).limit(AT_ONCE)))


def _count_against(engine: Engine, arrival_id: int, error: Exception) -> bool:
    """Whether that was the last time."""
    with Session(writing(engine)) as session, session.begin():
        waiting.count_attempt(session, [arrival_id])
        attempts = session.scalar(select(_arrivals.c.attempts).where(_arrivals.c.id == arrival_id))
        if (attempts or 0) < MOST_ATTEMPTS:
            return False
        log.error("arrival %d could not be written", arrival_id, exc_info=error)
        details = {"error": type(getattr(error, "orig", None) or error).__name__}
        failed = Concluded(arrival_id, Fate.FAILED, "gave_up", details, attempts or 0)
        waiting.conclude(session, [failed])
        return True
