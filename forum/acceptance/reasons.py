"""Every reason and every fate as one plain sentence, in the reader's language."""

from collections.abc import Sequence
from functools import reduce
from typing import Any

from forum.acceptance.verdict import Reason
from forum.archive.message import Fate
from forum.language import N_, Words

# Why something waits, is refused or goes nowhere: the codes of rules.py.
REASONS = {
    "first_post": N_("はじめての投稿です。"),
    "stranger": N_("この掲示板に参加していない方からの投稿です。"),
    "on_moderation": N_("進行役の確認を受けてから、載せることになっています。"),
    "members_only": N_("この掲示板では、委員以外の方の投稿は進行役が確認します。"),
    "moderators_only": N_("この掲示板は、お知らせ用です。進行役以外の方の投稿は確認します。"),
    "unproven_role": N_("役割のある方の名前で届きましたが、ご本人からか確かめられませんでした。"),
    "fails_dmarc": N_("差出人のアドレスから送られたものか、確かめられませんでした。"),
    "unproven": N_("ご本人からのメールか、確かめる手がかりがありませんでした。"),
    "too_big": N_("大きさが%(size)sあり、この掲示板の上限%(limit)sを超えています。"),
    "empty": N_("本文も添付ファイルもありません。"),
    "banned": N_("投稿の受付を止めています。"),
    "outsider": N_("この掲示板に投稿できるのは、この掲示板を読める方だけです。"),
    "loop": N_("当会から送ったメールが戻ってきたものです。"),
    "automatic": N_("自動で送られたメールです。"),
    "unknown_address": N_("宛先のアドレスが見つかりません。"),
    "locked": N_("この話題は締め切られています。"),
    "emergency": N_("いまは、すべての投稿を進行役が確認しています。"),
    "too_many_today": N_("きょうの投稿の数が、上限に達しています。"),
    "too_many_recipients": N_("宛先の数が多すぎます。"),
    "encrypted": N_("暗号化されているため、ここではだれも読めません。"),
    "spam": N_("迷惑メールの印が付いています。"),
}

# What became of a mail where the fate alone says it.
FATES = {
    Fate.KEPT: N_("メールを受け取りました。これから読みます。"),
    Fate.HELD: N_("進行役が確認しています。"),
    Fate.PUBLISHED: N_("掲載しました。"),
    Fate.DUPLICATE: N_("同じ内容の投稿がすでにあるため、二重には載せませんでした。"),
    Fate.REJECTED: N_("掲載できませんでした。"),
    Fate.DISCARDED: N_("掲載せず、返事も送りませんでした。"),
    Fate.BOUNCE: N_("配信できなかったという知らせとして受け取り、記録しました。"),
    Fate.COMMAND: N_("手続きのメールとして受け取りました。"),
    Fate.FORWARDED: N_("担当者に転送しました。"),
    Fate.FAILED: N_("こちらの不具合で、まだ読めていません。メールは失われていません。"),
}

