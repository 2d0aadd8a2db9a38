"""Asking to join or leave a board: a letter to the mailbox, whose answer confirms."""

from enum import StrEnum

from sqlalchemy.orm import Session

from forum import bouncing, limits
from forum.addresses import EmailAddress
from forum.base import utcnow
from forum.boards import Board, Join
from forum.letters import subscriptions
from forum.letters.correspondent import language_of
from forum.people import single_use
from forum.people.single_use import LIFETIME, Purpose
from forum.site import Site
from forum.subscribing.finding import is_banned, is_open_to, may_join, subscription_of

MOST_A_DAY = {"address": 6, "requester": 30, "board": 300}
MOST_A_DAY_FOR_ONE_BOARD = 3


class Asked(StrEnum):
    """What came of a request; SENT says the same to members and to everybody else."""

    SENT = "sent"  # a letter is on its way to the address
    CLOSED = "closed"  # the board takes no requests
    UNKNOWN_BOARD = "unknown_board"
    TOO_MANY = "too_many"  # today, for this address, this requester or this board


def ask_to_join(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    *,
    name: str = "",
    language: str = "ja",
    requester: str | None = None,
    answers: str | None = None,
) -> Asked:
    """Owe the mailbox a letter that asks to confirm (or says that it is subscribed already).

    `requester` is the IP address of a web visitor, `answers` the Message-ID of a mail.
    """
    if not is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if board.join is Join.CLOSED:
        return Asked.CLOSED
    if _is_too_many(session, "join", board, mailbox, requester):
        return Asked.TOO_MANY
    if is_banned(session, mailbox):
        return Asked.SENT
    reader = language_of(session, mailbox, language)
    if not may_join(session, board, mailbox):
        subscriptions.tell(session, site, board, mailbox, reader, "join_members", answers)
    elif (found := subscription_of(session, board.id, mailbox)) is not None and (
        found.address.stopped_at is not None
    ):
        bouncing.tell_again(session, site, board, found.address)
    elif found is not None:
        name_ = "join_waiting" if found.awaits_approval else "join_already"
        subscriptions.tell(session, site, board, mailbox, reader, name_, answers)
    else:
        token = single_use.issue(
            session,
            Purpose.JOIN,
            board_id=board.id,
            address=str(mailbox),
            name=name,
            language=language,
        )
        until = utcnow() + LIFETIME[Purpose.JOIN]
        subscriptions.ask_to_confirm(
            session, site, board, mailbox, reader, "join_confirm", token, until, answers
        )
    return Asked.SENT


def ask_to_leave(
    session: Session,
    site: Site,
    board: Board,
    mailbox: EmailAddress,
    *,
    language: str = "ja",
    requester: str | None = None,
    answers: str | None = None,
) -> Asked:
    """Owe the mailbox a letter that asks to confirm (or says that it is not subscribed)."""
    found = subscription_of(session, board.id, mailbox)
    if found is None and not is_open_to(session, board, mailbox):
        return Asked.UNKNOWN_BOARD
    if _is_too_many(session, "leave", board, mailbox, requester):
        return Asked.TOO_MANY
    reader = language_of(session, mailbox, language)
    if found is None:
        subscriptions.tell(session, site, board, mailbox, reader, "leave_nothing", answers)
    else:
        about = {"board_id": board.id, "subscription_id": found.id}
        token = single_use.issue(session, Purpose.LEAVE, address_id=found.address_id, **about)
        until = utcnow() + LIFETIME[Purpose.LEAVE]
        subscriptions.ask_to_confirm(
            session, site, board, mailbox, reader, "leave_confirm", token, until, answers
        )
    return Asked.SENT


def _is_too_many(
    session: Session, what: str, board: Board, mailbox: EmailAddress, requester: str | None
) -> bool:
    """Count the request against everybody who could be flooded by such requests."""
    made = [
        limits.count(session, f"{what}:{board.slug}", mailbox.canonical) > MOST_A_DAY_FOR_ONE_BOARD,
        limits.count(session, "letters", mailbox.canonical) > MOST_A_DAY["address"],
        limits.count(session, "board", board.slug) > MOST_A_DAY["board"],
    ]
    if requester is not None:
        made.append(limits.count(session, "requester", requester) > MOST_A_DAY["requester"])
    return any(made)
