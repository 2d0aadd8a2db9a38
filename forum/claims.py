"""What somebody wrote by mail before they were anybody here becomes theirs with the mailbox."""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from forum.archive.thread import Post
from forum.base import table_of
from forum.people.person import Address

_posts = table_of(Post)


def claimable(session: Session, address: Address) -> int:
    """How many posts would become theirs; shown before they agree."""
    counted = session.scalar(
        select(func.count())
        .select_from(_posts)
        .where(_posts.c.address_id == address.id, _posts.c.person_id.is_(None))
    )
    return counted or 0


def claim(session: Session, address: Address) -> int:
    """Give the posts from an address to its person; how many. Names stay as they were written."""
    if address.person_id is None:
        raise ValueError("the address belongs to nobody yet")
    given = session.execute(
        update(_posts)
        .where(_posts.c.address_id == address.id, _posts.c.person_id.is_(None))
        .values(person_id=address.person_id)
    )
    return given.rowcount  # type: ignore[attr-defined]
