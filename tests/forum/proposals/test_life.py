"""A proposal goes the way that the life cycle allows, by those who may, and loses nothing."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing
from forum.proposals.proposal import Kind, State
from tests.forum.proposals.stage import Stage, set_up


@pytest.fixture
def stage(engine: Engine) -> Iterator[Stage]:
    with Session(writing(engine)) as session:
        yield set_up(session)


def test_a_proposal_comes_from_a_draft_to_being_followed(stage):
    proposal = stage.in_state(State.FOLLOWING)
    assert proposal.label.endswith("提案第1号")
    ways = [(step.before, step.after) for step in proposal.steps if step.before is not step.after]
    assert [after for _, after in ways] == [
        State.DRAFT,
        State.COMMENT,
        State.POLL,
        State.ADOPTED,
        State.SUBMITTED,
        State.RECEIVED,
        State.ANSWERED,
        State.FOLLOWING,
    ]


def test_a_relay_needs_no_decision_of_the_council(stage):
    relay = stage.in_state(State.ANSWERED, Kind.RELAY)
    assert relay.label.endswith("伝達第1号")
