"""Kept messages become posts, commands, bounces: every arrival ends with a fate.

Where mails come from is found out first, outside any transaction (verifying.py); a mail for which
that takes long is passed over meanwhile. A batch is decoded and its files are kept before any lock
is taken; then one transaction writes the posts and the fates, so that a crash at any moment loses
nothing and doubles nothing. A message that spoils the batch is found by doing each alone, behind a
savepoint of its own.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.verdict import Discard, Reject
from forum.archive.message import Fate
from forum.base import writing
from forum.posting import Duplicate, Held, Published, Received
from forum.site import Site
from mailgate.inbound import digest_answers, errands, telephones, waiting
from mailgate.inbound.collecting import collecting_afterwards
from mailgate.inbound.errands import Ending
from mailgate.inbound.origins import Origins
from mailgate.inbound.savepoints import behind_savepoint
from mailgate.inbound.telling import tell
from mailgate.inbound.verifying import Verifier
from mailgate.inbound.waiting import Concluded, Waiting
from mailgate.inbound.works import Work, work_out

log = logging.getLogger("kakehashi.read")

# A process that has died so often with a message in its hands does not take it up again.
MOST_ATTEMPTS = 3
# How long a batch waits for the slow ones in it before it goes on without them.
LINGER_S = 0.1
PATIENCE_S = 5.0


def read_batch(
    engine: Engine,
    site: Site,
    limit: int = 100,
    verifier: Verifier | None = None,
    only: int | None = None,
) -> int:
    """Read the oldest waiting arrivals, at most `limit`, or `only` one; how many have a fate now.

    Several readers may work at once. Without a verifier nobody is asked where a mail comes from.
    Raises what the database or the disk says when it is they who fail; then everything waits as it
    was.
    """
    while True:
        awaited = verifier.under_way() if verifier else frozenset()
        with _taking(engine) as session:
            taken = waiting.take(session, limit, only, passed_over=awaited)
            origins = Origins.of(session, taken, verifier)
            if taken and origins.are_known:
                return _read(engine, session, site, taken, origins)
        if verifier and not origins.are_known:
            verifier.begin()
            verifier.wait(LINGER_S if limit > 1 else PATIENCE_S)
        elif verifier and awaited:
            verifier.wait_for_one()
        else:
            return 0


def read_with_care(engine: Engine, site: Site, verifier: Verifier | None = None) -> int:
    """Read one arrival, counting the attempt first: what kills a process is given up in the end."""
    with Session(writing(engine)) as session, session.begin():
        taken = waiting.take(session, 1)
        if not taken:
            return 0
        if taken[0].attempts >= MOST_ATTEMPTS:
            log.error("arrival %d has been given up", taken[0].arrival_id)
            given_up = Concluded(
                taken[0].arrival_id, Fate.FAILED, "gave_up", None, taken[0].attempts
            )
            waiting.conclude(session, [given_up])
            return 1
        waiting.count_attempt(session, [taken[0].arrival_id])
    return read_batch(engine, site, 1, verifier)


@collecting_afterwards
def _read(
    engine: Engine, session: Session, site: Site, taken: list[Waiting], origins: Origins
) -> int:
    batch = work_out(session, site, taken, origins.proofs)
    with _writing(engine, session) as writer:
        origins.write_down(writer)
        done = _conclude(writer, site, batch)
    origins.forget()
    return done


def _conclude(session: Session, site: Site, works: list[Work]) -> int:
    kept = waiting.still_kept(session, [work.arrival.arrival_id for work in works])
    works = [work for work in works if work.arrival.arrival_id in kept]
    posts = [work for work in works if work.prepared and not work.error]
    received = _receive(session, site, posts)
    concluded = []
    for work in works:
        outcome = received.get(work.arrival.arrival_id)
        if isinstance(outcome, Exception):
            work.error = outcome
        concluded.append(
            _concluded_post(work, outcome)
            if outcome is not None and work.error is None
            else _concluded_otherwise(session, site, work)
        )
    waiting.conclude(session, [*concluded, *_settled(works, concluded)])
    telephones.learn(
        session, zip((work.mail for work in works), (c.fate for c in concluded), strict=True)
    )
    tell(session, site, posts, received)
    return len(concluded)


def _settled(works: list[Work], concluded: list[Concluded]) -> list[Concluded]:
    """Older mails about which their writers were asked, and have now answered."""
    return [
        one._replace(arrival_id=work.asked_about)
        for work, one in zip(works, concluded, strict=True)
        if work.asked_about is not None and work.prepared
    ]


def _receive(session: Session, site: Site, posts: list[Work]) -> dict[int, Received | Exception]:
    """All at once where that goes, else each behind a savepoint of its own."""
    ids = [work.arrival.arrival_id for work in posts]
    prepared = [work.prepared for work in posts if work.prepared]
    together = behind_savepoint(session, partial(posting.receive_all, session, prepared, site))
    if not isinstance(together, Exception):
        return dict(zip(ids, together, strict=True))
    alone: list[Received | Exception] = []
    for one in prepared:
        done = behind_savepoint(session, partial(posting.receive_all, session, [one], site))
        alone.append(done if isinstance(done, Exception) else done[0])
    return dict(zip(ids, alone, strict=True))


def _concluded_post(work: Work, outcome: Received | Exception) -> Concluded:
    told = _outcome(outcome)
    return Concluded(work.arrival.arrival_id, *told, attempts=work.arrival.attempts + 1)


def _outcome(outcome: Received | Exception) -> Ending:
    match outcome:
        case Published(post_id, public_id, _):
            return Fate.PUBLISHED, None, {"post_id": post_id, "post": public_id}
        case Held(_, public_id, reasons):
            told = {"held": public_id, "reasons": [reason.to_json() for reason in reasons]}
            return Fate.HELD, reasons[0].code, told
        case Duplicate(post_id):
            return Fate.DUPLICATE, None, {"post_id": post_id}
        case Reject(reason):
            return Fate.REJECTED, reason.code, reason.parameters
        case Discard(reason):
            return Fate.DISCARDED, reason.code, reason.parameters
    raise AssertionError(outcome)


def _concluded_otherwise(session: Session, site: Site, work: Work) -> Concluded:
    arrival_id, attempts = work.arrival.arrival_id, work.arrival.attempts + 1
    if work.error is None and work.mail is not None:
        errand = partial(errands.run, session, site, work.ours, work.mail)
        if work.unclear:
            errand = partial(digest_answers.ask, session, site, work.mail, work.unclear)
        done = behind_savepoint(session, errand)
        if not isinstance(done, Exception):
            return Concluded(arrival_id, *done, attempts=attempts)
        work.error = done
    # The words of the mail stay out of the log: it is the traceback that helps.
    log.error("arrival %d could not be read", arrival_id, exc_info=work.error)
    return Concluded(
        arrival_id, Fate.FAILED, "error", {"error": type(work.error).__name__}, attempts
    )


@contextmanager
def _taking(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session, session.begin():
        yield session


@contextmanager
def _writing(engine: Engine, session: Session) -> Iterator[Session]:
    """Where a batch is written: on PostgreSQL in the transaction whose locks keep others off it.

    On SQLite that is one of its own, begun for writing only now, so that decoding holds up nobody.
    """
    if engine.dialect.name != "sqlite":
        yield session
        return
    session.rollback()
    with Session(writing(engine)) as writer, writer.begin():
        yield writer
