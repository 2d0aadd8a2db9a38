"""The poll on paper: members by sector, others merged, and the minority in its own words."""

import pytest
from sqlalchemy.orm import Session

from forum.base import writing
from forum.documents import tallies
from forum.people.person import Sector
from forum.proposals import polling
from forum.proposals.poll import Channel, Choice
from forum.proposals.polling import Said
from tests.factories import enter_person
from tests.forum.proposals import stage as stages
from tests.forum.proposals.stage import Stage

REASON = "電話の受付は、夕方六時まで開けてください。"


@pytest.fixture
def stage(sqlite_engine):
    with Session(writing(sqlite_engine)) as session:
        yield stages.set_up(session)


def counted(stage: Stage, *residents: tuple[Choice, str]) -> dict:
    proposal = stage.draft()
    stage.open_comment(proposal)
    poll = stage.open_poll(proposal)
    stage.session.flush()
    stage.people["member"].sector = Sector.COMPANY
    for name, said in (("member", Said(Choice.CONDITIONAL, REASON)), ("chair", Said(Choice.FOR))):
        outcome = polling.cast(stage.session, poll, stage.people[name], said, Channel.WEB)
        assert not isinstance(outcome, polling.NotCounted), outcome
    for number, (choice, reason) in enumerate(residents):
        person = enter_person(stage.session, f"Neighbour{number}")
        polling.cast(stage.session, poll, person, Said(choice, reason), Channel.MAIL)
    return polling.tally(stage.session, poll).to_json()


def test_members_are_told_by_sector_with_their_sums(stage):
    (council,) = tallies.tables(counted(stage))
    assert council.choices == ("賛成", "条件付き賛成", "保留", "反対")
    rows = {label: (cells, total) for label, cells, total in council.rows}
    assert rows["企業"] == (("0", "1", "0", "0"), "1")
    assert rows["合計"] == (("1", "1", "0", "0"), "2")


def test_one_or_two_residents_are_told_by_no_figure(stage):
    _, others = tallies.tables(counted(stage, (Choice.AGAINST, "反対です。")))
    assert (others.rows, others.choices) == ((), ())
    assert others.note == tallies.FEW


def test_the_minority_stands_in_full_and_residents_without_their_names(stage):
    told = counted(stage, *[(Choice.AGAINST, f"反対の理由{n}") for n in range(3)])
    views = tallies.minority(told)
    assert REASON in [view.reason for view in views]
    assert {view.name for view in views if "反対の理由" in view.reason} == {"委員のほかの人"}


def test_a_proposal_without_a_tally_has_neither(stage):
    assert tallies.tables(None) == tallies.tables({}) == ()
    assert tallies.minority(None) == ()
