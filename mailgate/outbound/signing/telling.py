"""What `kakehashi dkim …` tells the operator."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from mailgate.outbound.signing.keyring import SigningKey
from mailgate.outbound.signing.records import host_of, strings_of, suggested, zone_line


def to_publish(key: SigningKey, domain: str) -> Iterator[str]:
    """The record of a key: as fields of a form ask for it, and as a line of a zone file."""
    yield f"Host   {host_of(key, domain)}"
    yield "Type   TXT"
    strings = strings_of(key.record)
    yield f"Text   {key.record}"
    if len(strings) > 1:
        yield f"       (a record is made of strings of 255 octets; this one has {len(strings)})"
    yield "Line of a zone file:"
    yield zone_line(host_of(key, domain), key.record)


def after_making(key: SigningKey, domain: str) -> Iterator[str]:
    """What is to be done with a new key, and what else a domain that sends mail should say."""
    yield f"The key {key.selector} is made and signs nothing yet. Publish this record:"
    yield ""
    yield from to_publish(key, domain)
    yield ""
    yield f"When it can be seen: kakehashi dkim use {key.selector}"
    yield ""
    yield "SPF names who sends for the domain, DMARC says what to do with the rest. To begin with:"
    for host, text in suggested(domain):
        yield zone_line(host, text)
    yield "(mx: the hosts that take mail in also send it; else name them, as ip4:192.0.2.1)"
    yield "Read the reports for some weeks, then go on to p=quarantine and -all."


def overview(keys: Sequence[SigningKey]) -> Iterator[str]:
    """One line a key: selector, algorithm, what it does since when."""
    for key in keys:
        yield "\t".join((key.selector, key.algorithm, _standing(key)))


def _standing(key: SigningKey) -> str:
    if key.is_used and key.used_since:
        return f"signs since {_day(key.used_since)}"
    if not key.used_since and not key.retired_at:
        return f"made {_day(key.made_at)}, not used yet"
    kept = f"its record may go after {_day(key.may_vanish_at)}" if key.may_vanish_at else ""
    if key.retired_at:
        return f"retired {_day(key.retired_at)}; {kept}"
    return f"replaced {_day(key.replaced_at or key.made_at)}; {kept}"


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
