"""What a mail says itself, told apart from what it quotes, signs with and carries along.

Every character of the text stays: it is only said of each line what it is. The work is linear in
the text; every look back or ahead, and every pattern, is bounded.
"""

import re
from collections.abc import Iterator
from itertools import groupby, islice, takewhile
from operator import itemgetter
from typing import Literal, NamedTuple

from forum.text import attributions, signatures

Kind = Literal["own", "quote", "attribution", "signature", "footer"]

_LONGEST_LINE = 300
_LONGEST_SIGNATURE = 15
_LONGEST_FOOTER = 20
_LONGEST_HEADERS = 14

_MARKS = ">＞|｜"
_RULES = "-_=*─━ー－"
_ADDRESSEE = re.compile(r"＞\s?\S{1,12}(?:さん|様|さま|先生|氏|くん|君|殿|各位|ちゃん)[、。!！]?$")


class Segment(NamedTuple):
    """Some lines of a mail that are of one kind."""

    kind: Kind
    text: str


def fold(text: str) -> tuple[Segment, ...]:
    """The text in segments, in order; their texts joined are exactly the text."""
    lines = text.splitlines(keepends=True)
    kinds = _Reading(lines).result()
    return tuple(
        Segment(kind, "".join(map(itemgetter(1), run)))
        for kind, run in groupby(zip(kinds, lines, strict=True), key=itemgetter(0))
    )


def own_text(text: str) -> str:
    """What the writer says in this mail; all of it where nothing would be left."""
    own = "".join(segment.text for segment in fold(text) if segment.kind == "own").strip()
    return own or text.strip()


