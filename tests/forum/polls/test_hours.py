"""Everybody who should be is asked, reminded and told once, on the right day, whatever stops us."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select, update
from sqlalchemy.orm import Session

from forum.base import living_at, utcnow, writing
from forum.boards import Board, Mode
from forum.distribution import Mailing
from forum.people.person import Address, Person, Role
from forum.people.standing import standing_of
from forum.polls import hours
from forum.proposals import deciding, polling
from forum.proposals.poll import Ballot, Channel, Choice, Poll
from forum.proposals.proposal import State
from tests.at_once import at_once
from tests.factories import a_site, enter_person, subscribe
from tests.forum.proposals.stage import set_up

# Owe what is due, and say so after each step; killed in between by the test.
STEPS = """
import sys
from pathlib import Path
from forum import schema
from forum.base import connect
from forum.polls import hours
from tests.factories import a_site

while hours.do_some(connect(sys.argv[1]), a_site(Path(sys.argv[2]))):
    print("step", flush=True)
"""
COUNCIL = {"member@example.jp", "chair@example.jp"}


class Asking:
    """A poll that lasts seven days, and people who subscribe to its board."""

    def __init__(self, engine: Engine, folder: Path) -> None:
        self.engine, self.folder, self.site = engine, folder, a_site(folder)
        with Session(writing(engine)) as session, session.begin():
            stage = set_up(session)
            self.board_id = stage.board.id
            stage.in_state(State.POLL)
            self.member_id = stage.people["member"].id

    def subscriber(self, name: str, mode: Mode = Mode.EACH, **facts: object) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            one = enter_person(session, name)
            board = session.get_one(Board, self.board_id)
            subscription = subscribe(session, board, one, mode)
            for fact, value in facts.items():
                of = {"awaits_approval": subscription, "stopped_at": one.addresses[0]}
                setattr(of.get(fact, one), fact, value)

    def post(self, days: int = 0) -> list[str]:
        """Owe all that is due in so many days; to whom letters were owed by it."""
        before = len(self.letters())
        with living_at(utcnow() + timedelta(days=days)):
            while hours.do_some(self.engine, self.site):
                pass
        return sorted(self.letters()[before:])

    def letters(self) -> list[str]:
        with Session(self.engine) as session:
            return list(session.scalars(select(Mailing.recipient).order_by(Mailing.id)))

    def answer(self, person_id: int) -> None:
        with Session(writing(self.engine)) as session, session.begin():
            poll, person = session.get_one(Poll, 1), session.get_one(Person, person_id)
            said = polling.Said(Choice.FOR)
            assert isinstance(polling.cast(session, poll, person, said, Channel.WEB), Ballot)


@pytest.fixture
def asking(sqlite_engine: Engine, tmp_path: Path) -> Asking:
    return Asking(sqlite_engine, tmp_path)


def test_members_and_subscribers_are_asked_once(asking: Asking):
    asking.subscriber("Aoi")
    assert asking.post() == sorted(COUNCIL | {"aoi@example.jp"})
    assert asking.post() == []


@pytest.mark.parametrize(
    "facts",
    [
        {"mode": Mode.NONE},
        {"awaits_approval": True},
        {"stopped_at": utcnow()},
        {"banned_at": utcnow()},
    ],
)
def test_whoever_reads_no_mail_here_is_not_asked(asking: Asking, facts: dict[str, Any]):
    asking.subscriber("Aoi", **facts)
    assert set(asking.post()) == COUNCIL


def test_a_shut_out_mailbox_is_not_asked(asking: Asking):
    asking.subscriber("Aoi")
    with Session(writing(asking.engine)) as session, session.begin():
        its = update(Address).where(Address.canonical == "aoi@example.jp")
        session.execute(its.values(banned_at=utcnow()))
    assert set(asking.post()) == COUNCIL


def test_somebody_with_two_mailboxes_is_asked_at_one(asking: Asking, monkeypatch):
    """The second one comes in a later step than the first."""
    asking.subscriber("Aoi")
    asking.subscriber("Ren")
    asking.subscriber("Second")
    with Session(writing(asking.engine)) as session, session.begin():
        aoi = session.scalars(select(Person).where(Person.name == "Aoi")).one()
        its = update(Address).where(Address.canonical == "second@example.jp")
        session.execute(its.values(person_id=aoi.id))
    monkeypatch.setattr(hours.asking.invite, "__defaults__", (2,))
    told = asking.post()
    assert {"aoi@example.jp", "ren@example.jp"} < set(told)
    assert "second@example.jp" not in told


def test_members_who_have_not_answered_are_reminded_two_days_before_the_end(asking: Asking):
    asking.subscriber("Aoi")
    asking.post()
    asking.answer(asking.member_id)
    assert asking.post(days=4) == []
    assert asking.post(days=5) == ["chair@example.jp"]
    assert asking.post(days=6) == []


def test_a_member_since_the_letters_went_out_is_asked_by_the_reminder(asking: Asking):
    asking.post()
    with Session(writing(asking.engine)) as session, session.begin():
        enter_person(session, "Late", "", Role.MEMBER)
    assert asking.post(days=5) == ["chair@example.jp", "late@example.jp", "member@example.jp"]


def test_the_chair_is_told_on_the_day_behind_the_last_one(asking: Asking):
    asking.post()
    asking.post(days=5)
    assert asking.post(days=7) == []  # its last day
    assert asking.post(days=8) == ["chair@example.jp"]
    assert asking.post(days=9) == []


def test_nobody_is_asked_or_told_once_the_outcome_is_recorded(asking: Asking):
    with Session(writing(asking.engine)) as session, session.begin():
        proposal = session.get_one(Poll, 1).proposal
        chair = session.scalars(select(Person.id).where(Person.name == "Chair")).one()
        deciding.shelve(session, proposal, "まだ早い", standing_of(session, chair))
    assert asking.post() == []
    assert asking.post(days=8) == []


def test_two_who_look_at_once_ask_everybody_once(engine: Engine, tmp_path: Path):
    asking = Asking(engine, tmp_path)
    asking.subscriber("Aoi")

    def step(session: Session, poll: Poll) -> None:
        held = select(Poll.id).where(Poll.id == poll.id, Poll.asked_at.is_(None))
        if session.scalar(held.with_for_update(skip_locked=True)):
            hours.step(session, asking.site, poll)

    assert at_once(engine, lambda session: session.get_one(Poll, 1), step, step) == [None, None]
    asking.post()
    assert sorted(asking.letters()) == sorted(COUNCIL | {"aoi@example.jp"})


def test_whoever_is_killed_while_asking_leaves_nobody_out_and_asks_nobody_twice(asking: Asking):
    names = [f"Resident{number}" for number in range(130)]
    with Session(writing(asking.engine)) as session, session.begin():
        board = session.get_one(Board, asking.board_id)
        for name in names:
            subscribe(session, board, enter_person(session, name))
    for steps in (1, 2):
        _killed_after(asking, steps)
    told = asking.letters()
    assert len(told) < len(names)  # it was stopped on its way
    asking.post()
    told = asking.letters()
    assert len(told) == len(set(told))
    assert set(told) == COUNCIL | {f"{name.lower()}@example.jp" for name in names}


def _killed_after(asking: Asking, steps: int) -> None:
    """Let another process ask, and kill it (kill -9) in the middle of a later step."""
    url, folder = str(asking.engine.url), str(asking.folder)
    command = [sys.executable, "-c", STEPS, url, folder]
    root = Path(__file__).resolve().parents[3]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        for _ in range(steps):
            assert process.stdout.readline() == "step\n"
        process.kill()
