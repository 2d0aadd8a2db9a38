"""A mail read as commands: its subject and its own lines, never a quote of ours or a signature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from forum.text.folding import fold
from mailgate.inbound.commands.grammar import LONGEST_LINE, command_of
from mailgate.inbound.commands.ours import is_ours
from mailgate.inbound.commands.plain import bare, is_polite_only, without_mark, without_reply
from mailgate.inbound.commands.request import Command, Request
from mailgate.inbound.commands.vocabulary import PLEASANTRY

MOST_REQUESTS = 10
MOST_LINES = 60  # that are looked at
LONGEST_SUBJECT = 500
MOST_STRANGE = 5  # lines that are no command; behind so many of them nobody gives commands
_OUR_BULLETS = ("・", "■", "□")  # with which our letters list things
_MARKS = ">＞|｜: \t"


@dataclass(frozen=True, slots=True)
class Said:
    """What a mail asks for, in its order, and the lines that nobody could read as commands."""

    requests: tuple[Request, ...]
    strange: tuple[str, ...]


def requests_in(
    subject: str, text: str, today: date, *, board_name: str = "", is_answer: bool = False
) -> Said:
    """The commands of a mail to -request.

    The subject of an answer is somebody else's words, so only a whole command counts there, and
    nothing where one of our letters was answered; `is_answer` where headers say so as well.
    """
    requests: dict[tuple[object, ...], Request] = {}
    strange: list[str] = []
    for line, only_whole in _lines(subject, text, board_name, is_answer):
        request = command_of(line, today, only_whole=only_whole)
        if request is None:
            if not only_whole and not _is_pleasantry(line):
                strange.append(" ".join(line.split()))
            if len(strange) >= MOST_STRANGE:
                break
        elif request.command is Command.END:
            break
        elif not _contradicts(request, requests):
            requests.setdefault(_key(request), request)
    return Said(tuple(requests.values())[:MOST_REQUESTS], tuple(strange))


def _lines(subject: str, text: str, board_name: str, is_answer: bool) -> Iterator[tuple[str, bool]]:
    """Each line that may be a command, and whether it must be one as a whole."""
    title, replies = without_reply(subject[:LONGEST_SUBJECT])
    title, marked = without_mark(title)
    if title and not (replies and marked) and not is_ours(title, board_name):
        yield title, replies
    own = own_lines(text)
    answers = replies or is_answer
    # One character too many is left of a long line: then it is known to be no command.
    for line in (line[: LONGEST_LINE + 1] for line in own[:MOST_LINES]):
        if not is_ours(line, board_name) and not (answers and line.startswith(_OUR_BULLETS)):
            yield line, False
    if not own and not answers:
        # Some programs mark every line; what quotes nothing that we know is meant.
        for line in text.splitlines()[:3]:
            unmarked = line[: LONGEST_LINE + 1].lstrip(_MARKS)
            if unmarked and not is_ours(unmarked, board_name):
                yield unmarked, True


def own_lines(text: str) -> list[str]:
    """The lines that are neither quoted nor a signature."""
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own")
    return [line for line in own.splitlines() if line.strip() and not line.startswith((">", "＞"))]


def _is_pleasantry(line: str) -> bool:
    plain = bare(line)
    return not plain or is_polite_only(plain) or bool(PLEASANTRY.fullmatch(plain))


def _contradicts(request: Request, before: dict[tuple[object, ...], Request]) -> bool:
    """Whether a sentence only happens to hold a word of some other command than was given."""
    given = {one.command for one in before.values()}
    if request.is_sentence and given:
        return True
    both = {Command.JOIN, Command.LEAVE}
    return request.command in both and bool(given & both - {request.command})


def _key(request: Request) -> tuple[object, ...]:
    """What makes two commands the same one; of two modes the first counts."""
    several = {
        Command.SEARCH, Command.THREAD, Command.FOLLOW, Command.MUTE, Command.UNFOLLOW,
        Command.REPORT, Command.ADD_ADDRESS, Command.REMOVE_ADDRESS,
    }  # fmt: skip
    if request.command not in several:
        return (request.command,)
    return (request.command, request.place, request.words, request.address, request.page)
