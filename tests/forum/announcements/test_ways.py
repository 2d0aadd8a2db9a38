"""Everybody is told by the way that they use or chose, once, and by another where that one is lost."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.announcements import inbox, ways
from forum.announcements.daily import bundle_once
from forum.announcements.noting import tell_anew
from forum.announcements.tiding import Matter, Tiding, Way
from forum.archive.thread import Origin, Post, PostState
from forum.base import today, utcnow, writing
from forum.people.merging import merge
from forum.people.person import Account, Person
from tests.factories import enter_person
from tests.forum.announcements.city import CityHall


@pytest.fixture
def hall(engine: Engine, tmp_path: Path) -> CityHall:
    return CityHall(engine, tmp_path)


def person(session: Session, name: str) -> Person:
    return session.scalars(select(Person).where(Person.name == name)).one()


def change(hall: CityHall, act) -> None:
    with Session(writing(hall.engine)) as session, session.begin():
        act(session)


def on_the_web(hall: CityHall, name: str) -> None:
    """Somebody who signs in and has never written by mail."""

    def act(session: Session) -> None:
        one = person(session, name)
        session.add(Account(person_id=one.id))
        for post in session.scalars(select(Post).where(Post.person_id == one.id)):
            post.origin = Origin.WEB

    change(hall, act)


def told(hall: CityHall, name: str) -> list[tuple[str, Way]]:
    with Session(hall.engine) as session:
        mine = inbox.tidings(session, person(session, name).id, limit=50)
        return [(one.step.act.value if one.step else one.measure, one.way) for one in mine][::-1]


def test_each_is_told_by_the_way_that_they_use(hall: CityHall):
    on_the_web(hall, "Aoi")
    hall.submit()
    assert told(hall, "Ren") == [("submit", Way.MAIL)]  # by the list
    assert told(hall, "Aoi") == [("submit", Way.WEB)]
    assert told(hall, "Kiku") == [("submit", Way.LETTER)]
    assert len(hall.letters("aoi")) == 1  # in full by mail as well: a page tells nobody who is away
    with Session(hall.engine) as session:
        assert inbox.unread_count(session, person(session, "Aoi").id) == 1
        assert inbox.unread_count(session, person(session, "Ren").id) == 0


def test_the_other_steps_come_by_the_same_ways(hall: CityHall):
    on_the_web(hall, "Aoi")
    with Session(writing(hall.engine)) as session, session.begin():
        assert bundle_once(session, hall.site, today()) == 1  # Ren's mail
    assert hall.letters("aoi") == []
    for name, way in (("Aoi", Way.WEB), ("Ren", Way.MAIL), ("Kiku", Way.LETTER)):
        steps = told(hall, name)
        assert [step for step, _ in steps] == ["cite", "open_comment", "open_poll", "adopt"]
        assert {one for _, one in steps} == {way}


def test_each_matter_goes_the_way_that_was_chosen(hall: CityHall):
    on_the_web(hall, "Aoi")
    change(hall, lambda s: ways.choose(s, person(s, "Aoi").id, full=Way.WEB, steps=Way.NONE))
    change(hall, lambda s: ways.choose(s, person(s, "Kiku").id, full=Way.NONE, steps=Way.LETTER))
    change(hall, lambda s: bundle_once(s, hall.site, today()))
    hall.submit()
    assert told(hall, "Aoi") == [("submit", Way.WEB)]
    assert hall.letters("aoi") == []  # they said so
    assert [step for step, _ in told(hall, "Kiku")] == [
        "cite",
        "open_comment",
        "open_poll",
        "adopt",
    ]


def test_who_stopped_one_proposal_hears_no_more_of_it_by_any_way(hall: CityHall):
    def stop(session: Session) -> None:
        for name in ("Kiku", "Aoi"):
            ways.stop_proposal(session, person(session, name).id, hall.proposal(session).id)

    change(hall, stop)
    hall.submit()
    assert told(hall, "Kiku") == told(hall, "Aoi") == []
    assert hall.letters("aoi") == []


def test_a_mailbox_that_is_dead_is_replaced_by_the_page_or_a_letter(hall: CityHall):
    def lose(session: Session) -> None:
        for name in ("Aoi", "Ren"):
            one = person(session, name)
            one.addresses[0].stopped_at = utcnow()
            ways.choose(session, one.id, full=Way.MAIL, steps=Way.MAIL)  # their choice stays
        ren = person(session, "Ren")
        session.add(Account(person_id=ren.id, password_hash="a"))

    change(hall, lose)
    hall.submit()
    assert told(hall, "Aoi") == [("submit", Way.LETTER)]
    assert told(hall, "Ren") == [("submit", Way.WEB)]
    assert hall.letters("aoi") == []


def test_what_went_to_a_mailbox_that_turned_out_dead_is_told_anew_once(hall: CityHall):
    hall.submit()
    assert told(hall, "Aoi") == [("submit", Way.MAIL)]
    change(hall, lambda s: setattr(person(s, "Aoi").addresses[0], "stopped_at", utcnow()))
    with Session(writing(hall.engine)) as session, session.begin():
        assert tell_anew(session) == 1
        assert tell_anew(session) == 0
    assert told(hall, "Aoi") == [("submit", Way.LETTER)]


def test_what_reached_a_mailbox_long_before_it_died_is_not_told_again(hall: CityHall):
    hall.submit()

    def die_later(session: Session) -> None:
        person(session, "Aoi").addresses[0].stopped_at = utcnow() + timedelta(days=30)

    change(hall, die_later)
    with Session(writing(hall.engine)) as session, session.begin():
        assert tell_anew(session) == 0


def test_two_who_turn_out_to_be_one_are_told_once(hall: CityHall):
    def join(session: Session) -> None:
        merge(session, person(session, "Kiku"), person(session, "Aoi"), by=None)

    change(hall, join)
    hall.submit()
    assert told(hall, "Aoi") == [("submit", Way.MAIL)]
    assert told(hall, "Kiku") == []
    assert len(hall.letters("aoi")) == 1


def test_who_took_their_words_back_or_is_banned_is_told_nothing(hall: CityHall):
    def go(session: Session) -> None:
        kiku = person(session, "Kiku").id
        post = session.scalars(select(Post).where(Post.person_id == kiku)).one()
        post.state = PostState.WITHDRAWN
        person(session, "Aoi").banned_at = utcnow()

    change(hall, go)
    hall.submit()
    with Session(hall.engine) as session:
        assert {one.person.name for one in session.scalars(select(Tiding)) if one.person} == {"Ren"}


def test_a_way_that_leads_nowhere_is_not_offered_as_the_way(engine: Engine):
    with Session(writing(engine)) as session, session.begin():
        mio = enter_person(session, "Mio")
        assert ways.way_to(session, mio.id, Matter.FULL) == (Way.MAIL, False)
        ways.choose(session, mio.id, full=Way.WEB, steps=Way.WEB)
        assert ways.way_to(session, mio.id, Matter.FULL).way is Way.MAIL  # never signed in
        session.add(Account(person_id=mio.id))
        session.flush()
        assert ways.way_to(session, mio.id, Matter.FULL) == (Way.WEB, False)
