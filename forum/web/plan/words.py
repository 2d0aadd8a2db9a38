"""The plan's vocabulary as a reader sees it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from forum.dates import era_year, long_day
from forum.language import N_
from forum.matters import Matter
from forum.plan import wording
from forum.plan.checking import Evaluation
from forum.plan.keeping import Refusal
from forum.plan.measure import State
from forum.plan.reading import Entry
from forum.web.language import locale

STATES, DOERS, FLAGS, MARKS = wording.STATES, wording.DOERS, wording.FLAGS, wording.MARKS
STAGES, CONSEQUENCES, CAUSES = wording.STAGES, wording.CONSEQUENCES, wording.CAUSES
REFUSALS = {
    Refusal.NOT_YOURS: N_("この操作をできるのは、計画を受け持つ人だけです。"),
    Refusal.CHANGED_MEANWHILE: N_(
        "書いているあいだに、ほかの人がこの施策を変えました。新しい内容を見てから、もう一度お願いします。"
    ),
    Refusal.NO_SUCH_STEP: N_("いまの状態から、この状態へは進めません。"),
    Refusal.NO_REASON: N_("変える理由を書いてください。"),
    Refusal.NO_LESSONS: N_("試行を終えるときは、試行からわかったことを書いてください。"),
    Refusal.YEARS: N_("終わりの年度は、始まりの年度より前にできません。"),
    Refusal.NOTHING_NEW: N_("変わったところがありません。"),
    Refusal.OTHER_CRITERIA: N_("事前評価と同じ項目で答えてください。"),
    Refusal.NO_CRITERIA: N_("評価の項目を一つ以上書いてください。"),
    Refusal.NO_CONSEQUENCE: N_("評価から何をするかを選び、理由を書いてください。"),
    Refusal.ANSWERED_ALREADY: N_("この事前評価には、もう事後評価があります。"),
    Refusal.THERE_ALREADY: N_("この番号の施策は、もう計画にあります。"),
    Refusal.NOT_YET: N_("事後評価の日は、事前評価の日より後にしてください。"),
    Refusal.FUTURE: N_("まだ来ていない日は書けません。今日までの日にしてください。"),
    Refusal.NO_PROPOSAL: N_("どの提案を受けて変えるかを、選んでください。"),
    Refusal.NO_EVALUATION: N_("この施策のどの評価を受けて変えるかを、選んでください。"),
}


def options(words: dict[Any, str]) -> list[tuple[str, str]]:
    """A vocabulary for a form: codes and their words in the reader's language."""
    return [(str(code), gettext(word)) for code, word in words.items()]


def sheet_name(sheet: Evaluation) -> str:
    """2026年11月23日の事前評価: how people name a sheet of a measure that is known."""
    return gettext(
        "%(day)sの%(stage)s", day=day_words(sheet.on), stage=gettext(STAGES[sheet.stage])
    )


def cause_name(cause: Matter) -> str:
    """The proposal or the evaluation that caused a change, on the page of the measure."""
    return cause.title if cause.evaluation is None else sheet_name(cause.evaluation)


def fiscal_year(year: int) -> str:
    """令和8年度, or FY2026, for the fiscal year that begins in that April."""
    return f"FY{year}" if locale() == "en" else era_year(date(year, 12, 31)) + "度"


def day_words(on: date) -> str:
    """A day in full without its element, for a caption."""
    return long_day(on, locale())


def years(first: int, last: int) -> str:
    """From one fiscal year to another."""
    if first == last:
        return fiscal_year(first)
    return gettext("%(first)sから%(last)sまで", first=fiscal_year(first), last=fiscal_year(last))


def short_year(year: int) -> str:
    """R8, H17, or 2026 in English: a column's head."""
    if locale() == "en":
        return str(year)
    era = era_year(date(year, 12, 31)).removesuffix("年")
    letters = {"令和": "R", "平成": "H", "昭和": "S"}
    return letters.get(era[:2], era[:2]) + era[2:]


def figure(value: Decimal) -> str:
    """1,234 or 12.5: no noughts behind the point that say nothing."""
    return f"{value.normalize():,f}"


def tally(entries: Sequence[Entry]) -> list[tuple[State, str, int]]:
    """How many measures are how far: the state, its word, their number."""
    return [
        (state, gettext(word), count)
        for state, word in STATES.items()
        if (count := sum(entry.now.state is state for entry in entries))
    ]
