"""Who is asked for their answer, each by one letter whose address of answer knows whom it asked."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import exists, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased, contains_eager

from forum.addresses import EmailAddress, Part
from forum.base import table_of, utcnow
from forum.boards import Mode, Subscription
from forum.letters.correspondent import mailbox_of
from forum.people.joining import address_row
from forum.people.person import Address, Person
from forum.proposals.poll import Invitation, Poll
from forum.proposals.voices import answer_of, seats
from forum.site import Site

INVITED = "poll-invited"  # a sealed token of this purpose opens to an invitation's id
OPEN = "poll-open"  # and one of this to a poll's: everybody may write there
REMIND_BEFORE = timedelta(days=2)
AT_ONCE = 50  # other writers wait meanwhile


def answer_address(site: Site, invitation: Invitation) -> str:
    """Where the answer to an invitation goes."""
    return f"{Part.REPLY}+{site.sealer.seal(INVITED, invitation.id)}@{site.mail_domain}"


def open_address(site: Site, poll: Poll) -> str:
    """Where whoever was not asked by letter may answer."""
    return f"{Part.REPLY}+{site.sealer.seal(OPEN, poll.id)}@{site.mail_domain}"


def invitation_of(session: Session, site: Site, token: str) -> Invitation | None:
    """The invitation that is answered with a token."""
    found = site.sealer.open(INVITED, token)
    return None if found is None else session.get(Invitation, found)


def open_poll_of(session: Session, site: Site, token: str) -> Poll | None:
    """The poll that everybody may answer with a token."""
    found = site.sealer.open(OPEN, token)
    return None if found is None else session.get(Poll, found)


def invite(session: Session, poll: Poll, limit: int = AT_ONCE) -> list[Invitation]:
    """Note the next people to be asked, at most `limit`; none when everybody has been."""
    members = _members(session, poll, seats(session, poll))[:limit]
    wanted = members or _subscribers(session, poll, limit)
    made = [Invitation(poll=poll, address=address) for address in wanted]
    session.add_all(made)
    session.flush()
    return made


def late_members(session: Session, poll: Poll) -> list[Invitation]:
    """Members who have not answered and not been reminded; who sits since then is asked by that."""
    late = {one for one in seats(session, poll) if answer_of(session, poll, one) is None}
    made = [Invitation(poll=poll, address=one) for one in _members(session, poll, late)]
    session.add_all(made)
    session.flush()
    waiting = session.scalars(
        select(Invitation)
        .join(Address, Address.id == Invitation.address_id)
        .where(
            Invitation.poll_id == poll.id,
            Invitation.reminded_at.is_(None),
            Address.person_id.in_(late),
        )
        .order_by(Invitation.id)
    ).all()
    for one in waiting:
        one.reminded_at = utcnow()
    return list(waiting)


def invitation_for(session: Session, poll: Poll, person: Person) -> Invitation | None:
    """The invitation through which somebody answers by mail; None for who has no mailbox."""
    held = session.scalars(
        select(Invitation)
        .join(Address, Address.id == Invitation.address_id)
        .where(Invitation.poll_id == poll.id, Address.person_id == person.id)
        .order_by(Invitation.id)
        .limit(1)
    ).one_or_none()
    if held is not None:
        return held
    mailbox = mailbox_of(session, person.id)
    return None if mailbox is None else invite_mailbox(session, poll, mailbox)


def invite_mailbox(session: Session, poll: Poll, mailbox: EmailAddress) -> Invitation:
    """An invitation for one mailbox that answered without having been asked."""
    address = address_row(session, mailbox)
    wanted = select(Invitation).where(
        Invitation.poll_id == poll.id, Invitation.address_id == address.id
    )
    if (found := session.scalar(wanted)) is not None:
        return found
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    row = {"poll_id": poll.id, "address_id": address.id, "asked_at": utcnow()}
    session.execute(insert(table_of(Invitation)).values(row).on_conflict_do_nothing())
    return session.scalars(wanted).one()


def _members(session: Session, poll: Poll, person_ids: Iterable[int]) -> list[Address]:
    """The mailboxes of these people, but of those who have been asked."""
    asked = set(
        session.scalars(
            select(Address.person_id)
            .join(Invitation, Invitation.address_id == Address.id)
            .where(Invitation.poll_id == poll.id, Address.person_id.is_not(None))
        )
    )
    boxes = [mailbox_of(session, one) for one in sorted(set(person_ids) - asked)]
    return [address_row(session, box) for box in boxes if box is not None]


def _subscribers(session: Session, poll: Poll, limit: int) -> Sequence[Address]:
    """Subscribers of the board's list who read mail and have not been asked, each person once."""
    other = aliased(Address)
    of_poll = Invitation.poll_id == poll.id
    mailbox_asked = select(Invitation.id).where(of_poll, Invitation.address_id == Address.id)
    # One list for all: asked of each subscriber, it would look through all letters each time.
    people_asked = (
        select(other.person_id)
        .join(Invitation, Invitation.address_id == other.id)
        .where(of_poll, other.person_id.is_not(None))
    )
    rows = session.scalars(
        select(Address)
        .join(Subscription, Subscription.address_id == Address.id)
        .outerjoin(Person, Person.id == Address.person_id)
        .where(
            Subscription.board_id == poll.proposal.board_id,
            Subscription.mode != Mode.NONE,
            Subscription.awaits_approval.is_(False),
            Address.banned_at.is_(None),
            Address.stopped_at.is_(None),
            Person.banned_at.is_(None),
            ~exists(mailbox_asked),
            or_(Address.person_id.is_(None), Address.person_id.not_in(people_asked)),
        )
        .options(contains_eager(Address.person))
        .order_by(Subscription.id)
        .limit(limit)
    ).all()
    once: dict[int, Address] = {}
    for address in rows:
        once.setdefault(address.person_id or -address.id, address)
    return list(once.values())
