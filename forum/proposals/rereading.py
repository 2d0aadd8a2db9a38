"""Kept pages of threads that tell of a proposal: a change of the proposal is one of theirs."""

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Thread
from forum.needs import reading as needs
from forum.proposals.content import Citation
from forum.proposals.proposal import Proposal


def raise_revisions(session: Session, proposal: Proposal) -> None:
    """The pages of the threads that say what became of their words are made anew."""
    cited = select(Citation.post_id, Citation.thread_id, Citation.need_id).where(
        Citation.proposal_id == proposal.id
    )
    rows = session.execute(cited).all()
    posts = {row.post_id for row in rows if row.post_id}
    posts |= needs.posts_of(session, {row.need_id for row in rows if row.need_id})
    of_posts = select(Post.thread_id).where(Post.id.in_(posts))
    named = {proposal.thread_id, *(row.thread_id for row in rows)} - {None}
    those = or_(Thread.id.in_(named), Thread.id.in_(of_posts))
    # In their order, so that two acts at once never wait for each other.
    locked = session.scalars(select(Thread.id).where(those).order_by(Thread.id).with_for_update())
    session.execute(
        update(Thread)
        .where(Thread.id.in_(locked.all()))
        .values(revision=Thread.revision + 1)
        .execution_options(synchronize_session=False)
    )
