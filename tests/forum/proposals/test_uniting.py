"""Two proposals become one when everybody who still writes the first has said so."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import writing
from forum.people import merging
from forum.proposals import drafting, uniting
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State
from tests.forum.proposals.stage import Stage, done, set_up


@pytest.fixture
def stage(sqlite_engine: Engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield set_up(session)


def two_drafters(stage: Stage) -> tuple[Proposal, Proposal]:
    """A proposal that the member and the chair write, and another that it could go into."""
    proposal, chair = stage.draft(), stage.people["chair"]
    invited = stage.standing("chair")
    done(drafting.invite(stage.session, proposal, chair, invited, stage.standing("member")))
    stage.open_comment(proposal)
    return proposal, stage.in_state(State.COMMENT)


def agree(stage: Stage, proposal: Proposal, into: Proposal, who: str) -> Any:
    return uniting.agree_to_merge(stage.session, proposal, into, "同じ願い", stage.standing(who))


def test_when_the_one_who_was_asked_leaves_the_others_finish_it(stage: Stage) -> None:
    proposal, into = two_drafters(stage)
    done(agree(stage, proposal, into, "member"))
    assert agree(stage, proposal, into, "member") is Refusal.THERE_ALREADY
    done(drafting.leave(stage.session, proposal, stage.standing("chair")))
    assert done(agree(stage, proposal, into, "member")).act is Act.MERGE
    assert proposal.merged_into is into


def test_two_drafters_who_are_one_person_agree_once(stage: Stage) -> None:
    proposal, into = two_drafters(stage)
    merging.merge(stage.session, stage.people["chair"], stage.people["member"], by=None)
    assert done(agree(stage, proposal, into, "member")).act is Act.MERGE


def test_of_two_drafters_who_are_one_person_none_leaves_it_alone(stage: Stage) -> None:
    proposal, _ = two_drafters(stage)
    merging.merge(stage.session, stage.people["chair"], stage.people["member"], by=None)
    left = drafting.leave(stage.session, proposal, stage.standing("member"))
    assert left is Refusal.LAST_DRAFTER
