"""Names of attachments: nothing in them leads anywhere, hides anything or surprises a disk."""

import mimetypes
import re
import unicodedata

LONGEST = 180  # bytes of UTF-8, so that a disk or an archive can add to it
_SEPARATORS = re.compile(r"[/\\]")
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_FORBIDDEN = re.compile(r'[<>:"|?*]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
_COMMON = {
    "text/plain": ".txt",
    "text/html": ".html",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/gif": ".gif",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
    "message/delivery-status": ".txt",
    "text/rfc822-headers": ".txt",
    "message/disposition-notification": ".txt",
    "message/feedback-report": ".txt",
    "application/ms-tnef": ".dat",
    "application/pgp-signature": ".asc",
    "application/pgp-encrypted": ".txt",
    "application/pkcs7-signature": ".p7s",
    "application/x-pkcs7-signature": ".p7s",
    "application/pkcs7-mime": ".p7m",
    "application/x-pkcs7-mime": ".p7m",
    "text/calendar": ".ics",
    "text/vcard": ".vcf",
    "text/x-vcard": ".vcf",
}


def safe_name(written: str) -> str:
    """`written` without path, controls and direction marks; empty where nothing is left.

    What was behind one of them may be another: it is looked at until nothing changes.
    """
    name = _safer(written)
    while name and name != written:
        name, written = _safer(name), name
    return name


def _safer(written: str) -> str:
    # Without what can't be seen first: a mark behind it belongs to the letter before it.
    name = unicodedata.normalize("NFC", _INVISIBLE.sub("", written))
    if name[:1] == name[-1:] == "'":  # a program's own quotation marks
        name = name.strip("'")
    name = _SEPARATORS.split(name.rstrip("/\\ "))[-1]
    name = _FORBIDDEN.sub("_", name).strip(" .\t") if name.strip(". ") else ""
    return _short(_RESERVED.sub(r"_\1", name, count=1) if _RESERVED.match(name) else name)


def made_up_name(content_type: str, number: int) -> str:
    """A name for the `number`th attachment of a mail, where its sender gave none."""
    known = _COMMON.get(content_type) or mimetypes.guess_extension(content_type) or ".bin"
    return f"attachment-{number}{known}"


def _short(name: str) -> str:
    if len(name.encode()) <= LONGEST:
        return name
    stem, dot, ending = name.rpartition(".")
    if not dot or len(ending) > 12:
        stem, ending = name, ""
    room = LONGEST - len((dot + ending).encode())
    stem = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .\t")
    return stem + dot + ending if ending else stem
