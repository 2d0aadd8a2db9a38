"""Wishes and what stands in their way, in the reader's language."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from forum.archive.numbering import number_of
from forum.archive.thread import Thread
from forum.dates import long_day
from forum.language import N_, Words
from forum.text.masking import mask
from forum.wishes.granting import Granted
from forum.wishes.wish import Kind, Wish

_PLAIN = {
    Kind.JOIN: N_("参加する"),
    Kind.LEAVE: N_("退会する"),
    Kind.COME_BACK: N_("メールのお届けを再開する"),
    Kind.TAKE_DATA: N_("わたしのデータを受け取る"),
}
_WITH_ADDRESS = {
    Kind.ADD_ADDRESS: N_("アドレスを加える：%(address)s"),
    Kind.CHANGE_ADDRESS: N_("届け先のアドレスを変える：%(address)s"),
    Kind.REMOVE_ADDRESS: N_("アドレスを外す：%(address)s"),
    Kind.MAIN_ADDRESS: N_("おもなアドレスにする：%(address)s"),
}
_WITH_THREAD = {
    Kind.FOLLOW: N_("話題%(number)s「%(subject)s」を追う"),
    Kind.MUTE: N_("話題%(number)s「%(subject)s」のメールを止める"),
    Kind.UNFOLLOW: N_("話題%(number)s「%(subject)s」を、追うことも止めることもやめる"),
}
MODES = {
    "each": N_("投稿があるたびに受け取る"),
    "daily": N_("1日1回まとめて受け取る"),
    "weekly": N_("週に1回まとめて受け取る"),
    "follow": N_("追っている話題だけ受け取る"),
    "none": N_("受け取らない（投稿だけする）"),
}
_OBSTACLES = {
    "not_subscribed": N_("このアドレスでは、この掲示板に参加していません。"),
    "closed": N_("この掲示板は、参加の申込みを受け付けていません。"),
    "past_day": N_("過ぎた日が書かれています。"),
    "far_day": N_("2年より先の日が書かれています。"),
    "no_such_thread": N_("その話題が見つかりません。「話題一覧」で番号がわかります。"),
    "unknown_mailbox": N_("このアドレスの記録がありません。"),
    "not_yours": N_("このアドレスは、あなたの確認済みのアドレスではありません。"),
    "last_address": N_("確認できたアドレスは、ひとつは残してください。"),
    "no_address": N_("メールアドレスが読み取れません。"),
    "same_address": N_("いまお使いのアドレスと同じです。"),
    "has_duty": N_("役割のある方の記録は、運営の記録でもあります。事務局にご相談ください。"),
    "too_many": N_("きょうは、これ以上お送りできません。あすまた試してください。"),
    "not_possible": N_("いまはできません。"),
}
_LETTER_SENT = N_(
    "加えるアドレスにも、確認のメールを送りました。それに返信すると、手続きが終わります。"
)


def wish_words(session: Session, wish: Wish, words: Words) -> str:
    """A wish in a few words, as a list of things to do names it."""
    about = wish.about
    if wish.kind in _PLAIN:
        return words.gettext(_PLAIN[wish.kind])
    if wish.kind in _WITH_ADDRESS:
        return words.gettext(_WITH_ADDRESS[wish.kind], address=about["address"])
    if wish.kind in _WITH_THREAD:
        thread = session.get(Thread, about["thread_id"])
        told = {
            "number": number_of(session, about["thread_id"]),
            "subject": mask(thread.subject)[:60] if thread else "",
        }
        return words.gettext(_WITH_THREAD[wish.kind], **told)
    match wish.kind:
        case Kind.MODE:
            mode = words.gettext(MODES[about["mode"]])
            return words.gettext(N_("受け取り方：%(mode)s"), mode=mode)
        case Kind.OWN_POSTS if about["wanted"]:
            return words.gettext(N_("自分の投稿も、メールで受け取る"))
        case Kind.OWN_POSTS:
            return words.gettext(N_("自分の投稿は、メールで受け取らない"))
        case Kind.DIGEST if about["format"] == "mime":
            return words.gettext(N_("まとめの形：投稿ごとに分かれたメール（MIME）"))
        case Kind.DIGEST:
            return words.gettext(N_("まとめの形：ひと続きの文章（プレーン）"))
        case Kind.REST:
            day = long_day(date.fromisoformat(about["until"]), words.locale)
            return words.gettext(N_("%(day)sまで、メールを休む"), day=day)
        case Kind.ERASE if about["anonymous"]:
            return words.gettext(N_("わたしのデータを削除し、投稿の名前も「匿名」にする"))
        case _:
            return words.gettext(N_("わたしのデータを削除する（投稿は名前のまま残る）"))


def obstacle_words(code: str, words: Words) -> str:
    """Why a wish was not granted."""
    return words.gettext(_OBSTACLES.get(code, _OBSTACLES["not_possible"]))


def granted_words(
    session: Session, granted: Sequence[Granted], words: Words
) -> tuple[list[str], list[tuple[str, str]]]:
    """What was done and what comes next, and what was not done with the reason, line by line."""
    done, refused = [], []
    for one in granted:
        said = wish_words(session, one.wish, words)
        if one.obstacle is not None:
            refused.append((said, obstacle_words(one.obstacle, words)))
            continue
        done.append(said)
        if one.wish.kind in (Kind.ADD_ADDRESS, Kind.CHANGE_ADDRESS):
            done.append(words.gettext(_LETTER_SENT))
    return done, refused
