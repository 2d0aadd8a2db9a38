"""What one line of a mail asks for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from forum.addresses import EmailAddress
from forum.boards import Mode


class Command(StrEnum):
    """What somebody can ask of a board by mail."""

    JOIN = "join"
    LEAVE = "leave"
    HELP = "help"
    MODE = "mode"
    OWN_POSTS = "own_posts"
    DIGEST = "digest"  # MIME or plain
    VACATION = "vacation"
    FOLLOW = "follow"
    MUTE = "mute"
    UNFOLLOW = "unfollow"
    THREADS = "threads"
    THREAD = "thread"
    SEARCH = "search"
    STATUS = "status"
    REPORT = "report"
    ADD_ADDRESS = "add_address"
    CHANGE_ADDRESS = "change_address"
    REMOVE_ADDRESS = "remove_address"
    MAIN_ADDRESS = "main_address"
    EXPORT = "export"
    ERASE = "erase"
    CLAIM = "claim"
    CONFIRM = "confirm"
    MAILS = "mails"  # what became of mine
    RECEIPTS = "receipts"
    LANGUAGE = "language"
    END = "end"


@dataclass(frozen=True, slots=True)
class Place:
    """Which thread or post is meant: by its number on the board, or by the id in its address."""

    thread: int | None = None
    post: int | None = None  # counted from 1 in its thread
    thread_id: str = ""
    post_id: str = ""

    @property
    def is_empty(self) -> bool:
        return self == Place()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One command with what it was given; `said` is the line as it was written."""

    command: Command
    said: str
    mode: Mode | None = None
    yes: bool | None = None
    until: date | None = None
    address: EmailAddress | None = None
    place: Place = Place()
    page: int = 1
    words: str = ""
    is_sentence: bool = False  # a loose sentence, understood by one word in it
