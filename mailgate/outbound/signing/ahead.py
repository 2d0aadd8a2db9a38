"""Signing ahead of sending: RSA takes several times as long as everything else of a copy."""

import asyncio
import logging
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope
from mailgate.outbound.signing.apart import Signatories
from mailgate.outbound.signing.arc import sealed
from mailgate.outbound.signing.dkim import CopySigner
from mailgate.outbound.signing.fitness import fault_in, fit_to_sign
from mailgate.outbound.signing.keyring import Algorithm, Keyring, SigningKey

_THREADS = 2
_AT_ONCE = 50  # copies, so that a small mailing is signed by all threads too

log = logging.getLogger(__name__)


class _Ready(NamedTuple):
    """Who signs the copies of a content, and in which form it is sent; None as it is."""

    content: Content | None
    signers: list[CopySigner]


class Signer:
    """Signs whatever leaves the house with the keys that are in use; none, and nothing happens."""

    def __init__(self, keyring: Keyring, domain: str) -> None:
        self._keyring, self._domain = keyring, domain
        self._threads = ThreadPoolExecutor(_THREADS, "sign")
        self._signatories = Signatories()
        self._changed_at, self._keys = 0, list[SigningKey]()
        self._ready: WeakKeyDictionary[Content, _Ready] = WeakKeyDictionary()
        self._lock = threading.Lock()

    def keys(self) -> list[SigningKey]:
        """The keys in use now; changes of another process are seen."""
        changed_at = self._keyring.changed_at
        if changed_at != self._changed_at:
            self._keys, self._changed_at = self._keyring.used(), changed_at
            self._ready.clear()
        return self._keys

    async def signed(self, envelopes: Sequence[Envelope]) -> Sequence[Envelope]:
        """The envelopes with their signatures, in their order."""
        if not self.keys():
            return envelopes
        loop = asyncio.get_running_loop()
        parts = [envelopes[at : at + _AT_ONCE] for at in range(0, len(envelopes), _AT_ONCE)]
        work = [loop.run_in_executor(self._threads, self._sign_all, part) for part in parts]
        return [envelope for part in await asyncio.gather(*work) for envelope in part]

    def end_idle(self, *older_than_s: float) -> None:
        """End the processes that have had nothing to sign for a while."""
        self._signatories.end_idle(*older_than_s)

    def _sign_all(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        alike: dict[Content, list[int]] = {}
        for place, envelope in enumerate(envelopes):
            alike.setdefault(envelope.content, []).append(place)
        signed = list(envelopes)
        for content, places in alike.items():
            own = self._sign(content, [envelopes[place] for place in places])
            for place, one in zip(places, own, strict=True):
                signed[place] = one
        return signed

    def _sign(self, content: Content, copies: Sequence[Envelope]) -> Iterator[Envelope]:
        """The copies of one content, signed by every key; as they are, where it can't be signed."""
        sent, signers = self._ready_for(content)
        heads = [copy.head for copy in copies]
        fields = [signer.sign(heads, self._signatories.sign) for signer in signers]
        for (sender, recipient, head, _, _), *own in zip(copies, *fields, strict=True):
            yield Envelope(sender, recipient, head, sent or content, b"".join(own))

    def _ready_for(self, content: Content) -> _Ready:
        ready = self._ready.get(content)
        if ready is None:
            with self._lock:
                ready = self._ready.get(content) or self._prepare(content)
                self._ready[content] = ready
        return ready

    def _sealed(self, content: Content, at: int) -> Content:
        """The content under our ARC set, where others sent it to us; forwarders know RSA alone."""
        key = next((key for key in self._keys if key.algorithm is Algorithm.RSA), None)
        if content.found is None or key is None:
            return content
        return sealed(content, *content.found, key, self._domain, at)

    def _prepare(self, content: Content) -> _Ready:
        fit = fit_to_sign(content)
        if fault := fault_in(fit):
            log.warning("A mail goes out unsigned: %s", fault)
            return _Ready(None, [])
        at = int(time.time())
        fit = self._sealed(fit, at)
        signers = [CopySigner(fit, key, self._domain, at) for key in self._keys]
        # It must not hold on to its own key in the dictionary, or nothing would ever be forgotten.
        return _Ready(None if fit is content else fit, signers)
