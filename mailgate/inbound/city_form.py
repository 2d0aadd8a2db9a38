"""What a liaison wrote into the form of a letter: read kindly, line by line.

Full-width letters, quote marks before a line, another order, answers under the form or inside it,
the words of the vocabularies alone (項目1：一部反映・実施予定（令和9年度）) are all understood. What
the writer has put into their own lines counts before what stands in a quote.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from forum.language import words
from forum.proposals.city import Judgement, Response
from forum.proposals.wording import JUDGEMENTS, RESPONSES
from forum.text.folding import fold
from mailgate.inbound.commands.days import day_in

W = TypeVar("W")
# What a line may begin with, and the field that it fills.
_FIELDS = {
    "受理番号": "receipt_number", "受付番号": "receipt_number", "receiptnumber": "receipt_number",
    "担当課": "department", "担当": "department", "担当部署": "department", "所管課": "department",
    "department": "department", "departmentincharge": "department", "leaddepartment": "department",
    "回答期限": "due_on", "期限": "due_on", "duedate": "due_on", "answerdue": "due_on",
    "照会": "question", "質問": "question", "question": "question",
    "判断": "judgement", "judgement": "judgement", "judgment": "judgement", "decision": "judgement",
    "対応": "response", "response": "response", "action": "response",
    "年度": "year", "実施年度": "year", "実施予定年度": "year", "fiscalyear": "year",
    "送付先": "passed_to", "passedto": "passed_to", "passedonto": "passed_to",
    "理由": "reason", "reason": "reason",
    "やさしい要約": "plain", "要約": "plain", "plainsummary": "plain", "summary": "plain",
    "回答": "all",
}  # fmt: skip
_LONG = ("question", "reason", "plain")  # go on over further lines
_QUOTE = re.compile(r"^(?:[>|]\s?)+")
_ITEM = re.compile(
    r"^[■・*\-\s\[【(]*(?:項目|item)\s*(?:第)?\s*(\d{1,2})\s*[\]】)]?\s*[:：.、]?\s*(.*)$", re.I
)
# Inside long words a line begins another item only as a heading does: 項目2については… goes on.
_HEADING = re.compile(
    r"^[■・*\-\s\[【(]*(?:項目|item)\s*(?:第)?\s*\d{1,2}\s*(?:[\]】):：.、]|\s|$)", re.I
)
_FIELD = re.compile(r"^[■・*\s【\[]*([^:：\d]{1,24}?)[\]】]?\s*[:：]\s*(.*)$")
_ENDS = re.compile(r"^(?:-{2,}|={2,}|━+|─+|■|◇|__+)")
_INTERIM = re.compile(r"中間回答|interim answer", re.I)
_YEAR = re.compile(r"(?:令和|\br)\s*(\d{1,2}(?!\d)|元)|(?<!\d)((?:19|20|21)\d\d)\s*(?:年度?)?(?!\d)|fy\s*(\d{4})", re.I)  # fmt: skip
_BESIDE = re.compile(r"所管外[^(（]*[(（]([^)）]+)[)）]")
_JUDGEMENTS = (
    (Judgement.NOT_REFLECTED, r"反映(?:し(?:ない|ません)|でき(?:ない|ません)|は?困難)|不採択"),
    (Judgement.PARTLY, r"一部(?:を)?反映|部分(?:的に)?反映"),
    (Judgement.IN_SPIRIT, r"趣旨(?:を)?(?:踏まえ|ふまえ)"),
    (Judgement.CONTINUED, r"継続(?:して)?検討"),
    (Judgement.REFLECTED, r"反映"),
)
_RESPONSES = (
    (Response.ELSEWHERE, r"所管外"),
    (Response.PLANNED, r"実施(?:する)?予定"),
    (Response.DONE, r"実施済|実施しました|対応済"),
    (Response.DOING, r"実施中|実施して(?:い|おり)"),
    (Response.STUDYING, r"検討中|検討して(?:い|おり)"),
    (Response.DIFFICULT, r"困難|難しい"),
)


@dataclass(slots=True)
class Told:
    """What stands in the form: fields of the proposal, and fields of each item by its number."""

    about: dict[str, str] = field(default_factory=dict)
    items: dict[int, dict[str, str]] = field(default_factory=dict)
    is_interim: bool = False

    def __bool__(self) -> bool:
        return bool(self.about or self.items)


def read(subject: str, text: str) -> Told:
    """Everything that a mail fills in."""
    own, quoted = _lines(text)
    told = Told()
    _fill(told, quoted)
    _fill(told, own)
    told.is_interim = bool(_INTERIM.search("\n".join(own)) or _INTERIM.search(_bare(subject)))
    return told


def judgement_in(told: str) -> Judgement | None:
    """The judgement that some words name."""
    return _word(told, _JUDGEMENTS, JUDGEMENTS)


def response_in(told: str) -> Response | None:
    """The response that some words name."""
    return _word(told, _RESPONSES, RESPONSES)


def year_in(told: str) -> int | None:
    """The fiscal year that some words name, by the Gregorian year in which it begins."""
    found = _YEAR.search(_bare(told))
    if found is None:
        return None
    if found[1]:
        return 2018 + (1 if found[1] == "元" else int(found[1]))
    return int(found[2] or found[3])


def place_in(told: str) -> str:
    """市の所管外（県）: where it was passed, as far as it stands beside the word."""
    found = _BESIDE.search(_bare(told))
    return found[1].strip() if found else ""


def day_of(told: str, today: date) -> date | None:
    """A day as somebody writes it."""
    return day_in(told, today)


def _lines(text: str) -> tuple[list[str], list[str]]:
    """The writer's own lines, and those of what they quote, without their marks."""
    own: list[str] = []
    quoted: list[str] = []
    for segment in fold(text):
        into = own if segment.kind == "own" else quoted if segment.kind == "quote" else None
        if into is not None:
            into += (_QUOTE.sub("", _bare_line(line)) for line in segment.text.splitlines())
            into.append("")
    return own, quoted


