"""What may be done with the plan, by whom: new versions, progress, evaluations.

Each act answers what it made, or a Refusal; nothing is ever overwritten or taken away.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session, object_session

from forum.base import today
from forum.people.person import Role
from forum.people.standing import Standing
from forum.plan.checking import Consequence, Evaluation, Finding, Mark, Progress, Stage
from forum.plan.measure import Cause, Doer, Flag, Measure, MeasureVersion, Period, State
from forum.refusals import first_refusal

PLANNERS = (Role.SECRETARIAT, Role.HQ, Role.ADMIN)
REPORTERS = (*PLANNERS, Role.LIAISON)
EVALUATORS = (*REPORTERS, Role.CHAIR)

NEXT: dict[State, frozenset[State]] = {
    State.UNTOUCHED: frozenset({State.STUDY, State.TRIAL, State.RUNNING, State.DROPPED}),
    State.STUDY: frozenset({State.UNTOUCHED, State.TRIAL, State.RUNNING, State.DROPPED}),
    State.TRIAL: frozenset({State.STUDY, State.RUNNING, State.DONE, State.DROPPED}),
    State.RUNNING: frozenset({State.STUDY, State.TRIAL, State.DONE, State.DROPPED}),
    State.DONE: frozenset({State.STUDY, State.RUNNING}),
    State.DROPPED: frozenset({State.STUDY}),
}


class Refusal(StrEnum):
    """Why an act on the plan was not done."""

    NOT_YOURS = "not_yours"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_SUCH_STEP = "no_such_step"
    NO_REASON = "no_reason"
    NO_LESSONS = "no_lessons"
    YEARS = "years"
    NOTHING_NEW = "nothing_new"
    OTHER_CRITERIA = "other_criteria"
    NO_CRITERIA = "no_criteria"
    NO_CONSEQUENCE = "no_consequence"
    ANSWERED_ALREADY = "answered_already"
    NOT_YET = "not_yet"
    FUTURE = "future"
    NO_PROPOSAL = "no_proposal"
    NO_EVALUATION = "no_evaluation"
    THERE_ALREADY = "there_already"


@dataclass(frozen=True)
class Plan:
    """What a version of a measure says."""

    period_id: int
    area: str
    title: str
    first_year: int
    last_year: int
    state: State = State.UNTOUCHED
    description: str = ""
    plain: str = ""
    doer: Doer = Doer.CITY
    department: str = ""
    flags: frozenset[Flag] = field(default_factory=frozenset)
    lessons: str = ""


@dataclass(frozen=True)
class Why:
    """What caused a change: its kind, the proposal or evaluation where it is one, and in words."""

    cause: Cause
    reason: str
    proposal_id: int | None = None
    evaluation: Evaluation | None = None


def may_plan(standing: Standing) -> bool:
    """Whether this person keeps the plan itself."""
    return standing.holds(*PLANNERS)


def may_report(standing: Standing) -> bool:
    """Whether this person enters how measures go on."""
    return standing.holds(*REPORTERS)


def may_evaluate(standing: Standing) -> bool:
    """Whether this person enters evaluations; the council speaks through its chair or office."""
    return standing.holds(*EVALUATORS)


def add(session: Session, code: str, period: str, plan: Plan, by: Standing) -> Measure | Refusal:
    """A further measure, in a half that is there or (by a new name) opened for it."""
    one_by_one(session)
    there = session.scalar(select(Measure.id).where(Measure.code == code))
    checks = (
        (not may_plan(by), Refusal.NOT_YOURS),
        (there is not None, Refusal.THERE_ALREADY),
        (plan.last_year < plan.first_year, Refusal.YEARS),
    )
    if refusal := first_refusal(checks):
        return refusal
    half = session.scalar(select(Period).where(Period.name == period))
    if half is None:
        (half,) = open_periods(session, (period, plan.first_year, plan.last_year))
    return enter(session, code, replace(plan, period_id=half.id), by)


def enter(session: Session, code: str, plan: Plan, by: Standing | None = None) -> Measure:
    """A measure that the plan did not have, at the end of the plan."""
    position = (session.scalar(select(func.max(Measure.position))) or 0) + 1
    measure = Measure(code=code, position=position)
    measure.versions.append(_version(plan, 1, Why(Cause.ENTERED, ""), by))
    session.add(measure)
    return measure


def one_by_one(session: Session) -> None:
    """Let nobody else add to the plan until the transaction ends: codes and places stand once."""
    if session.get_bind().dialect.name == "postgresql":  # on SQLite there is one writer
        session.execute(text("LOCK TABLE measures IN SHARE ROW EXCLUSIVE MODE"))


def change(
    measure: Measure, plan: Plan, why: Why, seen: int, by: Standing
) -> MeasureVersion | Refusal:
    """A new version; `seen` is the number of the version that the change was written against."""
    _hold(measure)
    if (refusal := _why_not(measure, plan, why, seen, by)) is not None:
        return refusal
    version = _version(plan, measure.current.number + 1, why, by)
    measure.versions.append(version)
    return version


def taught_before(measure: Measure) -> str:
    """What an earlier trial taught, while the measure is on trial anew; it stays written till then."""
    for version in reversed(measure.versions):
        if version.state is not State.TRIAL:
            return version.lessons if version.lessons == measure.current.lessons else ""
    return ""


def _hold(row: Measure | Evaluation) -> None:
    """The row as it stands now, held until the transaction ends."""
    session = object_session(row)
    if session is not None:
        session.flush()
        session.refresh(row, with_for_update=True)


def _why_not(measure: Measure, plan: Plan, why: Why, seen: int, by: Standing) -> Refusal | None:
    now = measure.current
    left_trial = now.state is State.TRIAL and plan.state is not State.TRIAL
    lessons = plan.lessons.strip()
    judged = why.evaluation is not None and why.evaluation.measure_id == measure.id
    checks = (
        (not may_plan(by), Refusal.NOT_YOURS),
        (seen != now.number, Refusal.CHANGED_MEANWHILE),
        (plan.state is not now.state and plan.state not in NEXT[now.state], Refusal.NO_SUCH_STEP),
        (plan.last_year < plan.first_year, Refusal.YEARS),
        (left_trial and lessons in ("", taught_before(measure).strip()), Refusal.NO_LESSONS),
        (said(now) == plan, Refusal.NOTHING_NEW),
        (why.cause is Cause.PROPOSAL and why.proposal_id is None, Refusal.NO_PROPOSAL),
        (why.cause is Cause.EVALUATION and not judged, Refusal.NO_EVALUATION),
        (not why.reason.strip(), Refusal.NO_REASON),
    )
    return first_refusal(checks)


def said(version: MeasureVersion) -> Plan:
    """What a version says, to be changed or compared."""
    return Plan(
        period_id=version.period_id,
        area=version.area,
        title=version.title,
        first_year=version.first_year,
        last_year=version.last_year,
        state=version.state,
        description=version.description,
        plain=version.plain,
        doer=version.doer,
        department=version.department,
        flags=frozenset(version.chosen_for),
        lessons=version.lessons,
    )


def _version(plan: Plan, number: int, why: Why, by: Standing | None) -> MeasureVersion:
    evaluation = why.evaluation if why.cause is Cause.EVALUATION else None
    return MeasureVersion(
        number=number,
        period_id=plan.period_id,
        area=plan.area,
        title=plan.title,
        description=plan.description,
        plain=plan.plain,
        doer=plan.doer,
        department=plan.department,
        state=plan.state,
        first_year=plan.first_year,
        last_year=plan.last_year,
        flags=" ".join(flag for flag in Flag if flag in plan.flags),
        lessons=plan.lessons,
        cause=why.cause,
        reason=why.reason,
        proposal_id=why.proposal_id if why.cause is Cause.PROPOSAL else None,
        evaluation_id=None if evaluation is None else evaluation.id,
        made_by_id=None if by is None else by.person_id,
    )


def report(
    session: Session,
    measure: Measure,
    on: date,
    words: str,
    by: Standing,
    figure: Decimal | None = None,
    unit: str = "",
) -> Progress | Refusal:
    """How a measure went on until a day that has come."""
    if not may_report(by):
        return Refusal.NOT_YOURS
    if on > today():
        return Refusal.FUTURE
    progress = Progress(
        measure=measure, on=on, words=words, figure=figure, unit=unit, entered_by_id=by.person_id
    )
    session.add(progress)
    return progress


@dataclass(frozen=True)
class Sheet:
    """An evaluation as it is written: (criterion, mark, what was found) in order."""

    on: date
    evaluator: str
    summary: str
    findings: Sequence[tuple[str, Mark, str]]
    consequence: Consequence | None = None
    consequence_words: str = ""


def evaluate_before(
    session: Session, measure: Measure, sheet: Sheet, by: Standing
) -> Evaluation | Refusal:
    """A sheet 事前, whose criteria the sheet 事後 will have to answer."""
    if not may_evaluate(by):
        return Refusal.NOT_YOURS
    if sheet.on > today():
        return Refusal.FUTURE
    if not sheet.findings:
        return Refusal.NO_CRITERIA
    return _kept(session, measure, Stage.BEFORE, None, sheet, by)


def evaluate_after(
    session: Session, before: Evaluation, sheet: Sheet, by: Standing
) -> Evaluation | Refusal:
    """A sheet 事後 on the same criteria; it ends in a consequence and its reason."""
    _hold(before)
    answered = select(Evaluation.id).where(Evaluation.before_id == before.id)
    asked = [finding.criterion for finding in before.findings]
    checks = (
        (not may_evaluate(by), Refusal.NOT_YOURS),
        (sheet.on < before.on, Refusal.NOT_YET),
        (sheet.on > today(), Refusal.FUTURE),
        ([criterion for criterion, _, _ in sheet.findings] != asked, Refusal.OTHER_CRITERIA),
        (
            sheet.consequence is None or not sheet.consequence_words.strip(),
            Refusal.NO_CONSEQUENCE,
        ),
        (session.scalar(answered) is not None, Refusal.ANSWERED_ALREADY),
    )
    if refusal := first_refusal(checks):
        return refusal
    return _kept(session, before.measure, Stage.AFTER, before, sheet, by)


def _kept(
    session: Session,
    measure: Measure,
    stage: Stage,
    before: Evaluation | None,
    sheet: Sheet,
    by: Standing,
) -> Evaluation:
    evaluation = Evaluation(
        measure=measure,
        stage=stage,
        before=before,
        on=sheet.on,
        evaluator=sheet.evaluator,
        summary=sheet.summary,
        consequence=sheet.consequence,
        consequence_words=sheet.consequence_words,
        entered_by_id=by.person_id,
    )
    for position, (criterion, mark, words) in enumerate(sheet.findings, 1):
        evaluation.findings.append(
            Finding(position=position, criterion=criterion, mark=mark, words=words)
        )
    session.add(evaluation)
    session.flush()  # a sheet 事後 names it by its id
    return evaluation


def open_periods(session: Session, *periods: tuple[str, int, int]) -> list[Period]:
    """The halves of the plan: (name, first fiscal year, last fiscal year)."""
    made = [Period(name=name, first_year=first, last_year=last) for name, first, last in periods]
    session.add_all(made)
    session.flush()
    return made
