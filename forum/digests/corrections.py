"""What was put right in posts after a digest had told them: the next one tells what has changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.orm import Session

from forum.archive import editing
from forum.archive.thread import Post, PostState, PostVersion
from forum.base import table_of
from forum.boards import Mode
from forum.digests.issue import Digest
from forum.distribution import Mailing, MailingKind
from forum.text.differences import plainly

_posts, _versions = table_of(Post), table_of(PostVersion)
_mailings, _digests = table_of(Mailing), table_of(Digest)


def since_last(
    session: Session, board_id: int, mode: Mode, after_id: int
) -> tuple[list[int], list[int]]:
    """What was put right since the board's last digest: ids of the mailings that tell others so,
    and of the posts, of which none is newer than `after_id`.
    """
    last = (
        select(func.max(_digests.c.made_at))
        .where(
            _digests.c.board_id == board_id,
            _digests.c.mode == mode,
            _digests.c.subscription_id.is_(None),
        )
        .scalar_subquery()
    )
    rows = session.execute(
        select(_mailings.c.id, _mailings.c.post_id)
        .join_from(_mailings, _posts, _posts.c.id == _mailings.c.post_id)
        .where(
            # Few posts have earlier words; without this every mailing there was would be looked at.
            _mailings.c.post_id.in_(select(_versions.c.post_id)),
            _mailings.c.kind == MailingKind.CORRECTION,
            _mailings.c.board_id == board_id,
            _mailings.c.created_at > last,
            _mailings.c.post_id <= after_id,
            _posts.c.state == PostState.PUBLISHED,
        )
        .order_by(_mailings.c.id)
    ).all()
    return [row.id for row in rows], list(dict.fromkeys(row.post_id for row in rows))


def changes(connection: Connection, mailing_ids: Sequence[int]) -> dict[int, str]:
    """Of each post that these corrections are about, what is different now from before them."""
    first = connection.execute(
        select(_mailings.c.post_id, func.min(_mailings.c.created_at).label("at"))
        .where(_mailings.c.id.in_(mailing_ids))
        .group_by(_mailings.c.post_id)
    )
    with Session(connection) as session:
        return {row.post_id: "\n\n".join(_changes(session, row)) for row in first}


def _changes(session: Session, first: Any) -> Iterator[str]:
    """The passages that differ from what had been mailed before the first correction."""
    told = session.scalar(
        select(func.max(_mailings.c.not_before)).where(
            _mailings.c.post_id == first.post_id, _mailings.c.created_at < first.at
        )
    )
    later = [v for v in editing.versions(session, first.post_id) if v.replaced_at > told]
    now = session.execute(
        select(_posts.c.subject, _posts.c.text).where(_posts.c.id == first.post_id)
    ).one()
    if later and later[0].subject != now.subject:
        yield f"− {later[0].subject}\n＋ {now.subject}"
    if later:
        yield from map("\n".join, plainly(later[0].text, now.text))