# What became of it more exactly: the codes that an arrival's `reason` takes beside the rules'.
OUTCOMES = {
    "owner": N_("進行役に転送しました。"),
    "house": N_("事務局に転送しました。"),
    "private": N_("投稿した方にだけ届けました。"),
    "nobody": N_("受け取りましたが、いま転送先になる担当者がいません。記録には残っています。"),
    "bounce_of": N_("配信できなかったという知らせとして受け取り、記録しました。"),
    "no_bounce": N_("自動の返信などで、配信できなかったという知らせではありませんでした。"),
    "unreadable_bounce": N_("配信できなかったという知らせのようですが、読み取れませんでした。"),
    "unknown_token": N_("宛先の目印が正しくないか、もう使えません。"),
    "error": N_("こちらの不具合で、まだ読めていません。メールは失われていません。"),
    "gave_up": N_("何度か読もうとしましたが、読めませんでした。メールは失われていません。"),
    "released": N_("進行役が確認し、掲載しました。"),
    "confirmed": N_("ご本人の確認が取れ、掲載しました。"),
    "declined": N_("進行役が、掲載しないことに決めました。"),
    "dropped": N_("進行役が、掲載しないことに決めました。返事は送っていません。"),
    "amend_asked": N_("投稿を直すか取り下げるかの確認を、書いた人にメールで送りました。"),
    "amend_corrected": N_("投稿を直しました。"),
    "amend_withdrawn": N_("投稿を取り下げました。"),
    "amend_declined": N_("投稿はそのままにしました。"),
    "poll_counted": N_("意向確認へのお答えとして数えました。"),
    "poll_confirm": N_("ご本人のお答えかを確かめるメールを送りました。まだ数えていません。"),
    "poll_unclear": N_("どのお答えかがはっきりわからなかったため、数えませんでした。"),
    "poll_closed": N_("意向確認の締め切りが過ぎていたため、数えませんでした。"),
    "poll_declined": N_("お答えは数えませんでした。"),
    "poll_thanks": N_("お答えは前のままです。"),
    "poll_not_for_you": N_("この意向確認には、お答えになれません。"),
    "amend_unknown": N_("投稿をどうなさりたいのかわからなかったため、直し方の案内を送りました。"),
    "amend_closed": N_("この投稿は、いまは直したり取り下げたりできません。"),
    "answer_asked_back": N_("読み取った内容を差出人に送り、確かめてもらっています。"),
    "tidings_stopped": N_("提案のお知らせを止めました。"),
    "tidings_way": N_("お知らせの受け取り方を変えました。"),
    "answer_taken": N_("お願いへのお答えとして受け取り、記録しました。"),
    "answer_not_taken": N_(
        "お願いへのお答えですが、記録できませんでした。理由をメールで知らせました。"
    ),
    "answer_from_another": N_(
        "お願いを送ったのとは別のアドレスからの返信のため、記録しませんでした。"
    ),
    "command_join": N_("参加の申込みとして受け取り、確認のメールを送りました。"),
    "command_leave": N_("退会の申込みとして受け取り、確認のメールを送りました。"),
    "command_help": N_("使い方の案内を送りました。"),
    "command_unknown": N_("どの手続きかわからなかったため、使い方の案内を送りました。"),
    "command_asked": N_("手続きの申込みとして受け取り、確認のメールを送りました。"),
    "command_done": N_("手続きをして、返事を送りました。"),
    "command_told": N_("お尋ねに返事を送りました。"),
    "command_cancelled": N_("「いいえ」の返信として受け取り、手続きを取り消しました。"),
    "taken_back": N_("書いた方の申し出により、取り下げました。"),
    "digest_asked": N_("まとめへの返信です。どの投稿への返信か、書いた方に尋ねました。"),
    "command_confirmed": N_("確認の返信として受け取り、手続きを終えました。"),
    "command_expired": N_("確認の返信を受け取りましたが、期限が切れているか、使用済みでした。"),
    "command_closed": N_("この掲示板は、申込みを受け付けていません。"),
    "command_too_many": N_("同じ申込みが続いたため、返事を送りませんでした。"),
    "command_unanswered": N_("自動のメールか差出人のないメールのため、返事を送りませんでした。"),
}

# Two sentences without their last stop; English ends the first one here.
_BOTH = N_("%(first)s・%(second)s")
_WAITING = N_("進行役が確認しています（理由：%(reasons)s）。")
_REFUSED = N_("掲載できませんでした（理由：%(reasons)s）。")
_DROPPED = N_("掲載せず、返事も送りませんでした（理由：%(reasons)s）。")
_WITH_REASONS = {Fate.HELD: _WAITING, Fate.REJECTED: _REFUSED, Fate.DISCARDED: _DROPPED}


def reason_sentence(reason: Reason | Sequence[Any], words: Words) -> str:
    """A reason, or what Reason.to_json made of it, in words; "" for a code that nobody knows."""
    code, parameters = (
        (reason.code, reason.parameters) if isinstance(reason, Reason) else (reason[0], reason[1])
    )
    message = REASONS.get(code) or OUTCOMES.get(code)
    if message is None:
        return ""
    return words.gettext(message) % _Filled(parameters or {})


def reason_sentences(reasons: Sequence[Reason | Sequence[Any]], words: Words) -> list[str]:
    """Each reason in words, in order, without the ones that can't be said."""
    return [said for reason in reasons if (said := reason_sentence(reason, words))]


def reasons_in_one(reasons: Sequence[Reason | Sequence[Any]], words: Words) -> str:
    """All reasons in one piece without a stop at its end, for a sentence that holds them."""
    said = [sentence.rstrip("。. ") for sentence in reason_sentences(reasons, words)]
    return reduce(
        lambda first, second: words.gettext(_BOTH, first=first, second=second), said or [""]
    )


def fate_sentence(
    fate: Fate, reason: str | None, details: dict[str, Any] | None, words: Words
) -> str:
    """What became of a mail, in one plain sentence.

    `details` are the reason's parameters; `details["reasons"]`, a list of [code, parameters], is
    taken instead where a post is held for several.
    """
    if reason in OUTCOMES:
        return words.gettext(OUTCOMES[reason])
    told = (details or {}).get("reasons") or ([[reason, details]] if reason else [])
    said = reasons_in_one(told, words)
    if said and fate in _WITH_REASONS:
        return words.gettext(_WITH_REASONS[fate], reasons=said)
    return words.gettext(FATES[fate])


class _Filled(dict[str, Any]):
    """Parameters as people read them: sizes in KB and MB, nothing where one is missing."""

    def __missing__(self, name: str) -> str:
        return "？"

    def __getitem__(self, name: str) -> Any:
        value = super().__getitem__(name)  # falls back on __missing__
        return size_in_words(value) if name in ("size", "limit") else value


def size_in_words(octets: Any) -> str:
    """A size as on a page: 5KB, 2.4MB."""
    if not isinstance(octets, int):
        return str(octets)
    if octets < 1_000_000:
        return f"{max(1, round(octets / 1000))}KB"
    return f"{octets / 1_000_000:.1f}MB"
