"""Mails to -join, -leave and -confirm+TOKEN: empty ones are enough."""

import re

from forum import confirming, subscribing
from forum.archive.message import Fate
from forum.boards import Visibility
from forum.confirming import Refusal
from forum.letters.correspondent import is_first_today
from forum.letters.subscriptions import tell
from forum.subscribing import Asked
from forum.wishes import Shared
from forum.wishes.asking import Granting
from mailgate.inbound.commands.obeyed import Asking, Obeyed
from mailgate.inbound.commands.plain import bare
from mailgate.inbound.commands.reading import own_lines
from mailgate.inbound.commands.results import tell_granted, tell_shared

# The whole of a first line; 「やめる」 may mean the leaving that is being confirmed.
_NO = re.compile(
    r"いいえ|(?:いや|だめ|ダメ)です|キャンセル(?:します|してください)?|取り?消し?(?:ます|て(?:ください|下さい)?|します)?|違います|ちがいます|間違い(?:です|でした)?"
    r"|確認しません|no|nope|cancel|do ?n[o']?t|no,? thanks?",
    re.IGNORECASE,
)


def join(asking: Asking) -> Obeyed:
    """Ask for a subscription; the letter asks back."""
    asked = subscribing.ask_to_join(
        asking.session,
        asking.site,
        asking.board,
        asking.mailbox,
        name=asking.writer.name,
        language=asking.language.locale,
        answers=asking.writer.message_id,
    )
    if asked is Asked.CLOSED:
        if is_first_today(asking.session, asking.mailbox, f"closed:{asking.board.slug}"):
            _tell(asking, "join_closed")
        return Obeyed(Fate.COMMAND, "command_closed")
    return _asked(asked, "command_join")


def leave(asking: Asking) -> Obeyed:
    """Ask for the end of a subscription; the letter asks back."""
    asked = subscribing.ask_to_leave(
        asking.session,
        asking.site,
        asking.board,
        asking.mailbox,
        language=asking.language.locale,
        answers=asking.writer.message_id,
    )
    return _asked(asked, "command_leave")


def confirm(asking: Asking, token: str) -> Obeyed:
    """The answer to one of our questions is a yes, whatever it says, unless it plainly says no."""
    session, board = asking.session, asking.board
    if _says_no(asking) and confirming.cancel(session, token, board.id):
        _tell(asking, "cancelled")
        return Obeyed(Fate.COMMAND, "command_cancelled")
    done = confirming.confirm(session, asking.site, token, board_id=board.id)
    match done:
        case Granting():
            tell_granted(asking, done)
        case Shared():
            tell_shared(asking, done)
        case Refusal():
            return _expired(asking)
    return Obeyed(Fate.COMMAND, "command_confirmed")


def _says_no(asking: Asking) -> bool:
    lines = own_lines(asking.mail.text)
    return bool(lines) and bool(_NO.fullmatch(bare(lines[0])))


def _expired(asking: Asking) -> Obeyed:
    if asking.board.visibility is not Visibility.STAFF and is_first_today(
        asking.session, asking.mailbox, "expired"
    ):
        _tell(asking, "expired")
    return Obeyed(Fate.COMMAND, "command_expired")


def _asked(asked: Asked, reason: str) -> Obeyed:
    match asked:
        case Asked.UNKNOWN_BOARD:
            return Obeyed(Fate.REJECTED, "unknown_address")
        case Asked.TOO_MANY:
            return Obeyed(Fate.COMMAND, "command_too_many")
    return Obeyed(Fate.COMMAND, reason)


def _tell(asking: Asking, name: str) -> None:
    tell(
        asking.session, asking.site, asking.board, asking.mailbox, asking.language, name,
        asking.writer.message_id,
    )  # fmt: skip
