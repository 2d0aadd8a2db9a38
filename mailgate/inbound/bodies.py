"""Which parts of a mail are its text, and how they read (after RFC 8621, 4.1.4)."""

import re
from dataclasses import dataclass, field

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.charsets import codec_of, decode_text
from mailgate.inbound.flowed import unflowed
from mailgate.inbound.mime import Part
from mailgate.inbound.transfer import Uuencoded, take_uuencoded

_META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
LONGEST = 1_000_000  # bytes of one text that are shown; the whole is then attached too
_LONGEST_LINE = 10_000
HTML = ("text/html", "application/xhtml+xml")
# Text for programs: nobody reads it as it stands.
_FILES = frozenset(
    "text/calendar text/x-vcalendar text/rfc822-headers text/rtf text/vcard"
    " text/x-vcard text/directory".split()
)
_ENRICHED = ("text/enriched", "text/richtext")
_MARKUP = (*HTML, *_ENRICHED)
_PARAMETER = re.compile(r"<param>.{0,500}?</param>", re.IGNORECASE | re.DOTALL)
_COMMAND = re.compile(r"<</?|</?[A-Za-z][A-Za-z0-9-]{0,59}>")
_BREAKS = re.compile(r"\n+")


@dataclass(slots=True)
class Chosen:
    """The leaves of a mail by use; a part may stand in both `texts` and `htmls`."""

    texts: list[Part] = field(default_factory=list)
    htmls: list[Part] = field(default_factory=list)
    attached: list[Part] = field(default_factory=list)

    def add(self, other: "Chosen") -> None:
        self.texts += other.texts
        self.htmls += other.htmls
        self.attached += other.attached


def choose(part: Part, within: str = "", first: bool = True) -> Chosen:
    """Sort the leaves under `part`, itself the `first` or a later child of a multipart `within`."""
    if part.children:
        if part.type == "multipart/alternative":
            return _choose_alternative(part)
        chosen = Chosen()
        root = _root(part)
        for child in part.children:
            if not _is_resource_fork(child, part.type):
                chosen.add(choose(child, part.type, child is root))
        return chosen
    if part.type.startswith("multipart/"):
        return Chosen()
    if not _is_text(part, within, first):
        return Chosen(attached=[part])
    named = within and part.disposition and part.disposition.text("filename")
    apart = named or len(part.data) > LONGEST
    return Chosen(texts=[part], htmls=[part], attached=[part] if apart else [])


def _is_resource_fork(part: Part, within: str) -> bool:
    """What an old Mac knew of the file beside it (RFC 1740), and nobody else can open."""
    return within == "multipart/appledouble" and part.type == "application/applefile"


def _root(part: Part) -> Part:
    """The part that shows itself: of a multipart/related the one that `start` names."""
    if part.type == "multipart/related" and (start := part.parameters.text("start")):
        for child in part.children:
            if (child.headers.get("content-id") or "").strip() == start.strip():
                return child
    return part.children[0]


def _choose_alternative(part: Part) -> Chosen:
    offers = [choose(child, part.type, True) for child in part.children]
    chosen = Chosen(attached=[leaf for offer in offers for leaf in offer.attached])
    plain = [o for o in offers if o.texts and not any(t.type in _MARKUP for t in o.texts)]
    marked = [o for o in offers if any(t.type in HTML for t in o.htmls)]
    rest = [o for o in offers if o.texts and o not in plain and o not in marked]
    written = [offer for offer in plain if any(text.data.strip() for text in offer.texts)]
    best_html = marked[-1:] or rest[-1:]
    for offer in written or best_html or plain:
        chosen.texts += offer.texts
    for offer in best_html or plain:
        chosen.htmls += offer.htmls
    return chosen


def _is_text(part: Part, within: str, first: bool) -> bool:
    """Whether a leaf is part of what is read, not a file that came along."""
    if part.is_attached or (not part.type.startswith("text/") and part.type not in HTML):
        return False
    if part.type in _FILES:
        return False
    if part.type not in ("text/plain", *_MARKUP) and (not first or part.name):
        return False
    return first or (within != "multipart/related" and not part.name)


@dataclass(slots=True)
class Text:
    """What a mail says: as plain text, from which kind of part, and its HTML if it has some."""

    text: str
    from_html: bool
    html: str | None
    files: list[Uuencoded]


def read(chosen: Chosen, carrier: Carrier | None) -> Text:
    """The chosen parts as one text, in the order in which mail programs show them."""
    files: list[Uuencoded] = []
    pieces: list[str] = []
    from_html = bool(chosen.texts)
    for part in chosen.texts:
        if part.type in _ENRICHED:
            pieces.append(_enriched(html_of(part, carrier)))
        elif part.type in _MARKUP:
            pieces.append(as_text(html_of(part, carrier)))
        else:
            from_html = False
            pieces.append(_plain(part, carrier, files))
    html_parts = [part for part in chosen.htmls if part.type in HTML]
    html = "\n".join(html_of(part, carrier) for part in html_parts) if html_parts else None
    text = (
        pieces[0]
        if len(pieces) == 1
        else "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    )
    if html and not text.strip():
        text, from_html = as_text(html), True
    return Text(text, from_html, html, files)


def _plain(part: Part, carrier: Carrier | None, files: list[Uuencoded]) -> str:
    found, data = take_uuencoded(_shown_of(part.data))
    files += found
    text = lines(decode_text(data, part.parameters.token("charset"), carrier))
    if (part.parameters.token("format") or "").lower() == "flowed":
        return unflowed(text, (part.parameters.token("delsp") or "").lower() == "yes")
    return text


def html_of(part: Part, carrier: Carrier | None) -> str:
    """The HTML of a part."""
    return lines(decode_text(_shown_of(part.data), charset_of(part), carrier))


def charset_of(part: Part) -> str | None:
    """The charset of a part as it is labelled; of HTML without a label, as a <meta> of its own says."""
    label = part.parameters.token("charset")
    if part.type not in _MARKUP or codec_of(label) not in (None, "ascii"):
        return label
    meta = _META_CHARSET.search(part.data, 0, 2048)
    return meta[1].decode("ascii", "replace") if meta else label


def _shown_of(data: bytes) -> bytes:
    """As much of a text as is shown, up to a line's or a character's end: half a character would
    make its charset doubtful, and guessing that of so much takes long."""
    if len(data) <= LONGEST:
        return data
    if line_end := data.rfind(b"\n", LONGEST - _LONGEST_LINE, LONGEST) + 1:
        return data[:line_end]
    end = LONGEST
    while end > LONGEST - 3 and data[end] & 0xC0 == 0x80:  # the rest of a character in UTF-8
        end -= 1
    return data[:end]


def lines(text: str) -> str:
    """`text` with LF line ends; a bare CR ends a line only where no LF does."""
    if "\r" not in text:
        return text
    if "\n" not in text:
        return text.replace("\r", "\n")
    return text.replace("\r", "")


def _enriched(text: str) -> str:
    """text/enriched (RFC 1896) without its commands: `<<` is a bracket, two line ends are one."""
    text = _BREAKS.sub(lambda ends: "\n" * (len(ends[0]) - 1) or " ", _PARAMETER.sub("", text))
    return _COMMAND.sub(lambda command: "<" if command[0].startswith("<<") else "", text)


def as_text(html: str) -> str:
    """HTML as words."""
    from forum.text.html_text import to_text

    return to_text(html)
