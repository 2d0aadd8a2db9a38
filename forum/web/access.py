"""Which boards the visitor may read; what they may not is not there at all."""

from typing import Any, NoReturn

from flask import abort
from flask_login import current_user
from sqlalchemy import Row, select

from forum.base import table_of
from forum.boards import Board, Visibility, may_moderate, may_read
from forum.people.standing import Standing
from forum.proposals.life import may_draft
from forum.web.extensions import db

_boards = table_of(Board)


def standing() -> Standing:
    """The visitor's roles; nobody's without sign-in."""
    return current_user.standing


def readable_boards() -> list[Row[Any]]:
    """Every board that the visitor may read, in the order in which they were made."""
    rows = db.session.execute(select(_boards).order_by(_boards.c.id)).all()
    return [row for row in rows if may_read(row.visibility, row.id, standing())]


def public_board_ids() -> list[int]:
    """The boards that everyone may read: what home, feeds and the API show to strangers."""
    wanted = select(_boards.c.id).where(_boards.c.visibility == Visibility.PUBLIC)
    return list(db.session.scalars(wanted))


def board_or_404(slug: str) -> Row[Any]:
    """The board of that name, as far as the visitor may know of it."""
    row = db.session.execute(select(_boards).where(_boards.c.slug == slug)).one_or_none()
    if row is None:
        abort(404)
    require_reader(row.visibility, row.id)
    return row


def require_reader(visibility: Visibility, board_id: int) -> None:
    """404 for whoever may not read the board, exactly as if there were none."""
    if visibility is not Visibility.PUBLIC and not may_read(visibility, board_id, standing()):
        abort(404)


def moderates(visibility: Visibility, board_id: int) -> bool:
    """Whether the visitor is one of the board's moderators."""
    return may_moderate(visibility, board_id, standing())


def drafts(visibility: Visibility, board_id: int) -> bool:
    """Whether the visitor may use words of that board in a proposal; 庁内 words are for nobody."""
    return visibility is not Visibility.STAFF and may_draft(standing(), board_id)


def missing() -> NoReturn:
    abort(404)
