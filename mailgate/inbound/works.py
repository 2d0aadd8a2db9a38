"""A batch of arrivals, worked out as far as that goes before any lock is taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import Authors, authors_by_mail
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.addresses import OurAddress, Part, parse_local_part
from forum.boards import Board
from forum.posting import Prepared
from forum.site import Site
from mailgate.inbound import digest_answers
from mailgate.inbound.contributing import Mail, contribute, sorted_by_policy
from mailgate.inbound.decoding import Attachment
from mailgate.inbound.digest_answers import REMARK, Unclear
from mailgate.inbound.proof import Proof
from mailgate.inbound.waiting import Waiting

T = TypeVar("T")

# Not the message's fault: the disk is full, the database is gone, two have waited for each other.
# Where it is after all (a row too long for an index), sifting.py finds out.
OUR_TROUBLE = (OperationalError, InterfaceError, OSError, MemoryError)


@dataclass(slots=True)
class Work:
    """One arrival and what has been worked out about it."""

    arrival: Waiting
    ours: OurAddress | None
    mail: Mail | None = None
    board: BoardFacts | None = None
    prepared: Prepared | None = None
    taken: list[Attachment] = field(default_factory=list)
    refused: list[Attachment] = field(default_factory=list)
    files: list[KeptAttachment] = field(default_factory=list)
    error: Exception | None = None
    unclear: Unclear | None = None  # it answers a digest, and nobody knows which post
    remarks: tuple[dict[str, Any], ...] = ()
    asked_about: int | None = None  # the arrival whose words these are: it has been asked about


def work_out(
    session: Session, site: Site, taken: Sequence[Waiting], proofs: Mapping[int, Proof]
) -> list[Work]:
    """Each arrival with what is known before anything is written; `proofs` by id of message."""
    mails: dict[int, Mail | Exception] = {}
    for arrival in taken:
        if arrival.kept.message_id not in mails:
            mails[arrival.kept.message_id] = tried(
                partial(Mail.read, arrival.kept, site, proofs.get(arrival.kept.message_id))
            )
    boards = _boards(session, {a.board_id for a in taken if a.board_id})
    works = [_begun(arrival, mails[arrival.kept.message_id], boards) for arrival in taken]
    for work in works:
        work.error = work.error or tried(partial(_settle_digest, session, site, work))
    known = {work.mail.canonical for work in works if work.mail and work.mail.canonical}
    authors = authors_by_mail(session, known)
    posts = [work for work in works if _is_post(work)]
    for work in posts:
        _sort_files(work)
    _keep_files(posts, site)
    for work in posts:
        done = tried(partial(_prepare_post, work, site, authors))
        work.error = done if isinstance(done, Exception) else None
    return works


def _begun(arrival: Waiting, mail: Mail | Exception, boards: dict[int, BoardFacts]) -> Work:
    work = Work(arrival, parse_local_part(arrival.recipient.rpartition("@")[0]))
    if isinstance(mail, Exception):
        work.error = mail
    else:
        work.mail = mail
    work.board = boards.get(arrival.board_id or 0)
    return work


def _is_post(work: Work) -> bool:
    is_to_board = work.ours is not None and work.ours.part is Part.POST
    return is_to_board and not work.unclear and bool(work.mail and work.board)


def _settle_digest(session: Session, site: Site, work: Work) -> None:
    """An answer to a digest becomes one to the post that it means."""
    if work.mail is None:
        return
    found = digest_answers.meant(session, site, work.ours, work.mail, work.arrival.arrival_id)
    if found is None:
        return
    work.mail, to = found
    if isinstance(to, Unclear):
        work.unclear = to
        return
    work.mail = digest_answers.as_answer(work.mail, to)
    work.ours = OurAddress(Part.POST, to.board.slug)
    work.board, work.asked_about, work.remarks = to.board, to.asked_about, (REMARK,)


def _sort_files(work: Work) -> None:
    assert work.mail is not None
    assert work.board is not None
    taken, work.refused = sorted_by_policy(work.mail.view.attachments, work.board)
    goes_nowhere = work.mail.machine or work.mail.trace
    work.taken = [] if goes_nowhere else taken


def _keep_files(works: Sequence[Work], site: Site) -> None:
    """Put the files of the batch into the store, synced together."""
    names = iter(site.attachments.keep([file.data for work in works for file in work.taken]))
    for work in works:
        work.files = [
            KeptAttachment(file.name, file.content_type, len(file.data), next(names))
            for file in work.taken
        ]


def _prepare_post(work: Work, site: Site, authors: Authors) -> None:
    assert work.mail is not None
    assert work.board is not None
    contribution = contribute(
        work.mail, work.arrival.arrival_id, work.board, authors, work.files, work.refused
    )
    if work.remarks:
        contribution = replace(contribution, remarks=(*contribution.remarks, *work.remarks))
    # Its HTML can wait until nobody waits to be read (working.py).
    work.prepared = posting.prepare(contribution, site, render_now=False)


def _boards(session: Session, board_ids: set[int]) -> dict[int, BoardFacts]:
    if not board_ids:
        return {}
    found = session.scalars(select(Board).where(Board.id.in_(board_ids)))
    return {board.id: BoardFacts.of(board) for board in found}


def tried(work: Callable[[], T]) -> T | Exception:
    """What `work` gives, or the exception that the message is to blame for."""
    try:
        return work()
    except OUR_TROUBLE:
        raise
    except Exception as error:
        return error
