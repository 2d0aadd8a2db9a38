"""`kakehashi digest`: makes the digests that are due and sees them out of the house."""

import asyncio
import time
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.base import writing
from forum.boards import Mode
from forum.digests.hour import make
from forum.distribution import Mailing, MailingKind, MailingState
from forum.endpoints import Relay
from forum.site import Site
from mailgate.outbound.delivering import Deliverer
from mailgate.outbound.pace import DEFAULT_PACE, Pace

# Longer than the lease of a worker that was killed with a digest in its hands.
PATIENCE_S = 90.0
# While another process holds one: when it is through, or that its lease is over, stands in the
# database alone, and no pipe of ours reaches the other machines on it.
_LOOK_EVERY_S = 1.0


class Sent(NamedTuple):
    """Digests made now, copies of them that the relay has taken, and digests that still wait."""

    made: int
    copies: int
    waiting: int


def send_due(
    engine: Engine, site: Site, relay: Relay, mode: Mode, pace: Pace = DEFAULT_PACE
) -> Sent:
    """Make what is due and deliver until no digest waits; safe beside any number of workers."""
    with Session(writing(engine)) as session, session.begin():
        made = make(session, mode)
    until = time.monotonic() + PATIENCE_S
    while True:
        asyncio.run(Deliverer(engine, site, relay, pace).deliver_due())
        waiting = _waiting(engine)
        if not waiting or time.monotonic() > until:
            return Sent(len(made), _copies(engine, made), waiting)
        time.sleep(_LOOK_EVERY_S)


def _waiting(engine: Engine) -> int:
    waits = (Mailing.kind == MailingKind.DIGEST, Mailing.state == MailingState.WAITING)
    with Session(engine) as session:
        return session.scalar(select(func.count()).where(*waits)) or 0


def _copies(engine: Engine, mailing_ids: Sequence[int]) -> int:
    sent = select(func.sum(Mailing.sent_count)).where(Mailing.id.in_(mailing_ids))
    with Session(engine) as session:
        return session.scalar(sent) or 0
