"""No more letters about a proposal, or about any: by one click, by a reply, or on My page."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from forum.addresses import Part
from forum.announcements.record import Hearing, Listener
from forum.announcements.tiding import Tiding
from forum.base import utcnow
from forum.people.person import Address
from forum.site import Site

TIDINGS = "tidings"  # the purpose of a sealed token that opens to a hearing's id


def token(site: Site, hearing: Hearing) -> str:
    return site.sealer.seal(TIDINGS, hearing.id)


def address(site: Site, hearing: Hearing) -> str:
    """Where a reply with 「停止」 ends the letters."""
    return f"{Part.REPLY}+{token(site, hearing)}@{site.mail_domain}"


def headers(site: Site, hearing: Hearing) -> list[str]:
    """One click in a mail program ends the letters about this proposal (RFC 8058)."""
    link, mail = site.link(f"/tidings/{token(site, hearing)}"), address(site, hearing)
    return [
        f"List-Unsubscribe: <{link}>,\r\n <mailto:{mail}?subject=stop>",
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
    ]


def hearing_of(session: Session, site: Site, told: str) -> Hearing | None:
    """What a token is about."""
    hearing_id = site.sealer.open(TIDINGS, told)
    return None if hearing_id is None else session.get(Hearing, hearing_id)


def stop(hearing: Hearing, *, everything: bool = False) -> None:
    """No more letters about this proposal; `everything`: about no proposal. Again is harmless."""
    hearing.stopped_at = hearing.stopped_at or utcnow()
    if everything:
        hearing.listener.stopped_at = hearing.listener.stopped_at or utcnow()


def take_up(hearing: Hearing) -> None:
    """They want to hear of it again."""
    hearing.stopped_at = hearing.listener.stopped_at = None


def wants_tidings(session: Session, person_id: int) -> bool:
    """Whether a person gets such letters at one mailbox at least."""
    mine = _canonicals(session, person_id)
    stopped = select(Listener.mailbox).where(
        Listener.mailbox.in_(mine), Listener.stopped_at.is_not(None)
    )
    return set(session.scalars(stopped)) != set(mine) or not mine


def choose(session: Session, person_id: int, *, wants: bool) -> None:
    """The same for all the mailboxes of a person."""
    for mailbox in _canonicals(session, person_id):
        listener = session.scalar(select(Listener).where(Listener.mailbox == mailbox))
        if listener is None:
            listener = Listener(mailbox=mailbox)
            session.add(listener)
        listener.stopped_at = None if wants else listener.stopped_at or utcnow()


def forget(session: Session, mailbox: str) -> None:
    """Take a mailbox (canonical) out of the record of who was told what."""
    mine = select(Listener.id).where(Listener.mailbox == mailbox)
    session.execute(update(Tiding).where(Tiding.mailbox == mailbox).values(mailbox=None))
    session.execute(delete(Hearing).where(Hearing.listener_id.in_(mine)))
    session.execute(delete(Listener).where(Listener.mailbox == mailbox))


def heard_by(session: Session, person_id: int) -> Sequence[Hearing]:
    """The proposals of which a person's mailboxes were told."""
    return session.scalars(
        select(Hearing)
        .join(Listener, Hearing.listener_id == Listener.id)
        .where(Listener.mailbox.in_(_canonicals(session, person_id)))
        .order_by(Hearing.id)
    ).all()


def _canonicals(session: Session, person_id: int) -> list[str]:
    return list(session.scalars(select(Address.canonical).where(Address.person_id == person_id)))
