"""Whose a post is, and who may change it afterwards: its author, by the web or by mail."""

from typing import Any, Protocol

from sqlalchemy.orm import Session

from forum.archive.thread import Origin
from forum.people.person import Address, Person

# What somebody wrote themselves; a letter or the minutes were written down by somebody else.
IN_ONES_OWN_WORDS = frozenset({Origin.WEB, Origin.MAIL, Origin.IMPORT})


class Written(Protocol):
    """A post, or its row."""

    @property
    def person_id(self) -> Any: ...
    @property
    def origin(self) -> Any: ...


def is_by(post: Written, person_id: int | None) -> bool:
    """Whether that person wrote the post in their own words."""
    mine = person_id is not None and post.person_id == person_id
    return mine and post.origin in IN_ONES_OWN_WORDS


def may_still_write(
    session: Session, *, person_id: int | None = None, address_id: int | None = None
) -> bool:
    """Whether an author may change what was published.

    What a moderator reads before it appears is not changed behind their back.
    """
    address = session.get(Address, address_id) if address_id is not None else None
    person_id = person_id or (address.person_id if address else None)
    person = session.get(Person, person_id) if person_id is not None else None
    if address is not None and address.banned_at:
        return False
    return person is None or not (person.banned_at or person.moderated_at)
