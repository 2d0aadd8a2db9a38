"""A wish is asked for first and confirmed by whoever reads the mailbox."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.boards import Board
from forum.people import single_use
from forum.people.single_use import Purpose, SingleUseToken
from forum.site import Site
from forum.wishes.granting import Granted, grant_all
from forum.wishes.wish import Wish


@dataclass(frozen=True, slots=True)
class Granting:
    """What came of the wishes that were confirmed."""

    board_id: int
    mailbox: EmailAddress
    granted: tuple[Granted, ...]


def ask(session: Session, board: Board, mailbox: EmailAddress, wishes: Sequence[Wish]) -> str:
    """A token for these wishes, to be put into a letter to that mailbox and nowhere else."""
    told = [wish.to_json() for wish in wishes]
    return single_use.issue(
        session, Purpose.WISHES, board_id=board.id, address=str(mailbox), wishes=told
    )


def pending_wishes(token: SingleUseToken) -> list[Wish]:
    """What the token would do."""
    return [Wish.from_json(told) for told in token.about["wishes"]]


def by_token(session: Session, site: Site, token: SingleUseToken) -> Granting | None:
    """Do what a used-up WISHES token asks; None where the board is gone."""
    board = session.get(Board, token.about["board_id"])
    mailbox = EmailAddress.parse(token.about["address"])
    if board is None or mailbox is None:
        return None
    granted = grant_all(session, site, board, mailbox, pending_wishes(token))
    return Granting(board.id, mailbox, tuple(granted))
