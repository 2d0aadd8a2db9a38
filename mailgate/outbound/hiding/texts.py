"""The words of one part of a mail, told without anybody's mailbox or telephone number."""

import re
from html import unescape

from forum.meetings.calendar import folded
from forum.text.masking import mask
from forum.text.plain import escaped
from mailgate.inbound.bodies import HTML, as_text, charset_of, lines
from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.charsets import decode_text
from mailgate.inbound.encoded_words import decode_header
from mailgate.inbound.mime import Part
from mailgate.inbound.transfer import take_uuencoded

# iCalendar and vCard: lines of 75 octets, folded in the middle of a word (RFC 5545 3.1, RFC 6350 3.2).
_FOLDED = frozenset("text/calendar text/x-vcalendar text/vcard text/x-vcard text/directory".split())
_REPORTS = frozenset({"message/delivery-status", "message/disposition-notification"})
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE_END = re.compile(r"\\[nN]")  # within a value, RFC 5545 3.3.11
_MAILTO = re.compile(r"\bmailto:[^\s\"'<>;,]+", re.IGNORECASE)
_REACHING = re.compile(
    r"\shref\s*=\s*(?:\"\s*(?:mailto|tel):[^\"]*\"|'\s*(?:mailto|tel):[^']*'"
    r"|(?:mailto|tel):[^\s>]*)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
_CLEARSIGNED = re.compile(
    r"^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\n(?:Hash:[^\n]*\n)*[ \t]*\n(.*?)"
    r"^-----BEGIN PGP SIGNATURE-----.*?^-----END PGP SIGNATURE-----[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
# What calendars write for somebody who can't be reached by mail.
_NOBODY = "invalid:nomail"


def is_words(part: Part) -> bool:
    """Whether a leaf is read by people; a file that somebody attached is passed on as it is."""
    if part.type in _FOLDED or part.type in _REPORTS:
        return True
    return (part.type.startswith("text/") or part.type in HTML) and not part.is_attached


def words_of(part: Part, carrier: Carrier | None) -> str:
    """The words of a leaf as they stand in it, without files that stand uuencoded among them."""
    _, data = take_uuencoded(part.data)
    return lines(decode_text(data, charset_of(part), carrier))


def files_within(part: Part) -> list[str]:
    """The names of files that stand uuencoded among the words."""
    found, _ = take_uuencoded(part.data)
    return [decode_header(file.name) for file in found]


def tells_somebody(part: Part, carrier: Carrier | None) -> bool:
    """Whether something in a leaf has to be hidden."""
    text = words_of(part, carrier)
    return told(text, part.type) != text


def told(text: str, kind: str) -> str:
    """The words of a part of this type as everybody may have them."""
    if kind in HTML:
        return _html(text)
    return _folded(text) if kind in _FOLDED else _plain(text)


def _plain(text: str) -> str:
    """A signature around the words (RFC 9580 section 7) goes where it would not hold any more."""
    hidden = mask(text)
    return hidden if hidden == text else _CLEARSIGNED.sub(r"\1", hidden)


def _html(html: str) -> str:
    """Hidden in the source; what stands apart in it (taro<b>@</b>example.jp) is seen in the words."""
    hidden = mask(_REACHING.sub("", html))
    seen, words = unescape(hidden), _TAG.sub("", hidden)
    if _is_hidden(seen) and (words == hidden or _is_hidden(unescape(words))):
        return hidden
    return f"<pre>{escaped(mask(as_text(html)))}</pre>"


def _is_hidden(text: str) -> bool:
    return mask(text) == text


def _folded(text: str) -> str:
    lines = _LINE_END.sub("\v", _FOLD.sub("", text))
    hidden = mask(_MAILTO.sub(_NOBODY, lines))
    if hidden == lines:
        return text
    return "\r\n".join(folded(line.replace("\v", "\\n")) for line in hidden.split("\n"))
