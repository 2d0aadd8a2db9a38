from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from forum import posting
from forum.base import utcnow, writing
from forum.boards import Board, Visibility
from forum.distribution import Mailing, MailingState
from forum.letters import bell
from forum.letters.bell import ModeratorBell, moderators_of, ring_for_moderators
from forum.moderation.held import HeldPost
from forum.people.person import Appointment, Role
from tests import factories as make
from tests.letters import newest, owed, text_of


@pytest.fixture
def board(session):
    board = make.open_board(session, name="総合")
    make.enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
    return board


def something_is_held(session, site, board, **facts):
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board), author=make.an_author(trusted=False), **facts
    )
    held = posting.receive(session, contribution, site)
    return session.get(HeldPost, held.held_post_id)


def waiting(session):
    chosen = select(Mailing).where(Mailing.state == MailingState.WAITING).order_by(Mailing.id)
    return session.scalars(chosen.execution_options(populate_existing=True)).all()


def test_the_first_held_post_calls_the_moderators_at_once(session, site, board):
    something_is_held(session, site, board, subject="公園のベンチ")
    assert ring_for_moderators(session, site, board.id) == 1
    (row,) = waiting(session)
    assert row.not_before <= utcnow()
    said = text_of(newest(session, "mori@example.jp"))
    assert "1件の投稿が確認を待っています" in said
    assert "■ 公園のベンチ" in said
    assert f"{site.url}/moderation/" in said


def test_within_the_hour_one_letter_tells_of_all(session, site, board):
    something_is_held(session, site, board)
    ring_for_moderators(session, site, board.id)
    for number in range(3):
        something_is_held(session, site, board, text=f"{number}")
        ring_for_moderators(session, site, board.id)
    first, second = waiting(session)
    assert second.not_before - first.not_before == bell.PAUSE
    assert "4件の投稿が確認を待っています" in text_of(newest(session))


def test_after_an_hour_the_next_one_is_called_at_once(session, site, board):
    something_is_held(session, site, board)
    ring_for_moderators(session, site, board.id)
    session.execute(update(ModeratorBell).values(due_at=utcnow() - timedelta(minutes=61)))
    ring_for_moderators(session, site, board.id)
    assert waiting(session)[-1].not_before <= utcnow()


def test_what_was_decided_meanwhile_is_not_told(session, site, board):
    something_is_held(session, site, board)
    ring_for_moderators(session, site, board.id)
    late = something_is_held(session, site, board, text="あと")
    ring_for_moderators(session, site, board.id)
    for held in session.scalars(select(HeldPost)):
        held.decided_at = utcnow()
    session.flush()
    bell.quiet(session, site, board.id)
    assert len(waiting(session)) == 1  # the first one, which has gone out
    assert late.decided_at is not None


def test_only_the_nearest_moderators_are_called(session, board):
    (moderator,) = moderators_of(session, board)
    other = make.open_board(session, "other")
    elsewhere = make.enter_person(session, "Elsewhere")
    elsewhere.appointments.append(
        Appointment(role=Role.MODERATOR, board_id=other.id, since=utcnow().date())
    )
    make.enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
    assert moderators_of(session, board) == [moderator]
    assert set(moderators_of(session, other)) == {moderator, elsewhere.id}


def test_a_staff_board_is_looked_after_by_staff(session, board):
    staff = make.open_board(session, "staff", visibility=Visibility.STAFF)
    assert moderators_of(session, staff) == []
    clerk = make.enter_person(session, "Clerk", "clerk@example.jp", Role.SECRETARIAT)
    assert moderators_of(session, staff) == [clerk.id]


def test_somebody_without_a_mailbox_is_not_called(session, site):
    board = make.open_board(session)
    person = make.enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
    person.addresses[0].banned_at = utcnow()
    something_is_held(session, site, board)
    assert ring_for_moderators(session, site, board.id) == 0
    assert owed(session) == []


def test_nothing_waiting_calls_nobody(session, site, board):
    assert ring_for_moderators(session, site, board.id) == 0


def test_two_doors_that_hold_at_once_call_once(engine, site):
    with Session(writing(engine)) as session:
        board_id = make.open_board(session).id
        make.enter_person(session, "Mori", "mori@example.jp", Role.MODERATOR)
        session.commit()
    start = Barrier(3, timeout=30)

    def hold(number: int) -> None:
        start.wait()
        with Session(writing(engine)) as session:
            board = session.get_one(Board, board_id)
            something_is_held(session, site, board, text=f"{number}番目")
            ring_for_moderators(session, site, board_id)
            session.commit()

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(hold, range(3)))
    with Session(engine) as session:
        at_once, later = owed(session, "mori@example.jp")
        assert "1件の投稿" in text_of(at_once)
        assert "3件の投稿" in text_of(later)
