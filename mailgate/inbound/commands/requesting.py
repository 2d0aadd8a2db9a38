"""The commands of one mail, dealt with in their order, and one answer for all."""

from collections.abc import Sequence

from forum import accounts, confirming, limits, wishes
from forum.archive.message import Fate
from forum.archive.thread import Identity
from forum.confirming import Refusal
from forum.language import N_
from forum.moderation import reporting
from forum.moderation.report import Door
from forum.moderation.reporting import Reported, Reporter
from forum.people.joining import address_row
from forum.wishes import AT_ONCE, Wish
from mailgate.inbound.commands import looking, mails
from mailgate.inbound.commands.answer import LACKING, Answer, quoted, send
from mailgate.inbound.commands.changing import CHANGING, wish_of
from mailgate.inbound.commands.obeyed import Asking, Obeyed
from mailgate.inbound.commands.places import spot_of
from mailgate.inbound.commands.request import Command, Request
from mailgate.inbound.commands.standing import status

MOST_HELP_A_DAY = 3
MOST_QUESTIONS_A_DAY = 6  # confirmations asked of one mailbox
MOST_QUESTIONS_OF_BOARD = 300
_REPORTED = N_("報告を受け取りました。進行役が読み、決まったらメールでお知らせします。")


def deal_with(asking: Asking, requests: Sequence[Request], strange: tuple[str, ...]) -> Obeyed:
    """Answer every command of a mail."""
    answer = Answer(strange=strange)
    pending: list[Wish] = []
    for request in requests:
        if request.command in CHANGING:
            _change(asking, request, answer, pending)
        else:
            _look(asking, request, answer)
    if pending and not _may_be_asked(asking):
        return Obeyed(Fate.COMMAND, "command_too_many")
    if pending:
        answer.token = wishes.ask(asking.session, asking.board, asking.mailbox, pending)
        answer.asked = [
            wishes.wish_words(asking.session, wish, asking.language) for wish in pending
        ]
    if answer.is_help and answer.asked == [] and not _may_have_help(asking):
        return Obeyed(Fate.COMMAND, "command_too_many")
    send(asking, answer)
    return Obeyed(Fate.COMMAND, _reason(answer))


def _change(asking: Asking, request: Request, answer: Answer, pending: list[Wish]) -> None:
    """Do it at once where the mail is proven and it harms nobody; else it is asked back."""
    wish = wish_of(asking, request)
    if isinstance(wish, str):
        answer.refused.append((quoted(request.said), asking.language.gettext(LACKING[wish])))
        return
    obstacle = wishes.obstacle(asking.session, asking.board, asking.mailbox, wish)
    if obstacle is not None:
        why = wishes.obstacle_words(obstacle, asking.language)
        answer.refused.append((wishes.wish_words(asking.session, wish, asking.language), why))
    elif asking.writer.is_proven and wish.kind in AT_ONCE:
        granted = wishes.grant(asking.session, asking.site, asking.board, asking.mailbox, wish)
        done, refused = wishes.granted_words(asking.session, [granted], asking.language)
        answer.done += done
        answer.refused += refused
    else:
        pending.append(wish)


def _look(asking: Asking, request: Request, answer: Answer) -> None:
    match request.command:
        case Command.HELP:
            answer.is_help = True
        case Command.STATUS:
            answer.blocks.append(status(asking, request))
        case Command.THREADS:
            answer.blocks.append(looking.threads(asking, request))
        case Command.SEARCH:
            answer.blocks.append(looking.found(asking, request))
        case Command.THREAD:
            block = looking.thread(asking, request)
            if block is not None:
                answer.blocks.append(block)
            else:
                _lacks(asking, request, answer, "no_such_thread")
        case Command.REPORT:
            _report(asking, request, answer)
        case Command.CLAIM:
            answer.login = accounts.claim_link(
                asking.session, asking.site, asking.mailbox,
                name=asking.writer.name, language=asking.language.locale,
            )  # fmt: skip
            if answer.login is None:
                _lacks(asking, request, answer, "no_link_now")
        case Command.MAILS:
            answer.blocks.append(mails.fates(asking))
        case Command.RECEIPTS:
            done = mails.receipts(asking, bool(request.yes))
            if done is not None:
                answer.done.append(done)
            else:
                _lacks(asking, request, answer, "unknown_mailbox")
        case Command.CONFIRM:
            _confirm(asking, request, answer)


def _report(asking: Asking, request: Request, answer: Answer) -> None:
    spot = spot_of(asking, request.place, asking.owner())
    if spot is None or spot.post_id is None:
        _lacks(asking, request, answer, "no_post_named" if spot else "no_such_post")
        return
    address = address_row(asking.session, asking.mailbox)
    proven = Identity.ALIGNED if asking.writer.is_proven else Identity.UNPROVEN
    reporter = Reporter(asking.owner(), Door.MAIL, proven, address.person_id, address)
    words = "\n".join([request.words, *answer.strange]).strip()
    match reporting.report(asking.session, asking.site, reporter, spot.post_id, words):
        case Reported.TAKEN | Reported.TAKEN_BEFORE:
            answer.done.append(asking.language.gettext(_REPORTED))
            answer.strange = ()  # they were the reason
        case Reported.TOO_MANY:
            _lacks(asking, request, answer, "too_many_reports")
        case Reported.NO_SUCH_POST:
            _lacks(asking, request, answer, "no_such_post")


def _confirm(asking: Asking, request: Request, answer: Answer) -> None:
    """A token among other commands."""
    done = confirming.confirm(asking.session, asking.site, request.words, board_id=asking.board.id)
    said = asking.language.gettext
    if isinstance(done, Refusal):
        why = said(N_("期限が過ぎているか、すでに使われています。"))
        answer.refused.append((quoted(request.said), why))
    else:
        answer.done.append(said(N_("確認の手続き")))


def _lacks(asking: Asking, request: Request, answer: Answer, code: str) -> None:
    answer.refused.append((quoted(request.said), asking.language.gettext(LACKING[code])))


def _may_be_asked(asking: Asking) -> bool:
    """Confirmations are counted by mailbox and by board, as those of joining and leaving are."""
    mailbox, board = asking.mailbox.canonical, asking.board.slug
    made = [
        limits.count(asking.session, "questions", mailbox) > MOST_QUESTIONS_A_DAY,
        limits.count(asking.session, "questions-of", board) > MOST_QUESTIONS_OF_BOARD,
    ]
    return not any(made)


def _may_have_help(asking: Asking) -> bool:
    return limits.count(asking.session, "help", asking.mailbox.canonical) <= MOST_HELP_A_DAY


def _reason(answer: Answer) -> str:
    """The code of the sentence for the mail log."""
    if answer.token is not None:
        return "command_asked"
    if answer.is_empty:
        return "command_unknown"
    if answer.is_help:
        return "command_help"
    return "command_done" if answer.done else "command_told"
