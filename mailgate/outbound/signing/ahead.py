"""Signing ahead of sending, in threads: RSA takes ten times as long as everything else of a copy."""

import asyncio
import logging
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple
from weakref import WeakKeyDictionary

from mailgate.outbound.content import Content
from mailgate.outbound.envelope import Envelope
from mailgate.outbound.signing.arc import sealed
from mailgate.outbound.signing.dkim import CopySigner
from mailgate.outbound.signing.fitness import fault_in, fit_to_sign
from mailgate.outbound.signing.keyring import Algorithm, Keyring, SigningKey

_THREADS = 2
_AT_ONCE = 25  # copies, so that a small mailing is signed by all threads too

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

    def _sign_all(self, envelopes: Sequence[Envelope]) -> list[Envelope]:
        return [self._sign(envelope) for envelope in envelopes]

    def _sign(self, envelope: Envelope) -> Envelope:
        content, signers = self._ready_for(envelope.content)
        fields = b"".join(signer.sign(envelope.head) for signer in signers)
        sender, recipient, head, shared, _ = envelope
        return Envelope(sender, recipient, head, content or shared, fields)

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