def _fill(told: Told, lines: list[str]) -> None:
    """Put what the lines say into `told`; a field that is left empty takes nothing away."""
    for position, name, value in _said(lines):
        if not value:
            continue
        if position is None:
            told.about[name] = value
        else:
            told.items.setdefault(position, {})[name] = value


def _said(lines: list[str]) -> Iterator[tuple[int | None, str, str]]:
    position: int | None = None
    at = 0
    while at < len(lines):
        line, at = lines[at].strip(), at + 1
        if item := _ITEM.match(line):
            position = int(item[1])
            if item[2] and _names_something(item[2]):
                yield position, "all", item[2].strip()
            continue
        named = _FIELD.match(line)
        name = _FIELDS.get(_key(named[1])) if named else None
        if named is None or name is None:
            continue
        value = [named[2].strip()]
        while name in _LONG and at < len(lines) and not _begins(lines[at]):
            value.append(lines[at].rstrip())
            at += 1
        in_item = position is not None and name not in ("receipt_number", "due_on", "question")
        yield position if in_item else None, name, "\n".join(value).strip()


def _begins(line: str) -> bool:
    """Whether a line is no more of the words before it."""
    line = line.strip()
    named = _FIELD.match(line)
    return bool(
        _ENDS.match(line)
        or _HEADING.match(line)
        or (named and _key(named[1]) in _FIELDS)
        or (named and _key(named[1]) in ("判断の言葉", "対応の言葉"))
    )


def _names_something(told: str) -> bool:
    return judgement_in(told) is not None or response_in(told) is not None


def _word(told: str, patterns: tuple[tuple[W, str], ...], names: Mapping[W, str]) -> W | None:
    plain = "".join(_bare(told).split())
    english = " ".join(_bare(told).lower().split())
    for word, pattern in patterns:
        if re.search(pattern, plain):
            return word
    said = words("en").gettext
    fitting = [
        w for w, name in names.items() if said(name).lower() in english and said(name) != name
    ]
    return max(fitting, key=lambda w: len(said(names[w])), default=None)


def _key(told: str) -> str:
    return "".join(told.split()).lower()


def _bare_line(line: str) -> str:
    """A line whose letters are of one width; what it says stays as it is."""
    return "".join(unicodedata.normalize("NFKC", c) if c in _WIDE else c for c in line)


def _bare(told: str) -> str:
    return unicodedata.normalize("NFKC", told)


_WIDE = frozenset("＞｜：０１２３４５６７８９　（）［］")
