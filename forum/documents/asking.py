"""Asking for documents, and looking whether they are there."""

import contextlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from forum.base import new_public_id, table_of, utcnow
from forum.documents.document import Document, Kind, Reason, State

_documents = table_of(Document)
_MOST_TRIES = 4
# What the operator can mend; the document itself is in order.
MENDABLE = (Reason.NO_PANGO, Reason.NO_FONT)


def ask(
    session: Session,
    kind: Kind,
    subject: str,
    details: Mapping[str, Any] | None = None,
    by_id: int | None = None,
) -> Document:
    """A further edition, which a worker makes soon; one that still waits for it is that edition."""
    for _ in range(_MOST_TRIES):
        with contextlib.suppress(IntegrityError), session.begin_nested():
            return _asked(session, kind, subject, dict(details or {}), by_id)
    return _asked(session, kind, subject, dict(details or {}), by_id)


def _asked(
    session: Session, kind: Kind, subject: str, details: dict[str, Any], by_id: int | None
) -> Document:
    """The edition that waits or a new one; where somebody asks at this moment, an IntegrityError."""
    last = newest(session, kind, subject)
    if last is not None and last.state is State.WAITING and last.details == details:
        return last
    made = Document(
        kind=kind,
        subject=subject,
        edition=1 if last is None else last.edition + 1,
        details=details,
        asked_by_id=by_id,
    )
    session.add(made)
    session.flush()
    return made


def ask_first(session: Session, kind: Kind, subjects: Sequence[str]) -> None:
    """The first edition of each, which nobody asked for; two workers may want it at once."""
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert: Any = postgresql.insert if is_postgresql else sqlite.insert
    for subject in subjects:
        row = {
            "public_id": new_public_id(), "kind": kind, "subject": subject, "edition": 1,
            "details": {}, "state": State.WAITING, "asked_at": utcnow(), "tries": 0, "title": "",
        }  # fmt: skip
        session.execute(insert(_documents).values(**row).on_conflict_do_nothing())


def again(document: Document) -> None:
    """Try once more what failed."""
    if document.state is State.FAILED:
        document.state, document.reason, document.tries = State.WAITING, None, 0


def retry_mended(session: Session) -> None:
    """Try again what failed for want of a font or a library: somebody may have installed it."""
    failed = _documents.c.state == State.FAILED
    session.execute(
        _documents.update()
        .where(failed, _documents.c.reason.in_(MENDABLE))
        .values(state=State.WAITING, reason=None, tries=0)
    )


def newest(session: Session, kind: Kind, subject: str) -> Document | None:
    """The newest edition, however far it is."""
    return session.scalars(_editions(kind, subject).limit(1)).one_or_none()


def newest_done(session: Session, kind: Kind, subject: str) -> Document | None:
    """The newest edition that can be read."""
    done = _editions(kind, subject).where(Document.state == State.DONE)
    return session.scalars(done.limit(1)).one_or_none()


def editions(session: Session, kind: Kind, subject: str) -> Sequence[Document]:
    """Every edition, newest first."""
    return session.scalars(_editions(kind, subject)).all()


def of_hash(session: Session, kind: Kind, subject: str, sha256: str) -> Document | None:
    """The edition of that SHA-256, as it was published."""
    wanted = _editions(kind, subject).where(Document.sha256 == sha256)
    return session.scalars(wanted.limit(1)).one_or_none()


def unmade(session: Session, kind: Kind) -> Sequence[Document]:
    """What of a kind is not there yet, or failed."""
    wanted = select(Document).where(Document.kind == kind, Document.state != State.DONE)
    return session.scalars(wanted.order_by(Document.id.desc())).all()


def _editions(kind: Kind, subject: str) -> Any:
    wanted = select(Document).where(Document.kind == kind, Document.subject == subject)
    return wanted.order_by(Document.edition.desc())
