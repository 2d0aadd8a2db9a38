"""What comes of an answer."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.plan import keeping
from forum.plan.checking import Consequence, Mark
from forum.plan.keeping import Sheet
from forum.proposals import following_up
from forum.proposals.life import Refusal
from forum.proposals.proposal import State
from tests.forum.proposals.stage import Stage, done, set_up


@pytest.fixture
def stage(sqlite_engine: Engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield set_up(session)


def test_headquarters_approve_nothing_before_it_was_handed_over_or_tomorrow(stage):
    proposal, session = stage.in_state(State.RECEIVED), stage.session
    by = stage.standing("hq")
    for day in (today() - timedelta(days=1), today() + timedelta(days=1)):
        assert following_up.approve(session, proposal, day, by) is Refusal.WRONG_DAY
    done(following_up.approve(session, proposal, today(), by))


def test_only_a_sheet_behind_the_measure_that_carries_it_out_evaluates_a_proposal(stage):
    proposal, session = stage.in_state(State.FOLLOWING), stage.session
    chair, carries = stage.standing("chair"), stage.measure()
    plan = replace(keeping.said(carries.current), title="ほかの施策")
    other = keeping.enter(session, "B8", plan)
    session.flush()

    def sheets(measure):
        sheet = Sheet(today(), "協議会", "", [("便利さ", Mark.GOOD, "")])
        before = keeping.evaluate_before(session, measure, sheet, chair)
        ends = replace(sheet, consequence=Consequence.NONE, consequence_words="足りた")
        return before, keeping.evaluate_after(session, before, ends, chair)

    def evaluate(sheet):
        return following_up.evaluate(session, proposal, sheet, "", chair)

    before, after = sheets(carries)
    assert evaluate(before) is Refusal.NO_EVALUATION
    assert evaluate(sheets(other)[1]) is Refusal.NO_MEASURE
    done(evaluate(after))
    assert proposal.state is State.EVALUATED
