"""Making documents, one at a time: one is taken, set, and kept.

Any number of processes may; a document whose process died is taken again by another.
"""

import contextlib
import fcntl
import hashlib
import logging
import os
from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine, and_, or_, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from forum.base import utcnow, writing
from forum.documents import due, pages
from forum.documents.document import Document, Reason, State
from forum.documents.pressing import PATIENCE_S, NotMade, pressed
from forum.site import Site

log = logging.getLogger("kakehashi.documents")
LEASE = timedelta(seconds=PATIENCE_S + 60)
MOST_TRIES = 3


def make_all(engine: Engine, site: Site) -> int:
    """Make everything that is wanted now; how many were taken in hand."""
    count = 0
    while make_next(engine, site):
        count += 1
    return count


def make_next(engine: Engine, site: Site) -> bool:
    """Make one document if one is wanted; False where there was nothing to do."""
    with engine.connect() as connection:
        if not due.is_anything(connection):
            return False
    with _alone(site) as alone:
        if not alone:
            return False
        with Session(writing(engine)) as session, session.begin():
            due.ask_for(session, due.wanted(session.connection()))
            document_id = _claimed(session)
        if document_id is not None:
            _make(engine, site, document_id)
    return document_id is not None


def make_this(engine: Engine, site: Site, document_id: int) -> None:
    """Make one document now, before all others; it is left to wait where another is being made."""
    with _alone(site) as alone:
        if not alone:
            return
        with Session(writing(engine)) as session, session.begin():
            _take(session.get_one(Document, document_id))
        _make(engine, site, document_id)


@contextlib.contextmanager
def _alone(site: Site) -> Iterator[bool]:
    """Whether no other process of this machine is making one: the press takes 400 MiB."""
    handle = os.open(site.data_dir / "press.lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)


def _claimed(session: Session) -> int | None:
    """The oldest that waits, or whose worker is gone, is ours now."""
    now = utcnow()
    forsaken = Document.leased_until < now
    if session.get_bind().dialect.name == "sqlite":
        # One machine, and we hold its lock: nobody else can be making any.
        forsaken = or_(forsaken, Document.leased_until.is_not(None))
    free = or_(Document.state == State.WAITING, and_(Document.state == State.MAKING, forsaken))
    wanted = select(Document).where(free).order_by(Document.id).limit(1)
    document = session.scalars(wanted.with_for_update(skip_locked=True)).one_or_none()
    if document is None:
        return None
    if document.tries >= MOST_TRIES:
        document.state, document.reason = State.FAILED, Reason.BROKEN
        return None
    _take(document)
    return document.id


def _take(document: Document) -> None:
    document.tries += 1
    document.state, document.leased_until = State.MAKING, utcnow() + LEASE


def _make(engine: Engine, site: Site, document_id: int) -> None:
    try:
        # What is numbered while it is written (an issue, a slip) is kept before it is set.
        with Session(writing(engine)) as session, session.begin():
            title, html = pages.page_of(session, site, session.get_one(Document, document_id))
        pdf = pressed(html)
    except NotMade as failure:
        log.error("Document %s was not made: %s", document_id, failure)
        _fail(engine, document_id, failure.reason)
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("Document %s can't be written", document_id)
        _fail(engine, document_id, Reason.BROKEN)
    else:
        _keep(engine, document_id, title, pdf)


def _keep(engine: Engine, document_id: int, title: str, pdf: bytes) -> None:
    with Session(writing(engine)) as session, session.begin():
        document = session.get_one(Document, document_id)
        document.state, document.reason, document.leased_until = State.DONE, None, None
        document.title, document.made_at = title, utcnow()
        document.octets, document.size = pdf, len(pdf)
        document.sha256 = hashlib.sha256(pdf).hexdigest()


def _fail(engine: Engine, document_id: int, reason: Reason) -> None:
    with Session(writing(engine)) as session, session.begin():
        document = session.get_one(Document, document_id)
        document.state, document.reason, document.leased_until = State.FAILED, reason, None
