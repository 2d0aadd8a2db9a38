"""Why a moderator decided: public codes, each with words for the log and for the author."""

from forum.language import N_, Words
from forum.moderation.decision import Act

# The log shows these words, and nothing of what the moderator wrote to the author beside them.
REFUSALS = {
    "off_topic": N_("話題がこの掲示板の目的と異なる"),
    "personal_information": N_("個人情報が含まれている"),
    "abuse": N_("人を傷つける言葉が含まれている"),
    "spam": N_("迷惑メール・宣伝の大量送信"),
    "duplicate": N_("同じ内容の投稿がすでにある"),
    "commercial": N_("営業・宣伝にあたる"),
    "copyright": N_("他の人の著作物を無断で載せている"),
    "unproven": N_("ご本人の投稿か確かめられない"),
    "unreadable": N_("内容が読み取れない"),
    "author_request": N_("書いた方からの申し出"),
    "other": N_("その他"),
}
LOCKS = {
    "settled": N_("話し合いが一区切りついた"),
    "continued_elsewhere": N_("別の話題に続きがある"),
    "calm": N_("落ち着いて考える時間をとる"),
    "other": N_("その他"),
}
_SILENT = {
    "approved": N_("確認して掲載"),
    "shown": N_("見直して再び掲載"),
    "kept": N_("報告を受けて読み直し、そのまま掲載"),
    "unlocked": N_("話し合いを再開"),
    "pinned": N_("大切なお知らせ"),
    "unpinned": N_("お知らせの期間が終わった"),
}
ACTS = {
    Act.APPROVE: N_("掲載"),
    Act.REJECT: N_("返却"),
    Act.DISCARD: N_("破棄"),
    Act.HIDE: N_("非表示"),
    Act.SHOW: N_("再表示"),
    Act.KEEP: N_("報告の確認"),
    Act.LOCK: N_("締切"),
    Act.UNLOCK: N_("再開"),
    Act.PIN: N_("固定"),
    Act.UNPIN: N_("固定の解除"),
}
# What may stand as the reason of an act; the first one where none is chosen.
REASONS_FOR: dict[Act, tuple[str, ...]] = {
    Act.APPROVE: ("approved",),
    Act.REJECT: tuple(REFUSALS),
    Act.DISCARD: tuple(REFUSALS),
    Act.HIDE: tuple(REFUSALS),
    Act.SHOW: ("shown",),
    Act.KEEP: ("kept",),
    Act.LOCK: tuple(LOCKS),
    Act.UNLOCK: ("unlocked",),
    Act.PIN: ("pinned",),
    Act.UNPIN: ("unpinned",),
}


def reason_words(code: str, words: Words) -> str:
    """A public reason in the reader's language."""
    message = REFUSALS.get(code) or LOCKS.get(code) or _SILENT.get(code) or REFUSALS["other"]
    return words.gettext(message)


def act_words(act: Act, words: Words) -> str:
    """What was done, in one word."""
    return words.gettext(ACTS[act])
