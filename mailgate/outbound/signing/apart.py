"""Signing apart from everything else, in processes: there it has no interpreter to wait for.

Threads would do, since a signature needs no interpreter; but each asks for it again behind every
signature, and one of two cores spent a sixth of its time on that (docs/measurements.md).
"""

import logging
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence

from mailgate.outbound.signing import signatory
from mailgate.outbound.signing.keyring import Algorithm, SigningKey

FEW = 8  # digests that are signed sooner than a process starts
_IDLE_S = 30.0

log = logging.getLogger(__name__)


class Signatories:
    """Begun when there is much to sign, ended when there has been nothing for a while."""

    def __init__(self) -> None:
        self._idle: list[_Signatory] = []
        self._lock = threading.Lock()

    def sign(self, key: SigningKey, digests: Sequence[bytes]) -> Sequence[bytes]:
        """The signatures of SHA-256 digests; whoever calls waits, but holds nobody else up."""
        if len(digests) <= FEW or key.algorithm is not Algorithm.RSA:
            return [key.sign(digest) for digest in digests]
        one = self._who_signs_with(key)
        try:
            signatures = one.sign(digests)
        except OSError:
            log.warning("A process that signs has ended, so we sign ourselves", exc_info=True)
            one.end()
            return [key.sign(digest) for digest in digests]
        with self._lock:
            self._idle.append(one)
        return signatures

    def end_idle(self, older_than_s: float = _IDLE_S) -> None:
        """End those who have signed nothing for a while."""
        last = time.monotonic() - older_than_s
        self._end(lambda one: one.since <= last)

    def _who_signs_with(self, key: SigningKey) -> "_Signatory":
        self._end(lambda one: one.key is not key)
        with self._lock:
            one = self._idle.pop() if self._idle else None
        return one or _Signatory(key)

    def _end(self, which: Callable[["_Signatory"], bool]) -> None:
        with self._lock:
            ending = [one for one in self._idle if which(one)]
            self._idle = [one for one in self._idle if one not in ending]
        for one in ending:
            one.end()


class _Signatory:
    """One process that signs with one key, and when it was last asked to."""

    def __init__(self, key: SigningKey) -> None:
        self.key, self.since = key, time.monotonic()
        self._octets = len(key.sign(bytes(signatory.DIGEST)))
        command = [sys.executable, "-I", signatory.__file__, str(key.file)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=-1
        )

    def sign(self, digests: Sequence[bytes]) -> list[bytes]:
        """The signatures; OSError where the process has ended."""
        asked, told = self._process.stdin, self._process.stdout
        assert asked is not None
        assert told is not None
        asked.write(len(digests).to_bytes(signatory.COUNT) + b"".join(digests))
        asked.flush()
        size = self._octets
        signatures = told.read(size * len(digests))
        if len(signatures) < size * len(digests):
            raise BrokenPipeError("it has told nothing more")
        self.since = time.monotonic()
        return [signatures[at : at + size] for at in range(0, len(signatures), size)]

    def end(self) -> None:
        """End it at once; it has nothing to lose."""
        self._process.kill()
        self._process.communicate()
