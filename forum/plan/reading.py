"""The plan as pages and the API read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from forum.plan.checking import Evaluation, Progress
from forum.plan.measure import Doer, Flag, Measure, MeasureVersion, Period, State


@dataclass(frozen=True)
class Entry:
    """A measure as the plan has it now."""

    code: str
    position: int
    now: MeasureVersion
    reported_on: date | None


@dataclass(frozen=True)
class Chosen:
    """Which measures are asked for; an empty word leaves that question open."""

    period: str = ""
    area: str = ""
    state: State | None = None
    doer: Doer | None = None
    flag: Flag | None = None

    def fits(self, now: MeasureVersion) -> bool:
        return (
            self.period in ("", now.period.name)
            and self.area in ("", now.area)
            and self.state in (None, now.state)
            and self.doer in (None, now.doer)
            and (self.flag is None or self.flag in now.chosen_for)
        )

    def __bool__(self) -> bool:
        return self != Chosen()


def periods(session: Session) -> Sequence[Period]:
    """The halves of the plan in order."""
    return session.scalars(select(Period).order_by(Period.first_year)).all()


def entries(session: Session) -> list[Entry]:
    """Every measure in the order of the plan."""
    newest = (
        select(MeasureVersion.measure_id, func.max(MeasureVersion.number).label("number"))
        .group_by(MeasureVersion.measure_id)
        .subquery()
    )
    reported = (
        select(Progress.measure_id, func.max(Progress.on).label("on"))
        .group_by(Progress.measure_id)
        .subquery()
    )
    rows = session.execute(
        select(Measure.code, Measure.position, MeasureVersion, reported.c.on)
        .join(MeasureVersion, MeasureVersion.measure_id == Measure.id)
        .join(
            newest,
            (newest.c.measure_id == MeasureVersion.measure_id)
            & (newest.c.number == MeasureVersion.number),
        )
        .outerjoin(reported, reported.c.measure_id == Measure.id)
        .options(joinedload(MeasureVersion.period))
        .order_by(Measure.position)
    )
    return [Entry(*row) for row in rows]


def measure(session: Session, code: str) -> Measure | None:
    """The measure of that code with all its versions."""
    return session.scalar(
        select(Measure)
        .where(Measure.code == code)
        .options(selectinload(Measure.versions).joinedload(MeasureVersion.period))
    )


def progress_of(session: Session, measure_id: int) -> Sequence[Progress]:
    """What was reported, newest first."""
    wanted = select(Progress).where(Progress.measure_id == measure_id)
    return session.scalars(wanted.order_by(Progress.on.desc(), Progress.id.desc())).all()


@dataclass(frozen=True)
class Pair:
    """A sheet 事前 and, once it has been answered, its sheet 事後."""

    before: Evaluation
    after: Evaluation | None


def evaluations_of(session: Session, measure_id: int) -> list[Pair]:
    """The sheets of a measure side by side, newest first."""
    sheets = session.scalars(
        select(Evaluation)
        .where(Evaluation.measure_id == measure_id)
        .options(selectinload(Evaluation.findings))
        .order_by(Evaluation.on.desc(), Evaluation.id.desc())
    ).all()
    answers = {sheet.before_id: sheet for sheet in sheets if sheet.before_id is not None}
    return [Pair(sheet, answers.get(sheet.id)) for sheet in sheets if sheet.before_id is None]


def evaluation(session: Session, public_id: str) -> Evaluation | None:
    return session.scalar(
        select(Evaluation)
        .where(Evaluation.public_id == public_id)
        .options(selectinload(Evaluation.findings))
    )
