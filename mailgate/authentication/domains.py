"""Which domains belong together: the organisation above a name (RFC 7489 3.2)."""

from functools import lru_cache
from typing import TYPE_CHECKING

from mailgate.authentication.names import labels_of

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList


@lru_cache(maxsize=1024)
def organisation_of(domain: str) -> str:
    """The registered domain above a name by the list of public suffixes; itself where none is."""
    name = plain(domain)
    return _suffixes().privatesuffix(name) or name


def is_aligned(domain: str, author: str, *, is_strict: bool = False) -> bool:
    """Whether one domain may speak for the other: the same or, unless strict, of one organisation."""
    one, other = plain(domain), plain(author)
    if not one or not other:
        return False
    return one == other or (not is_strict and organisation_of(one) == organisation_of(other))


@lru_cache(maxsize=4096)
def plain(domain: str) -> str:
    """A domain as the DNS writes it (xn--…, lower case); "" for what can be none."""
    labels = labels_of(domain)
    return b".".join(labels).decode("ascii") if labels else ""


@lru_cache(maxsize=1)
def _suffixes() -> "PublicSuffixList":
    from publicsuffixlist import PublicSuffixList  # 10,000 rules, read at the first mail

    return PublicSuffixList()
