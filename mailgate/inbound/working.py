"""The program behind `kakehashi read`: reads whatever comes, as soon as it comes."""

import logging
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from forum.archive.pieces import Gathering
from forum.posting import render_some
from forum.site import Site
from mailgate.inbound.reading import read_batch, read_with_care
from mailgate.inbound.refusals import tend
from mailgate.inbound.sifting import sift
from mailgate.inbound.verifying import Verifier
from mailgate.inbound.works import OUR_TROUBLE
from mailgate.poke import Waiter, poke, reading_pipe

log = logging.getLogger("kakehashi.read")
LOOK_EVERY_S = 2.0
BREATH_S = 0.05  # left to others between two turns of what has time
TEND_EVERY_S = 60.0
BATCH = 100


def run(
    engine: Engine,
    site: Site,
    stop: threading.Event | None = None,
    verifier: Verifier | None = None,
    after: Callable[[], None] = lambda: None,
) -> None:
    """Read until `stop` is set, without one until SIGTERM or SIGINT; the batch in hand is finished.

    `after` is called behind each batch. The first arrivals are read one at a time: a message that
    has killed the process before is among them.
    """
    pipe = reading_pipe(site.data_dir)
    with Waiter(pipe) as waiter:
        stop = stop or _asked_to_stop(pipe)
        careful = BATCH
        tend_at = time.monotonic()
        gathering = Gathering(engine)
        while not stop.is_set():
            done = _read(engine, site, stop, careful > 0, verifier)
            if done:
                after()
            careful = max(0, careful - 1) if done else 0
            if time.monotonic() >= tend_at:
                _tend(engine, site)
                tend_at = time.monotonic() + TEND_EVERY_S
            if not done and not stop.is_set() and not _afterwards(engine):
                waiter.wait(BREATH_S if _gather(gathering) else LOOK_EVERY_S)


def _afterwards(engine: Engine) -> int:
    """With nobody waiting to be read, posts get their HTML."""
    try:
        return render_some(engine)
    except OUR_TROUBLE:
        log.exception("rendering has to wait")
        return 0


def _gather(gathering: Gathering) -> bool:
    """With nothing to do at all, searches are made quicker."""
    try:
        return gathering.go_on(time.monotonic())
    except OUR_TROUBLE:
        log.exception("gathering the search index has to wait")
        return False


def _read(
    engine: Engine, site: Site, stop: threading.Event, carefully: bool, verifier: Verifier | None
) -> int:
    try:
        if carefully:
            return read_with_care(engine, site, verifier)
        return read_batch(engine, site, BATCH, verifier)
    except OUR_TROUBLE:
        log.exception("reading has to wait")
        stop.wait(LOOK_EVERY_S)
    try:
        return sift(engine, site, verifier, stop)
    except OUR_TROUBLE:
        return 0  # it was told above


def _tend(engine: Engine, site: Site) -> None:
    try:
        tend(engine, site)
    except OUR_TROUBLE:
        log.exception("counting refusals has to wait")


def _asked_to_stop(pipe: Path) -> threading.Event:
    stop = threading.Event()

    def ask(_number: int, _frame: object) -> None:
        stop.set()
        poke(pipe)

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop
