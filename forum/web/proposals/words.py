"""What a proposal's pages say of its life: acts, targets, methods, capacities, what comes next."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext

from forum.dates import long_day
from forum.language import N_, words
from forum.proposals import life, wording
from forum.proposals.cited import Cited
from forum.proposals.life import Capacity, Refusal
from forum.proposals.outlook import Outlook
from forum.proposals.proposal import Act, Kind, Proposal, State
from forum.web.language import locale
from forum.web.plan import words as plan_words

STATES, KINDS, LATENESS, LATE = wording.STATES, wording.KINDS, wording.LATENESS, wording.LATE
TARGETS, METHODS = wording.TARGETS, wording.METHODS
CAPACITIES = {
    Capacity.DRAFTER: N_("起草者"),
    Capacity.MEMBER: N_("委員"),
    Capacity.MODERATOR: N_("進行役"),
    Capacity.CHAIR: N_("会長"),
    Capacity.SECRETARIAT: N_("事務局"),
    Capacity.LIAISON: N_("市担当"),
    Capacity.HQ: N_("推進本部"),
}
# What was done, for the history.
DONE = {
    Act.DRAFT: N_("起草を始めました"),
    Act.REVISE: N_("書き直しました"),
    Act.INVITE: N_("起草者を加えました"),
    Act.LEAVE: N_("起草者が一人離れました"),
    Act.CITE: N_("もとの声を加えました"),
    Act.UNCITE: N_("もとの声を外しました"),
    Act.ASK_COMMENT: N_("意見募集を求めました"),
    Act.OPEN_COMMENT: N_("意見募集を始めました"),
    Act.BACK_TO_DRAFT: N_("起草に戻しました"),
    Act.OPEN_POLL: N_("文章を確定し、意向確認を始めました"),
    Act.ADOPT: N_("協議会として決定しました"),
    Act.SHELVE: N_("見送りました"),
    Act.AGREE_MERGE: N_("起草者が統合に同意しました"),
    Act.MERGE: N_("ほかの提案と統合しました"),
    Act.WITHDRAW: N_("取り下げました"),
    Act.TAKE_UP: N_("もう一度取り上げました"),
    Act.SUBMIT: N_("市に提出しました"),
    Act.SEND: N_("市に伝えました"),
    Act.RECEIVE: N_("市が受理しました"),
    Act.CLARIFY: N_("市から照会がありました"),
    Act.EXPLAIN: N_("照会に答えました"),
    Act.REFER: N_("担当に回されました"),
    Act.ANSWER_INTERIM: N_("市から中間回答がありました"),
    Act.ANSWER: N_("市から回答がありました"),
    Act.CORRECT: N_("市が回答を訂正しました"),
    Act.APPROVE: N_("推進本部が承認しました"),
    Act.LINK_MEASURE: N_("施策と結び付けました"),
    Act.FOLLOW: N_("経過の確認に移りました"),
    Act.EVALUATE: N_("評価しました"),
    Act.CLOSE: N_("完了しました"),
    Act.REPROPOSE: N_("新しい提案に引き継ぎました"),
}
# What may be done, for buttons and for what comes next.
DO = {
    Act.REVISE: N_("書き直す"),
    Act.INVITE: N_("起草者を加える"),
    Act.LEAVE: N_("起草から離れる"),
    Act.CITE: N_("もとの声を加える"),
    Act.UNCITE: N_("もとの声を外す"),
    Act.ASK_COMMENT: N_("意見募集を求める"),
    Act.OPEN_COMMENT: N_("意見募集を始める"),
    Act.BACK_TO_DRAFT: N_("起草に戻す"),
    Act.OPEN_POLL: N_("意向確認を始める"),
    Act.ADOPT: N_("協議会の決定を記録する"),
    Act.SHELVE: N_("見送る"),
    Act.AGREE_MERGE: N_("統合に同意する"),
    Act.MERGE: N_("ほかの提案と統合する"),
    Act.WITHDRAW: N_("取り下げる"),
    Act.TAKE_UP: N_("もう一度取り上げる"),
    Act.SUBMIT: N_("市に提出する"),
    Act.SEND: N_("市に伝える"),
    Act.RECEIVE: N_("受理する"),
    Act.CLARIFY: N_("照会する"),
    Act.EXPLAIN: N_("照会に答える"),
    Act.REFER: N_("担当に回す"),
    Act.ANSWER_INTERIM: N_("中間回答をする"),
    Act.ANSWER: N_("回答する"),
    Act.CORRECT: N_("回答を訂正する"),
    Act.APPROVE: N_("推進本部の承認を記録する"),
    Act.LINK_MEASURE: N_("施策と結び付ける"),
    Act.FOLLOW: N_("施策と結び付くと、経過の確認に移る"),
    Act.EVALUATE: N_("評価を記録する"),
    Act.CLOSE: N_("完了する"),
    Act.REPROPOSE: N_("新しい提案に引き継ぐ"),
}
# The way that a proposal is meant to go; what leads off it is told apart.
ONWARD = (
    Act.OPEN_COMMENT,
    Act.OPEN_POLL,
    Act.ADOPT,
    Act.SUBMIT,
    Act.SEND,
    Act.RECEIVE,
    Act.EXPLAIN,
    Act.ANSWER_INTERIM,
    Act.ANSWER,
    Act.FOLLOW,
    Act.EVALUATE,
    Act.CLOSE,
    Act.TAKE_UP,
)
WAY = {
    Kind.PROPOSAL: (
        State.DRAFT,
        State.COMMENT,
        State.POLL,
        State.ADOPTED,
        State.SUBMITTED,
        State.RECEIVED,
        State.ANSWERED,
        State.FOLLOWING,
        State.EVALUATED,
    ),
    Kind.RELAY: (State.DRAFT, State.SENT, State.RECEIVED, State.ANSWERED),
}
# States that are part of a step.
WITHIN = {State.CLARIFYING: State.RECEIVED, State.INTERIM: State.RECEIVED}
ENDED = (State.CLOSED, State.SHELVED, State.MERGED, State.WITHDRAWN)
NEXT_DAY = {
    State.COMMENT: N_("意見は%(day)sまで"),
    State.POLL: N_("意向確認は%(day)sまで"),
    State.RECEIVED: N_("市の回答の期限は%(day)s"),
    State.CLARIFYING: N_("市の回答の期限は%(day)s（照会に答えるまで延びます）"),
    State.INTERIM: N_("市の最終回答の期限は%(day)s"),
}
# Where the page knows better than the house what is missing.
_OURS = {
    Refusal.NO_ITEMS: N_("提案の項目を、一つ以上書いてください。"),
    Refusal.NO_WORDS: N_("「現状と課題」と「目的」を書いてください（伝達は「現状と課題」だけで足ります）。"),
}  # fmt: skip


def refusal_words(refusal: Refusal) -> str:
    return gettext(_OURS.get(refusal) or wording.REFUSALS[refusal])


def label(proposal: Proposal) -> str:
    """令和8年度提案第3号, in English Proposal No. 3 of FY2026; nothing before it has a number."""
    if proposal.fiscal_year is None or proposal.number is None:
        return ""
    year = plan_words.fiscal_year(proposal.fiscal_year)
    if proposal.kind is Kind.RELAY:
        return gettext("%(year)s伝達第%(number)s号", year=year, number=proposal.number)
    return gettext("%(year)s提案第%(number)s号", year=year, number=proposal.number)


def name(proposal: Proposal) -> str:
    """Its number, or what it is as long as it has none."""
    return label(proposal) or gettext(KINDS[proposal.kind])


def next_day(outlook: Outlook) -> str:
    """意見は12月6日まで: the date that a proposal is waiting for, with what it means."""
    told = NEXT_DAY.get(outlook.proposal.state)
    if told is None or outlook.next_on is None:
        return ""
    return gettext(told, day=day_words(outlook.next_on))


def day_words(on: date) -> str:
    return long_day(on, locale())


def cited_line(one: Cited) -> list[str]:
    """What became of cited words, step by step: 一部反映, 実施予定（令和9年度）; or where it stands."""
    if one.answer is None:
        return [gettext(STATES[one.proposal.state])]
    return wording.said_of(one.answer, words(locale()))


def cited_place(one: Cited) -> str:
    """令和8年度提案第3号 項目2, or the title of what has no number yet."""
    name = label(one.proposal) or gettext("提案「%(title)s」", title=one.title)
    if one.position is None:
        return name
    return gettext("%(proposal)s 項目%(number)s", proposal=name, number=one.position)


def way(proposal: Proposal) -> list[tuple[State, str]]:
    """Each step of its way: (state, done | now | ahead | left); an end stands last as now."""
    steps = WAY[proposal.kind]
    here = WITHIN.get(proposal.state, proposal.state)
    if here in steps:
        at = steps.index(here)
        return [
            (state, "done" if n < at else "now" if n == at else "ahead")
            for n, state in enumerate(steps)
        ]
    been = {WITHIN.get(step.after, step.after) for step in proposal.steps}
    told = [(state, "done" if state in been else "left") for state in steps]
    return [*told, (here, "now")]


def nexts(proposal: Proposal) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What may come next, and what else may be decided: (what, by whom)."""
    onward: list[tuple[str, str]] = []
    aside: list[tuple[str, str]] = []
    for act, rule in life.next_acts(proposal):
        told = (gettext(DO[act]), by_whom(rule.by))
        (onward if act in ONWARD else aside).append(told)
    return onward, aside


def by_whom(capacities: Iterable[Capacity]) -> str:
    """会長・事務局, in the order of the house."""
    held = [gettext(CAPACITIES[one]) for one in Capacity if one in capacities and one in CAPACITIES]
    return gettext("・").join(held)


def options(vocabulary: Mapping[Any, str]) -> list[tuple[str, str]]:
    """A vocabulary for a form: codes and their words in the reader's language."""
    return [(str(code), gettext(word)) for code, word in vocabulary.items()]
