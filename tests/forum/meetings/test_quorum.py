"""Who has a seat on a day, and whether enough of them came."""

from datetime import timedelta

import pytest

from forum.base import today
from forum.boards import Visibility
from forum.language import words
from forum.meetings.quorum import Quorum, roster
from forum.meetings.wording import quorum_words
from forum.people.person import Appointment, Role
from tests import factories as make
from tests.forum.meetings.conftest import Table


@pytest.mark.parametrize(("seats", "needed"), [(1, 1), (2, 2), (3, 2), (6, 4), (7, 4)])
def test_more_than_half_is_a_quorum(seats: int, needed: int):
    assert Quorum(seats, 0).needed == needed
    assert not Quorum(seats, needed - 1).is_met
    assert Quorum(seats, needed).is_met


def test_it_is_said_in_words():
    said = quorum_words(Quorum(6, 3), words("ja"))
    assert said == "委員6人のうち3人が出席し、定足数（過半数の4人）に達しませんでした。"


def test_seats_are_those_of_that_day(table: Table):
    gone = table.people["ren"].appointments[0]
    gone.until = today() - timedelta(days=10)
    table.session.flush()

    then = {p.name for p in roster(table.session, table.board.id, today() - timedelta(days=20))}
    now = {p.name for p in roster(table.session, table.board.id, today())}

    assert then - now == {"ren"}


def test_the_chair_has_one_seat_and_the_office_none(table: Table):
    seats = [
        place.name for place in roster(table.session, table.board.id, today()) if place.has_seat
    ]

    assert seats == ["chair", "aoi", "ren"]


def test_a_working_group_with_members_of_its_own_counts_them(table: Table):
    group = make.open_board(table.session, "group", visibility=Visibility.MEMBERS)
    table.people["resident"].appointments.append(
        Appointment(role=Role.MEMBER, board_id=group.id, since=today())
    )
    table.session.flush()

    seats = [place.name for place in roster(table.session, group.id, today()) if place.has_seat]

    assert seats == ["resident"]


def test_a_member_who_also_works_for_the_city_sits_as_a_member(table: Table):
    liaison = Appointment(role=Role.LIAISON, since=today() - timedelta(days=9))
    table.people["aoi"].appointments.append(liaison)
    table.session.flush()

    places = {place.name: place.role for place in roster(table.session, table.board.id, today())}

    assert places["aoi"] is Role.MEMBER
    assert places["chair"] is Role.CHAIR
