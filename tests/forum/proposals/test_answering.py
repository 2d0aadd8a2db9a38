"""What the city and the office may say of a proposal, on which days, and what must not be lacking."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.proposals import answering, city, clarifying, drafting
from forum.proposals.answering import Paper, Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Proposal, State
from tests.forum.proposals.stage import SHA256, Stage, done, set_up

A_DAY = timedelta(days=1)


@pytest.fixture
def stage(sqlite_engine: Engine) -> Iterator[Stage]:
    with Session(writing(sqlite_engine)) as session:
        yield set_up(session)


def reply(stage: Stage, proposal: Proposal, number: int = 0, **facts) -> Reply:
    item = drafting.frozen_items(stage.session, proposal)[number]
    words = Reply(item, Judgement.PARTLY, Response.STUDYING, reason="検討します。")
    return replace(words, **facts)


def answered(stage: Stage, proposal: Proposal, *replies: Reply, by: str = "liaison", **facts):
    return answering.answer(stage.session, proposal, replies, stage.standing(by), **facts)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"judgement": None}, Refusal.NO_JUDGEMENT),
        ({"response": None}, Refusal.NO_RESPONSE),
        ({"response": Response.PLANNED}, Refusal.NO_YEAR),
        ({"response": Response.ELSEWHERE}, Refusal.NO_PASSED_TO),
        ({"response": Response.ELSEWHERE, "passed_to": " "}, Refusal.NO_PASSED_TO),
        ({"reason": " "}, Refusal.NO_REASON),
    ],
)
def test_an_answer_to_an_item_says_all_that_it_must(stage, facts, refusal):
    proposal = stage.in_state(State.RECEIVED)
    first, second = reply(stage, proposal, **facts), reply(stage, proposal, 1)
    assert answered(stage, proposal, first, second) is refusal
    assert proposal.state is State.RECEIVED


def test_what_is_done_already_needs_no_reason(stage):
    proposal = stage.in_state(State.RECEIVED)
    done_ = [reply(stage, proposal, n, response=Response.DONE, reason="") for n in (0, 1)]
    assert len(done(answered(stage, proposal, *done_))) == 2


def test_an_interim_answer_may_leave_out_what_the_final_one_says_of_every_item(stage):
    proposal = stage.in_state(State.RECEIVED)
    only = reply(stage, proposal, judgement=None, response=None)
    assert answered(stage, proposal, only) is Refusal.NOT_EVERY_ITEM
    (kept,) = done(answered(stage, proposal, only, is_interim=True))
    assert (kept.is_interim, kept.judgement, proposal.state) == (True, None, State.INTERIM)
    assert answered(stage, proposal, reply(stage, proposal)) is Refusal.NOT_EVERY_ITEM
    assert answered(stage, proposal, is_interim=True) is Refusal.NO_WORDS


def test_what_belongs_to_another_response_is_not_kept(stage):
    proposal = stage.in_state(State.RECEIVED)
    facts = {"fiscal_year": 2027, "passed_to": "県"}
    studied, planned = (
        reply(stage, proposal, 0, **facts),
        reply(stage, proposal, 1, response=Response.PLANNED, **facts),
    )
    first, second = done(answered(stage, proposal, studied, planned))
    assert (first.fiscal_year, first.passed_to) == (None, "")
    assert (second.fiscal_year, second.passed_to) == (2027, "")


def test_no_answer_is_from_tomorrow_or_to_an_item_of_another(stage):
    proposal, other = stage.in_state(State.RECEIVED), stage.in_state(State.RECEIVED)
    both = [reply(stage, proposal, n) for n in (0, 1)]
    assert answered(stage, proposal, *both, on=today() + A_DAY) is Refusal.WRONG_DAY
    assert answered(stage, proposal, *both, on=today() - A_DAY) is Refusal.WRONG_DAY
    foreign = reply(stage, other)
    assert answered(stage, proposal, foreign, is_interim=True) is Refusal.NO_ITEMS


@pytest.mark.parametrize(
    ("by", "paper", "refusal"),
    [
        ("secretariat", None, Refusal.NO_SCAN),
        ("secretariat", Paper(""), Refusal.NO_SCAN),
        ("liaison", Paper(""), Refusal.NO_SCAN),
        ("secretariat", Paper(SHA256), None),
        ("liaison", Paper(SHA256), None),
        ("liaison", None, None),
        ("moderator", Paper(SHA256), Refusal.NOT_YOURS),
        ("chair", Paper(SHA256), Refusal.NOT_YOURS),
    ],
)
def test_paper_is_copied_with_its_scan_by_whoever_may(stage, by, paper, refusal):
    proposal = stage.in_state(State.RECEIVED)
    both = [reply(stage, proposal, n) for n in (0, 1)]
    made = answered(stage, proposal, *both, by=by, paper=paper)
    if refusal is not None:
        assert made is refusal
        return
    (kept, _) = done(made)
    copied = paper is not None
    assert kept.is_written is copied
    assert (kept.transcribed_by_id is None, kept.answered_by_id is None) == (not copied, copied)


def test_a_correction_is_of_the_kind_that_it_corrects_and_needs_something_to_correct(stage):
    proposal = stage.in_state(State.RECEIVED)
    only = reply(stage, proposal, judgement=None, response=None)
    done(answered(stage, proposal, only, is_interim=True))
    liaison, session = stage.standing("liaison"), stage.session
    corrected = done(answering.correct(session, proposal, only, "誤記", liaison))
    assert (corrected.is_interim, corrected.number, corrected.correction) == (True, 2, "誤記")
    other = reply(stage, proposal, 1)
    assert answering.correct(session, proposal, other, "誤記", liaison) is Refusal.NO_WORDS
    assert answering.correct(session, proposal, only, " ", liaison) is Refusal.NO_REASON
    office = stage.standing("secretariat")
    assert answering.correct(session, proposal, only, "誤記", office) is Refusal.NO_SCAN


def test_an_answer_ends_the_question_that_is_open_and_leaves_the_others(stage):
    proposal, session = stage.in_state(State.RECEIVED), stage.session
    before = today() - 9 * A_DAY
    done(clarifying.clarify(session, proposal, "何件?", stage.standing("liaison"), before))
    done(clarifying.explain(session, proposal, "百件", stage.standing("chair"), before + A_DAY))
    done(clarifying.clarify(session, proposal, "いつ?", stage.standing("liaison"), before))
    done(answered(stage, proposal, *(reply(stage, proposal, n) for n in (0, 1))))
    days = [one.answered_on for one in city.clarifications(session, proposal)]
    assert days == [before + A_DAY, today()]


def test_a_measure_is_followed_once_the_final_answer_is_there(stage):
    proposal, session = stage.in_state(State.RECEIVED), stage.session
    stage.link(proposal)
    assert proposal.state is State.RECEIVED
    done(answered(stage, proposal, reply(stage, proposal), is_interim=True))
    assert proposal.state is State.INTERIM
    done(answered(stage, proposal, *(reply(stage, proposal, n) for n in (0, 1))))
    session.flush()
    assert proposal.state is State.FOLLOWING
    assert proposal.steps[-1].act is Act.FOLLOW


def test_a_paper_that_was_written_before_the_question_does_not_shorten_the_time(stage):
    proposal, session = stage.in_state(State.RECEIVED), stage.session
    taken_in = city.submission(session, proposal)
    taken_in.received_on = today() - 5 * A_DAY
    asked = today() - A_DAY
    done(clarifying.clarify(session, proposal, "何件?", stage.standing("liaison"), asked))
    both = [reply(stage, proposal, n) for n in (0, 1)]
    paper = Paper(SHA256)
    done(answered(stage, proposal, *both, on=today() - 3 * A_DAY, paper=paper))
    (question,) = city.clarifications(session, proposal)
    assert question.answered_on == asked


def test_a_correction_is_from_a_day_between_the_receipt_and_today(stage):
    proposal, session = stage.in_state(State.ANSWERED), stage.session
    liaison = stage.standing("liaison")

    def corrected(on):
        return answering.correct(session, proposal, reply(stage, proposal), "誤記", liaison, on=on)

    assert corrected(today() + A_DAY) is Refusal.WRONG_DAY
    assert corrected(today() - A_DAY) is Refusal.WRONG_DAY
    done(corrected(today()))
