"""How far somebody has read, on either engine."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.reading import remember_reading
from forum.archive.thread import Reading, Thread
from forum.base import utcnow
from tests import factories as make


def test_reading_goes_forward_only(session: Session) -> None:
    board = make.open_board(session)
    person = make.enter_person(session, "Aoi")
    thread = Thread(
        board=board, subject="", started_at=utcnow(), last_post_at=utcnow(), last_order_key=9
    )
    session.add(thread)
    session.flush()
    for key, kept in ((5, 5), (9, 9), (3, 9)):
        remember_reading(session, person.id, thread.id, key)
        assert session.scalar(select(Reading.order_key)) == kept
