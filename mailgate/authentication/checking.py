"""Lines of `kakehashi check` about proving: a name server to ask, and our own domain's records."""

import time
from collections.abc import Iterator

from forum.endpoints import is_loopback
from forum.operations.check import Finding, Grade
from mailgate.authentication import dmarc
from mailgate.authentication.names import Names, NoAnswer
from mailgate.authentication.resolver import QUESTION_S, Resolver
from mailgate.authentication.spf_record import BadRecord, Record, is_record, read_record

_OF_THIS_MACHINE = (".localhost", ".test", ".invalid")


def name_server(resolver: Resolver) -> Finding:
    """Whether anybody can be asked: without answers no mail is ever proven."""
    begun = time.monotonic()
    try:
        resolver.until(begun + QUESTION_S).ask("org", "TXT")
    except NoAnswer:
        mend = "let one answer on this machine, or set KAKEHASHI_RESOLVER=HOST:PORT"
        return Finding("DNS", Grade.WARNING, "no name server answers, so nobody is proven", mend)
    took = round(1000 * (time.monotonic() - begun))
    return Finding("DNS", Grade.OK, f"a name server answers in {took} ms")


def mail_domain(domain: str, names: Names) -> Iterator[Finding]:
    """Whether our own mail can be proven by those who get it: SPF and DMARC of our domain."""
    if is_loopback(domain) or domain.endswith(_OF_THIS_MACHINE):
        return
    try:
        yield _spf(domain, names)
        yield _dmarc(domain, names)
    except NoAnswer:
        yield Finding("SPF", Grade.WARNING, "no answer", "see whether a name server answers")


def _spf(domain: str, names: Names) -> Finding:
    mend = f'let {domain} have one TXT record like "v=spf1 mx -all", naming who sends its mail'
    found = [text for text in names.ask(domain, "TXT") if is_record(text)]
    if not found:
        return Finding("SPF", Grade.WARNING, f"{domain} says nothing of who sends its mail", mend)
    if len(found) > 1:
        return Finding("SPF", Grade.FAILS, f"{domain} has several SPF records", mend)
    try:
        record = read_record(found[0])
    except BadRecord as error:
        return Finding("SPF", Grade.FAILS, f"{domain}: {error}", mend)
    if _lets_anybody(record):
        return Finding("SPF", Grade.WARNING, f"{domain} lets anybody send in its name", mend)
    return Finding("SPF", Grade.OK, found[0].decode("ascii"))


def _lets_anybody(record: Record) -> bool:
    """Whether everybody passes, by +all or by a network that holds the world."""
    return any(
        one.result == "pass"
        and (one.name == "all" or (one.network is not None and one.network.prefixlen == 0))
        for one in record.directives
    )


def _dmarc(domain: str, names: Names) -> Finding:
    policy = dmarc.look_up(names, domain)
    if policy is None:
        return Finding(
            "DMARC", Grade.WARNING, f"{domain} has no policy",
            f'let _dmarc.{domain} have the TXT record "v=DMARC1; p=quarantine; '
            f'rua=mailto:postmaster@{domain}"',
        )  # fmt: skip
    return Finding("DMARC", Grade.OK, f"{domain} asks for p={policy.asked}")
