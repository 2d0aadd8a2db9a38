"""By which way somebody is told: as they chose, else by the way that they use; and what is left
where that way leads nowhere any more."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.announcements import stopping
from forum.announcements.tiding import ChosenWay, Matter, Way
from forum.archive.thread import Origin, Post
from forum.boards import Subscription
from forum.people.person import Account, Address


class Reach(NamedTuple):
    """How a person can be reached at all."""

    mailbox: EmailAddress | None  # takes mail, as far as we know
    signs_in: bool
    has_stopped_mailbox: bool  # one at least from which our mail came back


class Told(NamedTuple):
    """How somebody is told; `mail_too`: by mail besides, although the page is their way."""

    way: Way
    mail_too: bool = False

    @property
    def by_mail(self) -> bool:
        return self.way is Way.MAIL or self.mail_too


def way_to(
    session: Session, person_id: int, matter: Matter, proposal_id: int | None = None
) -> Told:
    """How a person is told now.

    Whoever writes on the web alone and chose nothing finds everything on My page; the submission
    and the city's answer come by mail as well, since a page tells nobody who doesn't look.
    """
    rows = _chosen(session, person_id, proposal_id)
    if any(one.proposal_id is not None for one in rows):
        return Told(Way.NONE)
    chosen = next((getattr(one, matter.value) for one in rows), None)
    reach = reach_of(session, person_id)
    way = _passable(chosen or default_way(session, person_id, reach), reach)
    courtesy = chosen is None and matter is Matter.FULL and reach.mailbox is not None
    return Told(way, mail_too=way is Way.WEB and courtesy)


def default_way(session: Session, person_id: int, reach: Reach) -> Way:
    """By the way that somebody uses: who never wrote by mail nor gets any list's, by the web."""
    if reach.mailbox is None:
        return Way.WEB if reach.signs_in else Way.LETTER
    if not reach.signs_in or _uses_mail(session, person_id):
        return Way.MAIL
    return Way.WEB


def chosen_ways(session: Session, person_id: int) -> dict[Matter, Way]:
    """What stands on My page: the way for each matter, chosen or not."""
    return {matter: way_to(session, person_id, matter).way for matter in Matter}


def choose(session: Session, person_id: int, *, full: Way, steps: Way) -> None:
    """Be told so from now on; what was stopped mailbox by mailbox is taken up again for mail."""
    row = next(iter(_chosen(session, person_id, None)), None)
    if row is None:
        row = ChosenWay(person_id=person_id)
        session.add(row)
    row.full, row.steps = full, steps
    if Way.MAIL in (full, steps):
        stopping.choose(session, person_id, wants=True)
    session.flush()


def stop_proposal(session: Session, person_id: int, proposal_id: int) -> None:
    """No more of one proposal, by whatever way. Again is harmless."""
    if not any(one.proposal_id for one in _chosen(session, person_id, proposal_id)):
        none = Way.NONE
        session.add(ChosenWay(person_id=person_id, proposal_id=proposal_id, full=none, steps=none))
        session.flush()


def take_up_proposal(session: Session, person_id: int, proposal_id: int) -> None:
    """Hear of it again."""
    for one in _chosen(session, person_id, proposal_id):
        if one.proposal_id is not None:
            session.delete(one)
    session.flush()


def stopped_proposals(session: Session, person_id: int) -> set[int]:
    """The proposals of which somebody wants to hear no more."""
    wanted = select(ChosenWay.proposal_id).where(
        ChosenWay.person_id == person_id, ChosenWay.proposal_id.is_not(None)
    )
    return {one for one in session.scalars(wanted) if one is not None}


def reach_of(session: Session, person_id: int) -> Reach:
    """How a person can be reached: not by mailboxes that are banned or bring everything back."""
    rows = session.execute(
        select(Address.written, Address.stopped_at)
        .where(Address.person_id == person_id, Address.banned_at.is_(None))
        .order_by(
            Address.verified_at.is_(None),
            Address.main_since.is_(None),
            Address.main_since.desc(),
            Address.id,
        )
    ).all()
    working = [row.written for row in rows if row.stopped_at is None]
    account = session.scalar(select(Account).where(Account.person_id == person_id))
    return Reach(
        mailbox=EmailAddress.parse(working[0]) if working else None,
        # Signing in takes a password, or a mailbox to which the link goes.
        signs_in=account is not None and bool(account.password_hash or working),
        has_stopped_mailbox=len(working) < len(rows),
    )


def _passable(way: Way, reach: Reach) -> Way:
    """The way itself, or what is left: the page for whoever can sign in, else a letter."""
    if way is Way.MAIL and reach.mailbox is None:
        return Way.WEB if reach.signs_in else Way.LETTER
    if way is Way.WEB and not reach.signs_in:
        return Way.MAIL if reach.mailbox is not None else Way.LETTER
    return way


def _uses_mail(session: Session, person_id: int) -> bool:
    wrote = select(Post.id).where(Post.person_id == person_id, Post.origin == Origin.MAIL)
    reads = select(Subscription.id).join(Address).where(Address.person_id == person_id)
    return any(session.scalar(one.limit(1)) is not None for one in (wrote, reads))


def _chosen(session: Session, person_id: int, proposal_id: int | None) -> list[ChosenWay]:
    mine = select(ChosenWay).where(
        ChosenWay.person_id == person_id,
        or_(ChosenWay.proposal_id.is_(None), ChosenWay.proposal_id == proposal_id),
    )
    return list(session.scalars(mine.order_by(ChosenWay.id)))
