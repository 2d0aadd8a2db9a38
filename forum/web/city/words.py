"""The city's vocabulary on pages: what can be done, judgements, responses, years, days."""

from datetime import date
from typing import Any

from flask_babel import gettext

from forum.base import today
from forum.dates import fiscal_year_number
from forum.language import N_, words
from forum.proposals import wording
from forum.proposals.city import Answer
from forum.proposals.deadlines import Lateness
from forum.proposals.proposal import Act
from forum.web.language import locale

ACTS = {
    Act.SUBMIT: N_("市に提出する"),
    Act.RECEIVE: N_("受理を記録する"),
    Act.CLARIFY: N_("協議会に照会する"),
    Act.EXPLAIN: N_("市の照会に答える"),
    Act.REFER: N_("項目を担当に回す"),
    Act.ANSWER_INTERIM: N_("中間回答をする"),
    Act.ANSWER: N_("回答する"),
    Act.CORRECT: N_("回答を訂正する"),
    Act.APPROVE: N_("推進本部の承認を記録する"),
    Act.LINK_MEASURE: N_("施策と結び付ける"),
}
# Where an act is done.
PAGES = {
    Act.SUBMIT: "proposals_city_steps.submit",
    Act.RECEIVE: "proposals_city_steps.receive",
    Act.CLARIFY: "proposals_city_steps.clarify",
    Act.EXPLAIN: "proposals_city_steps.explain",
    Act.REFER: "proposals_city_steps.refer",
    Act.ANSWER_INTERIM: "proposals_city_answers.answer_interim",
    Act.ANSWER: "proposals_city_answers.answer",
    Act.CORRECT: "proposals_city_answers.correct",
    Act.APPROVE: "proposals_city_steps.approve",
    Act.LINK_MEASURE: "proposals_city_steps.link_measure",
}
STATES, JUDGEMENTS, RESPONSES = wording.STATES, wording.JUDGEMENTS, wording.RESPONSES
_YEARS_AHEAD = 10


def late(lateness: Lateness) -> str:
    """What is late, as a plain sentence."""
    return gettext(wording.LATE[lateness])


def late_tag(lateness: Lateness) -> str:
    """What is late, in a word."""
    return gettext(wording.LATENESS[lateness])


def decided(answer: Answer) -> str:
    """What an answer says in a few words."""
    return wording.decided(answer, words(locale()))


def year(number: int) -> str:
    """A fiscal year in words."""
    return wording.fiscal_year(number, words(locale()))


def years() -> list[tuple[str, str]]:
    """The fiscal years in which something may be planned, this one first; none chosen before them."""
    this = fiscal_year_number(today())
    ahead = range(this, this + _YEARS_AHEAD)
    said = [(str(one), gettext("%(year)sに実施", year=year(one))) for one in ahead]
    return [("", gettext("（実施予定のとき、選ぶ）")), *said]


def options(vocabulary: dict[Any, str]) -> list[tuple[str, str]]:
    """A vocabulary for a form, with a first line that chooses nothing."""
    chosen = [(str(code), gettext(word)) for code, word in vocabulary.items()]
    return [("", gettext("選んでください")), *chosen]


def as_form(answer: Answer) -> dict[str, Any]:
    """An answer as the form of its correction begins."""
    return {
        "judgement": answer.judgement or "",
        "response": answer.response or "",
        "fiscal_year": str(answer.fiscal_year or ""),
        "passed_to": answer.passed_to,
        "reason": answer.reason,
        "plain": answer.plain,
        "department": answer.department,
    }


def day_of(told: Any) -> date | None:
    """A day out of plain JSON."""
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError):
        return None
