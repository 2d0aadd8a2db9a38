"""What came of a poll, as everybody may read it: members, residents beside them, minority views.

Members' votes stand by name, as in minutes, unless the poll is 無記名; residents' never do. The
named cells are whole, all others are merged until nobody can be told from them (cells.py).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from sqlalchemy.orm import Session

from forum.dates import in_tokyo
from forum.people.person import Sector
from forum.proposals import cells
from forum.proposals.cells import LEAST, Table
from forum.proposals.poll import Choice, Poll
from forum.proposals.voices import Voice, seats, voices, who_answered
from forum.text.masking import mask

MINORITY = (Choice.CONDITIONAL, Choice.AGAINST)


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have answered, and not what: all that is told while a poll is open.

    `residents` is None where one or two have.
    """

    seats: int
    members: int
    residents: int | None

    @property
    def needed(self) -> int:
        """More than half of the members, 過半数."""
        return self.seats // 2 + 1

    @property
    def is_quorate(self) -> bool:
        return self.seats > 0 and self.members >= self.needed


@dataclass(frozen=True, slots=True)
class Vote:
    """What a member of the council answered, where votes are named."""

    name: str
    sector: Sector
    choice: Choice


@dataclass(frozen=True, slots=True)
class View:
    """A reason of the minority annex; by name, or by as much as its table tells of its author."""

    choices: tuple[Choice, ...]
    sectors: tuple[Sector, ...]
    name: str | None
    is_member: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A poll as it is published once it has ended."""

    number: int
    version: int
    opened_on: date
    closes_on: date
    is_secret: bool
    turnout: Turnout
    council: Table
    residents: Table
    votes: tuple[Vote, ...]
    views: tuple[View, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain JSON, for Proposal.tally and open data; nothing in it is unpublished."""
        return {
            "number": self.number,
            "version": self.version,
            "opened_on": self.opened_on.isoformat(),
            "closes_on": self.closes_on.isoformat(),
            "is_secret": self.is_secret,
            "seats": self.turnout.seats,
            "members": self.turnout.members,
            "residents_answered": self.turnout.residents,
            "council": self.council.to_json(),
            "residents": self.residents.to_json(),
            "votes": [
                {"name": one.name, "sector": one.sector, "choice": one.choice} for one in self.votes
            ],
            "views": [
                {
                    "choices": list(one.choices),
                    "sectors": list(one.sectors),
                    "name": one.name,
                    "is_member": one.is_member,
                    "reason": one.reason,
                }
                for one in self.views
            ],
        }

    @property
    def fingerprint(self) -> str:
        """64 letters that are others as soon as anything of what is published is another."""
        return hashlib.sha256(json.dumps(self.to_json()).encode()).hexdigest()

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> Self:
        return cls(
            number=told["number"],
            version=told["version"],
            opened_on=date.fromisoformat(told["opened_on"]),
            closes_on=date.fromisoformat(told["closes_on"]),
            is_secret=told["is_secret"],
            turnout=Turnout(told["seats"], told["members"], told["residents_answered"]),
            council=Table.from_json(told["council"]),
            residents=Table.from_json(told["residents"]),
            votes=tuple(
                Vote(one["name"], Sector(one["sector"]), Choice(one["choice"]))
                for one in told["votes"]
            ),
            views=tuple(
                View(
                    tuple(map(Choice, one["choices"])),
                    tuple(map(Sector, one["sectors"])),
                    one["name"],
                    one["is_member"],
                    one["reason"],
                )
                for one in told["views"]
            ),
        )


def turnout(session: Session, poll: Poll) -> Turnout:
    """How many have answered so far."""
    return _turnout(session, poll, who_answered(session, poll))


def tally(session: Session, poll: Poll) -> Tally:
    """What the poll says now, as it may be published."""
    heard = voices(session, poll)
    members = [voice for voice in heard if voice.is_member]
    others = [voice for voice in heard if not voice.is_member]
    council = _table(members, named=not poll.is_secret)
    residents = _table(others, named=False)
    return Tally(
        number=poll.number,
        version=poll.version,
        opened_on=in_tokyo(poll.opened_at).date(),
        closes_on=poll.closes_on,
        is_secret=poll.is_secret,
        turnout=_turnout(session, poll, {one.person_id: one.is_member for one in heard}),
        council=council,
        residents=residents,
        votes=() if poll.is_secret else _votes(members),
        views=(
            *_views(members, council, named=not poll.is_secret),
            *_views(others, residents, named=False),
        ),
    )


def _turnout(session: Session, poll: Poll, answered: Mapping[int, bool]) -> Turnout:
    members = {person_id for person_id, is_member in answered.items() if is_member}
    residents = len(answered) - len(members)
    return Turnout(
        seats=len(seats(session, poll) | members),
        members=len(members),
        residents=None if 0 < residents < LEAST else residents,
    )


def _table(heard: Sequence[Voice], *, named: bool) -> Table:
    counts = Counter((voice.sector, voice.ballot.choice) for voice in heard)
    ways = Counter(voice.ballot.channel for voice in heard)
    return cells.as_counted(counts, ways) if named else cells.merged(counts, ways)


def _votes(members: Sequence[Voice]) -> tuple[Vote, ...]:
    in_order = sorted(members, key=lambda one: (list(Sector).index(one.sector), one.name))
    return tuple(Vote(one.name, one.sector, one.ballot.choice) for one in in_order)


def _views(heard: Sequence[Voice], table: Table, *, named: bool) -> tuple[View, ...]:
    """Reasons against and with conditions, unless declined; in no order that tells who wrote first."""
    telling = [
        voice
        for voice in heard
        if voice.ballot.choice in MINORITY
        and voice.ballot.reason.strip()
        and not voice.ballot.declines_annex
    ]
    telling.sort(key=lambda one: (MINORITY.index(one.ballot.choice), one.ballot.public_id))
    return tuple(
        View(
            choices=table.answers_with(one.ballot.choice),
            sectors=table.row_of(one.sector),
            name=one.name if named else None,
            is_member=one.is_member,
            reason=mask(one.ballot.reason.strip()),
        )
        for one in telling
    )
