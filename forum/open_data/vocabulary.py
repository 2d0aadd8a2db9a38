"""The codes in the tables and the words that they stand for."""

from forum.language import N_

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
