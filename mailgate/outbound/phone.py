"""A mail for an old telephone: ISO-2022-JP, plain words, short; what it lacks stands behind a link.

Made from the copy that everybody else gets, so it has the same From, ids and list headers. Letters
of ours go through here too.
"""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from forum.archive.cards import told_in_words
from forum.language import N_, Words, words
from forum.site import Site
from forum.text import jis
from forum.text.folding import fold
from forum.text.masking import mask
from forum.text.plain import in_sight
from mailgate.inbound.decoding import decode
from mailgate.inbound.encoded_words import decode_words
from mailgate.outbound.content import Content
from mailgate.outbound.headers import Field, taken_apart

# docomo, au and SoftBank all showed 5,000 full-width letters of a mail, 10,000 octets.
MOST_OCTETS = 9_000
_LONGEST_LINE = 900  # octets; 998 is the limit (RFC 5322 2.1.1), escapes come on top
_KEPT = re.compile(
    "received|from|to|cc|reply-to|subject|date|message-id|in-reply-to|references|archived-at"
    "|list-.*|precedence|kakehashi-loop|auto-submitted|x-auto-response-suppress"
)
_WORD = r"=\?[^?\s]+\?[bBqQ]\?[^?\s]*\?="
_RUN = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_NEEDS_QUOTES = re.compile(r"[^A-Za-z0-9 !#$%&'*+/=^_`{|}~-]")
_ARCHIVED = re.compile(rb"<(https?://[^<>\s]+)>")
_STOPS = "。！？\n"

_FILES = N_("【添付ファイル】")
_REST = N_("（長いので、ここまでにしました。つづきはこちらで読めます。）")
_NO_QUOTES = N_("（長いので、引用は省きました。）")
_WHOLE = N_("全文：")


class FileLink(NamedTuple):
    """A file of a post: its name, its size in octets, where it is."""

    name: str
    size: int
    url: str


def for_phone(mail: bytes, files: Sequence[FileLink] = (), language: Words | None = None) -> bytes:
    """The mail (CRLF lines) as a telephone gets it; its text whole unless it is too long for one.

    What is left out is said, with the link of Archived-At; without one nothing is left out.
    """
    said = language or words(None)
    fields, _ = taken_apart(mail)
    view = decode(mail)
    link = next((m[1] for f in fields if f.name == "archived-at" for m in _links(f)), b"").decode()
    text = "\n\n".join(filter(None, [view.text.strip("\n"), told_in_words(view.cards, said)]))
    body = _short_enough(text, link, said) + _listed(files, said)
    head = [_refolded(field) for field in fields if _KEPT.fullmatch(field.name)]
    head += [
        b"MIME-Version: 1.0\r\n",
        b"Content-Type: text/plain; charset=iso-2022-jp\r\n",
        b"Content-Transfer-Encoding: 7bit\r\n",
    ]
    return b"".join(head) + b"\r\n" + _lines(body)


def phone_content(content: Content, files: Sequence[Any], site: Site) -> Content:
    """What the copies of a post share that go to telephones; `files` are rows of its attachments."""
    links = [
        FileLink(
            mask(file.name),
            file.size,
            site.link(f"/attachments/{file.public_id}/{_short(file.name)}"),
        )
        for file in files
    ]
    return Content(for_phone(content.data, links))


def letter_for_phone(mail: bytes) -> bytes:
    """A letter of ours for a telephone; as it is where it carries something that has no link."""
    return mail if decode(mail).attachments else for_phone(mail)


def _short(name: str) -> str:
    """A name for the end of a link: what kind of file it is, in few letters."""
    ending = re.search(r"\.([A-Za-z0-9]{1,5})$", name)
    return f"file.{ending[1].lower()}" if ending else "file"


def _links(field: Field) -> list[re.Match[bytes]]:
    return [found] if (found := _ARCHIVED.search(field.value)) else []


def _refolded(field: Field) -> bytes:
    """The field with its encoded words in ISO-2022-JP, everything else as it is."""
    if b"=?" not in field.lines:
        return field.lines
    written, _, value = field.lines.decode("ascii").partition(":")
    if field.name == "subject":
        told = jis.encoded_words(decode_words(_on_one_line(value)), len(written) + 2)
        return f"{written}: {told}\r\n".encode("ascii")
    told = _RUN.sub(lambda run: _phrase(run[0], len(written) + 2), value)
    return f"{written}:{told}".encode("ascii")


def _on_one_line(value: str) -> str:
    return re.sub(r"\s*\r\n\s+", " ", value).strip()


def _phrase(run: str, taken: int) -> str:
    """A name that was encoded: again so, or in quotes where plain letters do."""
    name = decode_words(_on_one_line(run))
    told = jis.encoded_words(name, taken)
    if "=?" in told or not _NEEDS_QUOTES.search(told):
        return told
    return '"' + re.sub(r'(["\\])', r"\\\1", told) + '"'


# --- The words ---


def _short_enough(text: str, link: str, said: Words) -> str:
    if not link or _size(text) <= MOST_OCTETS:
        return text
    told = f"{said.gettext(_WHOLE)}\n{link}\n"
    seen = "".join(part.text for part in in_sight(fold(text))).strip("\n")
    if seen.strip() and _size(seen) <= MOST_OCTETS:
        return f"{seen}\n\n{said.gettext(_NO_QUOTES)}\n{told}"
    return f"{_beginning(seen or text)}\n\n{said.gettext(_REST)}\n{told}"


def _beginning(text: str) -> str:
    """As much as fits, to the end of a sentence where there is one in the last quarter."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if _size(text[:middle]) <= MOST_OCTETS else (low, middle - 1)
    cut = text[:low]
    stop = max(cut.rfind(stop) for stop in _STOPS) + 1
    return cut[:stop].rstrip() if stop > 3 * len(cut) // 4 else cut


def _listed(files: Sequence[FileLink], said: Words) -> str:
    if not files:
        return ""
    lines = [f"・{file.name}（{_octets(file.size)}）\n{file.url}" for file in files]
    return "\n\n" + "\n".join([said.gettext(_FILES), *lines])


def _octets(size: int) -> str:
    return f"{size / 1e6:.1f}MB" if size >= 1e6 else f"{max(1, round(size / 1000))}KB"


def _size(text: str) -> int:
    return len(jis.to_jis(text))


def _lines(text: str) -> bytes:
    """The text as lines of ISO-2022-JP that any relay takes, ended by CRLF."""
    lines = [piece for line in jis.readable(text).rstrip("\n").split("\n") for piece in _cut(line)]
    return b"".join(line.encode("iso2022_jp") + b"\r\n" for line in lines)


def _cut(line: str) -> list[str]:
    """A line no relay would take, cut behind a sentence, a clause or a word, else anywhere."""
    pieces = []
    while len(line) * 2 > _LONGEST_LINE and len(line.encode("iso2022_jp")) > _LONGEST_LINE:
        room = _LONGEST_LINE // 2 - 50
        at = max(line.rfind(stop, room // 2, room) for stop in "。、 ") + 1 or room
        pieces.append(line[:at].rstrip(" "))
        line = line[at:]
    return [*pieces, line]
