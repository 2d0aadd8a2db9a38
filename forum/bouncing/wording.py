"""What happened to a mail, in the reader's words."""

from forum.bouncing.failures import Cause
from forum.language import N_, Words

CAUSES = {
    Cause.UNKNOWN_USER: N_("宛先のアドレスが見つかりません。"),
    Cause.UNKNOWN_HOST: N_("アドレスの「@」より後ろが見つかりません。"),
    Cause.MOVED: N_("アドレスが変わっています。"),
    Cause.TAKES_NO_MAIL: N_("その宛先は、メールを受け取っていません。"),
    Cause.FILTERED: N_("受信の設定で拒否されたか、宛先が見つかりません。"),
    Cause.MAILBOX_FULL: N_("受信箱がいっぱいです。"),
    Cause.SUSPENDED: N_("アドレスの利用が止まっています。"),
    Cause.TIMED_OUT: N_("期限までに届きませんでした。"),
    Cause.UNREACHABLE: N_("相手のサーバーにつながりません。"),
    Cause.OVERLOADED: N_("相手のサーバーが混み合っています。"),
    Cause.SYSTEM: N_("相手のサーバーに不具合があります。"),
    Cause.UNCLEAR: N_("届きませんでした。理由は書かれていません。"),
    Cause.TOO_BIG: N_("メールの大きさが、相手の上限を超えています。"),
    Cause.CONTENT: N_("メールの形や中身を理由に、断られました。"),
    Cause.SPAM: N_("迷惑メールと見なされました。"),
    Cause.VIRUS: N_("ウイルスの疑いで断られました。"),
    Cause.AUTHENTICATION: N_("送り主の証明（SPF・DKIM・DMARC）を理由に、断られました。"),
    Cause.REPUTATION: N_("こちらのサーバーの評価や設定を理由に、断られました。"),
    Cause.REFUSED: N_("相手の決まりにより、断られました。"),
    Cause.COMPLAINT: N_("受け取った方が、迷惑メールとして報告しました。"),
    Cause.AUTOMATIC_REPLY: N_("自動の返信です。"),
    Cause.CHALLENGE: N_("送り主を確かめる問い合わせです。"),
    Cause.DELAYED: N_("届くのが遅れています。"),
    Cause.DELIVERED: N_("届きました。"),
    Cause.NO_FAILURE: N_("配信の失敗ではありません。"),
}


def cause_words(cause: Cause, words: Words) -> str:
    """Why a mail did not arrive, in one plain sentence."""
    return words.gettext(CAUSES[cause])
