"""Whose words a proposal comes from, and by which mailbox they hear of it: each once."""

from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.announcements import ways
from forum.announcements.record import Hearing, Listener
from forum.announcements.tiding import Matter, Way
from forum.announcements.ways import Told
from forum.archive.thread import Post, PostState
from forum.base import today, utcnow
from forum.boards import Mode, Subscription
from forum.following import audience as thread_audience
from forum.needs import reading as needs
from forum.people.person import Address, Person
from forum.people.standing import NOBODY, Standing, standing_of
from forum.proposals import citing
from forum.proposals.proposal import Proposal
from forum.site import Site


@dataclass(slots=True)
class Voice:
    """Somebody who is cited: their posts, and the mailbox that they read (None: they read none)."""

    name: str
    person_id: int | None
    mailbox: EmailAddress | None
    posts: list[Post] = field(default_factory=list)

    def standing(self, session: Session) -> Standing:
        return standing_of(session, self.person_id) if self.person_id is not None else NOBODY

    def told(self, session: Session, proposal: Proposal, matter: Matter) -> Told:
        """By which way they are told now."""
        if self.person_id is None:
            return Told(Way.MAIL)
        return ways.way_to(session, self.person_id, matter, proposal.id)

    def is_reached(self, session: Session, mailboxes: set[str]) -> bool:
        """Whether a mailbox of theirs is among these (canonical)."""
        if self.person_id is None:
            return self.mailbox is not None and self.mailbox.canonical in mailboxes
        mine = select(Address.canonical).where(Address.person_id == self.person_id)
        return not mailboxes.isdisjoint(session.scalars(mine))


def voices(session: Session, proposal: Proposal) -> list[Voice]:
    """Everybody whose post is cited, directly or by a need's passage; each person once.

    Who took their words back, left the house or is banned is told nothing.
    """
    found: dict[str, Voice] = {}
    for post in cited_posts(session, proposal):
        voice = _voice(session, post)
        if voice is not None:
            key = f"#{voice.person_id}" if voice.person_id else str(voice.mailbox)
            found.setdefault(key, voice).posts.append(post)
    return list(found.values())


def cited_posts(session: Session, proposal: Proposal) -> list[Post]:
    """The posts from which a proposal comes and which stand, oldest first."""
    cited = citing.citations(session, proposal)
    ids = {one.post_id for one in cited if one.post_id is not None}
    ids |= needs.posts_of(session, [one.need_id for one in cited if one.need_id is not None])
    if not ids:
        return []
    kept = select(Post).where(Post.id.in_(ids), Post.state != PostState.WITHDRAWN)
    return list(session.scalars(kept.order_by(Post.id)))


def reached_by_list(session: Session, board_id: int, thread_id: int) -> set[str]:
    """The mailboxes to which a post in that thread goes at once, by the list (canonical)."""
    heard = thread_audience(session, thread_id)
    rows = session.execute(
        select(Address.canonical, Address.id, Address.person_id, Subscription.mode)
        .join(Subscription, Subscription.address_id == Address.id)
        .where(
            Subscription.board_id == board_id,
            Subscription.mode.in_((Mode.EACH, Mode.FOLLOW)),
            Subscription.awaits_approval.is_(False),
            or_(Subscription.away_until.is_(None), Subscription.away_until < today()),
            Address.stopped_at.is_(None),
        )
    )
    return {
        row.canonical
        for row in rows
        if not heard.has_muted(row.person_id, row.id)
        and (row.mode is Mode.EACH or heard.follows(row.person_id, row.id))
    }


def listening(
    session: Session, site: Site, proposal: Proposal, mailbox: EmailAddress
) -> Hearing | None:
    """The mailbox's hearing of a proposal; None where it wants to hear no more, or may not."""
    if mailbox.domain.lower() == site.mail_domain.lower() or _is_unreachable(session, mailbox):
        return None
    listener = session.scalar(select(Listener).where(Listener.mailbox == mailbox.canonical))
    if listener is None:
        listener = Listener(mailbox=mailbox.canonical)
        session.add(listener)
        session.flush()
    wanted = select(Hearing).where(
        Hearing.listener_id == listener.id, Hearing.proposal_id == proposal.id
    )
    hearing = session.scalar(wanted)
    if hearing is None:
        hearing = Hearing(listener=listener, proposal=proposal, since=utcnow())
        session.add(hearing)
        session.flush()
    return None if listener.stopped_at or hearing.stopped_at else hearing


def _voice(session: Session, post: Post) -> Voice | None:
    """Who stands behind a post, as far as they can be told anything."""
    address = session.get(Address, post.address_id) if post.address_id is not None else None
    person_id = post.person_id or (address.person_id if address else None)
    if person_id is not None:
        person = _standing(session.get_one(Person, person_id), session)
        if person.banned_at or person.erased_at:
            return None
        return Voice(person.name, person.id, ways.reach_of(session, person.id).mailbox)
    if address is None or address.banned_at or address.stopped_at:
        return None
    mailbox = EmailAddress.parse(address.written)
    return Voice(post.author_name, None, mailbox) if mailbox else None


def _standing(person: Person, session: Session) -> Person:
    """The person whom this one turned out to be."""
    while person.merged_into_id is not None:
        person = session.get_one(Person, person.merged_into_id)
    return person


def _is_unreachable(session: Session, mailbox: EmailAddress) -> bool:
    stopped = select(Address.id).where(
        Address.canonical == mailbox.canonical,
        or_(Address.stopped_at.is_not(None), Address.banned_at.is_not(None)),
    )
    return session.scalar(stopped) is not None
