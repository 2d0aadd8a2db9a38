"""What has become of a post, told to those who were mailed it: only when somebody says so.

A mail of its own, threaded to the post and never archived; whoever answers it answers the post.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.archive import editing, references
from forum.archive.canonical import WebPost, canonical_bytes
from forum.archive.thread import Post, PostState, PostVersion
from forum.base import table_of, utcnow
from forum.boards import Board
from forum.distribution import Mailing, MailingKind, MailingState
from forum.language import words
from forum.letters.wording import wording
from forum.site import Site
from forum.text.differences import plainly
from forum.tokens import new_single_use

_posts, _boards, _mailings = table_of(Post), table_of(Board), table_of(Mailing)
_LONGEST = 3000  # characters of the new words that are repeated whole


def unsent_until(session: Session, post_ids: Sequence[int]) -> dict[int, datetime]:
    """Of these posts those that nobody has been mailed yet, and when that ends."""
    if not post_ids:
        return {}
    rows = session.execute(
        select(_mailings.c.post_id, _mailings.c.not_before).where(
            _mailings.c.post_id.in_(post_ids),
            _mailings.c.kind == MailingKind.POST,
            _mailings.c.state == MailingState.WAITING,
            _mailings.c.not_before > utcnow(),
        )
    )
    return dict(rows.all())


def untold(session: Session, post_id: int) -> PostVersion | None:
    """The words that subscribers have been mailed, where the post has others by now."""
    told = _last_mailed(session, post_id)
    if told is None:
        return None
    later = [v for v in editing.versions(session, post_id) if v.replaced_at > told.not_before]
    return later[0] if later else None


def announce_correction(session: Session, site: Site, post_id: int) -> bool:
    """Mail those who have got a post what is different now; False where there is nothing to tell."""
    before = untold(session, post_id)
    post = _post(session, post_id)
    if before is None or post.state is not PostState.PUBLISHED:
        return False
    _owe(
        session,
        site,
        post,
        "correction",
        subject=post.subject,
        old_subject=before.subject if before.subject != post.subject else "",
        changes=plainly(before.text, post.text),
        whole=post.text.splitlines() if len(post.text) <= _LONGEST else [],
    )
    return True


def announce_withdrawal(session: Session, site: Site, post_id: int) -> bool:
    """Mail those who have got a post that its author took it back; False where nobody has."""
    if _last_mailed(session, post_id) is None:
        return False
    _owe(session, site, _post(session, post_id), "withdrawn")
    return True


def _last_mailed(session: Session, post_id: int) -> Any:
    """The newest mailing about a post that somebody may have got."""
    return session.execute(
        select(_mailings.c.not_before, _mailings.c.last_subscription_id)
        .where(
            _mailings.c.post_id == post_id,
            _mailings.c.not_before <= utcnow(),
            (_mailings.c.state != MailingState.CANCELLED) | (_mailings.c.sent_count > 0),
        )
        .order_by(_mailings.c.not_before.desc(), _mailings.c.id.desc())
        .limit(1)
    ).first()


def _post(session: Session, post_id: int) -> Row[Any]:
    return session.execute(
        select(_posts, _boards.c.slug, _boards.c.name.label("board_name"))
        .join_from(_posts, _boards, _posts.c.board_id == _boards.c.id)
        .where(_posts.c.id == post_id)
    ).one()


def _owe(session: Session, site: Site, post: Row[Any], name: str, **values: Any) -> None:
    link = site.link(f"/posts/{post.public_id}")
    subject, text = wording(
        name,
        words(None),
        site_name=site.name,
        contact=site.address(post.slug, Part.OWNER),
        author=post.author_name,
        board=post.board_name,
        link=link,
        **values,
    )
    own = f"{new_single_use()}.{new_single_use()}@{site.mail_domain}"
    content = canonical_bytes(
        WebPost(
            message_id=own,
            author_name=post.author_name,
            address=site.address(post.slug),
            subject=subject,
            text=text,
            html=None,
            written_at=utcnow(),
            references=[*post.references, post.message_id],
        )
    )
    newest = select(func.max(_mailings.c.last_subscription_id)).where(
        _mailings.c.post_id == post.id
    )
    session.add(
        Mailing(
            kind=MailingKind.CORRECTION,
            post_id=post.id,
            board_id=post.board_id,
            content=content,
            last_subscription_id=session.scalar(newest),
        )
    )
    session.flush()
    known = {"board_id": post.board_id, "message_id": own, "thread_id": post.thread_id}
    references.remember(session, [{**known, "post_id": post.id}])
