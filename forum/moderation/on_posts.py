"""Hiding a published post behind a tombstone, and showing it again."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from forum.archive import search, titles
from forum.archive.search import Indexed
from forum.archive.thread import Post, PostState
from forum.base import change_rows, utcnow
from forum.distribution import Mailing, MailingState
from forum.letters.decisions import tell_author
from forum.moderation import reporting
from forum.moderation.deciding import (
    Answer,
    Changed,
    Done,
    NotAllowed,
    may_act,
    must_be_reason,
    raise_revision,
    who_decided,
    write_down,
)
from forum.moderation.decision import Act
from forum.moderation.report import ReportEnd
from forum.people.standing import Standing
from forum.site import Site


def hide(
    session: Session,
    site: Site,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    *,
    reason: str,
    note: str = "",
) -> Answer:
    """Leave a tombstone with the public reason where the post was; copies not sent yet stay here."""
    answer = _turn_post(session, moderator, post_id, content_hash, Act.HIDE, reason, note)
    if isinstance(answer, Done):
        post = session.get_one(Post, post_id)
        search.remove(session, _indexed(post))
        titles.veil(session, post_id)
        session.execute(
            update(Mailing)
            .where(Mailing.post_id == post_id, Mailing.state == MailingState.WAITING)
            .values(state=MailingState.CANCELLED, finished_at=utcnow())
            .execution_options(synchronize_session=False)
        )
        tell_author(session, site, post.board, post, "hidden", code=reason, note=note)
        reporting.close(session, site, post, ReportEnd.HIDDEN, by=moderator.person_id, note=note)
    return answer


def show(
    session: Session,
    site: Site,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    *,
    note: str = "",
) -> Answer:
    """Show a hidden post again."""
    answer = _turn_post(session, moderator, post_id, content_hash, Act.SHOW, "shown", note)
    if isinstance(answer, Done):
        post = session.get_one(Post, post_id)
        search.add(session, [_indexed(post)])
        titles.unveil(session, post_id)
        tell_author(session, site, post.board, post, "shown_again", note=note)
    return answer


def content_hash_of(post: Post) -> str:
    """What an act on a published post is bound to."""
    return post.fingerprint.hex()


def _turn_post(
    session: Session,
    moderator: Standing,
    post_id: int,
    content_hash: str,
    act: Act,
    reason: str,
    note: str,
) -> Answer:
    """Turn a post from shown to hidden or back, once."""
    must_be_reason(act, reason)
    post = session.get_one(Post, post_id)
    if not may_act(session, post.board_id, moderator):
        return NotAllowed()
    before, after = PostState.PUBLISHED, PostState.HIDDEN
    if act is Act.SHOW:
        before, after = after, before
    turned = change_rows(
        session,
        update(Post)
        .where(
            Post.id == post_id,
            Post.state == before,
            Post.fingerprint == bytes.fromhex(content_hash),
        )
        .values(
            state=after,
            state_reason=reason if after is PostState.HIDDEN else None,
            state_changed_at=utcnow(),
        )
        .execution_options(synchronize_session=False),
    )
    session.refresh(post)
    if turned != 1:
        return Changed() if post.state is before else who_decided(session, Post, post_id)
    raise_revision(session, post.thread_id)
    decision = write_down(
        session, moderator, post.board_id, act, reason, note,
        post_id=post_id, thread_id=post.thread_id,
    )  # fmt: skip
    return Done(decision.id, post_id)


def _indexed(post: Post) -> Indexed:
    return Indexed.of(post.order_key, post.board_id, post.subject, post.author_name, post.text)
