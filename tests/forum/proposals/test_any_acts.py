"""No sequence of acts by anybody leaves the life cycle, changes what was said, or gives a number twice.

The ways that they may go stand in ways.py; test_life.py tries every state with everybody.
"""

import contextlib
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from forum.base import today, utcnow
from forum.people import merging
from forum.people.merging import PersonMerge
from forum.people.person import Person
from forum.plan import keeping as plan_keeping
from forum.plan.checking import Consequence, Mark
from forum.plan.keeping import Sheet
from forum.proposals import (
    answering,
    citing,
    clarifying,
    commenting,
    deciding,
    drafting,
    following_up,
    phrasing,
    polling,
    submitting,
    uniting,
)
from forum.proposals.answering import Paper, Reply
from forum.proposals.city import Answer, Judgement, Response
from forum.proposals.content import Version
from forum.proposals.deciding import Decision
from forum.proposals.life import Capacity
from forum.proposals.phrasing import ItemText, Text
from forum.proposals.poll import Ballot, BallotCorrection, Channel, Choice, Poll
from forum.proposals.polling import Said
from forum.proposals.proposal import Act, Kind, Method, Proposal, State, Step
from forum.proposals.voices import voices, who_answered
from forum.schema import metadata
from tests.forum.proposals.stage import SHA256, STOPS, set_up
from tests.forum.proposals.ways import ACTORS, BY, COUNCIL_ONLY, FROZEN, MOVES, REASONED, STAYS

anybody = st.sampled_from(
    ("member", "other", "chair", "moderator", "secretariat", "adviser", "liaison", "hq", "admin",
     "resident")
)  # fmt: skip
nobodies = st.sampled_from(("resident", "aoi", "ren"))
voters = st.sampled_from(("member", "chair", "resident", "aoi", "ren"))
words = st.sampled_from(("", "理由", "もう一度話し合うため"))
which = st.integers(0, 3)
HERE = STAYS | {Act.ASK_COMMENT: {State.DRAFT}, Act.AGREE_MERGE: {State.COMMENT}}


