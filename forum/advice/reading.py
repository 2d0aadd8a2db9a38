"""Advice as pages read it: a request is seen by whoever sees what it is about."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql.elements import ColumnElement

from forum.advice.advice import Advice, AdviceReply, Interest
from forum.advice.asking import matter_of
from forum.people.standing import Standing

_WHOLE: tuple[ORMOption, ...] = (
    joinedload(Advice.adviser),
    joinedload(Advice.asked_by),
    selectinload(Advice.replies).joinedload(AdviceReply.interest),
)


def one(session: Session, public_id: str, by: Standing) -> Advice | None:
    """A request that somebody may read; None where there is none for them."""
    advice = session.scalar(select(Advice).where(Advice.public_id == public_id).options(*_WHOLE))
    return advice if advice is not None and may_see(advice, by) else None


def may_see(advice: Advice, by: Standing) -> bool:
    """Visibility follows what it is about; the two who speak see it all the same."""
    mine = by.person_id is not None and by.person_id in (advice.adviser_id, advice.asked_by_id)
    matter = matter_of(advice)
    return matter.may_be_seen(by) or (mine and advice.thread is None)


def newest(session: Session, by: Standing, limit: int = 200) -> list[Advice]:
    """What somebody may read, the newest first."""
    rows = session.scalars(
        select(Advice).options(*_WHOLE).order_by(Advice.id.desc()).limit(limit)
    ).all()
    return [advice for advice in rows if may_see(advice, by)]


def on_thread(session: Session, thread_id: int) -> Sequence[Advice]:
    """What was asked about a topic, oldest first."""
    return _about(session, Advice.thread_id == thread_id)


def on_measure(
    session: Session, measure_id: int, evaluation_ids: Sequence[int]
) -> Sequence[Advice]:
    """What was asked about a measure or its evaluations, oldest first."""
    evaluations = Advice.evaluation_id.in_(evaluation_ids)
    return _about(session, (Advice.measure_id == measure_id) | evaluations)


def on_proposal(session: Session, proposal_id: int) -> Sequence[Advice]:
    """What was asked about a proposal, oldest first."""
    return _about(session, Advice.proposal_id == proposal_id)


def declarations(session: Session, person_id: int) -> Sequence[Interest]:
    """Everything that somebody has declared, the newest first."""
    return session.scalars(
        select(Interest).where(Interest.person_id == person_id).order_by(Interest.id.desc())
    ).all()


def _about(session: Session, condition: ColumnElement[bool]) -> Sequence[Advice]:
    return session.scalars(
        select(Advice).where(condition).options(*_WHOLE).order_by(Advice.asked_at, Advice.id)
    ).all()
