"""Asking an address whether it lives, stopping its mail if not, and starting it again."""

from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.base import change_rows, utcnow
from forum.boards import Board, Subscription
from forum.bouncing import telling
from forum.bouncing.failures import Fault
from forum.bouncing.records import Bounce
from forum.letters.correspondent import language_of
from forum.letters.writing import board_letter
from forum.people import single_use
from forum.people.person import Address
from forum.people.single_use import Purpose, SingleUseToken
from forum.people.standing import Standing
from forum.site import Site

PROBES = "probes"  # the purpose of a sealed token in a bounce address; it opens to an address' id
# Longer than the five days for which a relay may try (RFC 5321 4.5.4.1).
PATIENCE = timedelta(days=7)


def ask(session: Session, site: Site, address: Address, board: Board) -> None:
    """Owe the address a letter whose bounce tells that the mailbox is gone."""
    mailbox = EmailAddress.parse(address.written)
    if mailbox is None:
        return
    token = site.sealer.seal(PROBES, address.id, long=False)
    mailing = board_letter(
        session,
        site,
        board,
        mailbox,
        "bounce_probe",
        language_of(session, mailbox),
        part=Part.OWNER,
        leave=site.address(board.slug, Part.LEAVE),
    )
    mailing.sender = site.address(board.slug, Part.BOUNCES, token)
    address.probed_at = utcnow()
    session.flush()


def answered(session: Session, site: Site, address: Address, bounce: Bounce) -> None:
    """The letter came back: stop the address' mail, unless it was only full, slow or suspicious."""
    if address.probed_at is None or address.stopped_at is not None:
        return
    if bounce.fault is not Fault.HARD:
        return
    bounce.scored = True
    address.stopped_at = utcnow()
    session.flush()
    telling.tell_stopped(session, site, address, bounce)


def clear_answered(session: Session) -> int:
    """Forget the points of addresses whose letter has not come back; how many those are."""
    return change_rows(
        session,
        update(Address)
        .where(Address.probed_at < utcnow() - PATIENCE, Address.stopped_at.is_(None))
        .values(probed_at=None, bounce_score=0, bounced_on=None)
        .execution_options(synchronize_session=False),
    )


def restore(session: Session, address: Address) -> None:
    """Send to the address again, as if nothing had been."""
    address.bounce_score, address.bounced_on = 0, None
    address.probed_at = address.stopped_at = None
    session.flush()


def restore_by_token(session: Session, token: SingleUseToken) -> Address | None:
    """Do what a used-up RESTORE token asks; None where the address is gone."""
    address = session.get(Address, token.address_id) if token.address_id else None
    if address is not None:
        restore(session, address)
    return address


def restore_by_moderator(session: Session, address_id: int, moderator: Standing) -> bool:
    """A moderator knows better; False where no board of theirs is concerned."""
    boards = session.scalars(
        select(Board).join(Subscription).where(Subscription.address_id == address_id)
    )
    address = session.get(Address, address_id)
    if address is None or not any(board.may_moderate(moderator) for board in boards):
        return False
    restore(session, address)
    return True


def use_link(session: Session, token: str) -> Address | None:
    """The address that a mailed link starts again; None once it is used or too old."""
    row = single_use.use(session, Purpose.RESTORE, token)
    return None if row is None else restore_by_token(session, row)


def look_at_link(session: Session, token: str) -> Address | None:
    """The same for the page with the button; nothing is used up."""
    row = single_use.look_up(session, Purpose.RESTORE, token)
    return None if row is None or row.address_id is None else session.get(Address, row.address_id)
