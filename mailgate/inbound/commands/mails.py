"""What became of somebody's mails, and whether each is acknowledged."""

from forum.dates import in_tokyo
from forum.language import N_
from forum.posting import acknowledging, my_mails
from mailgate.inbound.commands.looking import Block
from mailgate.inbound.commands.obeyed import Asking

_CHOSEN = {
    True: N_("投稿が載るたびに、掲載通知をお送りします。"),
    False: N_("掲載通知をお送りしません。"),
}


def fates(asking: Asking) -> Block:
    """Where the latest mails are, and how those that were published are mended."""
    said = asking.language.gettext
    block = Block(said(N_("お送りいただいたメールの様子")))
    found = my_mails.latest(asking.session, asking.site, asking.mailbox, asking.language)
    for one in found:
        block.lines += ["", f"{in_tokyo(one.received_at):%Y-%m-%d %H:%M} {one.recipient}"]
        block.lines += [one.sentence, one.trace]
        if one.amend:
            block.lines += [said(N_("直す・取り下げるときの宛先：")), one.amend]
    if not found:
        block.lines.append(said(N_("このアドレスから届いたメールは、見つかりません。")))
    return block


def receipts(asking: Asking, wants: bool) -> str | None:
    """Choose whether mails are acknowledged: what was done, None where nobody knows the mailbox."""
    if not acknowledging.choose(asking.session, asking.writer, wants):
        return None
    return asking.language.gettext(_CHOSEN[wants])
