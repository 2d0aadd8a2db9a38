"""Due dates over holidays, turns of the year and of an era, and what is late on which day."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import living_at, writing
from forum.plan import keeping
from forum.proposals import city, deadlines
from forum.proposals.city import Clarification
from forum.proposals.deadlines import Lateness
from forum.proposals.proposal import Proposal, State
from tests.forum.proposals.stage import Stage, set_up

DUE = date(2019, 4, 30)  # 平成31年, in the middle of ten holidays
A_DAY = timedelta(days=1)


@pytest.fixture
def stage(sqlite_engine: Engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield set_up(session)


@pytest.fixture
def waiting(stage: Stage) -> Proposal:
    """Received, with an answer due on the last day of 平成."""
    proposal = stage.in_state(State.RECEIVED)
    made = city.submission(stage.session, proposal)
    assert made is not None
    made.due_on = DUE
    return proposal


def asked(stage: Stage, proposal: Proposal, on: date, answered: date | None = None) -> None:
    question = {"question": "何件?", "asked_on": on, "answered_on": answered}
    stage.session.add(Clarification(proposal_id=proposal.id, **question))
    stage.session.flush()


@pytest.mark.parametrize(
    ("day", "late"),
    [
        (date(2019, 4, 30), None),
        (date(2019, 5, 1), Lateness.OVERDUE),  # 令和元年
        (date(2019, 5, 30), Lateness.OVERDUE),
        (date(2019, 5, 31), Lateness.LONG_OVERDUE),
        (date(2020, 4, 1), Lateness.LONG_OVERDUE),
    ],
)
def test_an_answer_is_late_from_the_day_behind_the_last_one(stage, waiting, day, late):
    assert deadlines.lateness(stage.session, waiting, day) is late


@pytest.mark.parametrize(
    ("state", "late"),
    [
        (State.CLARIFYING, Lateness.OVERDUE),
        (State.INTERIM, Lateness.OVERDUE),
        (State.ANSWERED, None),
        (State.CLOSED, None),
    ],
)
def test_only_what_waits_for_an_answer_is_late(stage, waiting, state, late):
    waiting.state = state
    assert deadlines.lateness(stage.session, waiting, DUE + A_DAY) is late


def test_every_day_that_a_question_was_open_puts_the_answer_off_by_one(stage, waiting):
    asked(stage, waiting, date(2019, 3, 29), date(2019, 4, 3))  # over the end of a fiscal year
    assert deadlines.due_on(stage.session, waiting, DUE) == date(2019, 5, 5)
    asked(stage, waiting, date(2019, 4, 10), date(2019, 4, 10))
    assert deadlines.due_on(stage.session, waiting, DUE) == date(2019, 5, 5)
    asked(stage, waiting, date(2019, 4, 20))
    assert deadlines.due_on(stage.session, waiting, date(2019, 4, 24)) == date(2019, 5, 9)
    assert deadlines.due_on(stage.session, waiting, date(2019, 12, 31)) == date(2020, 1, 15)
    assert deadlines.lateness(stage.session, waiting, date(2019, 12, 31)) is None


def test_what_was_never_received_is_never_due(stage):
    proposal = stage.in_state(State.SUBMITTED)
    assert deadlines.due_on(stage.session, proposal) is None
    assert deadlines.lateness(stage.session, proposal, date(2100, 1, 1)) is None


@pytest.fixture
def followed(stage: Stage) -> Proposal:
    """Followed since 1 September by the clock of Japan; 31 August by that of Greenwich."""
    proposal = stage.in_state(State.FOLLOWING)
    proposal.state_since = datetime(2026, 8, 31, 15, 30, tzinfo=UTC)
    return proposal


@pytest.mark.parametrize(
    ("since", "last_quiet_day"),
    [
        ((2026, 6, 30), date(2026, 12, 29)),
        ((2026, 5, 31), date(2026, 11, 29)),  # November has no 31st
        ((2026, 8, 31), date(2027, 2, 27)),
        ((2027, 8, 31), date(2028, 2, 28)),
        ((2026, 12, 1), date(2027, 5, 31)),
        ((2026, 7, 15), date(2027, 1, 14)),
    ],
)
def test_half_a_year_without_progress_is_told_over_every_month_s_end(
    stage, followed, since, last_quiet_day
):
    followed.state_since = datetime(*since, 3, tzinfo=UTC)
    assert deadlines.lateness(stage.session, followed, last_quiet_day) is None
    late = deadlines.lateness(stage.session, followed, last_quiet_day + A_DAY)
    assert late is Lateness.NO_PROGRESS


def test_the_half_year_begins_on_the_day_that_people_here_lived(stage, followed):
    assert deadlines.lateness(stage.session, followed, date(2027, 2, 28)) is None
    assert deadlines.lateness(stage.session, followed, date(2027, 3, 1)) is Lateness.NO_PROGRESS


def test_progress_that_was_told_begins_it_anew(stage, followed):
    office = stage.standing("secretariat")
    for on in (date(2026, 11, 1), date(2027, 1, 10)):
        with living_at(datetime(on.year, on.month, on.day, 3, tzinfo=UTC)):
            keeping.report(
                stage.session, stage.measure(), on, "進みました", office, Decimal(3), "件"
            )
    stage.session.flush()
    assert deadlines.lateness(stage.session, followed, date(2027, 7, 9)) is None
    assert deadlines.lateness(stage.session, followed, date(2027, 7, 10)) is Lateness.NO_PROGRESS


def test_many_are_judged_like_one(stage, waiting, followed):
    day = date(2027, 3, 1)
    both = deadlines.late_ones(stage.session, [waiting, followed], day)
    assert both == {waiting.id: Lateness.LONG_OVERDUE, followed.id: Lateness.NO_PROGRESS}
    assert deadlines.late_ones(stage.session, [], day) == {}
