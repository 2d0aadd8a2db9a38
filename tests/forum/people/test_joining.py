from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy.orm import Session

from forum.addresses import EmailAddress
from forum.base import utcnow, writing
from forum.people.joining import (
    ANONYMOUS,
    address_of,
    address_row,
    enter_person,
    person_of,
    prove_mailbox,
    settle,
)
from forum.people.person import Address, Role, Sector

AOI = EmailAddress.parse("aoi@example.jp")


def test_whom_an_operator_enters_is_vouched_for_and_holds_the_roles(session):
    aoi = enter_person(
        session,
        "青井",
        [AOI],
        roles=[(Role.MEMBER, None), (Role.MEMBER, None)],
        sector=Sector.COMPANY,
    )
    assert aoi.vouched_at is not None
    assert [(a.role, a.board_id) for a in aoi.appointments] == [(Role.MEMBER, None)]
    assert person_of(session, AOI) is aoi


def test_somebody_can_be_entered_without_mail(session):
    assert enter_person(session, "手紙の人").addresses == []


def test_entering_somebody_again_adds_what_is_new(session):
    first = enter_person(session, "青井", [AOI])
    other = EmailAddress.parse("aoi@work.example.jp")
    again = enter_person(session, "青井", [other, AOI], roles=[(Role.CHAIR, None)])
    assert again is first
    assert {a.canonical for a in first.addresses} == {AOI.canonical, other.canonical}
    assert [a.role for a in first.appointments] == [Role.CHAIR]


def test_proving_a_mailbox_makes_a_person_who_joined_by_themselves(session):
    address = prove_mailbox(session, AOI, name="青井", language="en")
    assert address.verified_at is not None
    assert (address.person.name, address.person.language) == ("青井", "en")
    assert address.person.vouched_at is None
    assert address.person.trusted_at is None


def test_proving_it_again_changes_nothing(session):
    first = prove_mailbox(session, AOI, name="青井")
    proved = first.verified_at
    again = prove_mailbox(session, EmailAddress.parse("AOI@Example.JP"), name="別の名")
    assert again is first
    assert (again.verified_at, again.person.name) == (proved, "青井")


def test_who_came_without_a_name_is_called_by_the_first_one_given(session):
    prove_mailbox(session, AOI)
    assert prove_mailbox(session, AOI).person.name == ANONYMOUS
    assert prove_mailbox(session, AOI, name="青井").person.name == "青井"


def test_what_was_let_through_before_counts_for_the_person(session):
    let_through = utcnow()
    session.add(Address(written=str(AOI), canonical=AOI.canonical, trusted_at=let_through))
    assert prove_mailbox(session, AOI).person.trusted_at == let_through


def test_nobody_is_shown_under_an_address(session):
    assert prove_mailbox(session, AOI, name="aoi@example.jp").person.name == ANONYMOUS
    assert enter_person(session, " 山田\n太郎 ").name == "山田 太郎"


def test_an_address_stays_with_its_owner(session):
    aoi, ren = enter_person(session, "青井", [AOI]), enter_person(session, "蓮")
    assert settle(session, AOI, ren).person is aoi
    assert address_of(session, EmailAddress.parse("nobody@example.jp")) is None


def test_two_doors_that_meet_an_address_at_once_make_one_row(engine):
    start = Barrier(2, timeout=30)

    def meet(_: int) -> int:
        start.wait()
        with Session(writing(engine)) as session:
            address_id = address_row(session, AOI).id
            session.commit()
            return address_id

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(meet, range(2))
    assert first == second
