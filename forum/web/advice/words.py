"""What advice is called on pages, and how long a reply took."""

from datetime import datetime

from flask_babel import gettext, ngettext

from forum.advice.advice import Advice, Stage, State
from forum.advice.asking import Refusal, matter_of
from forum.language import N_
from forum.matters import Matter
from forum.text.masking import mask

STAGES = {
    Stage.PLANNING: N_("企画立案"),
    Stage.DOING: N_("実施"),
    Stage.EVALUATION: N_("評価"),
}
STATES = {
    State.OPEN: N_("回答を待っています"),
    State.ANSWERED: N_("回答あり"),
    State.DECLINED: N_("辞退"),
}
REFUSALS = {
    Refusal.NOT_YOURS: N_("この操作は、あなたにはできません。"),
    Refusal.NOTHING_ASKED_ABOUT: N_("何についての助言かがわかりません。話題や施策のページから始めてください。"),
    Refusal.NO_ADVISER: N_("アドバイザーを選んでください。"),
    Refusal.NOT_FOR_ADVISERS: N_("このアドバイザーは、この話題を読むことができません。"),
    Refusal.NO_QUESTION: N_("尋ねたいことを書いてください。"),
    Refusal.NO_WORDS: N_("何も書かれていません。"),
    Refusal.NO_REASON: N_("辞退の理由を書いてください。"),
    Refusal.PAST: N_("期限は、きょうよりあとの日にしてください。"),
    Refusal.ANSWERED_ALREADY: N_("もう回答しているため、辞退はできません。"),
    Refusal.NOTHING_NEW: N_("いまの申告と同じです。"),
}  # fmt: skip


def refusal(code: Refusal) -> str:
    return gettext(REFUSALS[code])


def matter(advice: Advice) -> Matter:
    return matter_of(advice)


def masked(told: str) -> str:
    """Somebody's words without mailboxes and telephone numbers."""
    return mask(told)


def took(asked: datetime, answered: datetime) -> str:
    """How long an answer took: 3日, 5時間; less than an hour in minutes."""
    seconds = max(0, int((answered - asked).total_seconds()))
    if seconds < 3600:
        return ngettext("%(num)d分", "%(num)d分", seconds // 60)
    if seconds < 86400:
        return ngettext("%(num)d時間", "%(num)d時間", seconds // 3600)
    return ngettext("%(num)d日", "%(num)d日", seconds // 86400)
