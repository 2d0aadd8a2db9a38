"""Acts on a proposal by two at once: one wins and the other hears of it, or both hold."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum import posting
from forum.acceptance.authors import author_signed_in
from forum.acceptance.contribution import BoardFacts, Contribution
from forum.announcements import opening
from forum.archive import editing
from forum.archive.thread import Identity, Origin, Post
from forum.base import today, utcnow, writing
from forum.intake.reading import people_named
from forum.people import joining, merging
from forum.people.person import Person, Role
from forum.people.standing import standing_of
from forum.proposals import (
    answering,
    citing,
    city,
    clarifying,
    commenting,
    deciding,
    drafting,
    life,
    phrasing,
    polling,
    submitting,
    uniting,
)
from forum.proposals.answering import Reply
from forum.proposals.city import Answer, Clarification, Judgement, Response
from forum.proposals.content import Citation, Version
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.phrasing import Text
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.polling import NotCounted, Said, Tally
from forum.proposals.proposal import Method, Proposal, State, Step
from forum.proposals.voices import voices
from tests.at_once import at_once
from tests.factories import a_site, enter_person
from tests.forum.needs.test_gathering import a_post
from tests.forum.proposals.stage import SHA256, done, set_up

AGAINST = Said(Choice.AGAINST, "費用がわかりません。")
MAJORITY = Decision(Method.MAJORITY, today())


class Council:
    """A council in the database, and proposals in the states that a test asks for."""

    def __init__(self, engine: Engine, *states: State) -> None:
        self.engine = engine
        with Session(writing(engine)) as session, session.begin():
            stage = set_up(session)
            stage.people["second"] = enter_person(session, "Second", "", Role.CHAIR)
            self.proposals = [stage.in_state(state).id for state in states]
            session.flush()
            self.people = {name: one.id for name, one in stage.people.items()}

    def look(self, session: Session) -> list[Proposal]:
        """The proposals with their steps, as a page reads them."""
        found = [session.get_one(Proposal, one) for one in self.proposals]
        for one in found:
            assert life.last_number(one)
            assert one.drafters
        return found

    def by(self, session: Session, name: str) -> Any:
        return standing_of(session, self.people[name])

    def end_poll(self) -> None:
        """It lasted nine days, until yesterday."""
        with Session(writing(self.engine)) as session, session.begin():
            for poll in session.scalars(select(Poll)):
                poll.opened_at -= timedelta(days=9)
                poll.closes_on = today() - timedelta(days=1)

    def last_step(self) -> int:
        """What the pages of both have shown."""
        with Session(self.engine) as session:
            return life.last_number(self.look(session)[0])

    def both(self, *acts: Callable[[Session, list[Proposal]], Any]) -> list[Any]:
        return at_once(self.engine, self.look, *acts)

    def count(self, model: Any) -> int:
        with Session(self.engine) as session:
            return session.scalar(select(func.count()).select_from(model)) or 0


def one_won(outcomes: list[Any], *others: Any) -> Any:
    """What the one that won has made; the other one heard why not."""
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    assert len(refused) == len(outcomes) - 1, outcomes
    assert set(refused) <= set(others or (Refusal.CHANGED_MEANWHILE, Refusal.NOT_NOW)), outcomes
    (made,) = [one for one in outcomes if not isinstance(one, Refusal)]
    assert not isinstance(made, Exception), made
    return made


def poll_of(session: Session) -> Poll:
    return session.scalars(select(Poll)).one()


def test_two_chairs_who_decide_at_once_decide_once(engine):
    council = Council(engine, State.POLL)
    council.end_poll()

    def decide(chair: str) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            return deciding.adopt(
                session, seen[0], MAJORITY, council.by(session, chair), seen=len(seen[0].steps)
            )

        return act

    one_won(council.both(decide("chair"), decide("second")))
    with Session(engine) as session:
        (proposal,) = council.look(session)
        assert (proposal.state, proposal.number) == (State.ADOPTED, 1)


def test_a_slip_that_comes_with_the_decision_is_in_the_tally_or_is_refused(engine):
    council = Council(engine, State.POLL)
    council.end_poll()

    def decide(session: Session, seen: list[Proposal]) -> Any:
        counted = polling.tally(session, poll_of(session)).fingerprint
        by = council.by(session, "chair")
        return deciding.adopt(session, seen[0], MAJORITY, by, counted=counted)

    def enter(session: Session, seen: list[Proposal]) -> Any:
        poll, by = poll_of(session), council.by(session, "secretariat")
        person = session.get_one(Person, council.people["member"])
        day = today() - timedelta(days=1)
        return polling.enter_slip(session, poll, person, AGAINST, day, by)

    decided, entered = council.both(decide, enter)

    with Session(engine) as session:
        (proposal,) = council.look(session)
        now = polling.tally(session, poll_of(session)).to_json()
        if isinstance(decided, Step):
            # Whatever counts now is what was kept.
            assert proposal.tally == now
            assert isinstance(entered, Ballot) == bool(Tally.from_json(now).council.total)
        else:
            assert decided is Refusal.COUNTED_MEANWHILE
            assert isinstance(entered, Ballot)


@pytest.mark.parametrize("channel", [Channel.WEB, Channel.MAIL, Channel.PAPER])
def test_an_answer_that_comes_as_the_poll_ends_is_in_the_result_or_is_refused(engine, channel):
    council = Council(engine, State.POLL)

    def end(session: Session, seen: list[Proposal]) -> Any:
        return deciding.shelve(session, seen[0], "まだ早い", council.by(session, "chair"))

    def answer(session: Session, seen: list[Proposal]) -> Any:
        poll, person = poll_of(session), session.get_one(Person, council.people["member"])
        if channel is Channel.PAPER:
            by = council.by(session, "secretariat")
            return polling.enter_slip(session, poll, person, AGAINST, today(), by)
        return polling.cast(session, poll, person, AGAINST, channel)

    ended, answered = council.both(end, answer)

    assert isinstance(ended, Step)
    with Session(engine) as session:
        result = Tally.from_json(poll_of(session).result or {})
    counts = result.council.total
    assert counts == (1 if isinstance(answered, Ballot) else 0)
    assert isinstance(answered, Ballot) or answered is NotCounted.CLOSED


def test_two_who_hand_over_at_once_hand_over_once(engine):
    council = Council(engine, State.ADOPTED)

    def submit(session: Session, seen: list[Proposal]) -> Any:
        by = council.by(session, "secretariat")
        words = ("市長", "み協第3号", SHA256)
        return submitting.submit(session, seen[0], today(), *words, by, seen=len(seen[0].steps))

    one_won(council.both(submit, submit))


def replies(session: Session, proposal: Proposal, reason: str) -> list[Reply]:
    said = (Judgement.PARTLY, Response.STUDYING)
    return [Reply(item, *said, reason=reason) for item in drafting.frozen_items(session, proposal)]


def test_two_answers_of_the_city_at_once_are_one(engine):
    """The liaison presses on the web while their yes by mail is read."""
    council = Council(engine, State.RECEIVED)

    def answer(reason: str) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            words, by = replies(session, seen[0], reason), council.by(session, "liaison")
            return answering.answer(session, seen[0], words, by, seen=len(seen[0].steps))

        return act

    made = one_won(council.both(answer("ウェブで"), answer("メールで")))
    assert council.count(Answer) == len(made) == 2


def test_corrections_at_once_are_told_of_each_other(engine):
    council = Council(engine, State.ANSWERED)

    def correct(number: int | None) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            reply = replies(session, seen[0], "正しくは")[0]
            by = council.by(session, "liaison")
            return answering.correct(session, seen[0], reply, "誤記", by, seen=number)

        return act

    pages = council.last_step()
    one_won(council.both(correct(pages), correct(pages)))
    # Who did not look writes behind the other; nothing is overwritten.
    assert not [
        one for one in council.both(correct(None), correct(None)) if not isinstance(one, Answer)
    ]
    with Session(engine) as session:
        item = drafting.frozen_items(session, council.look(session)[0])[0]
        assert [one.number for one in city.answers_to(session, item)] == [1, 2, 3, 4]


def test_a_receipt_and_a_question_at_once_come_one_behind_the_other(engine):
    council = Council(engine, State.SUBMITTED)

    def receive(session: Session, seen: list[Proposal]) -> Any:
        due = today() + timedelta(days=60)
        words = (today(), "受第1号", "市民課", due)
        return submitting.receive(session, seen[0], *words, council.by(session, "liaison"))

    def ask(session: Session, seen: list[Proposal]) -> Any:
        return clarifying.clarify(session, seen[0], "何件ですか。", council.by(session, "liaison"))

    received, asked = council.both(receive, ask)
    assert not isinstance(received, Refusal | Exception)
    with Session(engine) as session:
        (proposal,) = council.look(session)
        if asked is Refusal.NOT_NOW:
            assert proposal.state is State.RECEIVED
        else:
            assert isinstance(asked, Clarification)
            assert proposal.state is State.CLARIFYING
        assert [step.number for step in proposal.steps] == [*range(1, len(proposal.steps) + 1)]


def test_of_two_drafts_saved_at_once_one_is_a_version_and_the_other_is_shown_it(engine):
    council = Council(engine, State.DRAFT)

    def save(title: str) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            by = council.by(session, "member")
            return drafting.revise(session, seen[0], Text(title), "", 1, by)

        return act

    one_won(council.both(save("一つ目"), save("二つ目")), Refusal.CHANGED_MEANWHILE)
    assert council.count(Version) == 2


def test_numbers_that_are_given_at_once_have_neither_twins_nor_holes(engine):
    council = Council(engine, *[State.POLL] * 3)
    council.end_poll()

    def decide(which: int) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            made = deciding.adopt(session, seen[which], MAJORITY, council.by(session, "chair"))
            if which == 2:
                raise ZeroDivisionError  # the machine stops before it is kept
            return made

        return act

    *decided, stopped = council.both(*(decide(which) for which in range(3)))
    assert isinstance(stopped, ZeroDivisionError)
    assert all(isinstance(one, Step) for one in decided)
    with Session(engine) as session:
        assert sorted(one.number or 0 for one in council.look(session)) == [0, 1, 2]
    (last,) = at_once(engine, council.look, lambda session, seen: deciding.adopt(
        session, seen[2], MAJORITY, council.by(session, "chair")
    ))  # fmt: skip
    assert isinstance(last, Step)
    assert "第3号" in last.details["label"]


def test_two_people_who_are_joined_while_both_answer_have_one_voice(engine):
    council = Council(engine, State.POLL)

    def answer(name: str, said: Said) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            person = session.get_one(Person, council.people[name])
            return polling.cast(session, poll_of(session), person, said, Channel.WEB)

        return act

    def join(session: Session, seen: list[Proposal]) -> Any:
        one, other = (session.get_one(Person, council.people[n]) for n in ("member", "second"))
        return merging.merge(session, one, other, by=None)

    *answers, joined = council.both(
        answer("member", AGAINST), answer("second", Said(Choice.FOR)), join
    )
    assert all(isinstance(one, Ballot) for one in answers), answers
    assert isinstance(joined, merging.PersonMerge)
    with Session(engine) as session:
        poll = poll_of(session)
        assert polling.turnout(session, poll).members == 1
        counted = polling.answer_of(session, poll, council.people["second"])
        assert counted is not None
        assert polling.tally(session, poll).votes[0].choice is counted.choice
        assert {one.person_id for one in session.scalars(select(Ballot))} == {
            council.people["second"]
        }


def test_two_proposals_that_go_into_each_other_do_not_both_vanish(engine):
    council = Council(engine, State.COMMENT, State.COMMENT)

    def merge(this: int, other: int) -> Any:
        def act(session: Session, seen: list[Proposal]) -> Any:
            by = council.by(session, "member")
            return uniting.agree_to_merge(session, seen[this], seen[other], "同じ願い", by)

        return act

    one_won(council.both(merge(0, 1), merge(1, 0)), Refusal.NOT_OPEN, Refusal.NOT_NOW)


def a_voice(council: Council) -> int:
    """A post of the resident on the board of the council."""
    with Session(writing(council.engine)) as session, session.begin():
        board = council.look(session)[0].board
        return a_post(session, board, person=session.get_one(Person, council.people["resident"])).id


def cite(council: Council, post_id: int) -> Callable[[Session, list[Proposal]], Any]:
    def act(session: Session, seen: list[Proposal]) -> Any:
        post, by = session.get_one(Post, post_id), council.by(session, "member")
        return citing.cite(session, seen[0], post, by)

    return act


def test_a_voice_laid_to_words_that_freeze_stands_there_all_the_same(engine):
    council = Council(engine, State.COMMENT)
    with Session(writing(engine)) as session, session.begin():
        session.get_one(Proposal, council.proposals[0]).comment_until = today() - timedelta(days=1)

    def freeze(session: Session, seen: list[Proposal]) -> Any:
        closes = today() + timedelta(days=8)
        return deciding.open_poll(session, seen[0], closes, council.by(session, "chair"))

    cited, frozen = council.both(cite(council, a_voice(council)), freeze)
    assert isinstance(cited, Citation), cited
    assert isinstance(frozen, Poll), frozen
    with Session(engine) as session:
        (proposal,) = council.look(session)
        assert phrasing.hash_of(drafting.frozen(session, proposal)) == proposal.frozen_hash
        assert len(citing.citations(session, proposal)) == 2


def test_a_post_that_is_taken_back_as_it_is_cited_was_cited_before_or_is_not(engine):
    council = Council(engine, State.DRAFT)
    post_id = a_voice(council)

    def look(session: Session) -> list[Proposal]:
        session.get_one(Post, post_id)
        return council.look(session)

    def take_back(session: Session, seen: list[Proposal]) -> None:
        editing.withdraw(session, post_id)

    cited, taken = at_once(engine, look, cite(council, post_id), take_back)
    assert taken is None
    assert isinstance(cited, Citation) or cited is Refusal.NOT_PUBLISHED


def test_a_post_behind_a_cited_one_does_not_wait_for_the_opening_that_waits_for_it(
    engine, tmp_path
):
    site = a_site(tmp_path)
    council = Council(engine, State.DRAFT)
    post_id = a_voice(council)
    with Session(writing(engine)) as session, session.begin():
        seen = council.look(session)
        done(cite(council, post_id)(session, seen))
        done(commenting.ask_comment(session, seen[0], council.by(session, "member")))

    def open_comment(session: Session, seen: list[Proposal]) -> Any:
        by, until = council.by(session, "moderator"), today() + timedelta(days=20)
        made = commenting.open_comment(session, seen[0], until, by)
        opening.ask_for_comments(session, seen[0], by, site)
        return made

    def answer(session: Session, seen: list[Proposal]) -> Any:
        facts = BoardFacts.of(seen[0].board)
        person = session.get_one(Person, council.people["resident"])
        before = session.get_one(Post, post_id).message_id
        return posting.publish(
            session,
            Contribution(
                board=facts, author=author_signed_in(session, facts, person), origin=Origin.WEB,
                identity=Identity.SESSION, subject="Re: 予約", text="わたしも。",
                received_at=utcnow(), in_reply_to=before, references=(before,),
            ),
            site,
        )  # fmt: skip

    outcomes = council.both(open_comment, answer, answer)
    assert not [one for one in outcomes if isinstance(one, Refusal | Exception)], outcomes


def test_two_clerks_with_the_same_slip_make_one_person_of_it(engine):
    """Without turns both would find nobody of that name, and count a voice each."""
    council = Council(engine, State.POLL)

    def enter(session: Session, seen: list[Proposal]) -> Any:
        poll, by = poll_of(session), council.by(session, "secretariat")
        polling.one_clerk_at_a_time(session, poll)
        known = people_named(session, "青井はる")
        person = known[0] if known else joining.enter_person(session, "青井はる")
        return polling.enter_slip(session, poll, person, AGAINST, today(), by)

    assert all(isinstance(one, Ballot) for one in council.both(enter, enter))
    with Session(engine) as session:
        assert len(people_named(session, "青井はる")) == 1
        assert len(voices(session, poll_of(session))) == 1
