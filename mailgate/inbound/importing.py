"""An old archive comes in: an mbox, message by message, with a ledger in which every one stands.

Other processes decode and prepare, this one writes: a transaction a batch, so a crash loses at most
the batch in hand, and running the import again doubles nothing.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from functools import partial
from io import IOBase
from itertools import chain, islice
from multiprocessing import get_context
from typing import Any, BinaryIO, NamedTuple, TextIO

from sqlalchemy import Engine, delete
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import authors_by_mail
from forum.acceptance.contribution import BoardFacts, KeptAttachment
from forum.archive import mbox
from forum.archive.message import Arrival, Door, Fate, Message
from forum.archive.receipt import receipt_time
from forum.archive.thread import Identity, Origin
from forum.base import connect, insert_many, next_ids, table_of, utcnow, writing
from forum.boards import Board
from forum.posting import Duplicate, Prepared, Published, Received
from forum.site import Site
from mailgate.inbound.collecting import collecting_afterwards
from mailgate.inbound.contributing import Kept, Mail, contribute, sorted_by_policy
from mailgate.inbound.ledger import Counts, Ledger
from mailgate.inbound.savepoints import behind_savepoint

BATCH = 200
BATCH_OCTETS = 8 << 20
PREPARERS = 2

Batch = list[tuple[int, mbox.Entry]]
"""Messages of an mbox with their numbers in it."""

_messages, _arrivals = table_of(Message), table_of(Arrival)


class Item(NamedTuple):
    """One message of the mbox on its way: its number, what the mbox says, and what came of it."""

    number: int
    offset: int
    kept: Kept
    prepared: Prepared | None
    fault: str | None  # why it can't be imported
    name: str = ""  # of the message's own file


def bring_in(
    engine: Engine,
    site: Site,
    board_id: int,
    source: BinaryIO | Iterable[mbox.Entry],
    *,
    first: int = 1,
    ledger: Ledger | TextIO | None = None,
    progress: Callable[[int], None] = lambda offset: None,
) -> Counts:
    """Import an mbox, or the messages of any source, into a board.

    `first` is the number of the first message; `progress` hears the offset behind each batch.
    """
    entries = mbox.read(source) if isinstance(source, IOBase | BinaryIO) else source
    with Session(engine) as session:
        board = BoardFacts.of(session.get_one(Board, board_id))
    counts = Counts()
    for items in _prepared(engine, site, board, _batches(entries, first)):
        outcomes = _write(engine, site, board, items)
        _note(items, outcomes, counts, ledger)
        progress(items[-1].offset)
    return counts


def _prepared(
    engine: Engine, site: Site, board: BoardFacts, batches: Iterator[Batch]
) -> Iterator[list[Item]]:
    """Every batch made ready to be written; processes are started for a second one only."""
    first, second = next(batches, None), next(batches, None)
    if first is None:
        return
    if second is None:
        _at_work.update(engine=engine, site=site)
        yield _prepare(board, first)
        return
    url = engine.url.render_as_string(hide_password=False)
    # Forked children would share this process's connections, so they are started afresh.
    pool = ProcessPoolExecutor(PREPARERS, get_context("spawn"), _begin, (url, site))
    with pool:
        yield from _in_order(pool, partial(_prepare, board), chain((first, second), batches))


def _batches(entries: Iterable[mbox.Entry], first: int) -> Iterator[Batch]:
    batch: Batch = []
    octets = 0
    for numbered in enumerate(entries, first):
        batch.append(numbered)
        octets += len(numbered[1].raw)
        if len(batch) >= BATCH or octets >= BATCH_OCTETS:
            yield batch
            batch, octets = [], 0
    if batch:
        yield batch


def _in_order(
    pool: ProcessPoolExecutor,
    prepare: Callable[[Batch], list[Item]],
    batches: Iterator[Batch],
) -> Iterator[list[Item]]:
    """Batches prepared a few ahead, handed over in the order of the file; memory stays flat."""
    ahead: deque[Future[list[Item]]] = deque(
        pool.submit(prepare, batch) for batch in islice(batches, 2 * PREPARERS)
    )
    while ahead:
        items = ahead.popleft().result()
        for batch in islice(batches, 1):
            ahead.append(pool.submit(prepare, batch))
        yield items


# --- In the preparing processes ---

_at_work: dict[str, Any] = {}


def _begin(url: str, site: Site) -> None:
    _at_work.update(engine=connect(url), site=site)


@collecting_afterwards
def _prepare(board: BoardFacts, batch: Batch) -> list[Item]:
    engine: Engine = _at_work["engine"]
    site: Site = _at_work["site"]
    mails = [(number, entry, _kept(entry)) for number, entry in batch]
    read = [(number, entry, kept, _read(kept, site)) for number, entry, kept in mails]
    writers = {mail.canonical for *_, mail in read if isinstance(mail, Mail) and mail.canonical}
    with Session(engine) as session:
        authors = authors_by_mail(session, writers)
    items = []
    for number, entry, kept, mail in read:
        if isinstance(mail, str):
            items.append(Item(number, entry.offset, kept, None, mail, entry.name))
            continue
        taken, refused = sorted_by_policy(mail.view.attachments, board)
        names = site.attachments.keep([file.data for file in taken])
        files = [
            KeptAttachment(file.name, file.content_type, len(file.data), name)
            for file, name in zip(taken, names, strict=True)
        ]
        contribution = contribute(mail, 0, board, authors, files, refused)
        imported = replace(
            contribution,
            arrival_id=None,
            origin=Origin.IMPORT,
            identity=Identity.UNPROVEN,
            automatic=None,
            looping=None,
        )
        prepared = posting.prepare(imported, site, render_now=False)
        items.append(Item(number, entry.offset, kept, prepared, None, entry.name))
    return items


def _kept(entry: mbox.Entry) -> Kept:
    at = receipt_time(entry.raw) or entry.at or utcnow()
    return Kept(0, entry.sender[:330], at, len(entry.raw), entry.raw)


def _read(kept: Kept, site: Site) -> Mail | str:
    if not kept.raw.strip():
        return "empty"
    try:
        return Mail.read(kept, site)
    except Exception as error:
        return f"error: {type(error).__name__}"


# --- In the writing process ---


@collecting_afterwards
def _write(
    engine: Engine, site: Site, board: BoardFacts, items: Sequence[Item]
) -> list[Received | str]:
    """One batch in one transaction; what spoils it is found by doing each alone."""
    with Session(writing(engine)) as session, session.begin():
        together = behind_savepoint(session, partial(_write_all, session, site, board, items))
        if not isinstance(together, Exception):
            return together
        alone: list[Received | str] = []
        for item in items:
            done = behind_savepoint(session, partial(_write_all, session, site, board, [item]))
            alone.append(
                f"error: {type(done).__name__}" if isinstance(done, Exception) else done[0]
            )
        return alone


def _write_all(
    session: Session, site: Site, board: BoardFacts, items: Sequence[Item]
) -> list[Received | str]:
    good = [item for item in items if item.prepared is not None]
    ids = _keep(session, good)
    prepared = [
        replace(item.prepared, contribution=replace(item.prepared.contribution, kept_message_id=kept_id))
        for item, kept_id in zip(good, ids, strict=True)
        if item.prepared is not None
    ]  # fmt: skip
    received = posting.receive_all(session, prepared, site, distribute=False)
    _conclude(session, site, board, ids, received)
    outcomes = dict(zip((item.number for item in good), received, strict=True))
    return [outcomes.get(item.number, item.fault or "unknown") for item in items]


def _keep(session: Session, items: Sequence[Item]) -> list[int]:
    ids = next_ids(session, _messages, len(items))
    rows = [
        {
            "id": kept_id,
            "door": Door.IMPORT,
            "received_at": item.kept.received_at,
            "mail_from": item.kept.mail_from,
            "size": item.kept.size,
            "raw": item.kept.raw,
        }
        for kept_id, item in zip(ids, items, strict=True)
    ]
    insert_many(session, _messages, rows)
    return ids


def _conclude(
    session: Session, site: Site, board: BoardFacts, ids: list[int], received: list[Received]
) -> None:
    """Each imported message has an arrival with its fate; the raw bytes of a twin go again."""
    now, recipient = utcnow(), site.address(board.slug)
    rows, twins = [], []
    for kept_id, outcome in zip(ids, received, strict=True):
        if isinstance(outcome, Published):
            rows.append(
                {
                    "message_id": kept_id,
                    "recipient": recipient,
                    "board_id": board.id,
                    "fate": Fate.PUBLISHED,
                    "reason": "imported",
                    "details": {"post_id": outcome.post_id, "post": outcome.public_id},
                    "read_at": now,
                    "attempts": 1,
                }
            )
        else:
            twins.append(kept_id)
    insert_many(session, _arrivals, rows)
    if twins:
        session.execute(delete(_messages).where(_messages.c.id.in_(twins)))


def _note(
    items: Sequence[Item],
    outcomes: Sequence[Received | str],
    counts: Counts,
    ledger: Ledger | TextIO | None,
) -> None:
    for item, outcome in zip(items, outcomes, strict=True):
        line = _line(item, outcome)
        counts.add(line)
        if ledger is not None:
            ledger.write(json.dumps(line, ensure_ascii=False) + "\n")
    if ledger is not None:
        ledger.flush()


def _line(item: Item, outcome: Received | str) -> dict[str, Any]:
    """One line of the ledger: which message, what became of it, and how it had to be mended."""
    line: dict[str, Any] = {"n": item.number, "offset": item.offset}
    if item.name:
        line["file"] = item.name
    if item.prepared is not None:
        line["message_id"] = item.prepared.message_id
        defects = [r["defect"] for r in item.prepared.contribution.remarks if "defect" in r]
        if defects:
            line["repaired"] = defects
    match outcome:
        case Published(public_id=public_id):
            return {**line, "outcome": "imported", "post": public_id}
        case Duplicate(post_id=post_id):
            return {**line, "outcome": "duplicate", "of": post_id}
        case str():
            return {**line, "outcome": "refused", "why": outcome}
        case _:
            return {**line, "outcome": "refused", "why": type(outcome).__name__}
