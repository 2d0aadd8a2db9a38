"""Taking away what is kept about one person, at their word.

What they wrote is the public record and stays, under their name or, if they ask for it, under none.
The mails themselves, as they were received, stay with the moderators' record until an administrator
purges them. Nothing here commits.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import column, delete, func, inspect, select, table, update
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.announcements import inbox, paper
from forum.announcements import stopping as tidings
from forum.archive import search
from forum.archive.message import Arrival, Fate
from forum.archive.search import Indexed
from forum.archive.thread import Draft, Following, Post, PostState, Reading, Thread
from forum.base import table_of, utcnow
from forum.boards import Subscription
from forum.distribution import DeliveryFailure, Mailing, MailingKind, MailingState, NoticeSent
from forum.intake.entry import EntryNote, EntryScan, Intake
from forum.letters.correspondent import language_of
from forum.letters.writing import house_letter
from forum.moderation.held import HeldPost
from forum.people.joining import ANONYMOUS
from forum.people.person import Account, Address, Appointment, Person
from forum.people.single_use import SingleUseToken
from forum.proposals.poll import Ballot
from forum.site import Site

_posts, _threads = table_of(Post), table_of(Thread)


@dataclass(frozen=True, slots=True)
class Stock:
    """What there is, told before anybody decides."""

    posts: int
    addresses: tuple[str, ...]
    subscriptions: int
    held: int
    tidings: int
    has_duty: bool  # a role, now or before: it is part of the council's record


def stock(session: Session, person: Person) -> Stock:
    """What would be taken away and what would stay."""
    ids = [address.id for address in person.addresses]
    return Stock(
        posts=_count(session, Post, Post.person_id == person.id),
        addresses=tuple(address.written for address in person.addresses),
        subscriptions=_count(session, Subscription, Subscription.address_id.in_(ids)),
        held=_count(
            session, HeldPost, HeldPost.person_id == person.id, HeldPost.decided_at.is_(None)
        ),
        tidings=inbox.count(session, person.id),
        has_duty=_count(session, Appointment, Appointment.person_id == person.id) > 0,
    )


def erase(session: Session, site: Site, person: Person, *, anonymous: bool) -> bool:
    """Take everything away but the public record; False for somebody who has or had a role.

    `anonymous` takes the name off their posts as well. A last letter goes to each mailbox. A ban
    stays with the mailbox that it holds for.
    """
    if stock(session, person).has_duty or person.erased_at is not None:
        return False
    _say_goodbye(session, site, person, anonymous)
    _withdraw_what_waits(session, person)
    if anonymous:
        _take_name_off(session, person)
    _forget_letters(session, person)
    _take_name_off_ballots(session, person)
    paper.forget(session, person.id)
    for kind in (Draft, Reading, Following, Account):
        session.execute(delete(kind).where(kind.person_id == person.id))
    banned = person.banned_at is not None
    for address in list(person.addresses):
        _forget(session, address, keeps_ban=banned or address.banned_at is not None)
    person.name, person.nickname, person.district = ANONYMOUS, None, None
    person.erased_at = utcnow()
    session.flush()
    session.expire_all()
    return True


def _say_goodbye(session: Session, site: Site, person: Person, anonymous: bool) -> None:
    for address in person.addresses:
        mailbox = EmailAddress.parse(address.written)
        if mailbox is not None and address.verified_at is not None:
            reader = language_of(session, mailbox)
            house_letter(session, site, mailbox, "erased", reader, anonymous=anonymous)


def _withdraw_what_waits(session: Session, person: Person) -> None:
    waiting = session.scalars(
        select(HeldPost).where(HeldPost.person_id == person.id, HeldPost.decided_at.is_(None))
    )
    for held in waiting:
        held.decided_at, held.author_name = utcnow(), ANONYMOUS
        author = {**held.contribution["author"], "name": ANONYMOUS, "address": None}
        held.contribution = {**held.contribution, "author": author}
        if held.arrival_id is not None:
            told = update(Arrival).where(Arrival.id == held.arrival_id)
            session.execute(told.values(fate=Fate.DISCARDED, reason="taken_back"))


def _forget_letters(session: Session, person: Person) -> None:
    """Scans of their letters, and what they wrote to the clerk; the post made of them is public."""
    mine = select(Intake.id).where(Intake.person_id == person.id)
    session.execute(delete(EntryScan).where(EntryScan.entry_id.in_(mine)))
    session.execute(delete(EntryNote).where(EntryNote.entry_id.in_(mine)))


def _take_name_off(session: Session, person: Person) -> None:
    """No name on any post, nor in the search words; the pages are made anew."""
    rows = session.execute(
        select(_posts.c.id, _posts.c.order_key, _posts.c.board_id, _posts.c.subject,
               _posts.c.author_name, _posts.c.text, _posts.c.state)
        .where(_posts.c.person_id == person.id)
        .order_by(_posts.c.order_key)
    ).all()  # fmt: skip
    for row in rows:
        if row.state is PostState.HIDDEN:
            continue  # what is hidden is in no index
        before = Indexed.of(row.order_key, row.board_id, row.subject, row.author_name, row.text)
        search.remove(session, before)
        after = Indexed.of(row.order_key, row.board_id, row.subject, ANONYMOUS, row.text)
        search.add(session, [after])
    mine = _posts.c.person_id == person.id
    session.execute(update(_posts).where(mine).values(author_name=ANONYMOUS))
    touched = select(_posts.c.thread_id).where(mine)
    session.execute(
        update(_threads).where(_threads.c.id.in_(touched)).values(revision=_threads.c.revision + 1)
    )


def _take_name_off_ballots(session: Session, person: Person) -> None:
    """What they answered in polls stays counted; a reason that they kept to themselves goes."""
    mine = update(Ballot).where(Ballot.person_id == person.id)
    session.execute(mine.values(name=ANONYMOUS, scan_sha256=None))
    session.execute(mine.where(Ballot.declines_annex).values(reason=""))


def _forget(session: Session, address: Address, *, keeps_ban: bool) -> None:
    """Take a mailbox out of every table that names it."""
    session.execute(delete(Subscription).where(Subscription.address_id == address.id))
    session.execute(delete(Following).where(Following.address_id == address.id))
    session.execute(delete(SingleUseToken).where(SingleUseToken.address_id == address.id))
    _forget_mailings(session, address.canonical)
    tidings.forget(session, address.canonical)
    session.flush()
    for name, named_by, nullable in _columns_that_name_addresses(session):
        rows = table(name, column(named_by))
        mine = rows.c[named_by] == address.id
        session.execute(
            update(rows).where(mine).values({named_by: None})
            if nullable
            else delete(rows).where(mine)
        )
    if keeps_ban:
        address.person_id, address.banned_at = None, address.banned_at or utcnow()
        address.verified_at = address.trusted_at = None
    else:
        session.execute(delete(Address).where(Address.id == address.id))
    session.flush()


def _forget_mailings(session: Session, canonical: str) -> None:
    """What was sent to the mailbox alone; what is still on its way goes out."""
    to_them = func.lower(Mailing.recipient) == canonical
    sent = (
        Mailing.kind.in_([MailingKind.NOTICE, MailingKind.SECRET]),
        Mailing.state != MailingState.WAITING,
    )
    session.execute(
        update(Mailing).where(to_them, *sent).values(recipient=None, content=None)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    for kind in (NoticeSent, DeliveryFailure):
        session.execute(
            delete(kind)
            .where(func.lower(kind.recipient) == canonical)
            .execution_options(synchronize_session=False)
        )


def _columns_that_name_addresses(session: Session) -> list[tuple[str, str, bool]]:
    """(table, column, may be empty) of every foreign key to a mailbox, as the database has them.

    The rooms above and beside this one have tables too; none of them must be forgotten here.
    """
    inspector = inspect(session.connection())
    columns = inspector.get_multi_columns()
    found = []
    for place, foreign in inspector.get_multi_foreign_keys().items():
        for key in foreign:
            if key["referred_table"] == "addresses":
                named_by = key["constrained_columns"][0]
                facts: Any = next(c for c in columns[place] if c["name"] == named_by)
                found.append((place[1], named_by, bool(facts["nullable"])))
    return sorted((name, by, nullable) for name, by, nullable in found if name)


def _count(session: Session, kind: Any, *conditions: Any) -> int:
    return session.scalar(select(func.count()).select_from(kind).where(*conditions)) or 0
