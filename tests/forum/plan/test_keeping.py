"""Who changes the plan, which way a measure may go, and that nothing of it is ever lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from forum.base import today, writing
from forum.people.person import Role
from forum.people.standing import NOBODY, Standing
from forum.plan import keeping, reading
from forum.plan.checking import Consequence, Evaluation, Mark, Stage
from forum.plan.keeping import NEXT, Plan, Refusal, Sheet, Why
from forum.plan.measure import Cause, Flag, Measure, MeasureVersion, State
from tests.at_once import at_once

OFFICE = Standing(None, frozenset({(Role.SECRETARIAT, None)}))
WHY = "推進本部の決定"


def standing(role: Role) -> Standing:
    return Standing(None, frozenset({(role, None)}))


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(writing(engine)) as session:
        yield session


def a_measure(session: Session, state: State = State.UNTOUCHED) -> Measure:
    (half,) = keeping.open_periods(session, ("前期", 2026, 2029))
    measure = keeping.enter(session, "B7", Plan(half.id, "市民", "施設の予約", 2026, 2028, state))
    session.flush()
    return measure


def changed(
    measure: Measure,
    by: Standing = OFFICE,
    seen: int | None = None,
    reason: str = WHY,
    **facts: object,
) -> MeasureVersion | Refusal:
    plan = replace(keeping.said(measure.current), **facts)  # type: ignore[arg-type]
    number = measure.current.number if seen is None else seen
    return keeping.change(measure, plan, Why(Cause.DECISION, reason), number, by)


def test_a_change_is_a_new_version_and_the_old_one_stays(session):
    measure = a_measure(session)
    version = changed(measure, title="公共施設の予約", flags=frozenset({Flag.EFFECTIVE}))
    session.commit()
    kept = reading.measure(session, "B7")
    assert kept is not None
    assert [one.title for one in kept.versions] == ["施設の予約", "公共施設の予約"]
    assert kept.current is version
    assert kept.current.chosen_for == (Flag.EFFECTIVE,)
    assert kept.current.reason == WHY


@pytest.mark.parametrize("role", list(Role))
def test_the_plan_is_kept_by_those_whose_plan_it_is(session, role):
    made = changed(a_measure(session), by=standing(role), title="別の名前")
    allowed = role in {Role.SECRETARIAT, Role.HQ, Role.ADMIN}
    assert isinstance(made, MeasureVersion) is allowed
    assert allowed or made is Refusal.NOT_YOURS


def test_nobody_keeps_the_plan(session):
    assert changed(a_measure(session), by=NOBODY, title="別の名前") is Refusal.NOT_YOURS


def test_a_change_says_why(session):
    assert changed(a_measure(session), title="別の名前", reason=" \n") is Refusal.NO_REASON


def test_a_change_that_changes_nothing_is_none(session):
    measure = a_measure(session)
    assert changed(measure) is Refusal.NOTHING_NEW
    assert len(measure.versions) == 1


def test_who_wrote_against_an_older_version_is_told(session):
    measure = a_measure(session)
    changed(measure, title="一つめ")
    assert changed(measure, title="二つめ", seen=1) is Refusal.CHANGED_MEANWHILE
    assert measure.current.title == "一つめ"


def test_a_measure_ends_no_earlier_than_it_begins(session):
    assert changed(a_measure(session), last_year=2025) is Refusal.YEARS


def test_a_trial_is_left_with_what_it_taught(session):
    measure = a_measure(session, State.TRIAL)
    assert changed(measure, state=State.RUNNING) is Refusal.NO_LESSONS
    version = changed(measure, state=State.RUNNING, lessons="電話の受け付けも要ります。")
    assert isinstance(version, MeasureVersion)


def test_a_second_trial_is_left_with_what_it_taught_itself(session):
    measure = a_measure(session, State.STUDY)
    for state, lessons in ((State.TRIAL, ""), (State.RUNNING, "電話"), (State.TRIAL, "電話")):
        assert isinstance(changed(measure, state=state, lessons=lessons), MeasureVersion)
    assert keeping.taught_before(measure) == "電話"
    assert changed(measure, state=State.RUNNING) is Refusal.NO_LESSONS
    assert isinstance(changed(measure, state=State.RUNNING, lessons="窓口"), MeasureVersion)


def because(measure: Measure, why: Why) -> MeasureVersion | Refusal:
    plan = replace(keeping.said(measure.current), title=f"{measure.current.title}ほか")
    return keeping.change(measure, plan, why, measure.current.number, OFFICE)


def test_a_change_that_an_evaluation_caused_names_a_sheet_of_this_measure(session):
    before = evaluated(session)
    other = keeping.enter(session, "B8", keeping.said(before.measure.current))
    session.flush()
    why = Why(Cause.EVALUATION, WHY, evaluation=before)
    assert because(other, why) is Refusal.NO_EVALUATION
    assert because(other, Why(Cause.EVALUATION, WHY)) is Refusal.NO_EVALUATION
    made = because(before.measure, why)
    session.commit()
    assert isinstance(made, MeasureVersion)
    assert (made.evaluation_id, made.proposal_id) == (before.id, None)


def test_a_change_that_a_proposal_caused_names_it(session):
    assert because(a_measure(session), Why(Cause.PROPOSAL, WHY)) is Refusal.NO_PROPOSAL


def test_a_decision_names_neither_whatever_was_chosen_beside_it(session):
    before = evaluated(session)
    made = because(before.measure, Why(Cause.DECISION, WHY, 7, before))
    session.commit()
    assert isinstance(made, MeasureVersion)
    assert (made.evaluation_id, made.proposal_id) == (None, None)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(list(State)), max_size=8))
def test_whatever_is_tried_a_measure_only_takes_steps_that_exist(sqlite_engine, wishes):
    with Session(writing(sqlite_engine)) as session:
        measure = a_measure(session)
        for wish in wishes:
            changed(measure, state=wish, lessons=f"{len(measure.versions)}のあとで")
        states = [version.state for version in measure.versions]
        numbers = [version.number for version in measure.versions]
    steps = [step for step in pairwise(states) if step[0] is not step[1]]
    assert all(after in NEXT[before] for before, after in steps)
    assert numbers == list(range(1, len(numbers) + 1))


# --- Progress and evaluations ---


def a_sheet(*criteria: str, **facts: object) -> Sheet:
    findings = [(criterion, Mark.FAIR, "見込みです。") for criterion in criteria]
    return replace(Sheet(today(), "協議会", "よいと見ます。", findings), **facts)  # type: ignore[arg-type]


def an_answer(*criteria: str, **facts: object) -> Sheet:
    told = {"consequence": Consequence.NONE, "consequence_words": "このまま続けます。"} | facts
    return a_sheet(*criteria, **told)


def evaluated(session: Session) -> Evaluation:
    before = keeping.evaluate_before(session, a_measure(session), a_sheet("手間", "費用"), OFFICE)
    assert isinstance(before, Evaluation)
    session.flush()
    return before


def test_the_city_reports_and_residents_read(session):
    measure = a_measure(session)
    told = (measure, today(), "空きを見られるようにしました。")
    assert keeping.report(session, *told, standing(Role.MEMBER)) is Refusal.NOT_YOURS
    keeping.report(session, *told, standing(Role.LIAISON))
    session.commit()
    assert [one.words for one in reading.progress_of(session, measure.id)] == [told[2]]
    assert reading.entries(session)[0].reported_on == today()


def test_a_sheet_without_criteria_is_none(session):
    made = keeping.evaluate_before(session, a_measure(session), a_sheet(), OFFICE)
    assert made is Refusal.NO_CRITERIA


def test_after_answers_before_on_the_same_criteria(session):
    before = evaluated(session)
    other = keeping.evaluate_after(session, before, an_answer("費用", "手間"), OFFICE)
    assert other is Refusal.OTHER_CRITERIA
    after = keeping.evaluate_after(session, before, an_answer("手間", "費用"), OFFICE)
    session.commit()
    (pair,) = reading.evaluations_of(session, before.measure_id)
    assert (pair.before, pair.after) == (before, after)
    assert pair.after is not None
    assert pair.after.stage is Stage.AFTER


def test_an_evaluation_ends_in_a_consequence_with_its_reason(session):
    before = evaluated(session)
    for lacking in ({"consequence": None}, {"consequence_words": " "}):
        made = keeping.evaluate_after(session, before, an_answer("手間", "費用", **lacking), OFFICE)
        assert made is Refusal.NO_CONSEQUENCE


def test_nothing_is_judged_afterwards_before_it_was_judged_beforehand(session):
    early = an_answer("手間", "費用", on=today() - timedelta(days=1))
    made = keeping.evaluate_after(session, evaluated(session), early, OFFICE)
    assert made is Refusal.NOT_YET


def test_nothing_is_told_or_judged_of_a_day_that_has_not_come(session):
    before = evaluated(session)
    tomorrow = today() + timedelta(days=1)
    late = keeping.report(session, before.measure, tomorrow, "進みました。", OFFICE)
    sheet = keeping.evaluate_before(session, before.measure, a_sheet("手間", on=tomorrow), OFFICE)
    answer = an_answer("手間", "費用", on=tomorrow)
    after = keeping.evaluate_after(session, before, answer, OFFICE)
    assert {late, sheet, after} == {Refusal.FUTURE}


def test_a_sheet_is_answered_once(session):
    before = evaluated(session)
    keeping.evaluate_after(session, before, an_answer("手間", "費用"), OFFICE)
    session.flush()
    again = keeping.evaluate_after(session, before, an_answer("手間", "費用"), OFFICE)
    assert again is Refusal.ANSWERED_ALREADY


def test_the_plan_stands_in_its_own_order(session):
    (half,) = keeping.open_periods(session, ("前期", 2026, 2029))
    for number in range(1, 13):
        plan = Plan(half.id, "市民", f"施策{number}", 2026, 2028)
        keeping.enter(session, f"B{number}", plan)
        session.flush()
    codes = [entry.code for entry in reading.entries(session)]
    assert codes == [f"B{number}" for number in range(1, 13)]


def test_of_two_changes_at_once_the_second_is_told_of_the_first(engine):
    with Session(writing(engine)) as session, session.begin():
        a_measure(session)

    def change(title: str) -> Callable[[Session, Measure], object]:
        return lambda session, measure: changed(measure, seen=1, title=title)

    outcomes = at_once(
        engine,
        lambda session: session.scalars(select(Measure)).one(),
        change("一つ"),
        change("二つ"),
    )
    assert {type(one) for one in outcomes} == {MeasureVersion, Refusal}, outcomes
    assert Refusal.CHANGED_MEANWHILE in outcomes


def test_two_who_answer_a_sheet_at_once_answer_it_once(engine):
    with Session(writing(engine)) as session, session.begin():
        measure = a_measure(session)
        sheet = Sheet(today(), "協議会", "", [("便利さ", Mark.GOOD, "")])
        keeping.evaluate_before(session, measure, sheet, OFFICE)

    def answer(session: Session, before: Evaluation) -> Evaluation | Refusal:
        ends = replace(sheet, consequence=Consequence.NONE, consequence_words="足りた")
        return keeping.evaluate_after(session, before, ends, OFFICE)

    outcomes = at_once(engine, lambda session: session.get_one(Evaluation, 1), answer, answer)
    assert {type(one) for one in outcomes} == {Evaluation, Refusal}, outcomes
