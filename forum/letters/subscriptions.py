"""Letters about joining and leaving a board."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress, Part
from forum.boards import Board
from forum.dates import long_date
from forum.language import Words
from forum.letters.writing import board_letter
from forum.site import Site


def ask_to_confirm(
    session: Session,
    site: Site,
    board: Board,
    to: EmailAddress,
    language: Words,
    name: str,
    token: str,
    until: datetime,
    answers: str | None = None,
) -> None:
    """Ask whether `to` really wants to join (`name` "join_confirm") or leave ("leave_confirm")."""
    board_letter(
        session,
        site,
        board,
        to,
        name,
        language,
        part=Part.CONFIRM,
        token=token,
        answers=answers,
        link=site.link(f"/confirm/{token}"),
        until=long_date(until, language.locale),
    )


def tell(
    session: Session,
    site: Site,
    board: Board,
    to: EmailAddress,
    language: Words,
    name: str,
    answers: str | None = None,
    **values: Any,
) -> None:
    """One of the other letters about a subscription; an answer to it is read as a command."""
    board_letter(
        session,
        site,
        board,
        to,
        name,
        language,
        part=Part.REQUEST,
        answers=answers,
        is_about_subscription=True,
        address=site.address(board.slug),
        join=site.address(board.slug, Part.JOIN),
        leave=site.address(board.slug, Part.LEAVE),
        request=site.address(board.slug, Part.REQUEST),
        link=site.link(f"/boards/{board.slug}"),
        **values,
    )
