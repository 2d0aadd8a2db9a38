"""The receipt of a mail that was published: for those who want one, with the way to mend it."""

from collections.abc import Collection
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.archive.thread import Post
from forum.letters.correspondent import (
    Correspondent,
    is_known_or_proven,
    language_of,
    may_be_answered,
)
from forum.letters.letter import owe
from forum.letters.receipts import short, trace_link
from forum.letters.writing import compose
from forum.people.joining import address_of
from forum.people.person import Address
from forum.posting.amending import amend_address
from forum.site import Site


def wanting(session: Session, address_ids: Collection[int]) -> set[int]:
    """Those of these addresses that want their mails acknowledged."""
    if not address_ids:
        return set()
    wanted = select(Address.id).where(Address.id.in_(address_ids), Address.wants_receipts.is_(True))
    return set(session.scalars(wanted))


def choose(session: Session, writer: Correspondent, wants: bool) -> bool:
    """Note whether an address wants receipts; False where nobody here knows it."""
    address = address_of(session, writer.address)
    if address is None:
        return False
    address.wants_receipts = wants
    return True


def acknowledge(session: Session, site: Site, post_id: int, writer: Correspondent) -> bool:
    """Owe the writer of a published mail its receipt; whether one is owed now."""
    if not may_be_answered(site, writer) or not is_known_or_proven(session, writer):
        return False
    post = session.get_one(Post, post_id)
    letter = compose(
        site,
        post.board,
        writer.address,
        "receipt",
        language_of(session, writer.address),
        answers=writer.message_id,
        subject=short(post.subject),
        link=site.link(f"/posts/{post.public_id}"),
        trace=trace_link(session, site, writer.kept_message_id),
        request=site.address(post.board.slug, Part.REQUEST),
    )
    owe(session, site, replace(letter, sender=amend_address(site, post_id)))
    return True
