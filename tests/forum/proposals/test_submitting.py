"""What the office hands over and the city takes in: whole, and on days that follow each other."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import living_at, today, writing
from forum.proposals import submitting
from forum.proposals.life import Refusal
from forum.proposals.proposal import Kind, Proposal, State
from tests.forum.proposals.stage import SHA256, Stage, set_up

A_DAY = timedelta(days=1)


@pytest.fixture
def stage(sqlite_engine: Engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield set_up(session)


def received(stage: Stage, proposal: Proposal, on=None, due=None, **facts):
    words = {"number": "受第1号", "department": "市民課"} | facts
    on = on or today()
    return submitting.receive(
        stage.session, proposal, on, words["number"], words["department"],
        due or on + 60 * A_DAY, stage.standing("liaison"),
    )  # fmt: skip


def submitted(stage: Stage, proposal: Proposal, on=None, **facts):
    words = {"addressee": "市長", "number": "第3号", "sha256": SHA256} | facts
    return submitting.submit(
        stage.session, proposal, on or today(), words["addressee"], words["number"],
        words["sha256"], stage.standing("secretariat"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"addressee": " "}, Refusal.NO_ADDRESSEE),
        ({"number": " "}, Refusal.NO_NUMBER),
        ({"sha256": None}, Refusal.NO_DOCUMENT),
        ({"on": today() + A_DAY}, Refusal.WRONG_DAY),
        ({"on": today() - A_DAY}, Refusal.WRONG_DAY),  # decided today
    ],
)
def test_what_is_handed_over_is_whole_and_after_the_decision(stage, facts, refusal):
    proposal = stage.in_state(State.ADOPTED)
    assert submitted(stage, proposal, **facts) is refusal
    assert submitted(stage, proposal).submitted_on == today()


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"number": " "}, Refusal.NO_NUMBER),
        ({"department": " "}, Refusal.NO_DEPARTMENT),
        ({"on": today() + A_DAY}, Refusal.WRONG_DAY),
        ({"on": today() - A_DAY}, Refusal.WRONG_DAY),  # submitted today
        ({"due": today() - A_DAY}, Refusal.WRONG_DAY),
    ],
)
def test_a_receipt_has_its_number_and_days_that_follow_each_other(stage, facts, refusal):
    proposal = stage.in_state(State.SUBMITTED)
    assert received(stage, proposal, **facts) is refusal
    assert received(stage, proposal, due=today()).due_on == today()


def test_a_relay_is_received_though_it_was_sent_without_a_document(stage):
    with living_at(datetime(2026, 12, 1, 23, tzinfo=UTC)):  # eight in the morning of the next day
        made = received(stage, stage.in_state(State.SENT, Kind.RELAY))
    assert (made.submitted_on, made.document_sha256) == (date(2026, 12, 2), None)
