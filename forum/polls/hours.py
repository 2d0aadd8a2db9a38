"""What is due in a poll by the calendar: letters that ask, that remind, and that tell the chair.

Each step is one transaction that notes what it owes, so that nothing is lost or doubled by a crash
or by two who look at once.
"""

import logging
import threading

from sqlalchemy import Engine, Select, and_, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.base import today, utcnow, writing
from forum.polls import asking, letters
from forum.proposals.poll import Poll
from forum.site import Site

log = logging.getLogger("kakehashi.polls")
LOOK_EVERY_S = 20.0


def keep(engine: Engine, site: Site, stop: threading.Event | None = None) -> None:
    """Look again and again what is due; any number of processes may."""
    stop = stop or threading.Event()
    while not stop.is_set():
        try:
            while do_some(engine, site) and not stop.is_set():
                pass
        except SQLAlchemyError:
            log.exception("The letters of polls have to wait")
        stop.wait(LOOK_EVERY_S)


def do_some(engine: Engine, site: Site) -> bool:
    """One step of what is due; False where nothing is."""
    with Session(engine) as session:
        poll_id = session.scalar(_due().limit(1))
    if poll_id is None:
        return False
    with Session(writing(engine)) as session, session.begin():
        found = _due().where(Poll.id == poll_id).with_for_update(skip_locked=True)
        if session.scalar(found) is None:
            return False
        step(session, site, session.get_one(Poll, poll_id))
    return True


def step(session: Session, site: Site, poll: Poll) -> None:
    """The next of what is due in one poll."""
    if today() > poll.closes_on:
        letters.tell_chair(session, site, poll)
        poll.chair_told_at = utcnow()
    elif poll.asked_at is None:
        asked = asking.invite(session, poll)
        letters.ask(session, site, asked, "poll_ask")
        if not asked:
            poll.asked_at = utcnow()
    else:
        letters.ask(session, site, asking.late_members(session, poll), "poll_remind")
        poll.reminded_at = utcnow()


def _due() -> Select[int]:
    """Ids of the polls in which something is due today."""
    day = today()
    return (
        select(Poll.id)
        .where(
            Poll.ended_at.is_(None),
            or_(
                and_(Poll.closes_on < day, Poll.chair_told_at.is_(None)),
                and_(Poll.closes_on >= day, Poll.asked_at.is_(None)),
                and_(
                    Poll.closes_on >= day,
                    Poll.closes_on <= day + asking.REMIND_BEFORE,
                    Poll.reminded_at.is_(None),
                ),
            ),
        )
        .order_by(Poll.id)
    )
