import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from forum.archive.thread import Post, Reading
from forum.base import utcnow, writing
from forum.people import merging
from forum.people.merging import PersonMerge
from forum.people.person import Account, Address, Appointment, Person, Role
from forum.posting import Published, publish
from tests import factories as make
from tests.at_once import at_once


@pytest.fixture
def two(session):
    return make.enter_person(session, "Aoi"), make.enter_person(session, "Aoyama")


def a_post_by(session, site, person, board):
    contribution = make.a_contribution(
        board=make.BoardFacts.of(board),
        author=make.an_author(person.name, person_id=person.id),
    )
    published = publish(session, contribution, site)
    assert isinstance(published, Published)
    return session.get(Post, published.post_id)


def test_everything_that_named_the_one_names_the_other(session, site, two):
    aoi, aoyama = two
    post = a_post_by(session, site, aoyama, make.open_board(session))
    aoyama.appointments.append(Appointment(role=Role.MEMBER, since=utcnow().date()))
    session.add(Account(person=aoyama))
    merging.merge(session, aoyama, aoi, by=None)
    assert post.person_id == aoi.id
    assert {a.canonical for a in aoi.addresses} == {"aoi@example.jp", "aoyama@example.jp"}
    assert [a.role for a in aoi.appointments] == [Role.MEMBER]
    assert aoi.account is not None
    assert aoyama.merged_into_id == aoi.id


def test_undoing_a_merge_puts_everything_back(session, site, two):
    aoi, aoyama = two
    board = make.open_board(session)
    theirs, own = a_post_by(session, site, aoyama, board), a_post_by(session, site, aoi, board)
    aoyama.trusted_at = utcnow()
    record = merging.merge(session, aoyama, aoi, by=aoi.id)
    assert aoi.trusted_at is not None
    merging.undo(session, record, by=aoi.id)
    assert (theirs.person_id, own.person_id) == (aoyama.id, aoi.id)
    assert [a.canonical for a in aoi.addresses] == ["aoi@example.jp"]
    assert aoi.trusted_at is None
    assert aoyama.merged_into_id is None
    assert record.undone_at is not None
    with pytest.raises(ValueError, match="undone"):
        merging.undo(session, record, by=None)


def test_what_cannot_be_there_twice_counts_once(session, site, two):
    aoi, aoyama = two
    board = make.open_board(session)
    thread_id = a_post_by(session, site, aoi, board).thread_id
    other_id = a_post_by(session, site, aoi, board).thread_id
    assert thread_id != other_id
    session.add_all(
        [
            Reading(person_id=aoi.id, thread_id=thread_id, order_key=2),
            Reading(person_id=aoyama.id, thread_id=thread_id, order_key=1),
            Reading(person_id=aoyama.id, thread_id=other_id, order_key=1),
            Account(person=aoi),
            Account(person=aoyama),
        ]
    )
    session.flush()
    record = merging.merge(session, aoyama, aoi, by=None)
    mine = select(Reading.thread_id).where(Reading.person_id == aoi.id)
    assert set(session.scalars(mine)) == {thread_id, other_id}
    assert session.get(Reading, (aoi.id, thread_id)).order_key == 2
    kept = session.scalars(select(Account).where(Account.person_id == aoyama.id)).one()
    assert kept.epoch == 1  # signed out everywhere
    merging.undo(session, record, by=None)
    theirs = select(Reading.thread_id).where(Reading.person_id == aoyama.id)
    assert set(session.scalars(theirs)) == {thread_id, other_id}


def test_merging_is_no_way_out_of_a_ban(session, two):
    aoi, aoyama = two
    aoyama.banned_at = utcnow()
    merging.merge(session, aoyama, aoi, by=None)
    assert aoi.banned_at is not None


def test_nobody_is_merged_twice_or_into_themselves(session, two):
    aoi, aoyama = two
    with pytest.raises(ValueError, match="two persons"):
        merging.merge(session, aoi, aoi, by=None)
    merging.merge(session, aoyama, aoi, by=None)
    with pytest.raises(ValueError, match="two persons"):
        merging.merge(session, aoyama, aoi, by=None)


def test_a_merge_is_written_down(session, two):
    aoi, aoyama = two
    merging.merge(session, aoyama, aoi, by=aoi.id)
    record = session.scalars(select(PersonMerge)).one()
    assert (record.person_id, record.into_id, record.by_id) == (aoyama.id, aoi.id, aoi.id)
    assert ["addresses", "person_id"] in [moved[:2] for moved in record.moved]


def test_addresses_of_others_stay_where_they_are(session, two):
    aoi, aoyama = two
    ren = make.enter_person(session, "Ren")
    merging.merge(session, aoyama, aoi, by=None)
    found = session.scalars(select(Address).where(Address.person_id == ren.id)).all()
    assert len(found) == 1
    assert session.get(Person, ren.id).merged_into_id is None


def test_two_who_are_joined_both_ways_at_once_are_joined_one_way(engine):
    with Session(writing(engine)) as session, session.begin():
        ids = [make.enter_person(session, name).id for name in ("Aoi", "Aoyama")]

    def look(session):
        return [session.get_one(Person, one) for one in ids]

    def join(this, other):
        return lambda session, seen: merging.merge(session, seen[this], seen[other], by=None)

    outcomes = at_once(engine, look, join(0, 1), join(1, 0))
    assert {type(one) for one in outcomes} == {PersonMerge, ValueError}, outcomes
    with Session(engine) as session:
        assert sorted(one.merged_into_id is None for one in look(session)) == [False, True]


def test_a_merge_that_two_undo_at_once_is_undone_once(engine):
    with Session(writing(engine)) as session, session.begin():
        aoi, aoyama = (make.enter_person(session, name) for name in ("Aoi", "Aoyama"))
        merging.merge(session, aoyama, aoi, by=None)

    def undo(session, record):
        merging.undo(session, record, by=None)

    outcomes = at_once(engine, lambda s: s.scalars(select(PersonMerge)).one(), undo, undo)
    assert {type(one) for one in outcomes} == {type(None), ValueError}, outcomes
