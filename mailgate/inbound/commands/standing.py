"""How somebody's mail comes, told to the mailbox itself."""

from forum import following
from forum.archive.numbering import number_of
from forum.archive.thread import Attention
from forum.boards import Subscription
from forum.dates import long_day
from forum.following import Reader
from forum.language import N_
from forum.people.person import Address
from forum.personal.collecting import subscriptions_of, waiting_of
from forum.text.masking import mask
from forum.wishes.wording import MODES
from mailgate.inbound.commands.looking import Block
from mailgate.inbound.commands.obeyed import Asking
from mailgate.inbound.commands.proposal_status import proposal_status
from mailgate.inbound.commands.request import Request

_ATTENTION = {
    Attention.FOLLOW: N_("追っている話題：%(number)s「%(subject)s」"),
    Attention.MUTE: N_("止めている話題：%(number)s「%(subject)s」"),
}


def status(asking: Asking, request: Request) -> Block:
    """Where and how mail comes, what is followed, what waits; or where a proposal stands."""
    said = asking.language.gettext
    if request.words:
        return proposal_status(asking, request)
    block = Block(said(N_("いまの登録")))
    address = asking.address()
    mine = _subscriptions(asking, address)
    for one in mine:
        block.lines += ["", *_told(asking, one)]
    if not mine:
        block.lines.append(said(N_("このアドレスでは、どの掲示板にも参加していません。")))
    if address is not None:
        block.lines += _addresses(asking, address)
        block.lines += _threads(asking, address)
        block.lines += _waiting(asking, address)
    return block


def _subscriptions(asking: Asking, address: Address | None) -> list[Subscription]:
    if address is None:
        return []
    if address.person_id is not None:
        return subscriptions_of(asking.session, address.person_id)
    wanted = asking.session.query(Subscription).filter_by(address_id=address.id)
    return list(wanted.order_by(Subscription.board_id))


def _told(asking: Asking, one: Subscription) -> list[str]:
    said = asking.language.gettext
    lines = [said(N_("「%(board)s」"), board=one.board.name), one.address.written]
    if one.awaits_approval:
        return [*lines, said(N_("進行役の確認を待っています。"))]
    lines.append(said(MODES[one.mode.value]))
    if one.away_until is not None:
        day = long_day(one.away_until, asking.language.locale)
        lines.append(said(N_("%(day)sまでお休み"), day=day))
    if not one.own_posts:
        lines.append(said(N_("自分の投稿は受け取らない")))
    if one.address.stopped_at is not None:
        lines.append(said(N_("メールが届かなかったため、お休みしています。")))
    return lines


def _addresses(asking: Asking, address: Address) -> list[str]:
    others = address.person.addresses if address.person else []
    if len(others) < 2:
        return []
    said = asking.language.gettext
    return ["", said(N_("あなたのアドレス：")), *(one.written for one in others)]


def _threads(asking: Asking, address: Address) -> list[str]:
    lines = [
        asking.language.gettext(
            _ATTENTION[row.attention],
            number=number_of(asking.session, row.id),
            subject=" ".join(mask(row.subject).split())[:60],
        )
        for row in following.wishes_of(asking.session, Reader.of(address), limit=30)
        if row.attention in _ATTENTION
    ]
    return ["", *lines] if lines else []


def _waiting(asking: Asking, address: Address) -> list[str]:
    if address.person_id is None:
        return []
    waiting = waiting_of(asking.session, address.person_id)
    said = asking.language.gettext
    lines = [
        said(N_("確認を待っている投稿：%(subject)s"), subject=" ".join(held.subject.split())[:60])
        for held in waiting[:10]
    ]
    return ["", *lines] if lines else []