class _Reading:
    """One walk down the lines of a mail, saying of each what it is."""

    def __init__(self, lines: list[str]) -> None:
        self.bare = [line.strip() for line in lines]
        self.kinds: list[Kind | None] = [None] * len(lines)
        self.end = self._footer()
        self.has_device = any(signatures.DEVICE_HINT.search(bare) for bare in self.bare)
        self.signing: Kind | None = None
        self.has_spoken = False
        self.forwards = False

    def result(self) -> list[Kind]:
        """The kind of every line."""
        place = 0
        while place < self.end:
            place = self._read(place)
        self._sign_off(self.end)
        self.kinds[self.end :] = ["footer"] * (len(self.kinds) - self.end)
        return self._with_blanks()

    def _read(self, place: int) -> int:
        """Say what stands at a place; answers the place to go on from."""
        bare = self.bare[place]
        if not bare:
            return place + 1
        if bare[0] in _MARKS and _is_quoted(bare):
            self.signing = None
            return self._mark(place, place + 1, "quote")
        return self._introduction(place, bare) or self._line(place, bare)

    def _mark(self, start: int, stop: int, kind: Kind) -> int:
        self.kinds[start:stop] = [kind] * (stop - start)
        return stop

    def _line(self, place: int, bare: str) -> int:
        """A line that is neither quoted nor introduces a quotation."""
        if bare[0] in "-—―" and signatures.DASHES.match(bare):
            self.signing = self._signature_at(place) or self.signing
        elif self.signing and signatures.AFTERTHOUGHT.match(bare):
            self.signing = None
        elif self.has_device and len(bare) < 120 and signatures.DEVICE.match(bare):
            return self._mark(place, place + 1, "signature")
        if self.signing:
            return self._mark(place, place + 1, self.signing)
        self.has_spoken = True
        return self._mark(place, place + 1, "own")

    def _signature_at(self, place: int) -> Kind | None:
        """What the dashes at a place begin; None where too much follows to be a signature."""
        following = islice(filter(None, self.bare[place + 1 : self.end]), _LONGEST_SIGNATURE + 1)
        below = list(takewhile(lambda bare: bare[0] not in _MARKS, following))
        if any(signatures.LIST_WORDS.search(bare) for bare in below[:3]):
            return "footer"
        return "signature" if len(below) <= _LONGEST_SIGNATURE else None

    def _introduction(self, place: int, bare: str) -> int | None:
        """The end of the attribution at a place, or of the quotation that it brings along."""
        if bare[0] in _RULES or bare[-1] in ":：。":
            if attributions.FORWARD.match(bare):
                self.forwards = True
                return None
            if len(bare) < 120 and attributions.ORIGINAL.match(bare):
                return self._cut(place, self._after_headers(place + 1) or place + 1)
        if (":" in bare or "：" in bare) and len(bare) <= _LONGEST_LINE:
            return self._headers(place, bare) or self._attribution(place, bare)
        return None

    def _headers(self, place: int, bare: str) -> int | None:
        """From:, 送信日時:, 件名: … of the mail that is quoted below them."""
        if not attributions.HEADER.match(bare) or not (stop := self._after_headers(place)):
            return None
        start = place
        if place and self.bare[place - 1] and signatures.RULE.match(self.bare[place - 1]):
            start = place - 1
        return self._cut(start, stop)

    def _after_headers(self, place: int) -> int | None:
        """The place after a block of three or more header lines with a sender among them."""
        count, has_sender, stop = 0, False, place
        for at in range(place, min(place + _LONGEST_HEADERS, self.end)):
            bare = self.bare[at][:_LONGEST_LINE]
            if attributions.HEADER.match(bare):
                count, stop = count + 1, at + 1
                has_sender = has_sender or bool(attributions.SENDER.match(bare))
            elif bare and (at > stop or not count):
                break
        return stop if count >= 3 and has_sender else None

    def _attribution(self, place: int, bare: str) -> int | None:
        """… wrote: and …のメール: of one to four lines, which end here."""
        if bare[-1] not in ":：":
            return None
        for start in self._openings(place):
            joined = " ".join(self.bare[start : place + 1])
            if len(joined) <= attributions.LONGEST and attributions.STRONG.match(joined):
                return self._cut(start, place + 1)
        following = self._next(place + 1)
        if self._is_quoted_at(following) and following <= place + 2 and attributions.WEAK.search(bare):
            return self._mark(place, place + 1, "attribution")
        return None

    def _openings(self, place: int) -> Iterator[int]:
        """The lines with which an attribution that ends here may begin, the farthest first."""
        first = place
        while first and place - first < attributions.MOST_LINES - 1 and self.kinds[first - 1] == "own":
            first -= 1
        for start in range(first, place):
            if attributions.OPENING.match(self.bare[start][:_LONGEST_LINE]):
                yield start
        yield place

    def _cut(self, start: int, stop: int) -> int | None:
        """Below an attribution, marked lines are quoted; without marks, all that is left.

        A mail that begins with the attribution, or forwards, has nothing else to say: it stays.
        """
        following = self._next(stop)
        if self._is_quoted_at(following):
            return self._mark(start, stop, "attribution")
        if not self._spoke_before(start) or self.forwards:
            return None
        self._sign_off(start)
        self._mark(start, stop, "attribution")
        return self._mark(stop, self.end, "quote")

    def _spoke_before(self, start: int) -> bool:
        return "own" in self.kinds[:start]

    def _next(self, place: int) -> int:
        while place < self.end and not self.bare[place]:
            place += 1
        return place

    def _is_quoted_at(self, place: int) -> bool:
        return place < self.end and bool(self.bare[place]) and _is_quoted(self.bare[place])

    def _footer(self) -> int:
        """Where the lines of a mailing list begin, at the very end."""
        last = len(self.bare)
        for place in range(max(0, last - _LONGEST_FOOTER), last):
            if signatures.LIST_RULE.match(self.bare[place]):
                below = " ".join(self.bare[place + 1 :])[:2000]
                if signatures.LIST_WORDS.search(below) and not attributions.HEADER.match(below):
                    return place
        return last

    def _sign_off(self, stop: int) -> None:
        """A boxed signature (━━━, name, 〒, TEL) right before a place; a letter's rules stay."""
        first = max(0, stop - _LONGEST_SIGNATURE)
        for place in range(first, stop):
            bare = self.bare[place]
            if bare and self.kinds[place] == "own" and signatures.RULE.match(bare):
                if self._is_boxed_signature(place, stop) and "own" in self.kinds[:place]:
                    self._mark(place, stop, "signature")
                    return

    def _is_boxed_signature(self, place: int, stop: int) -> bool:
        block = self.bare[place + 1 : stop]
        text = "\n".join(block)
        return (
            all(kind in ("own", None) for kind in self.kinds[place:stop])
            and len(text) < 600
            and signatures.CONTACT.search(text) is not None
            and not signatures.BUSINESS.search(text)
            and not any(bare.endswith(("。", "？", "！")) for bare in block)
        )

    def _with_blanks(self) -> list[Kind]:
        """Blank lines belong to what is around them, and else to what is one's own."""
        kinds: list[Kind] = []
        following: Kind = "own"
        behind: list[Kind] = []
        for kind in reversed(self.kinds):
            following = kind or following
            behind.append(following)
        before: Kind | None = None
        for kind, after in zip(self.kinds, reversed(behind), strict=True):
            before = kind or before
            kinds.append(kind or _blank(before, after))
        return kinds


def _blank(before: Kind | None, after: Kind) -> Kind:
    if before is None or before == after:
        return after
    return "own" if after == "own" else before


def _is_quoted(bare: str) -> bool:
    """Whether a line carries a mark of quotation: >, ＞ or |, not a face, a table or 「＞山田様」."""
    if bare[0] in "|｜":
        return bare.count(bare[0]) == 1 and bare[1:2] in ("", " ", "\u3000")
    if bare[0] == "＞":
        return not _ADDRESSEE.match(bare)
    return bare[0] == ">" and not bare.startswith((">_<", ">.<", ">人<", ">ω<"))
