"""The letter to somebody whose post was taken without some of its files."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from forum.acceptance.contribution import BoardFacts
from forum.letters.correspondent import (
    Correspondent,
    is_first_today,
    is_known_or_proven,
    language_of,
    may_be_answered,
)
from forum.letters.writing import board_letter
from forum.site import Site

MOST_NAMED = 10


def tell_files_refused(
    session: Session, site: Site, board: BoardFacts, names: Sequence[str], writer: Correspondent
) -> bool:
    """Tell the writer of a mail which of its files the board does not take; once a day."""
    if not may_be_answered(site, writer) or not is_known_or_proven(session, writer):
        return False
    if not is_first_today(session, writer.address, f"files:{board.slug}"):
        return False
    board_letter(
        session,
        site,
        board,
        writer.address,
        "files_refused",
        language_of(session, writer.address),
        answers=writer.message_id,
        subject=writer.subject,
        names=[" ".join(name.split()) for name in names[:MOST_NAMED]],
    )
    return True
