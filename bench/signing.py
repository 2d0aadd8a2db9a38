"""Signed fan-out: RSA-2048 for each of 20,000 copies, against two threads that only sign.

    .venv/bin/python -m bench.signing [--recipients 20000] [--rounds 3] [--algorithm rsa]

Ours is the whole way of bench.fan_out with a key in use; raw is `cryptography` alone, two threads
and as many signatures, half of them before and half behind ours, since a shared machine is now
faster, now slower. The limit is the median ratio: at least 0.8. Ed25519 is signed so fast that its
ratio says little; it has no limit.
"""

import argparse
import hashlib
import statistics
import sys
import tempfile
import threading
import time
from pathlib import Path

from bench.fan_out import a_mail, ours
from mailgate.outbound.signing.keyring import Algorithm, Keyring, SigningKey

LIMIT = 0.8
THREADS = 2


def raw(key: SigningKey, signatures: int) -> float:
    """Signatures a second of two threads."""

    def sign(first: int) -> None:
        for number in range(first, signatures, THREADS):
            key.sign(hashlib.sha256(number.to_bytes(4)).digest())

    threads = [threading.Thread(target=sign, args=(first,)) for first in range(THREADS)]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return signatures / (time.perf_counter() - begun)


def main() -> int:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--recipients", type=int, default=20_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--algorithm", type=Algorithm, default=Algorithm.RSA)
    told = arguments.parse_args()
    mail, ratios = a_mail(), []
    limit = LIMIT if told.algorithm is Algorithm.RSA else 0.0

    def with_a_key(data_dir: Path) -> None:
        ring = Keyring(data_dir)
        ring.use(ring.make(algorithm=told.algorithm).selector)

    with tempfile.TemporaryDirectory() as folder:
        key = Keyring(Path(folder)).make(algorithm=told.algorithm)
        for _ in range(told.rounds):
            before = raw(key, told.recipients // 2)
            signed = ours(told.recipients, mail, with_a_key, every=0.05)
            alone = statistics.harmonic_mean([before, raw(key, told.recipients // 2)])
            ratios.append(signed / alone)
            print(f"raw {alone:8.0f}/s   signed {signed:8.0f}/s   ratio {ratios[-1]:.2f}")
    median = statistics.median(ratios)
    print(
        f"{told.algorithm}-signed fan-out to {told.recipients}: {len(mail)} B, "
        f"median ratio {median:.2f} (limit {limit})"
    )
    return 0 if median >= limit else 1


if __name__ == "__main__":
    sys.exit(main())
