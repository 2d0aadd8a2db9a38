"""Who a mail is from, by its address alone."""

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.acceptance.authors import ANONYMOUS, authors_by_mail
from forum.acceptance.contribution import BoardFacts
from forum.base import utcnow, writing
from forum.boards import Names
from forum.people.person import Role
from tests.factories import a_board, enter_person, open_board, subscribe


@pytest.fixture
def session(engine: Engine):
    with Session(writing(engine)) as session:
        yield session


def author(session, board: BoardFacts, address: str, name: str = "Display Name"):
    return authors_by_mail(session, {address}).writing_to(board, address, name)


def test_a_known_address_has_its_person(session):
    person = enter_person(session, "Aoi", "aoi@example.jp", Role.MEMBER)
    found = author(session, a_board(), "aoi@example.jp")
    assert (found.person_id, found.name, found.trusted) == (person.id, "Aoi", True)
    assert found.standing.holds(Role.MEMBER)


def test_a_stranger_keeps_the_name_of_the_mail(session):
    found = author(session, a_board(), "ren@example.net", " Ren \n Sato ")
    assert (found.person_id, found.name, found.trusted) == (None, "Ren Sato", False)
    assert found.address == "ren@example.net"


@pytest.mark.parametrize("name", ["", "ren@example.net", "ren＠example.net", "Ren 090-1234-5678"])
def test_an_address_is_no_name(session, name):
    assert author(session, a_board(), "ren@example.net", name).name == ANONYMOUS


def test_a_nickname_board_shows_nicknames_only(session):
    enter_person(session, "Aoi", "aoi@example.jp", nickname="青")
    enter_person(session, "Mori", "mori@example.jp")
    board = a_board(names=Names.NICKNAME)
    assert author(session, board, "aoi@example.jp").name == "青"
    assert author(session, board, "mori@example.jp").name == ANONYMOUS
    assert author(session, board, "ren@example.net", "Ren").name == ANONYMOUS


def test_a_subscription_by_any_address_of_a_person_counts(session):
    from forum.addresses import EmailAddress
    from forum.people.person import Address

    person = enter_person(session, "Aoi", "aoi@example.jp")
    session.add(Address.of(EmailAddress.parse("aoi@phone.example"), person))
    board = open_board(session)
    subscribe(session, board, person)
    assert author(session, BoardFacts.of(board), "aoi@phone.example").subscribes
    assert not author(session, a_board(id=board.id + 1), "aoi@phone.example").subscribes


def test_a_ban_holds_for_the_person_and_for_one_address(session):
    person = enter_person(session, "Aoi", "aoi@example.jp")
    person.addresses[0].banned_at = utcnow()
    session.flush()
    assert author(session, a_board(), "aoi@example.jp").banned


def test_no_address_is_nobody(session):
    assert authors_by_mail(session, set()).writing_to(a_board(), None, "Ren").name == "Ren"
