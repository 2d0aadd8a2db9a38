"""What people mean who paste an address or write a code, and who may see it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from forum.acceptance.contribution import BoardFacts
from forum.archive.thread import Thread
from forum.boards import Visibility
from forum.matters import NOTHING, find
from forum.people.person import Role
from forum.people.standing import NOBODY, standing_of
from forum.plan import keeping
from forum.plan.keeping import Plan
from forum.plan.measure import Measure
from forum.posting import publish
from forum.site import Site
from tests import factories as make


@pytest.fixture
def measure(session: Session) -> Measure:
    (half,) = keeping.open_periods(session, ("前期", 2026, 2030))
    measure = keeping.enter(session, "B7", Plan(half.id, "暮らし", "施設の予約", 2026, 2027))
    session.flush()
    return measure


def a_thread(session: Session, site: Site, **facts) -> Thread:
    board = make.open_board(session, **facts)
    told = make.a_contribution(board=BoardFacts.of(board))
    return session.get_one(Thread, publish(session, told, site).thread_id)


@pytest.mark.parametrize("written", ["B7", " B7 ", "/plan/B7", "http://127.0.0.1/plan/B7#e-1"])
def test_a_measure_is_named_by_its_code_or_its_page(session, measure, written: str):
    matter = find(session, written)

    assert matter.measure is measure
    assert (matter.title, matter.path) == ("B7 施設の予約", "/plan/B7")
    assert matter.may_be_seen(NOBODY)


@pytest.mark.parametrize("form", ["/threads/{}", "https://any.example/threads/{}?at=x#p-1"])
def test_a_topic_is_named_by_the_address_of_its_page(session, site, form: str):
    thread = a_thread(session, site)

    matter = find(session, form.format(thread.public_id))

    assert matter.thread is thread
    assert matter.path == f"/threads/{thread.public_id}"


def test_a_merged_topic_is_the_one_that_it_became(session, site):
    thread, other = a_thread(session, site), a_thread(session, site, slug="other")
    thread.merged_into_id = other.id
    session.flush()

    assert find(session, f"/threads/{thread.public_id}").thread is other


def test_a_staff_topic_is_seen_by_staff_alone(session, site):
    thread = a_thread(session, site, visibility=Visibility.STAFF)
    office = make.enter_person(session, "Ren", "", Role.SECRETARIAT)
    matter = find(session, f"/threads/{thread.public_id}")

    assert not matter.may_be_seen(NOBODY)
    assert matter.may_be_seen(standing_of(session, office.id))


@pytest.mark.parametrize("written", ["", "  ", "Z99", "/threads/0", "/proposals/0", "/boards/x"])
def test_what_is_not_here_is_nothing(session, written: str):
    assert find(session, written) == NOTHING
    assert not find(session, written)


@given(written=st.text(st.characters(exclude_categories=["Cs"])))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_words_are_looked_for(sqlite_session: Session, written: str):
    assert not find(sqlite_session, written)
