"""Changing what stands in the archive: new versions, and withdrawal. Nothing is lost by either."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy.orm import Session

from forum.archive import search, titles
from forum.archive.rendering import HTML_VERSION, render
from forum.archive.thread import Post, PostState, PostVersion, Thread
from forum.base import table_of, utcnow

_posts, _threads, _versions = table_of(Post), table_of(Thread), table_of(PostVersion)


def revise(session: Session, post_id: int, subject: str, text: str, editor_id: int | None) -> bool:
    """Give a post new words; the old ones stay as a version. False where nothing has changed."""
    old = session.execute(select(_posts).where(_posts.c.id == post_id).with_for_update()).one()
    if (old.subject, old.text) == (subject, text):
        return False
    now = utcnow()
    session.execute(
        insert(_versions),
        {
            "post_id": post_id,
            "number": old.version,
            "subject": old.subject,
            "text": old.text,
            "written_at": _written_at(session, post_id) or old.received_at,
            "replaced_at": now,
            "replaced_by_id": editor_id,
        },
    )
    session.execute(
        update(_posts)
        .where(_posts.c.id == post_id)
        .values(
            subject=subject,
            text=text,
            html=render(text, old.format),
            html_version=HTML_VERSION,
            version=old.version + 1,
        )
    )
    before = search.Indexed.of(old.order_key, old.board_id, old.subject, old.author_name, old.text)
    search.remove(session, before)
    after = search.Indexed.of(old.order_key, old.board_id, subject, old.author_name, text)
    search.add(session, [after])
    if subject != old.subject:
        titles.rename(session, post_id, old.subject, subject)
    touch(session, old.thread_id)
    return True


def withdraw(session: Session, post_id: int) -> None:
    """Take a post back at its author's wish; a tombstone stays at its address."""
    thread_id = session.execute(
        update(_posts)
        .where(_posts.c.id == post_id, _posts.c.state == PostState.PUBLISHED)
        .values(state=PostState.WITHDRAWN, state_reason=None, state_changed_at=utcnow())
        .returning(_posts.c.thread_id)
    ).scalar_one_or_none()
    if thread_id is not None:
        titles.veil(session, post_id)
        touch(session, thread_id)


def _written_at(session: Session, post_id: int) -> datetime | None:
    """When a post was given the words that it has, if it had others before."""
    rewritten = select(func.max(_versions.c.replaced_at)).where(_versions.c.post_id == post_id)
    return session.scalar(rewritten)


def versions(session: Session, post_id: int) -> list[PostVersion]:
    """The earlier words of a post, oldest first."""
    wanted = select(PostVersion).where(PostVersion.post_id == post_id)
    return list(session.scalars(wanted.order_by(PostVersion.number)))


def last_rewritten(connection: Connection, post_ids: Sequence[int]) -> dict[int, datetime]:
    """When those of these posts that have earlier words were given their present ones."""
    wanted = select(_versions.c.post_id, func.max(_versions.c.replaced_at)).where(
        _versions.c.post_id.in_(post_ids)
    )
    rows = connection.execute(wanted.group_by(_versions.c.post_id))
    return dict(rows.all())


def touch(session: Session, thread_id: int) -> None:
    """Tell caches and browsers that a thread's page has changed."""
    session.execute(
        update(_threads).where(_threads.c.id == thread_id).values(revision=_threads.c.revision + 1)
    )
