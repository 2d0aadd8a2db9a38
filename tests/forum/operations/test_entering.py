"""What an operator enters by hand."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import writing
from forum.boards import Join, Mode, Posting, Subscription, Visibility
from forum.operations.entering import (
    add_board,
    add_person,
    board_named,
    boards,
    change_board,
    mailbox,
    subscribe_all,
    unsubscribe,
)
from forum.operations.refused import Refused
from forum.people.person import Address, Role, Sector
from tests.databases import statements


@pytest.fixture
def session(engine):
    with Session(writing(engine)) as session:
        yield session


@pytest.fixture
def parks(session):
    return add_board(session, "parks", "公園")


def addresses(*emails: str) -> list[EmailAddress]:
    return [mailbox(email) for email in emails]


def test_a_board_is_open_to_all_unless_said_otherwise(session):
    board = add_board(session, "parks", " 公園 ")
    assert (board.name, board.visibility, board.posting, board.join) == (
        "公園",
        "public",
        "anyone",
        "open",
    )
    staff = add_board(session, "staff", "庁内", visibility=Visibility.STAFF, join=Join.CLOSED)
    assert [(b.slug, n) for b, n in boards(session)] == [("parks", 0), ("staff", 0)]
    assert staff.visibility is Visibility.STAFF


@pytest.mark.parametrize(
    ("slug", "why"),
    [
        ("公園", "small letters"),
        ("Parks", "small letters"),
        ("p" * 41, "small letters"),
        ("reply", "every mail domain"),
        ("parks-join", "own addresses"),
        ("owner", "own addresses"),
    ],
)
def test_a_slug_that_cant_be_is_refused_with_its_reason(session, slug, why):
    with pytest.raises(Refused, match=why):
        add_board(session, slug, "x")


def test_a_slug_stands_for_one_board(session, parks):
    with pytest.raises(Refused, match="There is a board parks already"):
        add_board(session, "parks", "x")
    assert board_named(session, "parks") is parks
    with pytest.raises(Refused, match="There is no board rivers"):
        board_named(session, "rivers")


def test_what_is_named_of_a_board_changes_and_nothing_else(session, parks):
    change_board(session, "parks", holds_unproven=True, join=None, posting=Posting.MODERATORS)

    assert (parks.holds_unproven, parks.posting, parks.join) == (True, "moderators", "open")


def test_a_board_with_posts_is_shown_to_fewer_and_never_to_more(session):
    hall = add_board(session, "hall", "会議", visibility=Visibility.MEMBERS)
    hall.post_count = 1
    with pytest.raises(Refused, match="stays with few"):
        change_board(session, "hall", visibility=Visibility.PUBLIC)
    assert change_board(session, "hall", visibility=Visibility.STAFF).visibility == "staff"


def test_a_person_has_roles_everywhere_or_on_one_board(session, parks):
    person = add_person(
        session,
        "川野",
        ["kawano@example.jp", "k@example.org"],
        roles=[(Role.MEMBER, None), (Role.MODERATOR, "parks")],
        sector=Sector.COMPANY,
    )
    held = {(a.role, a.board_id) for a in person.appointments}
    assert held == {(Role.MEMBER, None), (Role.MODERATOR, parks.id)}
    assert {a.written for a in person.addresses} == {"kawano@example.jp", "k@example.org"}
    assert person.vouched_at is not None


def test_somebody_without_mail_can_be_entered(session):
    assert add_person(session, "石田").addresses == []


def test_what_is_no_address_is_refused(session):
    with pytest.raises(Refused, match="“kawano” is not a mail address"):
        add_person(session, "川野", ["kawano"])


def test_addresses_of_two_people_are_not_joined(session):
    add_person(session, "A", ["a@example.jp"])
    add_person(session, "B", ["b@example.jp"])
    with pytest.raises(Refused, match="different people"):
        add_person(session, "C", ["a@example.jp", "b@example.jp"])


def test_subscribers_are_entered_once(session, parks):
    add_person(session, "Anna", ["anna@example.jp"])
    wanted = addresses(
        "anna@example.jp", "Bea@Example.jp", "bea@example.jp", "foo..bar@docomo.ne.jp"
    )
    assert subscribe_all(session, parks, wanted) == 3
    assert subscribe_all(session, parks, wanted, Mode.DAILY) == 3
    rows = session.scalars(select(Subscription)).all()
    assert {(row.mode, row.vouched, row.awaits_approval) for row in rows} == {
        (Mode.DAILY, True, False)
    }
    assert {row.address.canonical for row in rows} == {
        "anna@example.jp",
        "bea@example.jp",
        "foo..bar@docomo.ne.jp",
    }
    assert all(row.since and row.own_posts for row in rows)
    assert boards(session)[0][1] == 3


def test_whoever_waited_for_approval_is_in(session, parks):
    address = Address.of(mailbox("anna@example.jp"))
    session.add(Subscription(board=parks, address=address, awaits_approval=True))
    session.flush()
    subscribe_all(session, parks, addresses("anna@example.jp"))
    session.expire_all()
    row = session.scalars(select(Subscription)).one()
    assert (row.awaits_approval, row.vouched) == (False, True)
    assert row.address.trusted_at is not None


def test_thousands_cost_few_statements(session, parks, engine):
    told = []
    wanted = addresses(*(f"p{n}@example.jp" for n in range(2_100)))
    with statements(engine) as counted:
        assert subscribe_all(session, parks, wanted, progress=told.append) == 2_100
    assert told == [500, 1000, 1500, 2000, 2100]
    assert len(counted) <= 60


def test_a_subscription_ends_at_the_operators_word(session, parks):
    subscribe_all(session, parks, addresses("anna@example.jp"))
    unsubscribe(session, parks, "ANNA@example.jp")
    assert session.scalars(select(Subscription)).all() == []
    with pytest.raises(Refused, match="does not subscribe to parks"):
        unsubscribe(session, parks, "anna@example.jp")
