"""Looks whether something is to be printed, and starts the job that prints it.

The job is a process of its own: what it loads and needs goes with it, and who looks stays small.
"""

import logging
import subprocess
import threading
from collections.abc import Sequence

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.base import writing
from forum.documents import asking, due

log = logging.getLogger("kakehashi.documents")
LOOK_EVERY_S = 2.0
REST_S = 30.0  # behind a job that could not do its work


def keep(engine: Engine, job: Sequence[str], stop: threading.Event | None = None) -> None:
    """Start `job` whenever something is wanted, until told to stop; one job at a time."""
    stop = stop or threading.Event()
    _retry_mended(engine)
    while not stop.is_set():
        stop.wait(LOOK_EVERY_S if _is_quiet(engine) or _done(job) else REST_S)


def _is_quiet(engine: Engine) -> bool:
    """Whether there is nothing to do, or nobody to ask."""
    try:
        with engine.connect() as connection:
            return not due.is_anything(connection)
    except SQLAlchemyError:
        log.exception("Documents have to wait")
        return True


def _done(job: Sequence[str]) -> bool:
    """Whether the job ran as it should; what it says goes where ours goes."""
    try:
        return subprocess.run(job, stdin=subprocess.DEVNULL, check=False).returncode == 0
    except OSError:
        log.exception("The job that prints documents does not start")
        return False


def _retry_mended(engine: Engine) -> None:
    """Somebody may have installed what was missing while nobody looked."""
    try:
        with Session(writing(engine)) as session, session.begin():
            asking.retry_mended(session)
    except SQLAlchemyError:
        log.exception("What failed for want of a font is not tried again")
