"""What is said on pages of voices that a clerk entered for somebody."""

from flask_babel import gettext

from forum.archive.thread import Origin
from forum.archive.wording import ORIGINS
from forum.intake.entering import Refusal
from forum.intake.entry import CHANNELS, State
from forum.language import N_

STATES = {
    State.CONFIRMED: N_("本人確認済"),
    State.WAITING: N_("確認待ち"),
    State.UNASKED: N_("確認なし（住所なし）"),
}
REFUSALS = {
    Refusal.NOT_YOURS: N_("この掲示板に代わって入力できるのは、進行役と事務局だけです。"),
    Refusal.NO_CHANNEL: N_("どの方法で届いたかを選んでください。"),
    Refusal.LATER_THAN_TODAY: N_("届いた日は、きょうまでの日にしてください。"),
    Refusal.NO_WORDS: N_("本文を入力してください。"),
    Refusal.NO_SUBJECT: N_("話題の名前を入力してください。"),
    Refusal.THERE_ALREADY: N_("同じ人の同じ言葉が、もう載っています。"),
    Refusal.NOT_THEIRS: N_("この方は、この掲示板に投稿できません。別の掲示板を選んでください。"),
    Refusal.NOT_PUBLISHED: N_("まだ載っていないため、できません。"),
    Refusal.NO_ADDRESS: N_("この方のメールアドレスは登録されていません。"),
    Refusal.CONFIRMED_ALREADY: N_("もう本人の確認が済んでいます。"),
    Refusal.NOTHING_NEW: N_("言葉が変わっていません。"),
}


def refusal(code: Refusal) -> str:
    return gettext(REFUSALS[code])


def channels() -> list[tuple[str, str]]:
    """The ways in which a voice comes, in the visitor's language."""
    return [(one.value, gettext(ORIGINS[one])) for one in CHANNELS]


def channel(origin: Origin) -> str:
    return gettext(ORIGINS[origin])
