"""What every room may know of the place it stands in; entry points make it from the settings."""

from dataclasses import dataclass, field
from pathlib import Path

from forum.addresses import Part, board_address
from forum.archive.attachments import Store
from forum.tokens import Sealer


@dataclass(frozen=True, slots=True)
class Site:
    """The names and keys of this installation, and where its attachments are."""

    url: str  # scheme://host, without a slash at the end; the only source of links
    mail_domain: str
    sealer: Sealer = field(repr=False)
    attachments: Store
    data_dir: Path
    max_message_bytes: int = 25 * 1024 * 1024
    edit_window_s: int = 0
    authserv_ids: frozenset[str] = frozenset()
    name: str = "まちづくり協議会"

    def link(self, path: str) -> str:
        return f"{self.url}{path}"

    def address(self, slug: str, part: Part = Part.POST, token: str | None = None) -> str:
        return board_address(slug, self.mail_domain, part, token)
