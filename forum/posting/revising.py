"""Giving a published post new words; what nobody has been sent yet is sent with the new ones."""

from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.archive.attachments import Attachment
from forum.archive.canonical import Enclosure, WebPost, canonical_bytes
from forum.archive.message import Door, Message
from forum.archive.thread import Post, TextFormat
from forum.base import table_of, utcnow
from forum.boards import Board
from forum.distribution import Mailing, MailingKind, MailingState
from forum.posting.announcing import announce_correction
from forum.site import Site

_posts, _boards, _messages = table_of(Post), table_of(Board), table_of(Message)
_attachments, _mailings = table_of(Attachment), table_of(Mailing)


def revise(
    session: Session,
    site: Site,
    post_id: int,
    subject: str,
    text: str,
    editor_id: int | None,
    *,
    tell: bool = False,
) -> bool:
    """Do what the author of a post wishes; False where nothing has changed.

    Within the edit window its message is written anew, so that subscribers get the corrected words
    and nobody gets what was taken out of them. Afterwards, with `tell`, those who have the old words
    are mailed what has changed.
    """
    changed = editing.revise(session, post_id, subject, text, editor_id)
    if changed and _still_waits(session, post_id):
        _write_anew(session, site, post_id)
    elif changed and tell:
        announce_correction(session, site, post_id)
    return changed


def _still_waits(session: Session, post_id: int) -> bool:
    """Whether its copies wait for the end of the window; they go on waiting while we write."""
    waiting = select(_mailings.c.id).where(
        _mailings.c.post_id == post_id,
        _mailings.c.kind == MailingKind.POST,
        _mailings.c.state == MailingState.WAITING,
        _mailings.c.not_before > utcnow(),
    )
    return session.scalar(waiting.with_for_update()) is not None


def _write_anew(session: Session, site: Site, post_id: int) -> None:
    post = session.execute(
        select(_posts, _boards.c.slug)
        .join_from(_posts, _boards, _posts.c.board_id == _boards.c.id)
        .join(_messages, _posts.c.kept_message_id == _messages.c.id)
        .where(_posts.c.id == post_id, _messages.c.door == Door.WEB)
    ).one_or_none()
    if post is None:
        return
    raw = canonical_bytes(_web_post(session, site, post))
    session.execute(
        update(_messages)
        .where(_messages.c.id == post.kept_message_id)
        .values(raw=raw, size=len(raw))
    )


def _web_post(session: Session, site: Site, post: Row[Any]) -> WebPost:
    files = session.execute(
        select(_attachments)
        .where(_attachments.c.post_id == post.id)
        .order_by(_attachments.c.position)
    )
    return WebPost(
        message_id=post.message_id,
        author_name=post.author_name,
        address=site.address(post.slug),
        subject=f"Re: {post.subject}" if post.references else post.subject,
        text=post.text,
        html=post.html if post.format is TextFormat.MARKDOWN else None,
        written_at=post.sent_at or post.received_at,
        references=post.references,
        enclosures=[
            Enclosure(file.name, file.content_type, site.attachments.read(file.sha256))
            for file in files
        ],
    )
