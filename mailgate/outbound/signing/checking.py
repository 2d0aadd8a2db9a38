"""The lines of `kakehashi check` about signing: whether the DNS has the keys that we sign with."""

from collections.abc import Iterator, Sequence

from forum.endpoints import is_loopback
from forum.operations.check import Finding, Grade
from mailgate.authentication.names import Names
from mailgate.outbound.signing.keyring import SigningKey, Unusable
from mailgate.outbound.signing.records import Published, host_of, published


def signing(keys: Sequence[SigningKey], domain: str, names: Names) -> Iterator[Finding]:
    """One line for each key that signs; one where none does."""
    used = [key for key in keys if key.is_used]
    if not used and not is_loopback(domain) and not domain.endswith((".localhost", ".test")):
        yield _nobody_signs(keys)
    for key in used:
        yield _of(key, domain, names)


def _nobody_signs(keys: Sequence[SigningKey]) -> Finding:
    waiting = next((key for key in keys if not key.used_since and not key.retired_at), None)
    mend = (
        f"publish the record of {waiting.selector}, then `kakehashi dkim use {waiting.selector}`"
        if waiting
        else "`kakehashi dkim new`, or let the relay sign"
    )
    return Finding("DKIM", Grade.WARNING, "our mail goes to the relay unsigned", mend)


def _of(key: SigningKey, domain: str, names: Names) -> Finding:
    host = host_of(key, domain)
    try:
        state = published(key, domain, names)
    except Unusable as error:
        return Finding("DKIM", Grade.FAILS, str(error), "`kakehashi dkim new`, and use that")
    mend = f"publish what `kakehashi dkim list {key.selector}` prints, or use another key"
    match state:
        case Published.SAME:
            return Finding("DKIM", Grade.OK, f"{host} is the key that signs ({key.algorithm})")
        case Published.UNKNOWN:
            mend = "see whether a name server answers"
            return Finding("DKIM", Grade.WARNING, f"no answer for {host}", mend)
        case Published.MISSING:
            return Finding("DKIM", Grade.FAILS, f"there is no {host}, and its key signs", mend)
        case Published.OTHER:
            return Finding("DKIM", Grade.FAILS, f"{host} is another key than ours", mend)
