"""The codes in the tables and the words that they stand for."""

from collections.abc import Mapping
from typing import Any

from forum.archive.wording import ORIGINS
from forum.language import N_
from forum.people import wording as people
from forum.plan import wording as plan
from forum.proposals import wording

NEED_STATES = {
    "open": N_("受付中"),
    "merged": N_("ほかのニーズとまとめた"),
    "closed": N_("終わった"),
}
BY = {
    "total": N_("全体"),
    "month": N_("月"),
    "channel": N_("届いた方法"),
    "sector": N_("立場"),
}
KINDS = {"posts": N_("投稿"), "people": N_("書いた人"), "new_people": N_("はじめて書いた人")}
POLL_GROUPS = {"council": N_("委員"), "residents": N_("住民")}


def _codes(told: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): message for code, message in told.items()}


CHANNELS = _codes(ORIGINS)
SECTORS = _codes(people.SECTORS)
STATES = _codes(plan.STATES)
DOERS = _codes(plan.DOERS)
FLAGS = _codes(plan.FLAGS)
STAGES = _codes(plan.STAGES)
MARKS = _codes(plan.MARKS)
CONSEQUENCES = _codes(plan.CONSEQUENCES)
CAUSES = _codes(plan.CAUSES)
TARGETS = _codes(wording.TARGETS)
METHODS = _codes(wording.METHODS)
PROPOSAL_KINDS = _codes(wording.KINDS)
PROPOSAL_STATES = _codes(wording.STATES)
LATENESS = _codes(wording.LATENESS)
JUDGEMENTS = _codes(wording.JUDGEMENTS)
RESPONSES = _codes(wording.RESPONSES)
CHOICES = _codes(wording.CHOICES)
