"""The grammar of mail addresses: people's, as they really are, and those of our own lists.

Japanese carriers gave out addresses such as `foo..bar@docomo.ne.jp` that RFC 5321 forbids and the
standard library rejects, so the house keeps one address type of its own.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

MAX_LOCAL_PART = 64  # octets, RFC 5321 4.5.3.1.1
MAX_DOMAIN = 255

# Controls, marks that turn or hide what stands beside them, halves of characters.
_UNFIT = r"\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
_LOCAL = re.compile(rf'[^ {_UNFIT}"(),:;<>@\[\\\]]+')
_DOMAIN = re.compile(r"(?!-)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?")
_LITERAL = re.compile(r"\[(?:IPv6:[0-9A-Fa-f:.]+|[0-9.]+)\]")
_QUOTED = re.compile(rf'"((?:[^"\\{_UNFIT}]|\\[\x20-\x7e])*)"')


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """A mailbox as its owner writes it; `canonical` is what two writings of it share."""

    local: str
    domain: str

    @classmethod
    def parse(cls, written: str) -> "EmailAddress | None":
        """The address in `written` (without a display name), or None where there is none."""
        local, at, domain = written.strip().strip("<>").rpartition("@")
        if quoted := _QUOTED.fullmatch(local):
            local = re.sub(r"\\(.)", r"\1", quoted[1])
        elif not _LOCAL.fullmatch(local):
            return None
        # White space at its edges would be lost where the key is read again: somebody else's mailbox.
        if local != local.strip():
            return None
        if not at or not local or not (_DOMAIN.fullmatch(domain) or _LITERAL.fullmatch(domain)):
            return None
        if len(local.encode()) > MAX_LOCAL_PART or len(domain.encode()) > MAX_DOMAIN:
            return None
        return cls(local, domain.rstrip("."))

    @property
    def canonical(self) -> str:
        """The key for matching: unquoted, all lower case (local parts are told apart by nobody)."""
        return f"{self.local.lower()}@{self.domain.lower()}"

    @property
    def needs_smtputf8(self) -> bool:
        return not f"{self}".isascii()

    def __str__(self) -> str:
        plain = _LOCAL.fullmatch(self.local)
        local = self.local if plain else '"' + re.sub(r'(["\\])', r"\\\1", self.local) + '"'
        return f"{local}@{self.domain}"


class Part(StrEnum):
    """What an address of ours is for."""

    POST = "post"
    REQUEST = "request"
    JOIN = "join"
    LEAVE = "leave"
    CONFIRM = "confirm"
    OWNER = "owner"
    BOUNCES = "bounces"
    REPLY = "reply"
    POSTMASTER = "postmaster"
    ABUSE = "abuse"


SLUG = re.compile(r"[a-z0-9-]{1,40}")
ROLE_SUFFIXES = ("request", "join", "leave", "confirm", "owner", "bounces")
RESERVED_SLUGS = frozenset({"reply", "postmaster", "abuse", "mailer-daemon", "noreply"})
_WITH_TOKEN = re.compile(r"(?P<slug>[a-z0-9-]{1,40})-(?P<part>confirm|bounces)(?:\+(?P<token>.+))?")
_ROLE = re.compile(r"(?P<slug>[a-z0-9-]{1,40})-(?P<part>request|join|leave|owner)")


@dataclass(frozen=True, slots=True)
class OurAddress:
    """One of our addresses taken apart: its part, the board's slug and the token, where it has them."""

    part: Part
    slug: str | None = None
    token: str | None = None

    @property
    def local(self) -> str:
        """The local part, at most 64 octets for every slug and token that we make."""
        if self.slug is None:
            return f"reply+{self.token}" if self.part is Part.REPLY else self.part.value
        if self.part is Part.POST:
            return self.slug
        suffix = f"{self.slug}-{self.part}"
        return f"{suffix}+{self.token}" if self.token else suffix


def slug_fault(slug: str) -> str | None:
    """Why `slug` cannot name a board (a code), or None where it can."""
    if not SLUG.fullmatch(slug):
        return "slug_letters"
    if slug in RESERVED_SLUGS:
        return "slug_reserved"
    if any(slug == suffix or slug.endswith(f"-{suffix}") for suffix in ROLE_SUFFIXES):
        return "slug_role_suffix"
    return None


def parse_local_part(local: str) -> OurAddress | None:
    """What the local part of an address in our domain means; None where it can mean nothing."""
    local = local.lower()
    if local in ("postmaster", "abuse"):
        return OurAddress(Part(local))
    if local == "mailer-daemon":
        return OurAddress(Part.POSTMASTER)
    if local.startswith("reply+"):
        return OurAddress(Part.REPLY, token=local.removeprefix("reply+")) if local[6:] else None
    if found := _WITH_TOKEN.fullmatch(local):
        return OurAddress(Part(found["part"]), found["slug"], found["token"])
    if found := _ROLE.fullmatch(local):
        return OurAddress(Part(found["part"]), found["slug"])
    return OurAddress(Part.POST, local) if SLUG.fullmatch(local) else None


def board_address(slug: str, domain: str, part: Part = Part.POST, token: str | None = None) -> str:
    """The address `part` of the board `slug` in our mail domain."""
    return f"{OurAddress(part, slug, token).local}@{domain}"
