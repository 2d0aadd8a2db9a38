"""Letters to writers and moderators about the posts of a batch."""

import logging
from functools import partial

from sqlalchemy.orm import Session

from forum import letters
from forum.acceptance.verdict import Reject
from forum.letters.files import tell_files_refused
from forum.posting import Held, Published, Received, acknowledging
from forum.site import Site
from mailgate.inbound.savepoints import behind_savepoint
from mailgate.inbound.works import Work

log = logging.getLogger("kakehashi.read")


def tell(
    session: Session, site: Site, posts: list[Work], received: dict[int, Received | Exception]
) -> None:
    """Letters to writers and moderators; one that can't be written spoils nothing else."""
    held_on: dict[int, None] = {}
    wanting = acknowledging.wanting(session, set(filter(None, map(_address_id, posts))))
    for work in posts:
        outcome = received.get(work.arrival.arrival_id)
        if isinstance(outcome, Held) and work.board:
            held_on[work.board.id] = None
        if isinstance(outcome, Held | Reject) or work.refused:
            _noted(behind_savepoint(session, partial(_answer, session, site, work, outcome)))
        if isinstance(outcome, Published) and _address_id(work) in wanting:
            _noted(behind_savepoint(session, partial(_acknowledge, session, site, work, outcome)))
    for board_id in held_on:
        ring = partial(letters.tell_moderators, session, site, board_id)
        _noted(behind_savepoint(session, ring))


def _answer(session: Session, site: Site, work: Work, outcome: Received | Exception | None) -> None:
    assert work.mail is not None
    assert work.board is not None
    writer = work.mail.correspondent()
    if writer is None:
        return
    match outcome:
        case Held(held_post_id):
            letters.tell_held(session, site, held_post_id, writer)
        case Reject(reason):
            letters.tell_rejected(session, site, work.board, reason, writer)
    if work.refused and isinstance(outcome, Published | Held):
        names = [file.name for file in work.refused]
        tell_files_refused(session, site, work.board, names, writer)


def _address_id(work: Work) -> int | None:
    return work.prepared.contribution.author.address_id if work.prepared else None


def _acknowledge(session: Session, site: Site, work: Work, outcome: Published) -> None:
    writer = work.mail.correspondent() if work.mail else None
    if writer is not None:
        acknowledging.acknowledge(session, site, outcome.post_id, writer)


def _noted(outcome: object) -> None:
    if isinstance(outcome, Exception):
        log.error("a letter could not be written", exc_info=outcome)
