"""The title of a topic follows the post that gave it: renamed with it, and gone while that is.

Answers carry the title in their own subjects, so they follow as well. The bytes of a mail stay.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from forum.archive import search
from forum.archive.thread import Post, PostState, Thread
from forum.base import table_of

_posts, _threads = table_of(Post), table_of(Thread)
_others = _posts.alias("others")
_AT_ONCE = 200


def rename(session: Session, post_id: int, old: str, new: str) -> None:
    """The post has a new subject: so has its topic, where the post gave it its title."""
    topic = _topic_named_by(session, post_id, old)
    if topic is not None and topic.subject == old:
        _put(session, topic, new, None)
        _follow(session, topic.id, post_id, old, new)


def veil(session: Session, post_id: int) -> None:
    """The post is no longer shown: neither is the title that it gave its topic."""
    subject = session.scalar(select(_posts.c.subject).where(_posts.c.id == post_id))
    topic = _topic_named_by(session, post_id, subject or "")
    if topic is not None and subject and topic.subject == subject:
        _put(session, topic, "", subject)
        _follow(session, topic.id, post_id, subject, "")


def unveil(session: Session, post_id: int) -> None:
    """The post is shown again, and its title with it."""
    subject = session.scalar(select(_posts.c.subject).where(_posts.c.id == post_id))
    topic = _topic_named_by(session, post_id, subject or "")
    if topic is not None and subject and topic.hidden_subject == subject:
        _put(session, topic, subject, None)
        _follow(session, topic.id, post_id, "", subject)


def _topic_named_by(session: Session, post_id: int, subject: str) -> Any:
    """The topic of a post that began it, whether its words came first or a quick answer to them."""
    first = (
        select(func.min(_others.c.order_key))
        .where(_others.c.thread_id == _threads.c.id)
        .correlate(_threads)
        .scalar_subquery()
    )
    return session.execute(
        select(_threads.c.id, _threads.c.subject, _threads.c.hidden_subject)
        .join_from(_posts, _threads, _posts.c.thread_id == _threads.c.id)
        .where(
            _posts.c.id == post_id,
            _posts.c.parent_id.is_(None) | (_posts.c.order_key == first),
            (_threads.c.subject == subject) | (_threads.c.hidden_subject == subject),
        )
    ).one_or_none()


def _put(session: Session, topic: Any, title: str, hidden: str | None) -> None:
    session.execute(
        update(_threads)
        .where(_threads.c.id == topic.id)
        .values(subject=title, hidden_subject=hidden)
    )


def _follow(session: Session, thread_id: int, post_id: int, old: str, new: str) -> None:
    """Give the answers that carry the old title the new one, in the index too."""
    last = 0
    while answers := _carrying(session, thread_id, post_id, old, last):
        indexed = [row for row in answers if row.state is not PostState.HIDDEN]
        for row in indexed:
            search.remove(session, _as_indexed(row, old))
        session.execute(_CALL, [{"post": row.id, "title": new} for row in answers])
        search.add(session, [_as_indexed(row, new) for row in indexed])
        last = answers[-1].id


_CALL = (
    update(_posts).where(_posts.c.id == bindparam("post")).values(subject=bindparam("title"))
)  # fmt: skip


def _carrying(
    session: Session, thread_id: int, post_id: int, title: str, last: int
) -> Sequence[Any]:
    return session.execute(
        select(
            _posts.c.id, _posts.c.order_key, _posts.c.board_id, _posts.c.state,
            _posts.c.author_name, _posts.c.text,
        )
        .where(
            _posts.c.thread_id == thread_id,
            _posts.c.id != post_id,
            _posts.c.subject == title,
            _posts.c.id > last,
        )
        .order_by(_posts.c.id)
        .limit(_AT_ONCE)
    ).all()  # fmt: skip


def _as_indexed(row: Any, subject: str) -> search.Indexed:
    return search.Indexed.of(row.order_key, row.board_id, subject, row.author_name, row.text)
