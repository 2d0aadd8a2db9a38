"""One person has one voice in a poll, whichever way they answer and however often."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from threading import Thread

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.base import living_at, today, utcnow, writing
from forum.boards import Visibility
from forum.dates import in_tokyo
from forum.people import merging
from forum.people.person import Appointment, Person, Role, Sector
from forum.personal import collecting, erasing
from forum.proposals import deciding, polling
from forum.proposals.deciding import Decision
from forum.proposals.life import Refusal
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.polling import NotCounted, Said, Tally
from forum.proposals.proposal import Method, State
from tests.factories import a_site, enter_person
from tests.forum.proposals.stage import Stage, done, set_up

FOR, AGAINST = Said(Choice.FOR), Said(Choice.AGAINST, "費用がわかりません。")


@dataclass
class Polled:
    """A council in a poll."""

    stage: Stage
    poll: Poll

    @property
    def session(self) -> Session:
        return self.stage.session

    def person(self, name: str) -> Person:
        return self.stage.people[name]

    def cast(self, name: str, said: Said, channel: Channel = Channel.WEB, at=None):
        return polling.cast(self.session, self.poll, self.person(name), said, channel, at)

    def slip(self, name: str, said: Said, by: str = "secretariat", on=None):
        day, clerk = on or today(), self.stage.standing(by)
        return polling.enter_slip(self.session, self.poll, self.person(name), said, day, clerk)

    def residents(self, *said: Said, sector: Sector = Sector.CITIZEN) -> None:
        for one in said:
            number = self.session.scalar(select(func.count(Person.id)))
            person = enter_person(self.session, f"Resident{number}", sector=sector)
            polling.cast(self.session, self.poll, person, one, Channel.WEB)

    def tally(self) -> Tally:
        self.session.flush()
        return polling.tally(self.session, self.poll)


def begun(session: Session, **facts) -> Polled:
    stage = set_up(session, **facts)
    stage.people["other"] = enter_person(session, "Other", "", Role.MEMBER)
    proposal = stage.in_state(State.POLL)
    poll = deciding.current_poll(session, proposal)
    assert poll is not None
    return Polled(stage, poll)


@pytest.fixture
def polled(engine: Engine) -> Iterator[Polled]:
    with Session(writing(engine)) as session:
        yield begun(session)


def test_the_last_answer_counts_whichever_way_it_came(polled):
    polled.cast("member", FOR, Channel.WEB)
    polled.cast("member", AGAINST, Channel.MAIL)
    assert polled.tally().turnout.members == 1
    assert [vote.choice for vote in polled.tally().votes] == [Choice.AGAINST]

    polled.slip("member", FOR)

    assert [vote.choice for vote in polled.tally().votes] == [Choice.FOR]
    assert polled.session.scalar(select(func.count(Ballot.id))) == 3


def test_the_same_answer_twice_is_one_row(polled):
    first = polled.cast("member", FOR, Channel.MAIL)
    assert polled.cast("member", FOR, Channel.MAIL) is first


def test_members_and_chair_have_seats_and_nobody_else(polled):
    for name in polled.stage.people:
        polled.cast(name, FOR)
    tally = polled.tally()
    assert (tally.turnout.seats, tally.turnout.members) == (3, 3)
    assert {vote.name for vote in tally.votes} == {"Member", "Chair", "Other"}
    assert tally.residents.total == len(polled.stage.people) - 3


def test_a_member_of_a_working_group_alone_is_a_resident_here(polled):
    helper = polled.person("resident")
    board_id = polled.stage.board.id
    helper.appointments.append(Appointment(role=Role.MEMBER, board_id=board_id, since=today()))
    polled.cast("resident", FOR)
    assert polled.tally().turnout.members == 0


def test_a_quorum_is_more_than_half_of_the_seats(polled):
    polled.cast("member", FOR)
    assert not polled.tally().turnout.is_quorate
    polled.cast("chair", FOR)
    assert polled.tally().turnout.is_quorate


def test_two_who_are_joined_count_once_and_twice_when_it_is_undone(polled):
    polled.cast("member", FOR, Channel.WEB)
    polled.cast("resident", AGAINST, Channel.MAIL)
    assert polled.tally().turnout.members == 1
    assert polled.tally().turnout.residents is None  # one or two

    merged = merging.merge(
        polled.session, polled.person("resident"), polled.person("member"), by=None
    )

    joined = polled.tally()
    assert (joined.turnout.members, joined.turnout.residents) == (1, 0)
    assert [vote.choice for vote in joined.votes] == [Choice.AGAINST]  # the last one, as a member

    merging.undo(polled.session, merged, by=None)

    parted = polled.tally()
    assert [vote.choice for vote in parted.votes] == [Choice.FOR]
    assert parted.turnout.residents is None


def test_a_member_whose_other_mailbox_answered_first_is_counted_as_the_member(polled):
    polled.cast("resident", AGAINST, Channel.MAIL)
    polled.cast("member", FOR, Channel.WEB)
    merging.merge(polled.session, polled.person("member"), polled.person("resident"), by=None)
    assert [(vote.name, vote.choice) for vote in polled.tally().votes] == [("Member", Choice.FOR)]
    assert polled.tally().turnout.residents == 0


def test_what_came_in_time_counts_and_nothing_behind_the_last_day(polled):
    last = polling.closing(polled.poll)
    assert isinstance(polled.cast("member", FOR, at=last - timedelta(seconds=1)), Ballot)
    assert polled.cast("chair", FOR, at=last) is NotCounted.CLOSED


def test_nothing_counts_once_the_outcome_is_recorded(polled):
    polled.cast("member", FOR)
    polled.stage.adopt(polled.poll.proposal)
    assert polled.cast("chair", FOR) is NotCounted.CLOSED
    assert polled.slip("chair", FOR) is NotCounted.CLOSED
    assert Tally.from_json(polled.poll.result).turnout.members == 1


@pytest.mark.parametrize("mark", ["banned_at", "erased_at"])
def test_who_is_banned_or_gone_does_not_answer(polled, mark):
    setattr(polled.person("resident"), mark, utcnow())
    assert polled.cast("resident", FOR) is NotCounted.NOT_FOR_YOU


def test_residents_do_not_answer_what_they_may_not_read(engine):
    with Session(writing(engine)) as session:
        polled = begun(session, visibility=Visibility.MEMBERS)
        assert polled.cast("resident", FOR) is NotCounted.NOT_FOR_YOU
        assert isinstance(polled.cast("member", FOR), Ballot)


def test_a_mistaken_slip_counts_no_more_and_stays_in_the_register(polled):
    wrong = done(polled.slip("resident", FOR))
    clerk = polled.stage.standing("secretariat")
    done(polling.correct_slip(polled.session, wrong, "人ちがい", clerk))
    right = done(polled.slip("other", FOR))

    assert [vote.name for vote in polled.tally().votes] == ["Other"]
    assert polled.tally().turnout.residents == 0
    register = polling.slips(polled.session, polled.poll)
    assert [(row.id, bool(mistake)) for row, mistake in register] == [
        (right.id, False),
        (wrong.id, True),
    ]
    again = polling.correct_slip(polled.session, wrong, "もう一度", clerk)
    assert again is NotCounted.CORRECTED_ALREADY


def test_a_mistake_brings_back_what_the_person_had_answered(polled):
    polled.cast("member", AGAINST)
    wrong = polled.slip("member", FOR)
    polling.correct_slip(polled.session, wrong, "人ちがい", polled.stage.standing("moderator"))
    assert [vote.choice for vote in polled.tally().votes] == [Choice.AGAINST]


def test_only_paper_is_corrected_by_a_clerk_and_only_with_a_reason(polled):
    clerk = polled.stage.standing("secretariat")
    web = polled.cast("member", FOR)
    slip = polled.slip("other", FOR)
    assert polling.correct_slip(polled.session, web, "x", clerk) is NotCounted.NOT_PAPER
    assert polling.correct_slip(polled.session, slip, " ", clerk) is NotCounted.NO_REASON
    member = polled.stage.standing("member")
    assert polling.correct_slip(polled.session, slip, "x", member) is NotCounted.NOT_YOURS


@pytest.mark.parametrize("by", ["member", "chair", "adviser", "liaison", "hq", "resident"])
def test_slips_are_entered_by_the_office_and_moderators_alone(polled, by):
    assert polled.slip("resident", FOR, by) is NotCounted.NOT_YOURS


def test_a_slip_that_came_in_time_is_entered_behind_the_last_day(polled):
    polled.poll.opened_at -= timedelta(days=9)
    polled.poll.closes_on = today() - timedelta(days=1)
    assert isinstance(polled.slip("member", FOR, on=polled.poll.closes_on), Ballot)
    assert polled.slip("member", FOR) is NotCounted.WRONG_DAY


def test_what_somebody_answered_behind_the_day_of_their_slip_is_newer(polled):
    polled.poll.opened_at -= timedelta(days=3)
    polled.cast("member", AGAINST)
    polled.slip("member", FOR, on=today() - timedelta(days=1))
    assert [vote.choice for vote in polled.tally().votes] == [Choice.AGAINST]


def test_reasons_stand_in_the_annex_unless_their_author_declines(polled):
    polled.cast("member", AGAINST)
    polled.cast("chair", Said(Choice.CONDITIONAL, "来年度から", declines_annex=True))
    polled.cast("other", Said(Choice.FOR, "よいと思います"))
    views = polled.tally().views
    assert [(view.name, view.reason) for view in views] == [("Member", "費用がわかりません。")]


def test_residents_are_never_named_and_their_sector_only_where_three_share_it(polled):
    polled.residents(*[FOR] * 3, *[Said(Choice.AGAINST, "電話は 090-1234-5678 へ")] * 3)
    polled.residents(AGAINST, sector=Sector.COMPANY)
    told = polled.tally()
    assert not told.votes
    assert all(view.name is None for view in told.views)
    assert all("1234" not in view.reason for view in told.views)
    by_company = next(view for view in told.views if view.reason == AGAINST.reason)
    assert set(by_company.sectors) == {Sector.CITIZEN, Sector.COMPANY}


def test_a_secret_poll_tells_no_names(engine):
    with Session(writing(engine)) as session:
        polled = begun(session)
        polled.poll.is_secret = True
        for name in ("member", "chair", "other"):
            polled.cast(name, AGAINST)
        told = polled.tally()
    assert not told.votes
    assert [view.name for view in told.views] == [None] * 3
    assert told.council.total == 3


def test_a_tally_comes_back_from_json(polled):
    polled.cast("member", AGAINST)
    polled.residents(FOR, FOR, AGAINST, AGAINST)
    told = polled.tally()
    assert Tally.from_json(told.to_json()) == told


def test_a_tally_counts_residents_beside_the_council(polled):
    polled.cast("member", FOR)
    polled.residents(*[FOR] * 4, *[AGAINST] * 3)
    told = polled.tally()
    assert told.council.totals == (1, 0, 0, 0)
    assert told.residents.total == 7
    assert [(group, n) for group, n in told.residents.channels] == [((Channel.WEB,), 7)]


@pytest.mark.parametrize("round_", range(3))
def test_two_answers_at_once_are_two_rows_and_one_voice(engine, round_):
    with Session(writing(engine)) as session, session.begin():
        polled = begun(session)
        poll_id, person_id = polled.poll.id, polled.person("member").id

    def answer(said: Said, channel: Channel) -> None:
        with Session(writing(engine)) as session, session.begin():
            poll, person = session.get_one(Poll, poll_id), session.get_one(Person, person_id)
            assert isinstance(polling.cast(session, poll, person, said, channel), Ballot)

    both = [
        Thread(target=answer, args=(FOR, Channel.WEB)),
        Thread(target=answer, args=(AGAINST, Channel.MAIL)),
    ]
    for one in both:
        one.start()
    for one in both:
        one.join()

    with Session(engine) as session:
        poll = session.get_one(Poll, poll_id)
        assert session.scalar(select(func.count(Ballot.id))) == 2
        assert polling.turnout(session, poll).members == 1
        counted = polling.answer_of(session, poll, person_id)
        assert polling.tally(session, poll).votes[0].choice is counted.choice


def test_a_poll_closes_at_midnight_in_japan_behind_its_last_day(sqlite_engine):
    with Session(writing(sqlite_engine)) as session:
        polled = begun(session)
        polled.poll.closes_on = date(2026, 12, 31)
        midnight = datetime(2026, 12, 31, 15, tzinfo=UTC)
        assert polling.closing(polled.poll) == midnight
        polled.poll.opened_at = midnight - timedelta(days=7)
        assert polling.is_open(polled.poll, midnight - timedelta(seconds=1))
        assert not polling.is_open(polled.poll, midnight)


def test_a_slip_of_the_day_of_opening_does_not_come_before_it(sqlite_engine):
    with Session(writing(sqlite_engine)) as session:
        polled = begun(session)
        opened = polled.poll.opened_at
        with living_at(utcnow() + timedelta(days=3)):
            slip = polled.slip("member", FOR, on=in_tokyo(opened).date())
        assert slip.cast_at == opened


def test_the_same_answer_by_another_way_is_told_as_it_came_last(sqlite_engine):
    with Session(writing(sqlite_engine)) as session:
        polled = begun(session)
        first = polled.cast("member", FOR, Channel.WEB)
        assert polled.cast("member", FOR, Channel.WEB) is first
        assert polled.cast("member", FOR, Channel.MAIL) is not first
        (ways,) = polled.tally().council.channels
        assert ways == ((Channel.MAIL,), 1)


def test_a_poll_that_ends_without_a_decision_keeps_its_result(polled):
    polled.cast("member", AGAINST)
    chair = polled.stage.standing("chair")
    done(deciding.back_to_draft(polled.session, polled.poll.proposal, "書き直す", chair))
    assert Tally.from_json(polled.poll.result).council.total == 1


def test_the_chair_records_the_tally_with_the_decision(polled):
    polled.cast("member", FOR)
    polled.poll.closes_on = today() - timedelta(days=1)
    decision = Decision(Method.MAJORITY, today())
    proposal = polled.poll.proposal
    done(deciding.adopt(polled.session, proposal, decision, polled.stage.standing("chair")))
    assert Tally.from_json(proposal.tally).votes[0].name == "Member"


def test_the_chair_decides_on_the_tally_that_they_saw(polled):
    """A slip that came in time may be entered while the chair's form is open."""
    polled.cast("member", FOR)
    polled.poll.closes_on = today()
    chair, proposal = polled.stage.standing("chair"), polled.poll.proposal
    seen = polled.tally().fingerprint
    with living_at(utcnow() + timedelta(days=2)):
        decision = Decision(Method.MAJORITY, today())
        assert isinstance(polled.slip("other", AGAINST, on=polled.poll.closes_on), Ballot)
        again = deciding.adopt(polled.session, proposal, decision, chair, counted=seen)
        assert again is Refusal.COUNTED_MEANWHILE
        assert proposal.number is None
        seen = polled.tally().fingerprint
        done(deciding.adopt(polled.session, proposal, decision, chair, counted=seen))
    assert Tally.from_json(proposal.tally).council.total == 2
    assert proposal.tally == polled.poll.result


def test_a_person_takes_their_answers_along_and_leaves_them_unnamed(polled, tmp_path):
    site = a_site(tmp_path)
    resident = polled.person("resident")
    polled.cast("resident", Said(Choice.AGAINST, "費用", declines_annex=True))
    polled.cast("resident", FOR, Channel.MAIL)
    told = collecting.everything(polled.session, site, resident)["polls"]
    assert [(one["answer"], one["way"]) for one in told] == [("against", "web"), ("for", "mail")]

    assert erasing.erase(polled.session, site, resident, anonymous=True)

    rows = polled.session.scalars(select(Ballot)).all()
    assert {(row.name, row.reason) for row in rows} == {("匿名", "")}
    assert polled.tally().turnout.residents is None  # one or two: still counted
