"""Writing down that somebody is told: what My page lists, what waits for a letter, what is not said twice."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.announcements import ways
from forum.announcements.audience import Voice
from forum.announcements.tiding import Tiding, Way
from forum.archive.thread import Post
from forum.people.person import Address
from forum.proposals.proposal import Proposal, Step

# A mailbox is stopped some days after it began to bring mail back (forum/bouncing/scoring.py).
_LOST_BEFORE = timedelta(days=14)


def note(
    session: Session,
    voice: Voice,
    proposal: Proposal,
    way: Way,
    *,
    step: Step | None = None,
    measure: str = "",
    post: Post | None = None,
    mailed: bool = False,
) -> None:
    """Keep one tiding; a step is told to a person once, whatever happens."""
    if step is not None and voice.person_id is not None and _has(session, voice.person_id, step):
        return
    session.add(
        Tiding(
            person_id=voice.person_id,
            proposal_id=proposal.id,
            step_id=step.id if step else None,
            measure=measure,
            way=way,
            mailbox=voice.mailbox.canonical if mailed and voice.mailbox else None,
            post_id=post.id if post else None,
        )
    )
    session.flush()


def tell_anew(session: Session) -> int:
    """What went to a mailbox that turned out to be dead is told by the way that is left; how many."""
    lost = session.scalars(
        select(Tiding)
        .join(Address, Address.canonical == Tiding.mailbox)
        .where(
            Tiding.way == Way.MAIL,
            Tiding.person_id.is_not(None),
            Address.stopped_at.is_not(None),
        )
    ).all()
    count = 0
    for one in lost:
        stopped_at = session.scalar(
            select(Address.stopped_at).where(Address.canonical == one.mailbox)
        )
        assert one.person_id is not None
        reach = ways.reach_of(session, one.person_id)
        if reach.mailbox is None and stopped_at and one.at > stopped_at - _LOST_BEFORE:
            one.way, count = (Way.WEB if reach.signs_in else Way.LETTER), count + 1
    return count


def _has(session: Session, person_id: int, step: Step) -> bool:
    wanted = select(Tiding.id).where(Tiding.person_id == person_id, Tiding.step_id == step.id)
    return session.scalar(wanted) is not None
