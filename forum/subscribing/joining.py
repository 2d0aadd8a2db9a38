"""Coming on a board: by a confirmed letter, signed in, at an operator's or a moderator's word."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import digests
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Board, Join, Mode, Subscription, may_moderate
from forum.claims import claim
from forum.letters import bell
from forum.people.joining import address_row, prove_mailbox
from forum.people.person import Address
from forum.people.single_use import SingleUseToken
from forum.people.standing import Standing
from forum.site import Site
from forum.subscribing.asking import Asked
from forum.subscribing.finding import is_banned, is_open_to, may_join, subscription_of
from forum.subscribing.leaving import end
from forum.subscribing.telling import tell


@dataclass(frozen=True, slots=True)
class Joined:
    """Confirmed; `awaits_approval` until a moderator agrees."""

    board_id: int
    person_id: int
    awaits_approval: bool


def join(session: Session, site: Site, token: SingleUseToken) -> Joined | None:
    """Do what a used-up JOIN token asks; None where the board is gone or has closed meanwhile."""
    mailbox = EmailAddress.parse(token.about["address"])
    board = session.get(Board, token.about["board_id"])
    if mailbox is None or board is None:
        return None
    name, language = token.about.get("name", ""), token.about.get("language", "ja")
    return join_proven(session, site, board, mailbox, name, language)


def join_proven(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    name: str = "",
    language: str = "ja",
) -> Joined | None:
    """Subscribe a mailbox that has just been proven; None where the board is not for it."""
    if board.join is Join.CLOSED or is_banned(session, mailbox):
        return None
    if not may_join(session, board, mailbox):
        return None
    address = prove_mailbox(session, mailbox, name=name, language=language)
    claim(session, address)
    return _subscribe(session, site, board, address)


def join_signed_in(session: Session, site: Site, board: Board, address: Address) -> Joined | Asked:
    """Subscribe an address that its signed-in owner has verified before; no letter need confirm."""
    if address.verified_at is None or address.person_id is None:
        raise ValueError("only a verified address joins without a letter")
    mailbox = EmailAddress.parse(address.written)
    if mailbox is None or not is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if board.join is Join.CLOSED or not may_join(session, board, mailbox):
        return Asked.CLOSED
    return _subscribe(session, site, board, address)


def subscribe(
    session: Session, board: Board, mailbox: EmailAddress, mode: Mode = Mode.EACH
) -> Subscription:
    """An operator's act: subscribed at once, without a letter, and known to somebody here."""
    found = subscription_of(session, board.id, mailbox)
    if found is None:
        address = address_row(session, mailbox)
        found = Subscription(board=board, address=address)
        session.add(found)
        session.flush()
    digests.change_mode(session, found, mode)
    found.vouched, found.awaits_approval = True, False
    found.address.trusted_at = found.address.trusted_at or utcnow()
    if found.address.person is not None:
        found.address.person.vouched_at = found.address.person.vouched_at or utcnow()
    session.flush()
    return found


def approve(session: Session, site: Site, subscription: Subscription, moderator: Standing) -> bool:
    """Let somebody in who asked on a board that approves; False where that is not one's right."""
    board = subscription.board
    if not may_moderate(board.visibility, board.id, moderator):
        return False
    if subscription.awaits_approval:
        subscription.awaits_approval = False
        session.flush()
        tell(session, site, subscription, "welcome", first_waits=False)
        bell.quiet(session, site, board.id)
    return True


def decline(session: Session, site: Site, subscription: Subscription, moderator: Standing) -> bool:
    """Turn a request down, kindly; False where that is not one's right."""
    board = subscription.board
    if not may_moderate(board.visibility, board.id, moderator):
        return False
    if subscription.awaits_approval:
        tell(session, site, subscription, "join_declined")
        end(session, subscription)
        bell.quiet(session, site, board.id)
    return True


def _subscribe(session: Session, site: Site, board: Board, address: Address) -> Joined:
    assert address.person is not None
    found = session.scalar(
        select(Subscription).where(
            Subscription.board_id == board.id, Subscription.address_id == address.id
        )
    )
    if found is None:
        found = Subscription(
            board=board, address=address, awaits_approval=board.join is Join.APPROVE
        )
        session.add(found)
        session.flush()
        if found.awaits_approval:
            tell(session, site, found, "join_waiting")
            bell.ring_for_moderators(session, site, board.id)
        else:
            is_new = not (address.person.vouched_at or address.person.trusted_at)
            tell(session, site, found, "welcome", first_waits=is_new)
    return Joined(board.id, address.person.id, found.awaits_approval)
