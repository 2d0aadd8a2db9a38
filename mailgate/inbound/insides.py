"""What a mail carries within: an invitation, another mail, a winmail.dat, something sealed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from mailgate.inbound import calendars, tnef
from mailgate.inbound.bodies import Chosen
from mailgate.inbound.mime import Part

Card = dict[str, Any]

MOST_MAILS = 3
MAILS = ("message/rfc822", "message/global")
_CALENDARS = ("text/calendar", "application/ics", "text/x-vcalendar")
SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
_TNEF = ("application/ms-tnef", "application/vnd.ms-tnef")
# The object identifiers of CMS content types (RFC 5652), as they stand in DER near the beginning.
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_ARMOUR = re.compile(r"^-----BEGIN PGP (SIGNED )?MESSAGE-----[ \t]*$", re.MULTILINE)


def seal_of(tree: Part, text: str) -> Card | None:
    """Whether and how a mail is encrypted or signed (RFC 1847, 3156, 8551, 9580)."""
    for part in _shown(tree):
        protocol = part.parameters.token("protocol") or ""
        if part.type == "multipart/encrypted":
            return {"card": "encrypted", "how": "smime" if "pkcs7" in protocol else "pgp"}
        if part.type == "multipart/signed":
            return {"card": "signed", "how": "pgp" if "pgp" in protocol else "smime"}
        if part.type in SEALED:
            return _cms(part)
    if "-----BEGIN PGP" in text and (found := _ARMOUR.search(text)):
        return {"card": "signed" if found[1] else "encrypted", "how": "pgp"}
    return None


def _shown(part: Part, depth: int = 0) -> Iterator[Part]:
    """The part and those within, as far as lists wrap what they send on."""
    yield part
    if part.type.startswith("multipart/") and depth < 3:
        for child in part.children[:5]:
            yield from _shown(child, depth + 1)


def _cms(part: Part) -> Card:
    kind = (part.parameters.token("smime-type") or "").lower()
    if kind == "signed-data" or (not kind and _SIGNED_DATA in part.data[:64]):
        return {"card": "signed", "how": "smime", "whole": True}
    return {"card": "encrypted", "how": "smime"}


def events_in(chosen: Chosen) -> list[Card]:
    """The invitations among the attached parts."""
    found: list[Card] = []
    for part in chosen.attached:
        is_calendar = part.type in _CALENDARS or (part.name or "").lower().endswith(".ics")
        if is_calendar and len(found) < calendars.MOST_EVENTS:
            charset = part.parameters.token("charset")
            found += [e for e in calendars.events_in(part.data, charset) if e not in found]
    return found[: calendars.MOST_EVENTS]


def mails_in(tree: Part, chosen: Chosen) -> list[Part]:
    """The mails that somebody has sent on in theirs; a machine's report is none."""
    if tree.type == "multipart/report":
        return []
    return [part for part in chosen.attached if part.type in MAILS][:MOST_MAILS]


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """What winmail.dats had in them."""

    text: str
    html: str
    files: list[tnef.File]


def unwrapped(chosen: Chosen) -> Unwrapped | None:
    """The contents of Outlook's own wrapping; None where a mail has none."""
    found = [
        tnef.unpack(part.data)
        for part in chosen.attached
        if part.type in _TNEF or (part.name or "").lower() == "winmail.dat"
    ][:MOST_MAILS]
    if not found:
        return None
    return Unwrapped(
        next((one.text for one in found if one.text.strip()), ""),
        next((one.html for one in found if one.html.strip()), ""),
        [file for one in found for file in one.files],
    )
