"""A council of three, its secretary, and a meeting that was held yesterday."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from forum.base import today, utcnow
from forum.boards import Board
from forum.meetings import holding
from forum.meetings.holding import Call, Point
from forum.meetings.meeting import Meeting, Presence
from forum.meetings.minuting import Decided, Record
from forum.people.person import Appointment, Person, Role
from forum.people.standing import Standing, standing_of
from tests import factories as make


@dataclass
class Table:
    """Who sits where."""

    session: Session
    board: Board
    people: dict[str, Person] = field(default_factory=dict)

    def standing(self, name: str) -> Standing:
        return standing_of(self.session, self.people[name].id)

    def call(self, days: float = -1, **facts) -> Meeting:
        told = {
            "title": "第2回協議会",
            "starts_at": utcnow() + timedelta(days=days),
            "place": "市役所3階",
            "agenda": [Point("市民会館の予約")],
        } | facts
        made = holding.call(self.session, self.board, Call(**told), self.standing("office"))
        assert isinstance(made, Meeting)
        return made

    def record(self, *present: str, **facts) -> Record:
        there = {self.people[name].id: Presence.PRESENT for name in present}
        told = {"course": "会長が案を説明した。", "decided": [Decided("和室で試す。")]} | facts
        return Record(presences=there, **told)


@pytest.fixture
def table(session: Session) -> Table:
    table = Table(session, make.open_board(session, name="総合"))
    for name, *roles in (
        ("chair", Role.MEMBER, Role.CHAIR),
        ("aoi", Role.MEMBER),
        ("ren", Role.MEMBER),
        ("office", Role.SECRETARIAT),
        ("moderator", Role.MODERATOR),
        ("resident",),
    ):
        person = make.enter_person(session, name)
        for role in roles:
            since = today() - timedelta(days=100)
            person.appointments.append(Appointment(role=role, since=since))
        table.people[name] = person
    session.flush()
    return table
