"""Whether a mailbox is on a board, and whether it may come there."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.boards import Board, Subscription, Visibility, may_read
from forum.people.joining import address_of
from forum.people.person import Address
from forum.people.standing import standing_of


def subscription_of(session: Session, board_id: int, mailbox: EmailAddress) -> Subscription | None:
    """The subscription of one mailbox on one board."""
    return session.scalar(
        select(Subscription)
        .join(Address)
        .where(Subscription.board_id == board_id, Address.canonical == mailbox.canonical)
    )


def is_open_to(session: Session, board: Board, mailbox: EmailAddress) -> bool:
    """Staff boards exist for nobody but staff."""
    return board.visibility is not Visibility.STAFF or may_join(session, board, mailbox)


def may_join(session: Session, board: Board, mailbox: EmailAddress) -> bool:
    """Who may not read a board gets no mail from it either."""
    address = address_of(session, mailbox)
    standing = standing_of(session, address.person_id if address else None)
    return may_read(board.visibility, board.id, standing)


def is_banned(session: Session, mailbox: EmailAddress) -> bool:
    address = address_of(session, mailbox)
    if address is None:
        return False
    return bool(address.banned_at or (address.person and address.person.banned_at))
