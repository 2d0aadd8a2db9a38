"""Structured header values: a word, then parameters (RFC 2045, RFC 2231 and what people send)."""

import re
from contextlib import suppress
from html import unescape
from urllib.parse import unquote_to_bytes

from mailgate.inbound.carrier_emoji import Carrier
from mailgate.inbound.charsets import codec_of, decode_text
from mailgate.inbound.encoded_words import decode_words

_BETWEEN = re.compile(rb"[\s;]*+")
_PARAMETER = re.compile(
    rb"([^\s=;\"()<>]+)\s*(?:\([^()]{0,200}\)\s*)?=\s*"
    rb"(?:\"((?:[^\"\\]|\\.)*)(?:\"|\Z)|((?:=\?[^?]*\?[BbQq]\?[^?]*\?=\s*)+|[^;\r\n]*))",
    re.DOTALL,
)
_COMMENT = re.compile(rb"\s\([^()\"]*\)\s*(?=;|$)")
_QUOTED_PAIR = re.compile(rb"\\([\"\\])")
_FOLD = re.compile(rb"\r?\n[ \t]")
_SECTION = re.compile(r"(.+?)\*(\d{1,4})(\*?)")
_EXTENDED = re.compile(rb"([\w.:()+-]*)'([\w-]*)'(.*)", re.DOTALL)
_PERCENT = re.compile(rb"(?:%[0-9A-Fa-f]{2}){2}")
_REFERENCE = re.compile(r"&#(?:\d{2,7}|x[0-9A-Fa-f]{2,6});")
_MOST = 16384


class Parameters:
    """One structured value: `value` lower-cased, and its parameters by lower-cased name."""

    __slots__ = ("_carrier", "_charset", "_raw", "value")

    def __init__(
        self, raw: bytes, charset: str | None = None, carrier: Carrier | None = None
    ) -> None:
        raw = _FOLD.sub(b" ", raw[:_MOST]) if b"\n" in raw else raw[:_MOST]
        head, semicolon, _ = raw.partition(b";")
        if b"(" in head:
            head = _COMMENT.sub(b"", b" " + head)
        self.value = head.decode("ascii", "replace").strip(' \t\r"').lower()
        self._charset, self._carrier = charset, carrier
        self._raw: dict[str, bytes] = {}
        if semicolon:
            self._find(raw)

    def _find(self, raw: bytes) -> None:
        at = raw.find(b";")
        while at >= 0:
            at = _BETWEEN.match(raw, at).end()  # type: ignore[union-attr]
            match = _PARAMETER.match(raw, at)
            at = raw.find(b";", match.end() if match else at)
            if match is None:
                continue
            name, quoted, bare = match.groups()
            key = name.decode("latin-1").lower()
            if key not in self._raw:
                self._raw[key] = (
                    _QUOTED_PAIR.sub(rb"\1", quoted)
                    if bare is None
                    else _COMMENT.sub(b"", bare).strip().strip(b'"')
                )

    def token(self, name: str) -> str | None:
        """A parameter that is a plain word, such as a charset."""
        raw = self._raw.get(name)
        if raw is None:
            return self.text(name)
        return raw.decode("ascii", "replace").strip(" '\"") or None

    def octets(self, name: str) -> bytes | None:
        """A parameter as written, such as a boundary."""
        if name in self._raw:
            return self._raw[name]
        text = self.text(name)
        return None if text is None else text.encode("utf-8", "replace")

    def text(self, name: str) -> str | None:
        """A parameter for people, such as a file name, in whichever way it was encoded."""
        if extended := self._raw.get(name + "*"):
            return self._extended([(extended, True)])
        if sections := self._sections(name):
            return self._extended(sections)
        raw = self._raw.get(name)
        return None if raw is None else self._plain(raw)

    def _sections(self, name: str) -> list[tuple[bytes, bool]]:
        """The pieces `name*0`, `name*1*` … in order, each with whether it is percent-encoded."""
        found: dict[int, tuple[bytes, bool]] = {}
        for key, raw in self._raw.items():
            section = _SECTION.fullmatch(key)
            if section and section[1] == name:
                found.setdefault(int(section[2]), (raw, bool(section[3])))
        return [found[number] for number in sorted(found)]

    def _extended(self, sections: list[tuple[bytes, bool]]) -> str:
        charset, (first, encoded) = None, sections[0]
        if encoded and (match := _EXTENDED.fullmatch(first)):
            charset, first = match[1].decode("ascii"), match[3]
            sections = [(first, True), *sections[1:]]
        elif not any(is_encoded for _, is_encoded in sections):
            return self._plain(b"".join(raw for raw, _ in sections))
        data = b"".join(
            unquote_to_bytes(raw) if is_encoded else raw for raw, is_encoded in sections
        )
        if charset and codec_of(charset) is None:
            charset = None
        return decode_text(data, charset or self._charset, self._carrier)

    def _plain(self, raw: bytes) -> str:
        text = decode_text(raw, self._charset, self._carrier)
        if "=?" in text:
            return decode_words(text, self._carrier)
        if "%" in text and (match := _EXTENDED.fullmatch(raw)) and codec_of(match[1].decode()):
            return decode_text(unquote_to_bytes(match[3]), match[1].decode(), self._carrier)
        return _as_the_web_writes(raw) or text


def _as_the_web_writes(raw: bytes) -> str | None:
    """A name that a browser or a webmail wrote as a link or a page would have it."""
    if _PERCENT.search(raw):
        data = unquote_to_bytes(raw)
        with suppress(UnicodeDecodeError):
            return data.decode() if data != raw and not data.isascii() else None
    text = raw.decode("ascii", "ignore")
    return unescape(text) if raw.isascii() and _REFERENCE.search(text) else None
