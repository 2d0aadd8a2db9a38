"""A proposal goes the way that the life cycle allows, by those who may, and loses nothing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.people.standing import NOBODY
from forum.proposals import answering, city, commenting, deciding, drafting, life, uniting
from forum.proposals.answering import Paper, Reply
from forum.proposals.city import Judgement, Response
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.proposal import Act, Drafter, Kind, Method, Proposal, State
from tests.forum.proposals.stage import NAMES, SHA256, Stage, done, set_up
from tests.forum.proposals.ways import MOVES, STAYS

A_REPLY = {"judgement": Judgement.PARTLY, "response": Response.STUDYING, "reason": "検討します。"}


@pytest.fixture
def stage(engine: Engine) -> Iterator[Stage]:
    with Session(writing(engine)) as session:
        yield set_up(session)


def standing_at(state: State, kind: Kind) -> Proposal:
    return Proposal(kind=kind, state=state)


COMES_TO = [
    (kind, state) for kind in Kind for state in sorted({one for way in MOVES[kind] for one in way})
]


@pytest.mark.parametrize(("kind", "state"), COMES_TO)
def test_every_way_out_of_a_state_is_in_the_table_and_open_to_those_who_may(kind, state):
    ways: dict[tuple[State, State], set[life.Capacity]] = {}
    for act in Act:
        found = life.rule(standing_at(state, kind), act)
        if found is not None and found.after not in (None, state):
            ways.setdefault((state, found.after), set()).update(found.by)
    assert ways == {way: by for way, by in MOVES[kind].items() if way[0] is state}


@pytest.mark.parametrize("act", STAYS)
def test_what_moves_nothing_is_done_where_it_makes_sense(act):
    states = {state for state in State if life.rule(standing_at(state, Kind.PROPOSAL), act)}
    assert states == STAYS[act]


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


def test_two_proposals_of_a_year_get_two_numbers_and_a_relay_its_own(stage):
    first, second = stage.in_state(State.ADOPTED), stage.in_state(State.ADOPTED)
    relay = stage.in_state(State.SENT, Kind.RELAY)
    assert (first.number, second.number, relay.number) == (1, 2, 1)


@pytest.mark.parametrize("who", [name for name in NAMES if name not in ("liaison", "secretariat")])
def test_nobody_answers_for_the_city_but_its_liaison(stage, who):
    proposal = stage.in_state(State.RECEIVED)
    replies = [Reply(item, **A_REPLY) for item in drafting.frozen_items(stage.session, proposal)]
    by = stage.standing(who)
    assert answering.answer(stage.session, proposal, replies, by) is Refusal.NOT_YOURS
    assert proposal.state is State.RECEIVED


def test_the_office_copies_an_answer_only_from_paper(stage):
    proposal = stage.in_state(State.RECEIVED)
    replies = [Reply(item, **A_REPLY) for item in drafting.frozen_items(stage.session, proposal)]
    office = stage.standing("secretariat")
    assert answering.answer(stage.session, proposal, replies, office) is Refusal.NO_SCAN
    made = done(answering.answer(stage.session, proposal, replies, office, paper=Paper(SHA256)))
    assert all(one.is_written and one.transcribed_by_id == office.person_id for one in made)


def test_an_answer_speaks_to_every_item_and_says_why(stage):
    proposal = stage.in_state(State.RECEIVED)
    items = drafting.frozen_items(stage.session, proposal)
    liaison = stage.standing("liaison")

    def answered(*replies: Reply) -> object:
        return answering.answer(stage.session, proposal, replies, liaison)

    assert answered(Reply(items[0], **A_REPLY)) is Refusal.NOT_EVERY_ITEM
    full = Reply(items[0], **A_REPLY)
    assert answered(full, Reply(items[1], **{**A_REPLY, "reason": " "})) is Refusal.NO_REASON
    planned = Reply(items[1], **{**A_REPLY, "response": Response.PLANNED})
    assert answered(full, planned) is Refusal.NO_YEAR
    elsewhere = Reply(items[1], **{**A_REPLY, "response": Response.ELSEWHERE})
    assert answered(full, elsewhere) is Refusal.NO_PASSED_TO
    assert answered(full, Reply(items[1], response=Response.DONE)) is Refusal.NO_JUDGEMENT
    done(answered(full, Reply(items[1], Judgement.REFLECTED, Response.DONE)))


def test_a_corrected_answer_leaves_the_first_one_as_it_was(stage):
    proposal = stage.in_state(State.ANSWERED)
    item = drafting.frozen_items(stage.session, proposal)[0]
    (before,) = city.answers_to(stage.session, item)
    said = (before.judgement, before.reason)
    reply = Reply(item, Judgement.REFLECTED, Response.DONE)
    liaison = stage.standing("liaison")
    assert answering.correct(stage.session, proposal, reply, "", liaison) is Refusal.NO_REASON
    done(answering.correct(stage.session, proposal, reply, "誤記のため", liaison))
    first, second = city.answers_to(stage.session, item)
    assert (first.judgement, first.reason) == said
    assert (second.number, second.judgement) == (2, Judgement.REFLECTED)


def test_comments_are_opened_by_two_people_and_for_two_weeks(stage):
    proposal = stage.draft()
    chair, moderator = stage.standing("chair"), stage.standing("moderator")
    until = today() + timedelta(days=14)

    def opened(by, until=until):
        return commenting.open_comment(stage.session, proposal, until, by)

    assert opened(moderator) is Refusal.NOT_ASKED
    done(commenting.ask_comment(stage.session, proposal, stage.standing("member")))
    assert opened(chair) is Refusal.NOT_YOURS
    assert opened(moderator, until - timedelta(days=1)) is Refusal.TOO_SHORT
    done(opened(moderator))


def test_a_moderator_does_not_open_what_they_asked_for_themselves(stage):
    proposal = stage.draft(by="moderator")
    moderator = stage.standing("moderator")
    done(commenting.ask_comment(stage.session, proposal, moderator))
    until = today() + timedelta(days=14)
    outcome = commenting.open_comment(stage.session, proposal, until, moderator)
    assert outcome is Refusal.TWO_PEOPLE


def test_comments_and_poll_run_to_their_last_day(stage):
    proposal = stage.in_state(State.COMMENT)
    chair = stage.standing("chair")
    closes = today() + timedelta(days=30)
    assert deciding.open_poll(stage.session, proposal, closes, chair) is Refusal.TOO_SOON
    stage.open_poll(proposal)
    decision = Decision(Method.MAJORITY, today())
    assert deciding.adopt(stage.session, proposal, decision, chair) is Refusal.TOO_SOON


def test_drafters_become_one_only_when_all_of_them_agree(stage):
    proposal, into = stage.in_state(State.COMMENT), stage.in_state(State.COMMENT)
    member = stage.standing("member")
    proposal.drafters.append(Drafter(person_id=stage.people["chair"].id))
    stage.session.flush()
    done(uniting.agree_to_merge(stage.session, proposal, into, "同じ願い", member))
    assert proposal.state is State.COMMENT
    again = uniting.agree_to_merge(stage.session, proposal, into, "同じ願い", member)
    assert again is Refusal.THERE_ALREADY
    chair = stage.standing("chair")
    done(uniting.agree_to_merge(stage.session, proposal, into, "同じ願い", chair))
    assert (proposal.state, proposal.merged_into) == (State.MERGED, into)


def test_after_the_decision_only_the_council_takes_it_back(stage):
    proposal = stage.in_state(State.ADOPTED)
    session = stage.session
    assert (
        deciding.withdraw(session, proposal, "理由", stage.standing("member")) is Refusal.NOT_YOURS
    )
    done(deciding.withdraw(session, proposal, "理由", stage.standing("chair")))


def test_an_act_on_what_has_changed_meanwhile_is_refused(stage):
    proposal = stage.in_state(State.COMMENT)
    seen = life.last_number(proposal)
    done(deciding.shelve(stage.session, proposal, "理由", stage.standing("chair"), seen))
    outcome = deciding.withdraw(stage.session, proposal, "理由", stage.standing("chair"), seen)
    assert outcome is Refusal.CHANGED_MEANWHILE


def test_nobody_may_do_anything_without_being_somebody(stage):
    for state in (State.DRAFT, State.POLL, State.RECEIVED, State.ANSWERED):
        assert life.open_acts(stage.in_state(state), NOBODY) == []
