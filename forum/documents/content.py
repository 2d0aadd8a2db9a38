"""What stands in a 提案書 (or 伝達書), before it is set; words in Japanese, as they are printed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody's words from which a proposal comes, or which were said to it."""

    number: int
    on: date
    way: str  # ウェブ・メール・手紙
    name: str  # as the board shows it
    sector: str
    passage: str
    place: str  # board and topic
    url: str
    items: tuple[int, ...] = ()  # 項目; none: the proposal as a whole
    need: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered thing that is asked for."""

    position: int
    title: str
    words: str
    target: str
    doer: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A table of the poll; rows are (sector, a cell for each choice, their sum)."""

    title: str
    choices: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...], str], ...]
    note: str = ""  # instead of a table, where one could tell who is meant


@dataclass(frozen=True, slots=True)
class MinorityView:
    """The reason of somebody who was against, or for it on a condition."""

    choice: str
    name: str
    sector: str
    reason: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A day in the life of the proposal."""

    on: date
    words: str


@dataclass(frozen=True, slots=True)
class ProposalDocument:
    """Everything that a 提案書 tells."""

    is_proposal: bool  # or a relay 伝達
    label: str  # 令和8年度提案第3号
    title: str
    made_on: date
    proposer: str
    addressee: str
    contact: str
    url: str
    problem: str
    purpose: str
    items: tuple[Item, ...]
    effect: str
    voices: tuple[Voice, ...]
    people: int
    course: tuple[Happening, ...] = ()
    comments: tuple[Voice, ...] = ()
    minority: tuple[MinorityView, ...] = ()
    tallies: tuple[Tally, ...] = ()
    submitted_on: date | None = None
    document_number: str = ""
    chair: str = ""
    drafters: tuple[str, ...] = ()
    plain: str = ""
    decided_on: date | None = None
    method: str = ""
    decision_words: str = ""
    text_sha256: str = ""

    @property
    def kind(self) -> str:
        return "提案書" if self.is_proposal else "伝達書"
