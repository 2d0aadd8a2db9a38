"""How delivery stands, for the operator's page and for `kakehashi status`."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from forum.base import utcnow
from forum.bouncing.alerts import Refusing, refusing
from forum.bouncing.failures import Fault
from forum.bouncing.records import Bounce
from forum.people.person import Address

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Overview:
    """Addresses stopped and being asked, failures of the last seven days, and who refuses us."""

    stopped: int
    asked: int
    failures: dict[Fault, int]
    refusing: list[Refusing]


def overview(session: Session) -> Overview:
    """A snapshot."""
    counted = select(Bounce.fault, func.count()).where(Bounce.at > utcnow() - WEEK)
    failures = {row[0]: row[1] for row in session.execute(counted.group_by(Bounce.fault))}
    asked = Address.probed_at.is_not(None) & Address.stopped_at.is_(None)
    return Overview(
        stopped=_count(session, Address.stopped_at.is_not(None)),
        asked=_count(session, asked),
        failures={fault: failures.get(fault, 0) for fault in Fault if fault is not Fault.NONE},
        refusing=refusing(session),
    )


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(Address).where(condition)) or 0
