"""What somebody brings to a door and asks us to keep."""

import hashlib
import json
import re
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Self

from forum.archive.thread import Identity, Origin, TextFormat
from forum.boards import Board, Names, Posting, Visibility
from forum.people.person import Role, Sector
from forum.people.standing import NOBODY, Standing
from forum.text.folding import fold
from forum.text.subjects import display_subject

_LINE_END = re.compile(r"[^\S\n]*(?:\r\n|\r|\n)")
_ODD_LINE_ENDS = (" \n", "\r", "\u3000\n", "\t\n", "\xa0\n")
_MAYBE_FOOTER = ("_" * 10, "-" * 20, "--~--~-")


@dataclass(frozen=True, slots=True)
class BoardFacts:
    """What the rules and the archive need to know of a board."""

    id: int
    slug: str
    name: str
    visibility: Visibility
    posting: Posting
    names: Names
    max_message_bytes: int | None = None
    refused_types: tuple[str, ...] = ()
    edit_window_s: int | None = None
    holds_unproven: bool = False

    @classmethod
    def of(cls, board: Board) -> Self:
        refused = tuple(board.refused_types.lower().split())
        same = ("id", "slug", "name", "visibility", "posting", "names")
        return cls(
            **{name: getattr(board, name) for name in same},
            max_message_bytes=board.max_message_bytes,
            refused_types=refused,
            edit_window_s=board.edit_window_s,
            holds_unproven=bool(board.holds_unproven),
        )


@dataclass(frozen=True, slots=True)
class Author:
    """Who says that they wrote it, and what we know of them."""

    name: str
    standing: Standing = NOBODY
    person_id: int | None = None
    address_id: int | None = None
    address: str | None = None
    sector: Sector = Sector.CITIZEN
    organisation_id: int | None = None
    subscribes: bool = False
    # An operator entered them, or a moderator let their first post through.
    trusted: bool = False
    moderated: bool = False
    banned: bool = False


@dataclass(frozen=True, slots=True)
class KeptAttachment:
    """A file whose bytes are in the store already."""

    name: str
    content_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """Words on their way into the archive, the same from either door."""

    board: BoardFacts
    author: Author
    origin: Origin
    identity: Identity
    subject: str
    text: str
    received_at: datetime
    format: TextFormat = TextFormat.PLAIN
    original_html: str | None = None
    sent_at: datetime | None = None
    attachments: tuple[KeptAttachment, ...] = ()
    # Without one (a post written on the web) it is given one when it is published.
    message_id: str | None = None
    # Nearest ancestor last, as in References, In-Reply-To behind them.
    references: tuple[str, ...] = ()
    in_reply_to: str | None = None
    kept_message_id: int | None = None
    arrival_id: int | None = None
    entered_by_id: int | None = None
    size: int = 0  # octets, as received
    # Why it counts as automatic (RFC 3834 and kin), or as one of our own mails coming back: a code.
    automatic: str | None = None
    looping: str | None = None
    # It came through a mailing list, perhaps one that we are subscribed to ourselves.
    through_list: bool = False
    spam: str | None = None  # the header by which a filter in front of us called it spam
    thread_locked: bool = False
    proof: dict[str, Any] | None = None
    remarks: tuple[dict[str, Any], ...] = field(default=())
    cards: tuple[dict[str, Any], ...] = field(default=())

    @property
    def fingerprint(self) -> bytes:
        """16 octets that are equal where subject, sender, words and files are.

        Line ends, the counters that lists put before a subject and the footers that they put under
        a text make no difference.
        """
        told = (
            display_subject(self.subject, self.board.slug),
            self.author.address or str(self.author.person_id),
            _compared(self.text),
            *sorted(attachment.sha256 for attachment in self.attachments),
        )
        return hashlib.blake2b("\0".join(told).encode("utf-8", "replace"), digest_size=16).digest()

    def to_json(self) -> dict[str, Any]:
        """The whole contribution in plain JSON types, for the time that it is held."""
        told: dict[str, Any] = json.loads(json.dumps(_plain(self), ensure_ascii=False))
        return told

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """What `to_json` told, as it was."""
        author = dict(told["author"])
        roles = frozenset((Role(role), board_id) for role, board_id in author["standing"]["roles"])
        author["standing"] = Standing(author["standing"]["person_id"], roles)
        board = dict(told["board"])
        return cls(
            **{
                **told,
                "board": BoardFacts(
                    **{
                        **board,
                        "visibility": Visibility(board["visibility"]),
                        "posting": Posting(board["posting"]),
                        "names": Names(board["names"]),
                        "refused_types": tuple(board["refused_types"]),
                    }
                ),
                "author": Author(**{**author, "sector": Sector(author["sector"])}),
                "origin": Origin(told["origin"]),
                "identity": Identity(told["identity"]),
                "format": TextFormat(told["format"]),
                "received_at": datetime.fromisoformat(told["received_at"]),
                "sent_at": datetime.fromisoformat(told["sent_at"]) if told["sent_at"] else None,
                "attachments": tuple(KeptAttachment(**a) for a in told["attachments"]),
                "references": tuple(told["references"]),
                "remarks": tuple(told["remarks"]),
                "cards": tuple(told.get("cards", ())),
            }
        )

    def with_identity(self, identity: Identity) -> Self:
        return replace(self, identity=identity)


def _compared(text: str) -> str:
    if any(mark in text for mark in _MAYBE_FOOTER):
        text = "".join(part.text for part in fold(text) if part.kind != "footer")
    text = text.strip()
    return _LINE_END.sub("\n", text) if any(odd in text for odd in _ODD_LINE_ENDS) else text


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value
