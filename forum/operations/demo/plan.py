"""The demo's plan: 23 measures in two halves around the day of the first start."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from importlib.resources import files

from sqlalchemy.orm import Session

from forum.dates import fiscal_year_number
from forum.people.standing import Standing, standing_of
from forum.plan import keeping
from forum.plan.checking import Mark
from forum.plan.keeping import Plan, Sheet, Why
from forum.plan.measure import Cause, Doer, Flag, Measure, State

YEARS_OF = {"前期": (-1, 2), "後期": (3, 7)}
"""How the halves lie to the fiscal year of the first start."""

UNDER_WAY: dict[str, tuple[State, Doer, tuple[Flag, ...], str]] = {
    "B1": (State.RUNNING, Doer.TOGETHER, (Flag.READY, Flag.EFFECTIVE), "企画課"),
    "B2": (State.RUNNING, Doer.TOGETHER, (Flag.READY,), "生涯学習課"),
    "B3": (State.STUDY, Doer.CITY, (Flag.NEEDS_STUDY,), "教育総務課"),
    "B4": (State.RUNNING, Doer.CITY, (Flag.READY, Flag.EFFECTIVE), "広報課"),
    "B5": (State.STUDY, Doer.CITY, (Flag.EFFECTIVE,), "福祉課"),
    "B7": (State.TRIAL, Doer.CITY, (Flag.READY, Flag.EFFECTIVE), "市民協働課"),
    "B8": (State.STUDY, Doer.CITY, (Flag.NEEDS_STUDY, Flag.BEYOND_THE_CITY), "市民課"),
    "B10": (State.TRIAL, Doer.TOGETHER, (Flag.READY,), "市民協働課"),
    "B12": (State.STUDY, Doer.CITY, (Flag.BEYOND_THE_CITY,), "契約課"),
    "B13": (State.DONE, Doer.CITY, (Flag.READY,), "総務課"),
    "B14": (State.RUNNING, Doer.CITY, (Flag.EFFECTIVE,), "総務課"),
    "B16": (State.UNTOUCHED, Doer.PRIVATE, (Flag.NEEDS_STUDY,), "産業課"),
}
B7_SUMMARY = "市民会館などの部屋の空きを調べ、窓口に行かなくても予約できるようにします。"
B7_WORDS = """市民会館、公民館、体育館の部屋について、空いている時間をウェブで見られるようにし、予約を受け付けます。

はじめは市民会館だけで試し、電話とメールでの受け付けもあわせて行います。"""


def enter_plan(session: Session, keeper: int, day: date) -> None:
    """The plan as it stands on the day of the first start, kept by the secretariat's person."""
    this_year = fiscal_year_number(day)
    spans = {name: (this_year + a, this_year + b) for name, (a, b) in YEARS_OF.items()}
    halves = keeping.open_periods(session, *((name, *span) for name, span in spans.items()))
    by_name = {half.name: half.id for half in halves}
    by = standing_of(session, keeper)
    for row in measures():
        first, last = spans[row["period"]]
        plan = Plan(by_name[row["period"]], row["area"], row["title_ja"], first, last)
        _start(keeping.enter(session, row["code"], plan), by)
    session.flush()
    _tell_of_the_hall(session, by, day)


def measures() -> list[dict[str, str]]:
    """The plan's measures: code, period, area, title_ja."""
    text = files(__package__).joinpath("measures.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _start(measure: Measure, by: Standing) -> None:
    if measure.code not in UNDER_WAY:
        return
    state, doer, flags, department = UNDER_WAY[measure.code]
    plan = keeping.said(measure.current)
    if measure.code == "B7":
        plan = replace(plan, plain=B7_SUMMARY, description=B7_WORDS)
    begun = State.RUNNING if state is State.DONE else state
    changed = replace(plan, state=begun, doer=doer, flags=frozenset(flags), department=department)
    decided = Why(Cause.DECISION, "推進本部の会議で決まりました。")
    keeping.change(measure, changed, decided, 1, by)
    if state is State.DONE:
        done = replace(changed, state=State.DONE)
        spread = Why(Cause.DECISION, "すべての職場に行きわたりました。")
        keeping.change(measure, done, spread, 2, by)


def _tell_of_the_hall(session: Session, by: Standing, day: date) -> None:
    """B7, which the demo's discussion is about: an evaluation before, and the pilot's figures."""
    hall = session.query(Measure).filter_by(code="B7").one()
    keeping.evaluate_before(
        session,
        hall,
        Sheet(
            on=day - timedelta(days=90),
            evaluator="情報化推進協議会",
            summary="効果は大きいと見ます。電話でも予約できることが条件です。",
            findings=[
                ("住民の手間が減るか", Mark.GOOD, "窓口へ二回行くところが、行かずにすみます。"),
                ("だれでも使えるか", Mark.FAIR, "ウェブだけでは、使えない人が残ります。"),
                ("職員の手間が減るか", Mark.UNKNOWN, "電話の受け付けが残る間は、わかりません。"),
                ("費用に見合うか", Mark.FAIR, "一館で試してから決めます。"),
            ],
        ),
        by,
    )
    for days_ago, words, figure in (
        (60, "市民会館の空きをウェブで見られるようにしました。見た人の数です。", Decimal(412)),
        (25, "電話とメールでの予約を試し始めました。予約の数です。", Decimal(38)),
    ):
        keeping.report(session, hall, day - timedelta(days=days_ago), words, by, figure, "件")
