"""Delivery status notifications (RFC 3464): the fields about each recipient."""

import re
from dataclasses import dataclass

from mailgate.inbound.encoded_words import decode_header
from mailgate.inbound.status import STATUS, is_exact, status_in

_FIELD = re.compile(r"^([A-Za-z][\w-]{1,40})[ \t]*:[ \t]*(.*(?:\n[ \t].*)*)", re.MULTILINE)
_ADDRESS = re.compile(r"[^\s<>;:,\"()\[\]]+@[^\s<>;:,\"()\[\]]+")
_BLANK = re.compile(r"\n[ \t]*\n")
_DONE = ("delivered", "relayed", "expanded", "deliverable")
MOST = 200


@dataclass(frozen=True, slots=True)
class RecipientStatus:
    """One recipient's block; `action` is lower-case, `status` "" where none was given."""

    recipient: str | None
    action: str
    status: str
    diagnostic: str
    host: str

    @property
    def has_failed(self) -> bool:
        return self.action not in (*_DONE, "delayed") and not self.status.startswith("2.")


def recipients(text: str) -> list[RecipientStatus]:
    """The blocks that name a recipient, in the order in which the report has them."""
    blocks = [_fields(block) for block in _BLANK.split(text.replace("\r\n", "\n"))]
    found = [_recipient(block) for block in _joined(blocks)]
    return [one for one in found if one.recipient or one.status or one.action][:MOST]


def _joined(blocks: list[dict[str, str]]) -> list[dict[str, str]]:
    """Blocks of recipients; some programs put empty lines into the middle of one."""
    joined: list[dict[str, str]] = []
    for block in blocks:
        named = block.keys() & {"final-recipient", "original-recipient", "x-actual-recipient"}
        if named or (block.keys() & {"action", "status"} and not joined):
            joined.append(dict(block))
        elif joined:
            joined[-1] = block | joined[-1]
    return joined


def _fields(block: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for match in _FIELD.finditer(block):
        value = " ".join(match[2].split())
        name = match[1].lower()
        if name not in fields or (name == "diagnostic-code" and value not in fields[name]):
            fields[name] = f"{fields[name]} {value}" if name in fields else value
    return fields


def _recipient(fields: dict[str, str]) -> RecipientStatus:
    diagnostic = fields.get("diagnostic-code", "")
    if "=?" in diagnostic:
        diagnostic = decode_header(diagnostic.encode())
    kind, semicolon, words = diagnostic.partition(";")
    if semicolon and len(kind) < 40:
        diagnostic = words.strip()
    written = STATUS.search(fields.get("status", ""))
    return RecipientStatus(
        recipient=_named(fields),
        action=(fields.get("action", "").split() or [""])[0].strip(";.,").lower(),
        status=_status(written[1] if written else "", diagnostic),
        diagnostic=diagnostic,
        host=fields.get("remote-mta", "").partition(";")[2].strip().lower(),
    )


def _status(written: str, diagnostic: str) -> str:
    """The report's own status, unless the host that refused was more exact."""
    said = status_in(diagnostic)
    return said if is_exact(said) and not is_exact(written) else written or said


def _named(fields: dict[str, str]) -> str | None:
    """Whom we wrote to: the original recipient; X.400 and local names are left to the final one."""
    for name in ("original-recipient", "final-recipient", "x-actual-recipient"):
        value = fields.get(name, "")
        if found := _ADDRESS.search(value.rpartition(";")[2].replace(" ", "")):
            address = found[0].strip("<>'.")
            return None if "..." in address else address  # masked by an archive
    return None
