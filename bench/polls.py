"""A 意向確認 that asks ten thousand people, against one that asks a tenth: nothing grows faster.

    python -m bench.polls [--people 10000] [--database URL]

CPU seconds of this process, and the longest transaction on the wall's clock, for: open, ask each
by mail (in steps), answer (three of four), remind, count while it is open (the page does), tally,
decide, export. The ratio is the cost a person among all to the cost a person among a tenth.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from forum.base import connect, living_at, today, utcnow, writing
from forum.boards import Board
from forum.distribution import Mailing
from forum.open_data import proposals as open_data
from forum.people.person import Person, Sector
from forum.people.standing import standing_of
from forum.polls import hours
from forum.proposals import deciding, polling
from forum.proposals.deciding import Decision
from forum.proposals.poll import Channel, Choice, Poll
from forum.proposals.proposal import Method, Proposal, State
from forum.site import Site
from tests import databases
from tests.factories import a_site, enter_person, subscribe
from tests.forum.proposals.stage import set_up

MOST_RATIO = 1.5  # of the cost a person, ten times as many to as many
LONGEST_S = 1.0  # that a transaction may keep other writers waiting
AT_A_GLANCE_MS = 100.0  # CPU of the one figure that every view of an open poll tells
ROOMS = ("ask", "answer", "tally", "decide", "export")


class Costs:
    """CPU seconds of each part, and its longest transaction."""

    def __init__(self) -> None:
        self.cpu: dict[str, float] = {}
        self.longest: dict[str, float] = {}

    def measure(self, name: str, do: Callable[[], object]) -> object:
        cpu, wall = time.process_time(), time.perf_counter()
        made = do()
        self.cpu[name] = self.cpu.get(name, 0.0) + time.process_time() - cpu
        took = time.perf_counter() - wall
        self.longest[name] = max(self.longest.get(name, 0.0), took)
        return made


def people(engine: Engine, many: int) -> int:
    """A board that so many subscribe to, and a proposal whose comments have ended: its id."""
    with Session(writing(engine)) as session, session.begin():
        stage = set_up(session)
        proposal = stage.in_state(State.COMMENT)
        proposal.comment_until = today() - timedelta(days=1)
        for number in range(many):
            one = enter_person(session, f"Resident{number}", sector=list(Sector)[number % 5])
            one.addresses[0].verified_at = utcnow()
            subscribe(session, stage.board, one)
        assert session.scalar(select(func.count(Board.id))) == 1
        return proposal.id


def run(engine: Engine, site: Site, many: int) -> Costs:
    """A whole poll of so many."""
    proposal_id, costs = people(engine, many), Costs()
    chair = _chair(engine)

    def acted(do: Callable[[Session, Proposal], object]) -> None:
        with Session(writing(engine)) as session, session.begin():
            do(session, session.get_one(Proposal, proposal_id))

    def opened(session: Session, proposal: Proposal) -> object:
        closes = today() + timedelta(days=9)
        return deciding.open_poll(session, proposal, closes, standing_of(session, chair))

    costs.measure("open", lambda: acted(opened))
    while costs.measure("ask", lambda: hours.do_some(engine, site)):
        pass
    _all_were_asked(engine, many)
    _answer(engine, costs, many)
    poll_id = _poll_id(engine)
    with Session(engine) as session:
        told = session.get_one(Poll, poll_id)
        costs.measure("glance", lambda: polling.turnout(session, told))
    with living_at(utcnow() + timedelta(days=8)):
        while costs.measure("remind", lambda: hours.do_some(engine, site)):
            pass
    with living_at(utcnow() + timedelta(days=11)):
        with Session(engine) as session:
            told = session.get_one(Poll, poll_id)
            costs.measure("tally", lambda: polling.tally(session, told))

        def decided(session: Session, proposal: Proposal) -> object:
            decision, by = Decision(Method.MAJORITY, today()), standing_of(session, chair)
            return deciding.adopt(session, proposal, decision, by)

        costs.measure("decide", lambda: acted(decided))
    with Session(engine) as session:
        costs.measure("export", lambda: list(open_data.polls(session, site)))
    return costs


def _answer(engine: Engine, costs: Costs, many: int) -> None:
    draw, poll_id = random.Random(7), _poll_id(engine)
    with Session(engine) as session:
        ids = session.scalars(select(Person.id).where(Person.name.like("Resident%"))).all()

    def answer(person_id: int) -> None:
        with Session(writing(engine)) as session, session.begin():
            poll, person = session.get_one(Poll, poll_id), session.get_one(Person, person_id)
            said = polling.Said(draw.choice(list(Choice)), "費用がわかりません。")
            polling.cast(session, poll, person, said, Channel.WEB)

    for person_id in ids[: many * 3 // 4]:
        costs.measure("answer", partial(answer, person_id))


def _all_were_asked(engine: Engine, many: int) -> None:
    with Session(engine) as session:
        recipients = session.scalars(
            select(Mailing.recipient).where(Mailing.recipient.like("resident%"))
        ).all()
    asked = {one for one in recipients if one != "resident@example.jp"}
    assert len(asked) == len(recipients) == many, (len(asked), len(recipients), many)


def _chair(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalars(select(Person.id).where(Person.name == "Chair")).one()


def _poll_id(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalars(select(Poll.id)).one()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--database", help="an empty PostgreSQL database; SQLite without")
    options = parser.parse_args()
    few = _costs(options.people // 10, None)
    many = _costs(options.people, options.database)
    holds = True
    for name in many.cpu:
        ratio = many.cpu[name] / few.cpu[name] / 10 if few.cpu[name] > 0.001 else 0.0
        is_slow = many.longest[name] > LONGEST_S and name not in ("tally", "export")
        holds &= not is_slow and (name not in ROOMS or ratio <= MOST_RATIO)
        print(
            f"{name:8} {few.cpu[name]:8.3f} s  {many.cpu[name]:8.3f} s CPU, ratio {ratio:.2f}, "
            f"longest {many.longest[name] * 1000:.0f} ms{' TOO SLOW' if is_slow else ''}"
        )
    holds &= many.cpu["glance"] * 1000 <= AT_A_GLANCE_MS
    print(
        f"{options.people} asked: {many.cpu['ask'] / options.people * 1000:.2f} ms CPU each, "
        f"a glance {many.cpu['glance'] * 1000:.0f} ms: {'holds' if holds else 'MISSED'}"
    )
    return 0 if holds else 1


def _costs(many: int, url: str | None) -> Costs:
    with tempfile.TemporaryDirectory() as folder:
        url = url or f"sqlite:///{folder}/polls.sqlite3"
        databases.prepare(url)
        engine = connect(url)
        try:
            return run(engine, a_site(Path(folder)), many)
        finally:
            engine.dispose()


if __name__ == "__main__":
    sys.exit(main())
