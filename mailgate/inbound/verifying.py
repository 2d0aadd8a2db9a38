"""Verifying several mails at once, in threads and outside any transaction.

Everything about one mail takes at most TIME_S; what has no answer by then is temperror, so the mail
is unproven and never refused for it. A mail about which all answers are remembered, or of which it
is known that nobody will answer, is dealt with on the spot.
"""

import logging
import time
import zlib
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from forum.site import Site
from mailgate.authentication import dmarc
from mailgate.authentication.arc import Chain
from mailgate.authentication.client import client_of
from mailgate.authentication.evaluation import Evaluation, Question, evaluate
from mailgate.authentication.names import Names
from mailgate.authentication.resolver import NotRemembered, Resolver
from mailgate.authentication.results import domain_in
from mailgate.authentication.signatures import SignedMail
from mailgate.inbound.contributing import Kept
from mailgate.inbound.encoded_words import header_text
from mailgate.inbound.headers import Headers, opened, split
from mailgate.inbound.mailboxes import Mailbox, mailboxes
from mailgate.inbound.proof import UNPROVEN, Proof, only_domain, told_by_ours, weigh

log = logging.getLogger("kakehashi.read")

TIME_S = 2.0
THREADS = 48  # they mostly wait for answers
MOST_UNDER_WAY = 256
_LONGEST_FROM = 4000  # octets that are remembered


class Origin(NamedTuple):
    """What was found about where a mail comes from; see `Authentication`."""

    proof: Proof
    results: str  # "" where there was nothing to find out
    chain: str
    policy: str | None

    @property
    def columns(self) -> dict[str, Any]:
        """As it is written down beside the message."""
        return {
            "identity": self.proof.identity,
            "proof": self.proof.details,
            "results": self.results,
            "chain": self.chain,
            "policy": self.policy,
        }


class Verifier:
    """Finds out where mails come from; for one thread, which hands mails in and takes results."""

    def __init__(
        self, resolver: Resolver, site: Site, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._resolver, self._site, self._clock = resolver, site, clock
        self._threads = ThreadPoolExecutor(THREADS, "verify")
        self._under_way: dict[int, Future[Origin]] = {}
        self._to_ask: dict[int, Asked] = {}
        self._found: dict[int, Origin] = {}

    def under_way(self) -> frozenset[int]:
        """The ids of messages whose answers are still awaited."""
        for message_id, future in list(self._under_way.items()):
            if future.done():
                self._found[message_id] = future.result()
                del self._under_way[message_id]
        return frozenset(self._under_way)

    def look(self, kept: Kept) -> Origin | None:
        """What has been found out, or follows from what is remembered; asks nobody."""
        message_id = kept.message_id
        if message_id in self._found or message_id in self._under_way:
            return self._found.get(message_id)
        try:
            asked = self._to_ask.get(message_id) or asked_about(kept, self._site)
            self._found[message_id] = find_out(asked, self._resolver.memory())
        except NotRemembered:
            self._to_ask[message_id] = asked
        except Exception:
            self._found[message_id] = _in_trouble(message_id)
        return self._found.get(message_id)

    def begin(self) -> None:
        """Ask about all that was looked at in vain; waits only while too much is under way."""
        for message_id, asked in self._to_ask.items():
            while len(self._under_way) >= MOST_UNDER_WAY:
                self.wait_for_one()
            future = self._threads.submit(self._find_out, message_id, asked)
            self._under_way[message_id] = future
        self._to_ask.clear()

    def wait(self, seconds: float) -> None:
        """Returns when everything has been found out, at the latest after `seconds`."""
        wait(self._under_way.values(), seconds)
        self.under_way()

    def wait_for_one(self) -> None:
        """Returns when something more has been found out."""
        wait(self._under_way.values(), return_when=FIRST_COMPLETED)
        self.under_way()

    def forget(self, message_ids: Iterable[int]) -> None:
        """What was found about these is written down now."""
        for message_id in message_ids:
            self._found.pop(message_id, None)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def _find_out(self, message_id: int, asked: "Asked") -> Origin:
        try:
            return find_out(asked, self._resolver.until(self._clock() + TIME_S))
        except Exception:
            return _in_trouble(message_id)


@dataclass(frozen=True, slots=True)
class Asked:
    """A mail, what is to be found out about it, and what our mail server says of it."""

    mail: SignedMail
    question: Question
    told: Proof
    draw: int


def asked_about(kept: Kept, site: Site) -> Asked:
    """What is to be found out about a kept mail."""
    mail = SignedMail.of(kept.raw)
    headers = Headers(split(opened(kept.raw))[0])
    authors = _authors(headers)
    writer = next((box for box in authors if box.address), None)
    networks = site.trusted_networks
    question = Question(
        author=domain_in(writer.address) if writer else None,
        is_clear=only_domain(headers, authors) is not None and _is_signed_one(headers, mail),
        client=client_of(kept.peer, kept.helo, mail, networks, site.authserv_ids),
        sender=kept.mail_from,
        at=kept.received_at,
        sealers=site.trusted_sealers,
    )
    told = told_by_ours(kept.peer, headers, authors, site)
    return Asked(mail, question, told, zlib.crc32(kept.raw) % 100)


def find_out(asked: Asked, names: Names) -> Origin:
    """Ask, and weigh it with what our mail server says."""
    found = evaluate(asked.mail, asked.question, names)
    policy = found.dmarc.policy
    return Origin(
        weigh(found, asked.told, asked.draw),
        found.results if found.tells_something else "",
        found.chain.status,
        policy.asked if policy else None,
    )


def _authors(headers: Headers) -> tuple[Mailbox, ...]:
    values = tuple(headers.raw_all("from")[:20])
    short = sum(map(len, values)) <= _LONGEST_FROM
    return _mailboxes_in(values) if short else _mailboxes_in.__wrapped__(values)


@lru_cache(maxsize=1024)
def _mailboxes_in(values: tuple[bytes, ...]) -> tuple[Mailbox, ...]:
    """Who writes once writes again, and reading a From takes longer than looking it up."""
    return mailboxes(", ".join(map(header_text, values))) if values else ()


def _is_signed_one(headers: Headers, mail: SignedMail) -> bool:
    """Whether the From that people see is the one that a signature covers: our readings agree."""
    there = mail.all(b"from")
    shown = headers.raw("from") or b""
    return len(there) == 1 and b"".join(there[0].value.split()) == b"".join(shown.split())


def _in_trouble(message_id: int) -> Origin:
    log.exception("message %d could not be verified", message_id)
    nothing = Evaluation(None, "", None, (), Chain("none"), dmarc.Finding("none"), None)
    return Origin(UNPROVEN, nothing.results, "none", None)
