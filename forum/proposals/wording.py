"""The vocabulary of proposals as a reader sees it, on pages and in mails."""

from datetime import date

from forum.dates import era_year
from forum.language import N_, Words
from forum.proposals.city import Answer, Judgement, Response
from forum.proposals.content import Target
from forum.proposals.deadlines import Lateness
from forum.proposals.life import Refusal
from forum.proposals.poll import Choice
from forum.proposals.proposal import Kind, Method, State

KINDS = {Kind.PROPOSAL: N_("提案"), Kind.RELAY: N_("伝達")}
STATES = {
    State.DRAFT: N_("起草中"),
    State.COMMENT: N_("意見募集中"),
    State.POLL: N_("意向確認中"),
    State.ADOPTED: N_("協議会決定"),
    State.SUBMITTED: N_("提出済"),
    State.SENT: N_("伝達済"),
    State.RECEIVED: N_("受理"),
    State.CLARIFYING: N_("照会中"),
    State.INTERIM: N_("中間回答"),
    State.ANSWERED: N_("回答済"),
    State.FOLLOWING: N_("経過確認中"),
    State.EVALUATED: N_("評価済"),
    State.CLOSED: N_("完了"),
    State.SHELVED: N_("見送り"),
    State.MERGED: N_("統合"),
    State.WITHDRAWN: N_("取下げ"),
}
TARGETS = {
    Target.ORDINANCE: N_("条例"),
    Target.SCHEME: N_("制度"),
    Target.WORK: N_("業務"),
    Target.MEASURE: N_("施策"),
    Target.BUDGET: N_("予算"),
    Target.OTHER: N_("その他"),
}
METHODS = {
    Method.UNANIMOUS: N_("全会一致"),
    Method.NO_OBJECTION: N_("異議なし"),
    Method.MAJORITY: N_("多数"),
    Method.CHAIR: N_("会長一任"),
}
JUDGEMENTS = {
    Judgement.REFLECTED: N_("反映"),
    Judgement.PARTLY: N_("一部反映"),
    Judgement.IN_SPIRIT: N_("趣旨を踏まえ検討"),
    Judgement.CONTINUED: N_("継続検討"),
    Judgement.NOT_REFLECTED: N_("反映しない"),
}
RESPONSES = {
    Response.DONE: N_("実施済"),
    Response.DOING: N_("実施中"),
    Response.PLANNED: N_("実施予定"),
    Response.STUDYING: N_("検討中"),
    Response.DIFFICULT: N_("困難"),
    Response.ELSEWHERE: N_("市の所管外"),
}
CHOICES = {
    Choice.FOR: N_("賛成"),
    Choice.CONDITIONAL: N_("条件付き賛成"),
    Choice.UNDECIDED: N_("保留"),
    Choice.AGAINST: N_("反対"),
}
LATENESS = {
    Lateness.OVERDUE: N_("回答期限超過"),
    Lateness.LONG_OVERDUE: N_("長期未回答"),
    Lateness.NO_PROGRESS: N_("経過報告なし"),
}
# The same in a sentence.
LATE = {
    Lateness.OVERDUE: N_("市の回答の期限を過ぎています。まだ回答がありません。"),
    Lateness.LONG_OVERDUE: N_("市の回答の期限を30日より多く過ぎています。まだ回答がありません。"),
    Lateness.NO_PROGRESS: N_("6か月のあいだ、経過の報告がありません。"),
}
REFUSALS = {
    Refusal.NOT_YOURS: N_("この操作をできるのは、これを受け持つ人だけです。"),
    Refusal.NOT_NOW: N_("いまの段階では、この操作はできません。"),
    Refusal.CHANGED_MEANWHILE: N_(
        "書いているあいだに、この提案が先へ進みました。新しい内容を確かめてから、もう一度お願いします。"
    ),
    Refusal.NO_REASON: N_("理由を書いてください。"),
    Refusal.NO_TITLE: N_("題名を書いてください。"),
    Refusal.NO_ITEMS: N_("その項目は、この提案にありません。"),
    Refusal.NO_SOURCE: N_("もとになる投稿・話題・ニーズが、一つは要ります。"),
    Refusal.NOTHING_NEW: N_("変わったところがありません。"),
    Refusal.NOT_FOR_ALL: N_("庁内の掲示板のことは、提案に使えません。"),
    Refusal.NOT_PUBLISHED: N_("その投稿は、いまは載っていません。"),
    Refusal.NOT_ITS_WORDS: N_("その言葉は、投稿の中にありません。"),
    Refusal.NOT_READABLE: N_("その投稿や話題を、読むことができません。"),
    Refusal.THERE_ALREADY: N_("もう記録されています。"),
    Refusal.NOT_A_MEMBER: N_("起草に加われるのは、委員か進行役です。"),
    Refusal.LAST_DRAFTER: N_("起草者がほかにいません。やめるときは、提案を取り下げてください。"),
    Refusal.NOT_ASKED: N_("起草者が、まだ意見募集を求めていません。"),
    Refusal.TWO_PEOPLE: N_("意見募集を求めた人とは、別の人が始めてください。"),
    Refusal.TOO_SHORT: N_("期間が短すぎます。"),
    Refusal.TOO_SOON: N_("まだ期間が終わっていません。"),
    Refusal.COUNTED_MEANWHILE: N_(
        "書いているあいだに、集計が変わりました。新しい集計を確かめてから、もう一度お願いします。"
    ),
    Refusal.ITSELF: N_("この提案とは別のものを選んでください。"),
    Refusal.NOT_OPEN: N_("選んだ提案は、起草中か意見募集中ではありません。"),
    Refusal.NOT_ALL_DRAFTERS: N_("起草者がみな同意してから、統合できます。"),
    Refusal.NO_DOCUMENT: N_("提案書がまだできていません。"),
    Refusal.NO_ADDRESSEE: N_("あて先を書いてください。"),
    Refusal.NO_NUMBER: N_("番号を書いてください。"),
    Refusal.NO_DEPARTMENT: N_("担当の課を書いてください。"),
    Refusal.WRONG_DAY: N_("日付を確かめてください。これより前のできごとの日と、今日とのあいだの日です（期限は、それより後の日です）。"),
    Refusal.NO_WORDS: N_("本文を書いてください。"),
    Refusal.NOT_EVERY_ITEM: N_("すべての項目に答えてください。"),
    Refusal.NO_JUDGEMENT: N_("判断を選んでください。"),
    Refusal.NO_RESPONSE: N_("対応を選んでください。"),
    Refusal.NO_YEAR: N_("実施予定の年度を書いてください。"),
    Refusal.NO_PASSED_TO: N_("市の所管外のときは、どこへ送ったかを書いてください。"),
    Refusal.NO_SCAN: N_("書面の写し（スキャン）を付けてください。"),
    Refusal.NO_MEASURE: N_("項目を実施する施策を、先に結び付けてください。"),
    Refusal.NO_EVALUATION: N_("事後評価を選んでください。"),
}  # fmt: skip


def fiscal_year(year: int, language: Words) -> str:
    """令和9年度, or FY2027, for the fiscal year that begins in that April."""
    if language.locale.startswith("en"):
        return f"FY{year}"
    return era_year(date(year, 12, 31)) + "度"


def decided(answer: Answer, language: Words) -> str:
    """What an answer says in a few words: 一部反映・実施予定（令和9年度）."""
    return language.gettext(N_("・")).join(said_of(answer, language))


def said_of(answer: Answer, language: Words) -> list[str]:
    """The same in its parts: 判断 and 対応, or that it is an interim answer."""
    said = language.gettext
    parts = [said(JUDGEMENTS[answer.judgement])] if answer.judgement else []
    if answer.response is not None:
        beside = answer.passed_to
        if answer.fiscal_year is not None:
            beside = fiscal_year(answer.fiscal_year, language)
        response = said(RESPONSES[answer.response])
        parts.append(
            said(N_("%(what)s（%(beside)s）"), what=response, beside=beside) if beside else response
        )
    return parts or [said(N_("中間回答"))]