class Life(RuleBasedStateMachine):
    """People of every role who try everything, in any order, again and again."""

    @initialize(
        # Half of them where voices are counted.
        proposal=st.sampled_from((*STOPS[Kind.PROPOSAL], *[State.POLL] * 6)),
        relay=st.sampled_from(STOPS[Kind.RELAY]),
        answers=st.lists(
            st.tuples(voters, st.sampled_from(Choice), st.sampled_from(Channel)), max_size=5
        ),
    )
    def begin(self, proposal: State, relay: State, answers: list[Any]) -> None:
        engine = create_engine("sqlite://", poolclass=StaticPool)
        metadata.create_all(engine)
        self.session = Session(engine)
        self.stage = set_up(self.session)
        other = self.stage.people["member"]
        for name in ("other", "aoi", "ren"):
            self.stage.people[name] = type(other)(name=name.title())
            self.session.add(self.stage.people[name])
        self.session.flush()
        self.stage.in_state(proposal)
        self.stage.in_state(relay, Kind.RELAY)
        self.said: dict[Any, Any] = {}
        if proposal is State.POLL:
            for who, choice, channel in answers:
                self.answer_the_poll(0, who, choice, channel, "moderator", 0)

    def teardown(self) -> None:
        if hasattr(self, "session"):
            self.session.close()
            self.session.get_bind().dispose()  # type: ignore[union-attr]

    def one(self, number: int) -> Proposal:
        found = self.session.scalars(select(Proposal).order_by(Proposal.id)).all()
        return found[number % len(found)]

    def by(self, name: str) -> Any:
        return self.stage.standing(name)

    # --- What anybody may try ---

    @rule(n=which, by=anybody, kind=st.sampled_from(Kind))
    def draft(self, n: int, by: str, kind: Kind) -> None:
        if self.session.query(Proposal).count() < 5 and by in ("member", "chair", "moderator"):
            self.stage.draft(kind, by=by)

    @rule(
        n=which,
        by=anybody,
        title=st.sampled_from(("", "新しい題", "別の題")),
        items=st.integers(0, 3),
    )
    def revise(self, n: int, by: str, title: str, items: int) -> None:
        proposal = self.one(n)
        text = Text(title, "課題", "目的", items=tuple(ItemText(f"項目{i}") for i in range(items)))
        seen = drafting.newest(self.session, proposal).number
        drafting.revise(self.session, proposal, text, "", seen, self.by(by))

    @rule(n=which, by=anybody, who=anybody)
    def invite(self, n: int, by: str, who: str) -> None:
        person = self.stage.people[who]
        drafting.invite(self.session, self.one(n), person, self.by(who), self.by(by))

    @rule(n=which, by=anybody)
    def leave(self, n: int, by: str) -> None:
        drafting.leave(self.session, self.one(n), self.by(by))

    @rule(n=which, by=anybody, days=st.sampled_from((0, 14, 30)))
    def ask_and_open(self, n: int, by: str, days: int) -> None:
        commenting.ask_comment(self.session, self.one(n), self.by("member"))
        until = today() + timedelta(days=days)
        commenting.open_comment(self.session, self.one(n), until, self.by(by))

    @rule(n=which, by=anybody, days=st.sampled_from((0, 7, 30)))
    def open_poll(self, n: int, by: str, days: int) -> None:
        closes = today() + timedelta(days=days)
        deciding.open_poll(self.session, self.one(n), closes, self.by(by))

    @rule(n=which)
    def weeks_pass(self, n: int) -> None:
        proposal = self.one(n)
        if proposal.comment_until:
            proposal.comment_until -= timedelta(days=40)
        if poll := deciding.current_poll(self.session, proposal):
            poll.closes_on -= timedelta(days=40)
        self.session.flush()

    @rule(n=which)
    def a_poll_has_been_open_for_days(self, n: int) -> None:
        if poll := deciding.current_poll(self.session, self.one(n)):
            poll.opened_at -= timedelta(days=3)
            self.session.flush()

    @rule(n=which, by=anybody, method=st.sampled_from(Method))
    def adopt(self, n: int, by: str, method: Method) -> None:
        deciding.adopt(self.session, self.one(n), Decision(method, today()), self.by(by))

    @rule(n=which, by=anybody, why=words, act=st.sampled_from(
        (deciding.back_to_draft, deciding.shelve, deciding.take_up, deciding.withdraw, following_up.close)
    ))  # fmt: skip
    def say_why(self, n: int, by: str, why: str, act: Any) -> None:
        act(self.session, self.one(n), why, self.by(by))

    @rule(n=which, into=which, by=anybody, why=words)
    def merge(self, n: int, into: int, by: str, why: str) -> None:
        uniting.agree_to_merge(self.session, self.one(n), self.one(into), why, self.by(by))

    @rule(n=which, by=anybody)
    def send(self, n: int, by: str) -> None:
        deciding.send(self.session, self.one(n), self.by(by))

    @rule(n=which, by=anybody, sha=st.sampled_from((None, SHA256)))
    def submit(self, n: int, by: str, sha: str | None) -> None:
        submitting.submit(self.session, self.one(n), today(), "市長", "第1号", sha, self.by(by))

    @rule(n=which, by=anybody)
    def receive(self, n: int, by: str) -> None:
        due = today() + timedelta(days=30)
        submitting.receive(self.session, self.one(n), today(), "受1", "市民課", due, self.by(by))

    @rule(n=which, by=anybody, why=words)
    def clarify(self, n: int, by: str, why: str) -> None:
        clarifying.clarify(self.session, self.one(n), why, self.by(by))

    @rule(n=which, by=anybody, why=words)
    def explain(self, n: int, by: str, why: str) -> None:
        clarifying.explain(self.session, self.one(n), why, self.by(by))

    @rule(
        n=which,
        by=anybody,
        is_interim=st.booleans(),
        every=st.booleans(),
        paper=st.sampled_from((None, Paper(SHA256))),
        judgement=st.sampled_from((None, *Judgement)),
    )
    def answer(
        self, n: int, by: str, is_interim: bool, every: bool, paper: Any, judgement: Any
    ) -> None:
        proposal = self.one(n)
        asked = drafting.frozen_items(self.session, proposal)
        replies = [Reply(item, judgement, Response.STUDYING, reason="検討します")
                   for item in (asked if every else asked[:1])]  # fmt: skip
        answering.answer(
            self.session, proposal, replies, self.by(by), is_interim=is_interim, paper=paper
        )

    @rule(n=which, by=anybody, why=words)
    def correct(self, n: int, by: str, why: str) -> None:
        proposal = self.one(n)
        if asked := drafting.frozen_items(self.session, proposal):
            reply = Reply(asked[0], Judgement.REFLECTED, Response.DONE)
            answering.correct(self.session, proposal, reply, why, self.by(by))

    @rule(n=which, by=anybody)
    def link(self, n: int, by: str) -> None:
        proposal = self.one(n)
        if asked := drafting.frozen_items(self.session, proposal):
            measure = self.stage.measure()
            following_up.link_measure(self.session, proposal, asked[0], measure, self.by(by))

    @rule(n=which, by=anybody)
    def evaluate(self, n: int, by: str) -> None:
        chair = self.by("chair")
        sheet = Sheet(today(), "協議会", "", [("便利さ", Mark.GOOD, "")])
        before = plan_keeping.evaluate_before(self.session, self.stage.measure(), sheet, chair)
        ends = Sheet(
            today(), "協議会", "", [("便利さ", Mark.GOOD, "")], Consequence.NONE, "目標に達した"
        )
        after = plan_keeping.evaluate_after(self.session, before, ends, chair)  # type: ignore[arg-type]
        self.session.flush()
        assert not isinstance(after, plan_keeping.Refusal)
        following_up.evaluate(self.session, self.one(n), after, "", self.by(by))

    @rule(n=which, anew=which, by=anybody, why=words)
    def repropose(self, n: int, anew: int, by: str, why: str) -> None:
        following_up.repropose(self.session, self.one(n), self.one(anew), why, self.by(by))

    @rule(n=which, by=anybody, to=st.sampled_from(("", "調査課")))
    def refer(self, n: int, by: str, to: str) -> None:
        item = drafting.frozen_items(self.session, self.one(n))[:1]
        if item:
            clarifying.refer(self.session, self.one(n), item[0], to, None, self.by(by))

    @rule(n=which, by=anybody)
    def approve(self, n: int, by: str) -> None:
        following_up.approve(self.session, self.one(n), today(), self.by(by))

    @rule(n=which, by=anybody, why=words)
    def uncite(self, n: int, by: str, why: str) -> None:
        if laid := citing.citations(self.session, self.one(n)):
            citing.uncite(self.session, laid[-1], why, self.by(by))

    @rule(n=which, other=which, by=anybody)
    def try_everything(self, n: int, other: int, by: str) -> None:
        """Every act at once on one proposal, each undone behind it: none may lead astray."""
        proposal, another, who = self.one(n), self.one(other), self.by(by)
        asked = drafting.frozen_items(self.session, proposal)
        replies = [Reply(one, Judgement.PARTLY, Response.STUDYING, reason="検討") for one in asked]
        later, why, day = today() + timedelta(days=30), "理由", today()
        acts: tuple[Callable[[Session, Proposal], Any], ...] = (
            lambda s, p: commenting.ask_comment(s, p, who),
            lambda s, p: commenting.open_comment(s, p, later, who),
            lambda s, p: deciding.open_poll(s, p, later, who),
            lambda s, p: deciding.adopt(s, p, Decision(Method.MAJORITY, day), who),
            lambda s, p: deciding.back_to_draft(s, p, why, who),
            lambda s, p: deciding.shelve(s, p, why, who),
            lambda s, p: deciding.take_up(s, p, why, who),
            lambda s, p: deciding.withdraw(s, p, why, who),
            lambda s, p: deciding.send(s, p, who),
            lambda s, p: uniting.agree_to_merge(s, p, another, why, who),
            lambda s, p: submitting.submit(s, p, day, "市長", "第1号", SHA256, who),
            lambda s, p: submitting.receive(s, p, day, "受1", "市民課", later, who),
            lambda s, p: clarifying.clarify(s, p, why, who),
            lambda s, p: clarifying.explain(s, p, why, who),
            lambda s, p: answering.answer(s, p, replies, who),
            lambda s, p: answering.answer(s, p, replies, who, paper=Paper(SHA256)),
            lambda s, p: answering.answer(s, p, replies, who, is_interim=True),
            lambda s, p: answering.correct(s, p, replies[0], why, who) if replies else None,
            lambda s, p: following_up.approve(s, p, day, who),
            lambda s, p: following_up.close(s, p, why, who),
            lambda s, p: following_up.repropose(s, p, another, why, who),
            lambda s, p: drafting.leave(s, p, who),
        )
        before = {version.number: phrasing.canonical_text(version)
                  for version in drafting.versions(self.session, proposal)}  # fmt: skip
        for act in acts:
            tried = self.session.begin_nested()
            act(self.session, proposal)
            self.session.flush()
            self._has_gone_its_way(proposal)
            after = {version.number: phrasing.canonical_text(version)
                     for version in drafting.versions(self.session, proposal)}  # fmt: skip
            assert after == before
            tried.rollback()

    # --- Voices ---

    @rule(
        n=which,
        who=voters,
        choice=st.sampled_from(Choice),
        channel=st.sampled_from(Channel),
        by=anybody,
        ago=st.integers(0, 3),
    )
    def answer_the_poll(
        self, n: int, who: str, choice: Choice, channel: Channel, by: str, ago: int
    ) -> None:
        poll = deciding.current_poll(self.session, self.one(n))
        if poll is None:
            return
        self.counts_anew = True
        person, said = self.stage.people[who], Said(choice, "費用")
        if channel is not Channel.PAPER:
            # A mail counts by the moment at which it came, not by when it is read.
            came = utcnow() - timedelta(hours=ago)
            polling.cast(self.session, poll, person, said, channel, came)
        else:
            day = today() - timedelta(days=ago)
            polling.enter_slip(self.session, poll, person, said, day, self.by(by))

    @rule(n=st.integers(0, 20), by=anybody, why=words)
    def take_a_slip_back(self, n: int, by: str, why: str) -> None:
        if cast := self.session.scalars(select(Ballot).order_by(Ballot.id)).all():
            self.counts_anew = True
            polling.correct_slip(self.session, cast[n % len(cast)], why, self.by(by))

    @rule(who=nobodies, other=nobodies)
    def join(self, who: str, other: str) -> None:
        one, into = self.stage.people[who], self.stage.people[other]
        if not self.session.scalar(select(Ballot.id).where(Ballot.person_id == one.id).limit(1)):
            return  # nothing to count twice
        self.counts_anew = True
        with contextlib.suppress(ValueError):
            merging.merge(self.session, one, into, by=None)

    @rule()
    def part(self) -> None:
        joined = select(PersonMerge).where(PersonMerge.undone_at.is_(None))
        if last := self.session.scalar(joined.order_by(PersonMerge.id.desc()).limit(1)):
            self.counts_anew = True
            merging.undo(self.session, last, by=None)

    # --- What holds whatever they try ---

    @invariant()
    def every_move_is_in_the_table(self) -> None:
        if not hasattr(self, "session"):
            return
        self.session.flush()
        for proposal in self.session.scalars(select(Proposal)):
            self._has_gone_its_way(proposal)

    def _has_gone_its_way(self, proposal: Proposal) -> None:
        steps = self.session.scalars(
            select(Step).where(Step.proposal_id == proposal.id).order_by(Step.number)
        ).all()
        assert [step.number for step in steps] == list(range(1, len(steps) + 1))
        assert steps[-1].after is proposal.state
        assert not any(step.act in REASONED and not step.reason for step in steps)
        if proposal.kind is Kind.RELAY:
            assert not {step.act for step in steps} & COUNCIL_ONLY
        for step in steps[1:]:
            self._is_of_who_may(proposal, step)
        for before, step in pairwise(steps):
            assert step.before is before.after
            if step.before is not step.after:
                moves = MOVES[proposal.kind]
                # Re-proposed is closed, with a link to what asks again.
                allowed = moves[step.before, step.after]
                assert Capacity(step.capacity) in allowed, (step.act, step.capacity)
            else:
                assert Capacity(step.capacity) in BY[step.act], (step.act, step.capacity)
                assert step.before in HERE[step.act], (step.act, step.before)

    def _is_of_who_may(self, proposal: Proposal, step: Step) -> None:
        """Whoever is written down as chair is the chair; a drafter has been invited."""
        capacity = Capacity(step.capacity)
        if capacity is Capacity.RULE:
            assert (step.act, step.by_id) == (Act.FOLLOW, None)
        elif capacity is Capacity.DRAFTER:
            assert step.by_id in {one.person_id for one in proposal.drafters}
        else:
            assert step.by_id in {self.stage.people[name].id for name in ACTORS[capacity]}

    @invariant()
    def one_person_has_one_voice(self) -> None:
        if not getattr(self, "counts_anew", False):
            return
        self.counts_anew = False
        mistaken = set(self.session.scalars(select(BallotCorrection.ballot_id)))
        for poll in self.session.scalars(select(Poll)):
            last: dict[int, Ballot] = {}
            wanted = select(Ballot).where(Ballot.poll_id == poll.id)
            for ballot in self.session.scalars(wanted.order_by(Ballot.cast_at, Ballot.id)):
                if ballot.id not in mistaken:
                    last[self._themselves(ballot.person_id)] = ballot
                entered = ballot.entered_at or ballot.cast_at
                assert poll.ended_at is None or entered <= poll.ended_at
            heard = voices(self.session, poll)
            assert {one.person_id: one.ballot for one in heard} == last
            assert len(heard) == len(last)
            members = {one.person_id: one.is_member for one in heard}
            assert members == who_answered(self.session, poll)
            seated = {self.stage.people[name].id for name in ("member", "chair")}
            assert {one for one, is_member in members.items() if is_member} == seated & set(last)
            assert polling.tally(self.session, poll).council.total == len(seated & set(last))

    def _themselves(self, person_id: int) -> int:
        """Who somebody is once every merge is followed to its end."""
        rows = self.session.execute(select(Person.id, Person.merged_into_id))
        into = {row.id: row.merged_into_id for row in rows}
        while (other := into[person_id]) is not None:
            person_id = other
        return person_id

    @invariant()
    def nothing_said_is_lost_or_changed(self) -> None:
        if not hasattr(self, "session"):
            return
        for proposal in self.session.scalars(select(Proposal)):
            numbers = [one.number for one in drafting.versions(self.session, proposal)]
            assert numbers == list(range(1, len(numbers) + 1))
        now: dict[Any, Any] = {}
        for version in self.session.scalars(select(Version)):
            now["version", version.proposal_id, version.number] = phrasing.canonical_text(version)
        for answer in self.session.scalars(select(Answer)):
            now["answer", answer.id] = (answer.judgement, answer.response, answer.reason)
        for step in self.session.scalars(select(Step)):
            now["step", step.id] = (step.act, step.after, step.by_id, step.reason)
        for ballot in self.session.scalars(select(Ballot)):
            now["ballot", ballot.id] = (
                ballot.choice,
                ballot.reason,
                ballot.channel,
                ballot.cast_at,
            )
        for poll in self.session.scalars(select(Poll).where(Poll.ended_at.is_not(None))):
            now["result", poll.id] = repr(poll.result)
        assert self.said.items() <= now.items()
        self.said = now

    @invariant()
    def what_is_decided_is_what_was_frozen(self) -> None:
        if not hasattr(self, "session"):
            return
        labels = []
        for proposal in self.session.scalars(select(Proposal)):
            if proposal.kind is Kind.PROPOSAL and proposal.state in FROZEN:
                version = drafting.frozen(self.session, proposal)
                assert phrasing.hash_of(version) == proposal.frozen_hash
                assert version is drafting.newest(self.session, proposal)
            if proposal.number is not None and proposal.kind is Kind.PROPOSAL:
                poll = deciding.current_poll(self.session, proposal)
                assert poll is not None
                assert poll.result is not None
                assert proposal.tally == poll.result
            if proposal.number is not None:
                labels.append((proposal.kind, proposal.fiscal_year, proposal.number))
        assert len(labels) == len(set(labels))

    @invariant()
    def the_city_speaks_for_itself(self) -> None:
        if not hasattr(self, "session"):
            return
        liaison = self.stage.people["liaison"].id
        for answer in self.session.scalars(select(Answer)):
            if answer.is_written:
                assert answer.scan_sha256
            else:
                assert answer.answered_by_id == liaison


Life.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
TestLife = Life.TestCase
