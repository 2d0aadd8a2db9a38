"""What every room may know of the place it stands in; entry points make it from the settings."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Protocol, Self

from forum.addresses import Part, board_address
from forum.archive.attachments import Store
from forum.archive.buckets import store_in
from forum.endpoints import Bucket
from forum.tokens import Sealer

Network = IPv4Network | IPv6Network
LOOPBACK: tuple[Network, ...] = (ip_network("127.0.0.0/8"), ip_network("::1/128"))


class SiteSettings(Protocol):
    """What a site is made from; `config.Settings` fits, and says what each of them means."""

    @property
    def site_url(self) -> str: ...
    @property
    def site_name(self) -> str: ...
    @property
    def mail_domain(self) -> str: ...
    @property
    def secret_key(self) -> str: ...
    @property
    def attachments(self) -> Path | Bucket: ...
    @property
    def data_dir(self) -> Path: ...
    @property
    def max_message_bytes(self) -> int: ...
    @property
    def edit_window_s(self) -> int: ...
    @property
    def authserv_ids(self) -> frozenset[str]: ...
    @property
    def trusted_networks(self) -> Sequence[Network]: ...
    @property
    def trusted_sealers(self) -> frozenset[str]: ...


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
    trusted_networks: tuple[Network, ...] = LOOPBACK
    trusted_sealers: frozenset[str] = frozenset()
    name: str = "まちづくり協議会"

    @classmethod
    def of(cls, settings: SiteSettings) -> Self:
        """The site that an entry point's settings describe."""
        return cls(
            url=settings.site_url,
            mail_domain=settings.mail_domain,
            sealer=Sealer(settings.secret_key),
            attachments=store_in(settings.attachments),
            data_dir=settings.data_dir,
            max_message_bytes=settings.max_message_bytes,
            edit_window_s=settings.edit_window_s,
            authserv_ids=settings.authserv_ids,
            trusted_networks=tuple(settings.trusted_networks),
            trusted_sealers=settings.trusted_sealers,
            name=settings.site_name,
        )

    def link(self, path: str) -> str:
        return f"{self.url}{path}"

    def address(self, slug: str, part: Part = Part.POST, token: str | None = None) -> str:
        return board_address(slug, self.mail_domain, part, token)
