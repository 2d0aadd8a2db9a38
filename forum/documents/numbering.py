"""Numbers and codes as they are given out, and found again when somebody reads them from paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.documents import codes
from forum.documents.document import Document
from forum.documents.printed import Entry, Issue, Slip
from forum.proposals.poll import Poll
from forum.proposals.proposal import Proposal

Place = Thread | Post | Proposal


@dataclass
class Numbers:
    """Hands out the numbers of one issue, in the order in which they are printed."""

    session: Session
    issue: Issue
    last: int = 0

    def give(self, place: Place) -> str:
        """The next number, 4-12, for a topic, a post or a proposal."""
        self.last += 1
        entry = Entry(issue=self.issue, number=self.last)
        if isinstance(place, Thread):
            entry.thread_id = place.id
        elif isinstance(place, Post):
            entry.post_id, entry.thread_id = place.id, place.thread_id
        else:
            entry.proposal_id, entry.thread_id = place.id, place.thread_id
        self.session.add(entry)
        return f"{self.issue.number}-{self.last}"


def begin_issue(session: Session, document: Document, month: date) -> Numbers:
    """The issue that a document is; made once more after a failure, it keeps its number."""
    issue = session.scalar(select(Issue).where(Issue.document_id == document.id))
    if issue is None:
        last = session.scalar(select(func.max(Issue.number))) or 0
        issue = Issue(number=last + 1, month=month, document_id=document.id)
        session.add(issue)
    else:
        session.execute(delete(Entry).where(Entry.issue_id == issue.id))
    session.flush()
    return Numbers(session, issue)


def slip_of(session: Session, place: Issue | Poll) -> Slip:
    """The slip that leads to an issue or a poll, with its code."""
    of_issue = isinstance(place, Issue)
    column = Slip.issue_id if of_issue else Slip.poll_id
    found = session.scalar(select(Slip).where(column == place.id))
    if found is None:
        taken = set(session.scalars(select(Slip.code)))
        code = next(code for code in iter(codes.new_code, "") if code not in taken)
        found = Slip(code=code)
        found.issue_id, found.poll_id = (place.id, None) if of_issue else (None, place.id)
        session.add(found)
        session.flush()
    return found


def slip_with(session: Session, code: str) -> Slip | None:
    """The slip with that code."""
    return session.scalar(select(Slip).where(Slip.code == code))


def entry_at(session: Session, issue: int, number: int) -> Entry | None:
    """What the number 4-12 stands for."""
    wanted = select(Entry).join(Issue).where(Issue.number == issue, Entry.number == number)
    return session.scalar(wanted)


def issues(session: Session) -> Iterable[Issue]:
    """Every issue, newest first."""
    return session.scalars(select(Issue).order_by(Issue.number.desc())).all()


def issue(session: Session, number: int) -> Issue | None:
    """The issue of that number."""
    return session.scalar(select(Issue).where(Issue.number == number))
