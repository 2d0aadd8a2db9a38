"""The program behind `kakehashi read`: reads whatever comes, as soon as it comes."""

import logging
import threading
from collections.abc import Callable

from sqlalchemy import Engine

from forum.site import Site
from mailgate.inbound.reading import read_batch, read_with_care
from mailgate.inbound.receiving import reading_pipe
from mailgate.inbound.works import OUR_TROUBLE
from mailgate.poke import Waiter

log = logging.getLogger("kakehashi.read")
LOOK_EVERY_S = 2.0
BATCH = 100


def run(
    engine: Engine, site: Site, stop: threading.Event, after: Callable[[], None] = lambda: None
) -> None:
    """Read until `stop` is set; `after` is called behind each batch that gave somebody something.

    The first arrivals are read one at a time: a message that has killed the process before is among
    them.
    """
    careful = BATCH
    with Waiter(reading_pipe(site.data_dir)) as waiter:
        while not stop.is_set():
            try:
                done = read_with_care(engine, site) if careful else read_batch(engine, site, BATCH)
            except OUR_TROUBLE:
                log.exception("reading has to wait")
                stop.wait(LOOK_EVERY_S)
                continue
            if done:
                after()
            careful = max(0, careful - 1) if done else 0
            if not done:
                waiter.wait(LOOK_EVERY_S)
