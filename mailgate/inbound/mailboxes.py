"""Address lists of headers (RFC 5322, 3.4), as people's programs really write them."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.encoded_words import decode_words
from mailgate.inbound.remembering import remembered

MOST_MAILBOXES = 1000
_LONGEST = 4096  # characters within which the address of one mailbox stands
_SIMPLE = re.compile(r'(?:"([^"\\]*)"|([^"<>@,;:()\\]*?))\s*<([^<>\s@,;:"]+@[^<>\s@,;:"]+)>')
_BARE = re.compile(r'[^<>\s@,;:"()\[\]\\]+@[^<>\s@,;:"()\[\]\\]+')
_TOKEN = re.compile(
    r'("(?:[^"\\]|\\.?)*(?:"|$))|(<[^<>]*+(?:>|$|(?=<)))|(\()|([,;])|(:)|(=\?[^?\s]*\?[^?\s]\?[^?]*\?=)'
    r'|([^"<>(),;:=]+|.)',
    re.DOTALL,
)
_ESCAPED = re.compile(r"\\(.)")
_ROUTE = re.compile(r"^@[^:]*:")
_COMMENT = re.compile(r"\((?:[^()\\]|\\.)*\)")
_AROUND_AT = re.compile(r"(?<=\S)[ \t]*@[ \t]*(?=\S)")
_AROUND_DOT = re.compile(r"(?<=@)([\w-]+)[ \t]*\.[ \t]*(?=\w)")
_ARCHIVED = re.compile(r"([\w.+-]+) at ([\w-]+(?:\.[\w-]+)+)")  # as Mailman's archives write it
_ATOM = re.compile(r"[!#-'*+./0-9A-Z^-~-]+")
_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.?)*)(?:"|$)', re.DOTALL)
# A quoted local part has 64 letters; without a bound, each quote mark would cost the whole text.
_ADDRESS = re.compile(r'(?:"(?:[^"\\]|\\.){0,64}"|(?<![^\s<>"@,;:])[^\s<>"@,;:]+)@[^\s<>"@,;:()]+')


class Mailbox(NamedTuple):
    """Whom a header names: `name` decoded and maybe empty, `address` as written and maybe empty."""

    name: str
    address: str


@remembered
def mailboxes(value: str, carrier: Carrier | None = None) -> tuple[Mailbox, ...]:
    """The mailboxes of a header value whose encoded words are still encoded."""
    if simple := _SIMPLE.fullmatch(value):
        return (Mailbox(_name(simple[1] or simple[2] or "", carrier), simple[3]),)
    if _BARE.fullmatch(value):
        return (Mailbox("", value),)
    found = list(_Scanner(value, carrier))
    addressed = [mailbox for mailbox in found if mailbox.address]
    return tuple((addressed or found)[:MOST_MAILBOXES])


def _name(text: str, carrier: Carrier | None) -> str:
    if "=?" in text:
        text = decode_words(text, carrier)
    return _SPACES.sub(" ", text).strip(" \"'<>") if not text.isalnum() else text


class _Scanner:
    """Walks over a list of mailboxes; groups are opened and forgotten."""

    def __init__(self, value: str, carrier: Carrier | None) -> None:
        self.value, self.carrier = value, carrier
        self.comments_close = True
        self._clear()

    def _clear(self) -> None:
        self.words: list[str] = []
        self.comments: list[str] = []
        self.angle: str | None = None

    def __iter__(self) -> Iterator[Mailbox]:
        at, value, count = 0, self.value, 0
        while at < len(value) and count <= MOST_MAILBOXES:
            match = _TOKEN.match(value, at)
            if match is None:
                break
            at = match.end()
            if match[3]:
                at = self._comment(at)
            elif match[4]:
                if self._is_whole(match[4]):
                    count += 1
                    yield from self._mailbox()
                else:
                    self.words.append(match[4])
            elif match[5]:
                self._colon()
            else:
                self._word(match)
        yield from self._mailbox()

    def _word(self, match: re.Match[str]) -> None:
        if match[1]:
            self.words.append(match[1])
        elif match[2]:
            inner = match[2].strip("<>").strip()
            if self.angle is None or not self.angle:
                self.angle = inner
        else:
            self.words.append(match[6] or match[7])

    def _comment(self, at: int) -> int:
        """Past a comment whose bracket opened just before `at`."""
        depth, end = int(self.comments_close), at
        while end < len(self.value) and depth:
            depth += {"(": 1, ")": -1}.get(self.value[end], 0)
            end += 1 + (self.value[end] == "\\")
        if depth or not self.comments_close:  # a smiley or a lone bracket; looked for only once
            self.comments_close = False
            self.words.append("(")
            return at
        self.comments.append(self.value[at : end - 1])
        return end

    def _colon(self) -> None:
        """A group's name ends here, unless the colon stands inside an address or a name."""
        text = "".join(self.words)
        if "@" not in text:
            self._clear()
        else:
            self.words.append(":")

    def _is_whole(self, separator: str) -> bool:
        """Whether what was read can be a mailbox: `Doe, John <j@x>` has a comma in its name."""
        return separator == ";" or self.angle is not None or "@" in "".join(self.words)

    def _mailbox(self) -> Iterator[Mailbox]:
        text = "".join(self.words).strip()
        if self.angle is None:
            text = _AROUND_AT.sub("@", text)
            text = _AROUND_DOT.sub(r"\1.", text)
        angle, comments = self.angle, self.comments
        self._clear()
        if angle is not None:
            address = _ROUTE.sub("", _COMMENT.sub("", angle) if "(" in angle else angle)
            yield self._named(text or " ".join(comments), address)
        elif match := _ADDRESS.search(text, 0, _LONGEST):
            rest = (text[: match.start()] + " " + text[match.end() :]).strip()
            address = match[0].strip("[]") if match[0][0] == "[" else match[0]
            yield self._named(rest or " ".join(comments), address)
        elif comments and _ATOM.fullmatch(text):  # a mailbox of the sender's own host
            yield self._named(" ".join(comments), text)
        elif archived := _ARCHIVED.fullmatch(text):
            yield self._named(" ".join(comments), f"{archived[1]}@{archived[2]}")
        elif text:
            yield Mailbox(_name(text.strip('"'), self.carrier), "")

    def _named(self, written: str, address: str) -> Mailbox:
        address = address.removeprefix("mailto:")
        address = _SPACES.sub("", address) if not address.startswith('"') else address
        quoted = _QUOTED.sub(lambda found: _ESCAPED.sub(r"\1", found[1]), written)
        return Mailbox(_name(quoted, self.carrier), address)
