"""The plan's vocabulary as a reader sees it."""

from forum.language import N_
from forum.plan.checking import Consequence, Mark, Stage
from forum.plan.measure import Cause, Doer, Flag, State

STATES = {
    State.UNTOUCHED: N_("未着手"),
    State.STUDY: N_("調査検討"),
    State.TRIAL: N_("試行"),
    State.RUNNING: N_("本格実施"),
    State.DONE: N_("完了"),
    State.DROPPED: N_("中止"),
}
DOERS = {
    Doer.PRIVATE: N_("民間主導"),
    Doer.CITY: N_("行政"),
    Doer.TOGETHER: N_("協働"),
}
FLAGS = {
    Flag.READY: N_("すぐにできる"),
    Flag.NEEDS_STUDY: N_("調査・検討が要る"),
    Flag.BEYOND_THE_CITY: N_("国・県と連携する"),
    Flag.EFFECTIVE: N_("効果が大きい"),
}
STAGES = {Stage.BEFORE: N_("事前評価"), Stage.AFTER: N_("事後評価")}
MARKS = {
    Mark.GOOD: N_("よい"),
    Mark.FAIR: N_("ふつう"),
    Mark.POOR: N_("足りない"),
    Mark.UNKNOWN: N_("まだわからない"),
}
CAUSES = {
    Cause.ENTERED: N_("計画に入りました"),
    Cause.PROPOSAL: N_("提案を受けて"),
    Cause.EVALUATION: N_("評価を受けて"),
    Cause.DECISION: N_("推進本部の決定で"),
    Cause.CORRECTION: N_("書きまちがいの訂正"),
}
CONSEQUENCES = {
    Consequence.PROPOSAL: N_("新しい提案をする"),
    Consequence.CHANGE: N_("施策を変える"),
    Consequence.NONE: N_("変えない"),
}
