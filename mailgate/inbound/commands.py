"""Mails to -join, -leave, -confirm+TOKEN and -request: what they ask for, done and answered.

From alone changes nothing: whoever asks gets a letter, and the answer to it is the deed. Machines,
null senders and our own mails are never answered (RFC 3834).
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from forum import limits, subscribing
from forum.addresses import OurAddress, Part
from forum.archive.message import Fate
from forum.boards import Board, Visibility
from forum.confirming import Refusal, confirm
from forum.language import Words, words
from forum.letters.correspondent import (
    Correspondent,
    is_first_today,
    language_of,
    may_be_answered,
)
from forum.letters.subscriptions import tell
from forum.people.joining import address_of
from forum.people.standing import standing_of
from forum.site import Site
from forum.subscribing import Asked
from forum.text.folding import fold
from mailgate.inbound.decoding import DecodedMessage

MOST_LINES = 5
LONGEST_COMMAND = 40
MOST_HELP_A_DAY = 3


class Command(StrEnum):
    """What somebody can ask of a board by mail."""

    JOIN = "join"
    LEAVE = "leave"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Obeyed:
    """What became of the mail: for its arrival, a fate and the code of a sentence."""

    fate: Fate
    reason: str


# A line that says one of these, and not much else, is a command. Leaving is looked for first:
# 登録解除 and 「参加をやめたい」 hold both. Compared after NFKC and in lower case.
_WORDS: tuple[tuple[Command, frozenset[str], tuple[str, ...]], ...] = (
    (
        Command.LEAVE,
        frozenset(["leave", "unsubscribe", "unsub", "signoff", "stop", "quit", "remove", "cancel", "taikai"]),
        (
            "退会", "脱会", "解除", "解約", "停止", "中止", "削除", "抹消", "やめ", "止め", "辞め",
            "抜け", "不要", "退出", "たいかい", "かいじょ", "タイカイ", "カイジョ",
        ),
    ),
    (
        Command.HELP,
        frozenset(["help", "info", "usage", "commands", "?"]),
        (
            "ヘルプ", "へるぷ", "使い方", "使いかた", "つかいかた", "使用方法", "利用方法",
            "案内", "方法", "説明", "教えて",
        ),
    ),
    (
        Command.JOIN,
        frozenset(["join", "subscribe", "sub", "register", "signup", "sanka", "touroku"]),
        (
            "参加", "登録", "入会", "加入", "購読", "申込", "申し込", "申しこ", "配信希望",
            "入れて", "はいりたい", "入りたい", "さんか", "とうろく", "サンカ", "トウロク",
        ),
    ),
)  # fmt: skip
_REPLY = re.compile(r"\s*(?:re|aw|sv|返信|fwd?|転送)\s*(?:\[\d+\]|\^\d+)?\s*:", re.IGNORECASE)
_BRACKETED = re.compile(r"【[^】]*】|\[[^\]]*\]")
_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
_LATIN = re.compile(r"[a-z?]+")


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
    desk = _Desk(session, site, board, writer, _language(session, mail, writer))
    match ours.part:
        case Part.JOIN:
            return desk.join()
        case Part.LEAVE:
            return desk.leave()
        case Part.CONFIRM:
            return desk.confirm(ours.token or "")
        case Part.REQUEST:
            return desk.request(command_in(mail.subject, mail.text))
        case _:
            raise ValueError(f"nobody gives commands at {ours.part}")


def command_in(subject: str, text: str) -> Command | None:
    """What a mail to -request asks for: its first own lines, or its subject; None if unclear.

    The subject of an answer is ours, so only what stands below it counts.
    """
    lines = _own_lines(text)
    if not _REPLY.match(_plain(subject)):
        lines = [_BRACKETED.sub(" ", subject), *lines]
    return next((command for line in lines if (command := _command(line))), None)


def _own_lines(text: str) -> list[str]:
    """The first lines that are neither quoted nor a signature."""
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own")
    return [line for line in own.splitlines() if line.strip()][:MOST_LINES]


def _command(line: str) -> Command | None:
    plain = _plain(line)
    if not plain or len(plain) > LONGEST_COMMAND:
        return None
    latin = set(_LATIN.findall(plain))
    for command, english, parts in _WORDS:
        if latin & english or any(part in plain for part in parts):
            return command
    return None


def _plain(text: str) -> str:
    """Wide letters narrowed, half-width kana widened, all in lower case, spaces single."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())


