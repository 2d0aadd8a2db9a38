"""What meetings and their minutes are called on pages."""

from collections.abc import Sequence

from flask_babel import gettext
from markupsafe import Markup

from forum.dates import in_tokyo
from forum.language import N_, words
from forum.meetings import wording
from forum.meetings.holding import Refusal
from forum.meetings.meeting import Door, Meeting, Minutes, Said, State
from forum.meetings.quorum import quorum_of
from forum.text.masking import mask
from forum.web.language import locale

STATES = {
    State.NONE: N_("議事録はまだありません"),
    State.DRAFT: N_("議事録を作成中"),
    State.CONFIRMING: N_("議事録を出席者が確認中"),
    State.FINAL: N_("議事録が確定"),
}
SAYINGS = {Said.CONFIRMED: N_("このままでよい"), Said.COMMENT: N_("直すところがある")}
DOORS = {
    Door.WEB: N_("ウェブ"),
    Door.MAIL: N_("メール"),
    Door.PAPER: N_("手紙"),
    Door.PHONE: N_("電話"),
    Door.FAX: N_("ファクス"),
    Door.COUNTER: N_("窓口"),
}
REFUSALS = {
    Refusal.NOT_YOURS: N_("この操作をできるのは、事務局・会長と、部会では進行役だけです。"),
    Refusal.CHANGED_MEANWHILE: N_(
        "書いている間に、ほかの人が変えました。いまの内容を別の画面で確かめてから、もう一度送ってください。"
    ),
    Refusal.NO_AGENDA: N_("議題を一つ以上書いてください。"),
    Refusal.ENDS_BEFORE: N_("終わりの時刻を、始まりよりあとにしてください。"),
    Refusal.NO_REASON: N_("理由を書いてください。"),
    Refusal.CANCELLED: N_("この会議は中止になりました。"),
    Refusal.CLOSED: N_("議事録の確認が始まったか、確定したため、変えられません。"),
    Refusal.NOT_YET: N_("まだその日になっていないか、過ぎた日です。"),
    Refusal.NOBODY_PRESENT: N_("出席した人を一人以上選んでください。"),
    Refusal.NO_MINUTES: N_("先に議事録を書いてください。"),
    Refusal.STILL_ASKED: N_(
        "まだ答えていない出席者がいます。全員が答えるか、期限が過ぎると確定できます。"
    ),
    Refusal.NOT_PRESENT: N_("この会議に出席した方だけがお答えになれます。"),
    Refusal.NOT_ASKED: N_("いまは、出席者の確認を受け付けていません。"),
    Refusal.NO_WORDS: N_("直すところを書いてください。"),
    Refusal.NOT_TAKEN: N_(
        "掲示板がこの投稿を受け付けませんでした。掲示板の設定を確かめてください。"
    ),
}


def refusal(code: Refusal) -> str:
    return gettext(REFUSALS[code])


def when(meeting: Meeting) -> Markup:
    """Day and hours, in one <time>."""
    machine = in_tokyo(meeting.starts_at).isoformat(timespec="minutes")
    told = wording.when(meeting, locale())
    return Markup('<time datetime="{}">{}</time>').format(machine, told)


def quorum(minutes: Minutes) -> str:
    """Whether enough came, in a sentence."""
    return wording.quorum_words(quorum_of(minutes), words(locale()))


def masked(told: str) -> str:
    """Somebody's words without mailboxes and telephone numbers."""
    return mask(told)


def lines(text: str) -> Sequence[str]:
    """The lines of a text that say something."""
    return [line for line in mask(text).splitlines() if line.strip()]
