"""A reader asks the moderators to look at a post; whoever asked hears what came of it.

The author never learns by whom a post was reported. Nothing here commits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from forum import limits
from forum.addresses import EmailAddress
from forum.archive.thread import Identity, Post, PostState
from forum.base import utcnow
from forum.boards import Board, may_moderate, may_read
from forum.letters import bell
from forum.letters.correspondent import language_of, mailbox_of
from forum.letters.receipts import short
from forum.letters.writing import board_letter
from forum.moderation.deciding import AlreadyDecided, Answer, Done, NotAllowed, may_act, write_down
from forum.moderation.decision import Act
from forum.moderation.report import Door, Report, ReportEnd
from forum.people.person import Address, Person
from forum.people.standing import Standing
from forum.site import Site

MOST_A_DAY = 10
LONGEST_REASON = 2000


class Reported(StrEnum):
    """What came of a report; the same words for the first and for the tenth of a post."""

    TAKEN = "taken"
    TAKEN_BEFORE = "taken_before"  # the same person's, still waiting
    NO_SUCH_POST = "no_such_post"  # or none that this reader may read, or a tombstone
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who reports: a person, or a mailbox that is nobody's yet."""

    standing: Standing
    door: Door
    identity: Identity
    person_id: int | None = None
    address: Address | None = None

    @property
    def key(self) -> str:
        """By whom reports are counted."""
        if self.person_id is not None:
            return f"person {self.person_id}"
        return self.address.canonical if self.address else ""


def report(session: Session, site: Site, reporter: Reporter, post_id: int, reason: str) -> Reported:
    """Lay a post before its board's moderators, with the reporter's words."""
    post = session.get(Post, post_id)
    if post is None or post.state is not PostState.PUBLISHED:
        return Reported.NO_SUCH_POST
    if not may_read(post.board.visibility, post.board_id, reporter.standing):
        return Reported.NO_SUCH_POST
    if _is_banned(session, reporter):
        return Reported.TAKEN
    if _waits(session, reporter, post_id):
        return Reported.TAKEN_BEFORE
    if limits.count(session, "reports", reporter.key) > MOST_A_DAY:
        return Reported.TOO_MANY
    session.add(
        Report(
            post_id=post.id,
            board_id=post.board_id,
            person_id=reporter.person_id,
            address=reporter.address,
            reason=reason.strip()[:LONGEST_REASON],
            door=reporter.door,
            identity=reporter.identity,
        )
    )
    session.flush()
    bell.ring_for_moderators(session, site, post.board_id)
    return Reported.TAKEN


def waiting_reports(session: Session, moderator: Standing) -> dict[Post, list[Report]]:
    """What waits for this moderator: each reported post with all its reports, oldest first."""
    boards = session.scalars(select(Board))
    board_ids = [b.id for b in boards if may_moderate(b.visibility, b.id, moderator)]
    rows = session.scalars(
        select(Report)
        .options(joinedload(Report.post), joinedload(Report.person), joinedload(Report.address))
        .where(Report.board_id.in_(board_ids), Report.decided_at.is_(None))
        .order_by(Report.id)
        .limit(200)
    )
    posts: dict[Post, list[Report]] = {}
    for row in rows:
        posts.setdefault(row.post, []).append(row)
    return posts


def keep(
    session: Session, site: Site, moderator: Standing, post_id: int, *, note: str = ""
) -> Answer:
    """Leave a reported post as it is; whoever reported it hears so, with the note."""
    post = session.get_one(Post, post_id)
    if not may_act(session, post.board_id, moderator):
        return NotAllowed()
    if not open_reports(session, post_id):
        return _who_was_first(session, post_id)
    decision = write_down(
        session, moderator, post.board_id, Act.KEEP, "kept", note,
        post_id=post.id, thread_id=post.thread_id,
    )  # fmt: skip
    close(session, site, post, ReportEnd.KEPT, by=moderator.person_id, note=note)
    return Done(decision.id, post.id)


def close(
    session: Session,
    site: Site,
    post: Post,
    end: ReportEnd,
    *,
    by: int | None = None,
    note: str = "",
) -> int:
    """End all open reports of a post and tell their reporters; how many there were."""
    reports = open_reports(session, post.id)
    for one in reports:
        one.decided_at, one.decided_by_id, one.end, one.note = utcnow(), by, end, note.strip()
    session.flush()
    for one in reports:
        _tell(session, site, one)
    if reports:
        bell.quiet(session, site, post.board_id)
    return len(reports)


def open_reports(session: Session, post_id: int) -> Sequence[Report]:
    """The reports of a post that nobody has decided on, each locked for whoever decides."""
    wanted = select(Report).where(Report.post_id == post_id, Report.decided_at.is_(None))
    return session.scalars(wanted.order_by(Report.id).with_for_update()).all()


def _is_banned(session: Session, reporter: Reporter) -> bool:
    person = session.get(Person, reporter.person_id) if reporter.person_id is not None else None
    address = reporter.address
    return bool((person and person.banned_at) or (address and address.banned_at))


def _waits(session: Session, reporter: Reporter, post_id: int) -> bool:
    mine = (
        Report.person_id == reporter.person_id
        if reporter.person_id is not None
        else (Report.address_id == (reporter.address.id if reporter.address else None))
    )
    waiting = select(Report.id).where(Report.post_id == post_id, Report.decided_at.is_(None), mine)
    return session.scalar(waiting.limit(1)) is not None


def _who_was_first(session: Session, post_id: int) -> AlreadyDecided:
    last = session.execute(
        select(Person.name, Report.end)
        .join_from(Report, Person, Report.decided_by_id == Person.id, isouter=True)
        .where(Report.post_id == post_id)
        .order_by(Report.decided_at.desc())
        .limit(1)
    ).first()
    acts = {ReportEnd.KEPT: Act.KEEP, ReportEnd.HIDDEN: Act.HIDE}
    return AlreadyDecided(last.name if last else None, acts.get(last.end) if last else None)


def _tell(session: Session, site: Site, one: Report) -> None:
    written = one.address.written if one.address and not one.address.banned_at else None
    mailbox = EmailAddress.parse(written) if written else mailbox_of(session, one.person_id)
    if mailbox is None or mailbox.domain.lower() == site.mail_domain.lower():
        return
    post = one.post
    board_letter(
        session,
        site,
        one.board,
        mailbox,
        "report_decided",
        language_of(session, mailbox),
        subject=short(post.subject),
        end=one.end,
        note=one.note,
        link=site.link(f"/posts/{post.public_id}"),
        log=site.link("/moderation/log"),
    )