def _language(session: Session, mail: DecodedMessage, writer: Correspondent) -> Words:
    """The language of whoever is known; Japanese for others, unless they plainly write English."""
    said = f"{mail.subject} {' '.join(_own_lines(mail.text))}"
    if {"english", "英語"} & set(_plain(said).split()):
        return words("en")
    if {"japanese", "日本語"} & set(_plain(said).split()):
        return words("ja")
    writes_english = len(_LATIN.findall(said.lower())) >= 3
    is_english = writes_english and not _JAPANESE.search(f"{said}{writer.name}")
    return language_of(session, writer.address, "en" if is_english else "ja")


def _exists_for(session: Session, board: Board, writer: Correspondent, part: Part) -> bool:
    """A staff board is there for nobody but staff, and for whoever holds a token of it."""
    if board.visibility is not Visibility.STAFF or part is Part.CONFIRM:
        return True
    address = address_of(session, writer.address)
    return board.may_read(standing_of(session, address.person_id if address else None))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where one mail about one board is dealt with."""

    session: Session
    site: Site
    board: Board
    writer: Correspondent
    language: Words

    def join(self) -> Obeyed:
        asked = subscribing.ask_to_join(
            self.session,
            self.site,
            self.board,
            self.writer.address,
            name=self.writer.name,
            language=self.language.locale,
            answers=self.writer.message_id,
        )
        if asked is Asked.CLOSED:
            if is_first_today(self.session, self.writer.address, f"closed:{self.board.slug}"):
                self._tell("join_closed")
            return Obeyed(Fate.COMMAND, "command_closed")
        return self._asked(asked, "command_join")

    def leave(self) -> Obeyed:
        asked = subscribing.ask_to_leave(
            self.session,
            self.site,
            self.board,
            self.writer.address,
            language=self.language.locale,
            answers=self.writer.message_id,
        )
        return self._asked(asked, "command_leave")

    def confirm(self, token: str) -> Obeyed:
        done = confirm(self.session, self.site, token, board_id=self.board.id)
        if not isinstance(done, Refusal):
            return Obeyed(Fate.COMMAND, "command_confirmed")
        if self.board.visibility is not Visibility.STAFF and is_first_today(
            self.session, self.writer.address, "expired"
        ):
            self._tell("expired")
        return Obeyed(Fate.COMMAND, "command_expired")

    def request(self, command: Command | None) -> Obeyed:
        match command:
            case Command.JOIN:
                return self.join()
            case Command.LEAVE:
                return self.leave()
            case Command.HELP:
                return self._help()
        if is_first_today(self.session, self.writer.address, "unknown_command"):
            self._tell("help", is_unknown=True)
        return Obeyed(Fate.COMMAND, "command_unknown")

    def _help(self) -> Obeyed:
        if limits.count(self.session, "help", self.writer.address.canonical) > MOST_HELP_A_DAY:
            return Obeyed(Fate.COMMAND, "command_too_many")
        self._tell("help", is_unknown=False)
        return Obeyed(Fate.COMMAND, "command_help")

    def _asked(self, asked: Asked, reason: str) -> Obeyed:
        match asked:
            case Asked.UNKNOWN_BOARD:
                return Obeyed(Fate.REJECTED, "unknown_address")
            case Asked.TOO_MANY:
                return Obeyed(Fate.COMMAND, "command_too_many")
        return Obeyed(Fate.COMMAND, reason)

    def _tell(self, name: str, **values: bool) -> None:
        tell(
            self.session,
            self.site,
            self.board,
            self.writer.address,
            self.language,
            name,
            self.writer.message_id,
            **values,
        )
