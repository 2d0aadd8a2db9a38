"""One line read as a command: whole lines by their pattern, short sentences by a word in them."""

import re
from datetime import date

from forum.addresses import EmailAddress
from forum.boards import Mode
from mailgate.inbound.commands.days import day_in
from mailgate.inbound.commands.plain import bare, narrowed, unpolite
from mailgate.inbound.commands.request import Command, Place, Request
from mailgate.inbound.commands.vocabulary import MODES, NOT_SO, SENTENCES, whole_lines

LONGEST_LINE = 200
LONGEST_SENTENCE = 40
_LATIN = re.compile(r"[a-z?]+")
_LINK = re.compile(r"https?://\S*/(?P<kind>threads|posts)/(?P<id>[0-9a-z]{8,20})", re.IGNORECASE)
_NUMBERS = re.compile(r"(?P<thread>\d{1,7})(?:\s*[-−ー]\s*(?P<post>\d{1,5}))?")
_YES = re.compile(
    r"yes|on|1|はい|受け取る|受け取りたい|届けて|届く|いる|要る|必要|送る", re.IGNORECASE
)
_NO = re.compile(r"ない|いいえ|不要|いりません|no|off|0", re.IGNORECASE)
_PLAIN = re.compile(r"plain|プレーン|平文|文字だけ|テキスト", re.IGNORECASE)
_SPREAD = re.compile(r"(?:[\u3040-\u30ff\u3400-\u9fff] ?){2,8}")
_ANY_LETTER = re.compile(r"\w")


def command_of(line: str, today: date, *, only_whole: bool = False) -> Request | None:
    """What a line asks for; None where it is no command, or too long to be one.

    With `only_whole` a word in a sentence is not enough.
    """
    if len(line) > LONGEST_LINE:
        return None
    if narrowed(line).strip(" 。.!") in ("?", "??"):
        return Request(command=Command.HELP, said=line.strip())
    plain = bare(line)
    if not plain or not _ANY_LETTER.search(plain):
        return None
    forms = (plain, unpolite(plain), _joined(plain))
    whole = next((one for form in forms if (one := _whole(line, form, today))), None)
    if whole is not None or only_whole:
        return whole
    return _sentence(line, plain)


def _joined(plain: str) -> str:
    """A word of Japanese that was spread out: 退 会."""
    return plain.replace(" ", "") if _SPREAD.fullmatch(plain) else ""


def _whole(line: str, plain: str, today: date) -> Request | None:
    if not plain:
        return None
    for command, pattern in whole_lines():
        found = pattern.fullmatch(plain)
        if found and (request := _read(command, line, found.groupdict(), today)):
            return request
    return None


def _sentence(line: str, plain: str) -> Request | None:
    """A short sentence with a word of one of the three commands that people write sentences for."""
    lower = plain.lower()
    if len(lower) > LONGEST_SENTENCE or "@" in lower or NOT_SO.search(lower):
        return None
    latin = set(_LATIN.findall(lower))
    for command, english, parts in SENTENCES:
        if latin & english or any(part in plain for part in parts):
            return Request(command=command, said=line.strip(), is_sentence=True)
    return None


def _read(command: Command, line: str, told: dict[str, str | None], today: date) -> Request | None:
    """The command with what its pattern has found; None where that can't be read after all."""
    said = line.strip()
    words = (told.get("words") or "").strip()
    place = _place(told.get("place") or told.get("place2") or "")
    match command:
        case Command.MODE:
            return Request(command=command, said=said, mode=_mode(told["mode"] or ""))
        case Command.OWN_POSTS:
            flag = told["flag"] or ""
            yes = bool(_YES.match(flag)) and not _NO.search(flag)
            return Request(command=command, said=said, yes=yes)
        case Command.RECEIPTS:
            refused = bool(_NO.search(told["flag"] or "") or "やめ" in said)
            return Request(command=command, said=said, yes=not refused)
        case Command.DIGEST:
            is_plain = bool(_PLAIN.match(told["format"] or ""))
            return Request(command=command, said=said, yes=not is_plain)
        case Command.VACATION:
            return _vacation(said, told, today)
        case Command.FOLLOW | Command.MUTE | Command.UNFOLLOW:
            return Request(command=command, said=said, place=place)
        case Command.THREAD | Command.THREADS:
            page = int(told.get("page") or 1)
            return Request(command=command, said=said, place=place, page=max(1, page))
        case Command.REPORT:
            return Request(command=command, said=said, place=place, words=words)
        case Command.SEARCH | Command.STATUS:
            return Request(command=command, said=said, words=words)
        case Command.CONFIRM:
            return Request(command=command, said=said, words=(told["token"] or "").lower())
        case Command.ERASE:
            anonymous = bool(told.get("anonymous") or told.get("anonymous2"))
            return Request(command=command, said=said, yes=anonymous)
        case Command.LANGUAGE:
            language = "ja" if re.search("japanese|日本語", said, re.IGNORECASE) else "en"
            return Request(command=command, said=said, words=language)
        case (
            Command.ADD_ADDRESS
            | Command.CHANGE_ADDRESS
            | Command.REMOVE_ADDRESS
            | Command.MAIN_ADDRESS
        ):
            written = told.get("address") or told.get("address2") or ""
            address = EmailAddress.parse(written)
            if written and address is None:
                return None
            return Request(command=command, said=said, address=address)
    return Request(command=command, said=said)


def _vacation(said: str, told: dict[str, str | None], today: date) -> Request | None:
    if told.get("off") is not None:
        return Request(command=Command.VACATION, said=said, yes=False)
    written = (told.get("date") or "").strip()
    until = day_in(written, today) if written else None
    if written and until is None and not re.search(r"\d|まで|until|till", written):
        return None  # it was about something else: 「昼休み」
    return Request(command=Command.VACATION, said=said, yes=True, until=until)


def _mode(written: str) -> Mode:
    return next(mode for mode, words in MODES if re.search(words, written, re.IGNORECASE))


def _place(written: str) -> Place:
    if link := _LINK.search(written):
        public_id = link["id"].lower()
        if link["kind"].lower() == "threads":
            return Place(thread_id=public_id)
        return Place(post_id=public_id)
    if written.lower().lstrip().startswith("http"):
        return Place()
    if found := _NUMBERS.search(written):
        post = int(found["post"]) if found["post"] else None
        return Place(thread=int(found["thread"]), post=post)
    return Place()
