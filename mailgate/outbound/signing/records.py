"""What an operator publishes in the DNS so that others can verify what we sign."""

from collections.abc import Sequence
from enum import StrEnum

from mailgate.authentication.keys import BadKey, read_key
from mailgate.authentication.names import Names, NoAnswer
from mailgate.authentication.tags import BadTags, read_tags, unfolded
from mailgate.outbound.signing.keyring import SigningKey, Unusable

_STRING = 255  # octets, RFC 1035 3.3


class Published(StrEnum):
    """What the DNS says of a key."""

    SAME = "same"
    OTHER = "other"
    MISSING = "missing"
    UNKNOWN = "unknown"  # no answer


def host_of(key: SigningKey, domain: str) -> str:
    return f"{key.selector}._domainkey.{domain}"


def strings_of(text: str) -> list[str]:
    """A TXT record's text in the pieces of which one may be made."""
    return [text[at : at + _STRING] for at in range(0, len(text), _STRING)]


def zone_line(host: str, text: str) -> str:
    """One line of a zone file."""
    quoted = " ".join(f'"{piece}"' for piece in strings_of(text))
    return f"{host}. IN TXT ( {quoted} )" if len(text) > _STRING else f"{host}. IN TXT {quoted}"


def suggested(domain: str) -> list[tuple[str, str]]:
    """SPF and DMARC as a beginning: hosts and texts."""
    return [
        (domain, "v=spf1 mx ~all"),
        (f"_dmarc.{domain}", f"v=DMARC1; p=none; rua=mailto:postmaster@{domain}"),
    ]


def published(key: SigningKey, domain: str, names: Names) -> Published:
    """Whether the DNS has this very key."""
    try:
        found: Sequence[bytes] = names.ask(host_of(key, domain), "TXT")
    except NoAnswer:
        return Published.UNKNOWN
    if not found:
        return Published.MISSING
    if len(found) > 1:
        return Published.OTHER
    try:
        read_key(found[0])
        theirs = unfolded(read_tags(found[0])["p"])
    except (BadKey, BadTags):
        return Published.OTHER
    return Published.SAME if theirs == unfolded(read_tags(key.record)["p"]) else Published.OTHER


def require_published(key: SigningKey, domain: str, names: Names) -> None:
    """Raises Unusable unless everybody who gets a mail can find the key."""
    host = host_of(key, domain)
    match published(key, domain, names):
        case Published.MISSING:
            raise Unusable(f"There is no record {host} yet; publish it, and wait a while.")
        case Published.OTHER:
            raise Unusable(f"The record {host} is another key than ours.")
        case Published.UNKNOWN:
            raise Unusable(
                f"No name server answers for {host}; --unseen uses the key all the same."
            )
