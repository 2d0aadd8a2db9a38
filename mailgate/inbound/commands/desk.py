"""Where a command mail is dealt with: what reads is answered, what changes is asked back first.

From alone changes nothing: whoever asks gets a letter, and the answer to it is the deed. Machines,
null senders and our own mails are never answered (RFC 3834).
"""

import ipaddress
import re

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import limits, subscribing
from forum.addresses import OurAddress, Part
from forum.archive.message import Door, Fate, Message
from forum.base import today
from forum.boards import Board, Visibility
from forum.language import Words, words
from forum.letters.correspondent import (
    Correspondent,
    is_first_today,
    language_of,
    may_be_answered,
)
from forum.people.joining import address_of
from forum.people.standing import standing_of
from forum.site import Site
from mailgate.inbound.commands import requesting, roles
from mailgate.inbound.commands.obeyed import Asking, Obeyed
from mailgate.inbound.commands.plain import narrowed
from mailgate.inbound.commands.reading import Said, own_lines, requests_in
from mailgate.inbound.commands.request import Command
from mailgate.inbound.decoding import DecodedMessage

# Answers in a day: to one mailbox, and to mails from one host on the internet.
MOST_ANSWERS = 30
MOST_FROM_PEER = 300
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_LOOKED_AT = 2000  # characters, for their language
_LATIN = re.compile(r"[a-z]+")


def obey(
    session: Session, site: Site, ours: OurAddress, mail: DecodedMessage, writer: Correspondent
) -> Obeyed:
    """Do what a mail to one of a board's command addresses asks, and owe the answer."""
    board = session.scalar(select(Board).where(Board.slug == ours.slug))
    # The mailto of List-Unsubscribe: mail programs write it, and its token proves enough.
    if ours.part is Part.LEAVE and subscribing.leave_by_token(session, site, mail.subject.strip()):
        return Obeyed(Fate.COMMAND, "command_confirmed")
    if board is None or not _exists_for(session, board, writer, ours.part):
        return Obeyed(Fate.REJECTED, "unknown_address")
    if not may_be_answered(site, writer):
        return Obeyed(Fate.COMMAND, "command_unanswered")
    # Whoever holds a token may use it: strangers can use up the day's answers of any mailbox.
    if ours.part is not Part.CONFIRM and _is_too_many(session, writer):
        return Obeyed(Fate.COMMAND, "command_too_many")
    asking = Asking(session, site, board, writer, words("ja"), mail)
    match ours.part:
        case Part.JOIN:
            return roles.join(_speaking(asking, ()))
        case Part.LEAVE:
            return roles.leave(_speaking(asking, ()))
        case Part.CONFIRM:
            return roles.confirm(_speaking(asking, ()), ours.token or "")
        case Part.REQUEST:
            return _request(asking)
        case _:
            raise ValueError(f"nobody gives commands at {ours.part}")


def _request(asking: Asking) -> Obeyed:
    mail = asking.mail
    said = requests_in(
        mail.subject,
        mail.text,
        today(),
        board_name=asking.board.name,
        is_answer=bool(mail.in_reply_to or mail.references),
    )
    asking = _speaking(asking, tuple(one.command for one in said.requests), said)
    wanted = [one for one in said.requests if one.command is not Command.LANGUAGE]
    if not wanted and not _may_hear_again(asking):
        return Obeyed(Fate.COMMAND, "command_unknown")
    commands = [one.command for one in wanted]
    # One of these alone has a letter of its own, which says more.
    if commands == [Command.JOIN]:
        return roles.join(asking)
    if commands == [Command.LEAVE]:
        return roles.leave(asking)
    if commands == [Command.CONFIRM]:
        return roles.confirm(asking, wanted[0].words)
    return requesting.deal_with(asking, wanted, said.strange)


def _may_hear_again(asking: Asking) -> bool:
    """What nobody understands is answered once a day; strangers learn no more by trying."""
    return is_first_today(asking.session, asking.mailbox, "unknown_command")


def _speaking(asking: Asking, commands: tuple[Command, ...], said: Said | None = None) -> Asking:
    """The same in the language of whoever is known; Japanese for others, unless they write English."""
    wished = (
        next((r for r in said.requests if r.command is Command.LANGUAGE), None) if said else None
    )
    language = words(wished.words) if wished else _language(asking)
    return Asking(asking.session, asking.site, asking.board, asking.writer, language, asking.mail)


def _language(asking: Asking) -> Words:
    mail, writer = asking.mail, asking.writer
    told = f"{mail.subject} {' '.join(own_lines(mail.text)[:10])}"[:_LOOKED_AT]
    plain = narrowed(told).lower()
    if {"english", "英語"} & set(plain.split()):
        return words("en")
    if {"japanese", "日本語"} & set(plain.split()):
        return words("ja")
    writes_english = len(_LATIN.findall(plain)) >= 3
    is_english = writes_english and not _JAPANESE.search(f"{told}{writer.name}")
    return language_of(asking.session, writer.address, "en" if is_english else "ja")


def _is_too_many(session: Session, writer: Correspondent) -> bool:
    """Count the mail against its mailbox and against the host that brought it."""
    made = [limits.count(session, "answers", writer.address.canonical) > MOST_ANSWERS]
    if (peer := _peer(session, writer)) is not None:
        made.append(limits.count(session, "command-peer", peer) > MOST_FROM_PEER)
    return any(made)


def _peer(session: Session, writer: Correspondent) -> str | None:
    """The host on the internet that brought the mail; None for our own mail server."""
    if writer.kept_message_id is None:
        return None
    kept = session.execute(
        select(Message.peer, Message.door).where(Message.id == writer.kept_message_id)
    ).first()
    if kept is None or kept.peer is None or kept.door is not Door.SMTP:
        return None
    try:
        is_outside = ipaddress.ip_address(kept.peer).is_global
    except ValueError:
        return None
    return kept.peer if is_outside else None


def _exists_for(session: Session, board: Board, writer: Correspondent, part: Part) -> bool:
    """A staff board is there for nobody but staff, and for whoever holds a token of it."""
    if board.visibility is not Visibility.STAFF or part is Part.CONFIRM:
        return True
    address = address_of(session, writer.address)
    return board.may_read(standing_of(session, address.person_id if address else None))
