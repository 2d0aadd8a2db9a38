"""Each line of a mail named: one's own, quoted, an attribution, a signature or a list's footer.

The work is linear in the text: every look back or ahead, and every pattern, is bounded.
"""

import re
from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import Literal

from forum.text import attributions, signatures

_LONGEST_SEAL = 60  # lines
Kind = Literal["own", "quote", "attribution", "signature", "footer"]

_LONGEST_LINE = 300
_LONGEST_SIGNATURE = 15
_LONGEST_FOOTER = 20
_LONGEST_HEADERS = 14
_MOST_LINES = 10_000
# What may be looked at closely in one mail: joined lines (ten each), heads of a quoted mail, what
# stands below dashes (five each) and lines above what may end an attribution. A mail of a person needs some dozens.
_MOST_LOOKS = 6_000

_MARKS = frozenset(">＞|｜")
_OPENERS = frozenset("-_=*─━ー－—―BbSs以")
_LIST_RULES = frozenset("_-")
_CLOSERS = frozenset(":：>e-")  # … wrote  and  … wrote ----
_ADDRESSEES = re.compile(
    r"[>＞](?:[^\s>＞、,・]{1,12}(?:さん|様|さま|先生|氏|くん|君|殿|各位|ちゃん)[、,・。!！\s]{0,2}){1,5}$"
)


def runs(lines: list[str]) -> list[tuple[Kind, int]]:
    """(kind, number of lines) of each run of lines of one kind, in order."""
    return _Walk(lines).runs()


