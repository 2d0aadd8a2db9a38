"""What an operator changes about people and boards, on either engine."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from forum import accounts
from forum.addresses import EmailAddress
from forum.base import today
from forum.boards import Board, Subscription, Visibility
from forum.operations import registry
from forum.operations.registry import Restraint
from forum.people.person import Account, Person, Role
from forum.people.standing import standing_of
from tests import factories as make


@pytest.fixture
def people(session: Session) -> list[Person]:
    return [
        make.enter_person(session, name, f"{name.lower()}@example.jp")
        for name in ("Aoi", "Ben", "Chie", "Dai")
    ]


def names(found: object) -> list[str]:
    return [person.name for person in found]  # type: ignore[attr-defined]


def test_people_are_walked_newest_first_and_back(session: Session, people: list[Person]) -> None:
    assert names(registry.people(session, limit=2)) == ["Dai", "Chie"]
    assert names(registry.people(session, before=people[2].id, limit=2)) == ["Ben", "Aoi"]
    assert names(registry.people(session, after=people[0].id, limit=2)) == ["Ben", "Chie"]


def test_people_are_found_by_name_nickname_or_address(
    session: Session, people: list[Person]
) -> None:
    people[1].nickname = "くま"
    session.flush()
    assert names(registry.people(session, "ao")) == ["Aoi"]
    assert names(registry.people(session, "くま")) == ["Ben"]
    assert names(registry.people(session, "CHIE@EX")) == ["Chie"]
    assert names(registry.people(session, "%")) == []


def test_somebody_merged_into_another_is_nobody(session: Session, people: list[Person]) -> None:
    people[0].merged_into_id = people[1].id
    session.flush()
    assert registry.person(session, people[0].public_id) is None
    assert registry.person(session, people[1].public_id) is people[1]
    assert "Aoi" not in names(registry.people(session))


def test_a_mailbox_has_one_owner(session: Session, people: list[Person]) -> None:
    aoi, ben = people[:2]
    mine, new = EmailAddress.parse("aoi@example.jp"), EmailAddress.parse("new@example.jp")
    assert mine
    assert new
    assert registry.give_address(session, aoi, new)
    assert not registry.give_address(session, ben, mine)


def test_parting_with_a_mailbox_ends_its_subscriptions(
    session: Session, people: list[Person]
) -> None:
    board = make.open_board(session)
    make.subscribe(session, board, people[0])
    accounts.part_with(session, people[0].addresses[0])
    assert session.query(Subscription).count() == 0
    session.refresh(people[0])
    assert people[0].addresses == []


def test_a_role_begins_and_ends(session: Session, people: list[Person]) -> None:
    aoi = people[0]
    old = registry.appoint(session, aoi, Role.MEMBER, None, today() - timedelta(days=9), None)
    new = registry.appoint(session, aoi, Role.CHAIR, None, today(), None)
    assert standing_of(session, aoi.id).holds(Role.MEMBER)
    for appointment in (old, new):
        registry.end_appointment(session, appointment)
    session.refresh(aoi)
    assert not standing_of(session, aoi.id).roles
    assert [one.role for one in aoi.appointments] == [Role.MEMBER]  # the other one never was


def test_the_other_administrators_are_counted(session: Session, people: list[Person]) -> None:
    first = registry.appoint(session, people[0], Role.ADMIN, None, today(), None)
    assert registry.admins_beside(session, first) == 0
    gone = today() - timedelta(days=1)
    registry.appoint(session, people[1], Role.ADMIN, None, gone, gone)
    assert registry.admins_beside(session, first) == 0
    registry.appoint(session, people[2], Role.ADMIN, None, today(), None)
    assert registry.admins_beside(session, first) == 1


def test_restraint(session: Session, people: list[Person]) -> None:
    aoi = people[0]
    aoi.account = Account()
    session.flush()
    assert registry.restraint_of(aoi) is Restraint.FREE
    for restraint in (Restraint.MODERATED, Restraint.BANNED, Restraint.FREE):
        registry.restrain(session, aoi, restraint)
        assert registry.restraint_of(aoi) is restraint
    assert aoi.account.epoch == 1


@pytest.mark.parametrize(
    ("now", "wanted", "may"),
    [
        ("staff", "members", False),
        ("staff", "public", False),
        ("members", "public", False),
        ("public", "staff", True),
        ("members", "members", True),
    ],
)
def test_what_was_said_to_few_stays_with_few(now: str, wanted: str, may: bool) -> None:
    board = Board(visibility=Visibility(now), post_count=1)
    assert registry.may_become(board, Visibility(wanted)) is may
    assert registry.may_become(Board(visibility=Visibility(now), post_count=0), Visibility(wanted))


def test_subscribers_are_counted(session: Session, people: list[Person]) -> None:
    board, empty = make.open_board(session), make.open_board(session, "empty")
    make.subscribe(session, board, people[0])
    make.subscribe(session, board, people[1]).awaits_approval = True
    session.flush()
    assert registry.subscriber_counts(session, [board.id, empty.id]) == {board.id: 1}
