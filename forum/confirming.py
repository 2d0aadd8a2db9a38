"""Confirming what was asked for: by replying to -confirm+TOKEN@ or with the button of /confirm/TOKEN.

Reading a token uses nothing up, so that a link checker confirms nothing. Nothing here commits.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from forum import accounts, bouncing, subscribing, wishes
from forum.addresses import EmailAddress
from forum.boards import Board
from forum.claims import Belongings, belongings
from forum.moderation import acts
from forum.moderation.acts import AlreadyDecided, Confirmed
from forum.moderation.held import HeldPost
from forum.people import single_use
from forum.people.joining import address_of
from forum.people.person import Address
from forum.people.single_use import Purpose, SingleUseToken
from forum.site import Site
from forum.subscribing import Joined, Left
from forum.wishes import Shared, Wish
from forum.wishes.asking import Granting

_BOTH = (Purpose.JOIN, Purpose.LEAVE, Purpose.CONFIRM_POST, Purpose.WISHES, Purpose.SHARE)
BY_LINK = (*_BOTH, Purpose.ADD_ADDRESS)
BY_REPLY = (*_BOTH, Purpose.RESTORE)


class Refusal(StrEnum):
    """Why nothing was confirmed."""

    EXPIRED = "expired"  # used before, too old, or never ours: nobody is told which
    NOT_YOURS = "not_yours"  # an address is added by the signed-in person who asked for it
    NOT_POSSIBLE = "not_possible"  # the board has closed or gone meanwhile


@dataclass(frozen=True, slots=True)
class Pending:
    """What a token would confirm, for the page with the button."""

    purpose: Purpose
    board: Board | None = None
    address: str | None = None
    subject: str | None = None  # of the post to be confirmed
    wishes: tuple[Wish, ...] = ()
    with_name: str | None = None  # whose mailbox it would become
    joins: Belongings = field(default_factory=Belongings)


Outcome = Joined | Left | Confirmed | AlreadyDecided | Address | Granting | Shared | Refusal


def pending(session: Session, token: str) -> Pending | None:
    """What waits for this token; None where nothing does (any more)."""
    row = next((r for p in BY_LINK if (r := single_use.look_up(session, p, token))), None)
    if row is None:
        return None
    if row.purpose is Purpose.CONFIRM_POST:
        held = session.get_one(HeldPost, row.about["held_post_id"])
        return Pending(row.purpose, held.board, subject=held.subject)
    board_id = row.about.get("board_id")
    board = None if board_id is None else session.get(Board, board_id)
    return replace(_looked_at(session, row), board=board)


def confirm(
    session: Session,
    site: Site,
    token: str,
    *,
    signed_in_as: int | None = None,
    board_id: int | None = None,
) -> Outcome:
    """Use the token up and do what was asked for.

    `signed_in_as` is the person id of a web visitor; `board_id` the board whose address a reply
    came to, where it came by mail.
    """
    by_mail = board_id is not None
    row = next((r for p in _ways(by_mail) if (r := single_use.look_up(session, p, token))), None)
    if row is None or (by_mail and not _is_about(session, row, board_id)):
        return Refusal.EXPIRED
    if row.purpose is Purpose.ADD_ADDRESS and row.about["person_id"] != signed_in_as:
        return Refusal.NOT_YOURS
    used = single_use.use(session, row.purpose, token)
    return Refusal.EXPIRED if used is None else _carry_out(session, site, used)


def _carry_out(session: Session, site: Site, row: SingleUseToken) -> Outcome:
    match row.purpose:
        case Purpose.JOIN:
            return subscribing.join(session, site, row) or Refusal.NOT_POSSIBLE
        case Purpose.LEAVE:
            return subscribing.leave(session, site, row)
        case Purpose.CONFIRM_POST:
            return acts.confirm_post(session, site, row)
        case Purpose.ADD_ADDRESS:
            return accounts.add_address(session, row) or Refusal.NOT_POSSIBLE
        case Purpose.WISHES:
            return wishes.by_token(session, site, row) or Refusal.NOT_POSSIBLE
        case Purpose.SHARE:
            return wishes.share(session, row) or Refusal.NOT_POSSIBLE
        case Purpose.RESTORE:
            return bouncing.restore_by_token(session, row) or Refusal.NOT_POSSIBLE
        case _:
            raise ValueError(f"{row.purpose} is not confirmed here")


def cancel(session: Session, token: str, board_id: int) -> bool:
    """Use the token up without doing what it asks: whoever reads the mailbox said no."""
    row = next((r for p in BY_REPLY if (r := single_use.look_up(session, p, token))), None)
    if row is None or not _is_about(session, row, board_id) or row.purpose is Purpose.CONFIRM_POST:
        return False
    return single_use.use(session, row.purpose, token) is not None


def _looked_at(session: Session, row: SingleUseToken) -> Pending:
    """What a token is about, but for its board."""
    written = _written(session, row)
    match row.purpose:
        case Purpose.WISHES:
            return Pending(row.purpose, None, written, wishes=tuple(wishes.pending_wishes(row)))
        case Purpose.SHARE:
            sharing = wishes.sharing_of(session, row)
            return Pending(row.purpose, None, written, None, (), sharing.with_name, sharing.joins)
        case Purpose.ADD_ADDRESS:
            mailbox = EmailAddress.parse(written or "")
            address = address_of(session, mailbox) if mailbox else None
            if address is not None:
                joins = belongings(session, address, row.about["person_id"])
                return Pending(row.purpose, None, written, joins=joins)
    return Pending(row.purpose, None, written)


def _written(session: Session, row: SingleUseToken) -> str | None:
    """The address that a token is about, as its owner writes it."""
    if row.address_id is None:
        return str(row.about["address"])
    address = session.get(Address, row.address_id)
    return address.written if address else None


def _ways(by_mail: bool) -> tuple[Purpose, ...]:
    return BY_REPLY if by_mail else BY_LINK


def _is_about(session: Session, row: SingleUseToken, board_id: int | None) -> bool:
    """Whether the token came to the address of the board that it was made for."""
    if row.purpose is Purpose.CONFIRM_POST:
        held = session.get(HeldPost, row.about["held_post_id"])
        return held is not None and held.board_id == board_id
    return row.about.get("board_id") == board_id