class _Walk:
    """One walk down the lines of a mail, saying of each what it is."""

    def __init__(self, lines: list[str]) -> None:
        self.bare = [line.strip() for line in lines]
        self.kinds: list[Kind | None] = [None] * len(lines)
        self.footer = self._footer()
        self.end = min(self.footer, _MOST_LINES)
        self.has_device = _names_a_device("\n".join(self.bare).lower())
        self.signing: Kind | None = None
        self.forwards = False
        self.looks_left = _MOST_LOOKS

    def runs(self) -> list[tuple[Kind, int]]:
        """The lines of one kind that follow each other, counted."""
        place, bare, kinds = 0, self.bare, self.kinds
        while place < self.end:
            line = bare[place]
            if not line:
                place += 1
            elif line[0] in _MARKS and _is_quoted(line) and not self._calls_someone(place):
                self.signing = None
                kinds[place] = "quote"
                place += 1
            elif (
                self.signing
                or self.has_device
                or line[0] in _OPENERS
                or ":" in line
                or "：" in line
                or line[-1] == ">"
            ):
                place = self._introduction(place, line) or self._line(place, line)
            else:
                kinds[place] = "own"
                place += 1
        self._sign_off(self.end)
        kinds[self.end : self.footer] = ["own"] * (self.footer - self.end)
        kinds[self.footer :] = ["footer"] * (len(kinds) - self.footer)
        return self._with_blanks()

    def _mark(self, start: int, stop: int, kind: Kind) -> int:
        self.kinds[start:stop] = [kind] * (stop - start)
        return stop

    def _line(self, place: int, bare: str) -> int:
        """A line that is neither quoted nor introduces a quotation."""
        if bare == signatures.SEAL:
            return self._mark(place, self._end_of_seal(place), "signature")
        if bare[0] in "-—―" and signatures.DASHES.match(bare):
            self.signing = self._signature_at(place) or self.signing
        elif self.signing and signatures.AFTERTHOUGHT.match(bare):
            self.signing = None
        elif self.has_device and len(bare) < 120 and signatures.DEVICE.match(bare):
            return self._mark(place, self._end_of_paragraph(place), "signature")
        if self.signing:
            return self._mark(place, place + 1, self.signing)
        return self._mark(place, place + 1, "own")

    def _end_of_seal(self, place: int) -> int:
        """Behind the last line of an OpenPGP signature; where it has none, only its first is one."""
        for at in range(place, min(place + _LONGEST_SEAL, self.end)):
            if self.bare[at] == signatures.SEAL_END:
                return at + 1
        return place + 1

    def _may_look(self, cost: int) -> bool:
        self.looks_left -= cost
        return self.looks_left >= 0

    def _signature_at(self, place: int) -> Kind | None:
        """What the dashes at a place begin; None where too much follows to be a signature."""
        if not self._may_look(5):
            return None
        near = self.bare[place + 1 : min(self.end, place + 4 * _LONGEST_SIGNATURE)]
        below = list(takewhile(lambda bare: bare[0] not in _MARKS, filter(None, near)))
        if any(signatures.LIST_WORDS.search(bare) for bare in below[:3]):
            return "footer"
        if below and signatures.DASHES.match(below[-1]):
            return None  # dashes above and below are a frame
        return "signature" if len(below) <= _LONGEST_SIGNATURE else None

    def _end_of_paragraph(self, place: int) -> int:
        """Past the name and address that stand right under iPhoneから送信."""
        stop = place + 1
        while stop < min(self.end, place + 4) and self.bare[stop]:
            if self.bare[stop][0] in _MARKS or attributions.OPENING.match(self.bare[stop]):
                break
            stop += 1
        return stop

    def _introduction(self, place: int, bare: str) -> int | None:
        """The end of the attribution at a place, or of the quotation that it brings along."""
        if bare[0] in _OPENERS and len(bare) < 120:
            if attributions.FORWARD.match(bare):
                self.forwards = True
                return None
            if attributions.ORIGINAL.match(bare):
                return self._cut(place, self._after_headers(place + 1) or place + 1)
        if len(bare) <= _LONGEST_LINE:
            return self._headers(place, bare) or self._attribution(place, bare)
        return None

    def _headers(self, place: int, bare: str) -> int | None:
        """From:, 送信日時:, 件名: … of the mail that is quoted below them."""
        if not attributions.HEADER.match(bare) or not self._may_look(5):
            return None
        if not (stop := self._after_headers(place)):
            return None
        above = place - 1 if place and self.bare[place - 1] else place - 2
        is_ruled = above >= 0 and signatures.RULE.match(self.bare[above][:_LONGEST_LINE])
        return self._cut(above if is_ruled else place, stop)

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
        if bare[-1] not in _CLOSERS or (bare[-1] in "e-" and "wrote" not in bare[-40:].lower()):
            return None
        if (start := self._begins(place)) is not None:
            return self._cut(start, place + 1)
        following = self._next(place + 1)
        if (
            self._is_quoted_at(following)
            and following <= place + 2
            and attributions.WEAK.search(bare)
        ):
            return self._mark(place, place + 1, "attribution")
        return None

    def _begins(self, place: int) -> int | None:
        """The first line of the attribution that ends here; None where none does.

        The nearest that will do, and farther up only for the date: what stands above may be the
        writer's own.
        """
        found = None
        for start in reversed(list(self._openings(place))):
            if not self._may_look(10):
                return None
            joined = " ".join(self.bare[start : place + 1])
            if len(joined) > attributions.LONGEST or not attributions.STRONG.match(joined):
                continue
            is_dated = attributions.DATED.search(joined)
            if found is None or is_dated:
                found = start
            if is_dated:
                break
        if found and attributions.ABOVE.match(self.bare[found - 1][:_LONGEST_LINE]):
            found -= self.kinds[found - 1] == "own"
        return found

    def _openings(self, place: int) -> Iterator[int]:
        """The lines with which an attribution that ends here may begin, from the top."""
        first = place
        while (
            first and place - first < attributions.MOST_LINES - 1 and self.kinds[first - 1] == "own"
        ):
            first -= 1
        for start in range(first, place):
            if not self._may_look(1):
                return
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
        self.forwards = self.forwards or "own" not in self.kinds[:start]
        if self.forwards:
            return None
        self._sign_off(start)
        self._mark(start, stop, "attribution")
        return self._mark(stop, self.end, "quote")

    def _next(self, place: int) -> int:
        while place < self.end and not self.bare[place]:
            place += 1
        return place

    def _is_quoted_at(self, place: int) -> bool:
        return place < self.end and bool(self.bare[place]) and _is_quoted(self.bare[place])

    def _footer(self) -> int:
        """Where the lines of a mailing list begin, at the very end; several lists may add theirs."""
        stop = len(self.bare)
        for place in range(stop - 1, max(0, stop - _LONGEST_FOOTER) - 1, -1):
            if self.bare[place][:1] in _LIST_RULES and signatures.LIST_RULE.match(self.bare[place]):
                below = " ".join(self.bare[place + 1 : stop])[:2000]
                if not signatures.LIST_WORDS.search(below) or attributions.HEADER.match(below):
                    if below.strip(" _-"):
                        break
                    continue
                stop = place
        return stop

    def _sign_off(self, stop: int) -> None:
        """A boxed signature (━━━, name, 〒, TEL) right before a place; a letter's rules stay."""
        first = max(0, stop - _LONGEST_SIGNATURE)
        for place in range(first, stop):
            bare = self.bare[place]
            is_rule = bare and self.kinds[place] == "own" and signatures.RULE.match(bare)
            if is_rule and self._is_boxed_signature(place, stop) and "own" in self.kinds[:place]:
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

    def _calls_someone(self, place: int) -> bool:
        """Whether ＞山田さん stands alone, a habit of calling a reader by name."""
        bare = self.bare[place]
        if len(bare) > 40 or not _ADDRESSEES.match(bare):
            return False
        around = self.bare[max(0, place - 1) : place] + self.bare[place + 1 : place + 2]
        return not any(line and line[0] in _MARKS for line in around)

    def _with_blanks(self) -> list[tuple[Kind, int]]:
        """Blank lines belong to what is around them, and else to what is one's own."""
        runs = [(kind, len(list(run))) for kind, run in groupby(self.kinds)]
        filled: list[tuple[Kind, int]] = []
        for at, (kind, length) in enumerate(runs):
            before = filled[-1][0] if filled else None
            if kind is None:
                kind = _blank(before, runs[at + 1][0] if at + 1 < len(runs) else None)
            if kind == before:
                length += filled.pop()[1]
            filled.append((kind, length))
        return filled


def _blank(before: Kind | None, after: Kind | None) -> Kind:
    if before is None or after is None or before == after:
        return after or before or "own"
    return "own" if after == "own" else before


def _names_a_device(text: str) -> bool:
    return any(word in text for word in signatures.DEVICE_WORDS)


def _is_quoted(bare: str) -> bool:
    """Whether a line carries a mark of quotation: >, ＞ or |, not a face or a table."""
    if bare[0] in "|｜":
        return bare.count(bare[0]) == 1 and bare[1:2] in ("", " ", "\u3000")
    if bare[0] not in ">＞" or bare in (">:", "> :"):
        return False
    return not bare.startswith((">_<", ">.<", ">人<", ">ω<"))
