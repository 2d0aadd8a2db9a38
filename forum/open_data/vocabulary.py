"""The codes in the tables and the words that they stand for."""

from collections.abc import Mapping
from typing import Any

from forum.language import N_
from forum.proposals import wording

NEED_STATES = {
    "open": N_("受付中"),
    "merged": N_("ほかのニーズとまとめた"),
    "closed": N_("終わった"),
}
STATES = {
    "untouched": N_("未着手"),
    "study": N_("調査検討"),
    "trial": N_("試行"),
    "running": N_("本格実施"),
    "done": N_("完了"),
    "dropped": N_("中止"),
}
DOERS = {"private": N_("民間主導"), "city": N_("行政"), "together": N_("協働")}
FLAGS = {
    "ready": N_("すぐにできる"),
    "needs_study": N_("調査・検討が要る"),
    "beyond_the_city": N_("国・県と連携する"),
    "effective": N_("効果が大きい"),
}
STAGES = {"before": N_("事前評価"), "after": N_("事後評価")}
MARKS = {
    "good": N_("よい"),
    "fair": N_("ふつう"),
    "poor": N_("足りない"),
    "unknown": N_("まだわからない"),
}
CONSEQUENCES = {
    "proposal": N_("新しい提案をする"),
    "change": N_("施策を変える"),
    "none": N_("変えない"),
}
BY = {
    "total": N_("全体"),
    "month": N_("月"),
    "channel": N_("届いた方法"),
    "sector": N_("立場"),
}
KINDS = {"posts": N_("投稿"), "people": N_("書いた人"), "new_people": N_("はじめて書いた人")}
SECTORS = {
    "citizen": N_("市民"),
    "company": N_("企業"),
    "university": N_("大学"),
    "government": N_("行政"),
    "group": N_("団体"),
}
CHANNELS = {
    "web": N_("ウェブ"),
    "mail": N_("メール"),
    "import": N_("過去の記録"),
    "paper": N_("手紙"),
    "phone": N_("電話"),
    "fax": N_("ファクス"),
    "counter": N_("窓口"),
    "minutes": N_("議事録"),
}
TARGETS = {
    "ordinance": N_("条例"),
    "scheme": N_("制度"),
    "work": N_("業務"),
    "measure": N_("施策"),
    "budget": N_("予算"),
    "other": N_("その他"),
}
METHODS = {
    "unanimous": N_("全会一致"),
    "no_objection": N_("異議なし"),
    "majority": N_("多数"),
    "chair": N_("会長一任"),
}
POLL_GROUPS = {"council": N_("委員"), "residents": N_("住民")}


def _codes(told: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): message for code, message in told.items()}


PROPOSAL_KINDS = _codes(wording.KINDS)
PROPOSAL_STATES = _codes(wording.STATES)
LATENESS = _codes(wording.LATENESS)
JUDGEMENTS = _codes(wording.JUDGEMENTS)
RESPONSES = _codes(wording.RESPONSES)
CHOICES = _codes(wording.CHOICES)
