"""A process that does nothing but sign, until its input ends: `python -I signatory.py KEY.pem`.

In comes the count of SHA-256 digests (two octets) and the digests, out go their RSA signatures, as
many. It knows nothing else of the house, so that it starts at once and stays small.
"""

import contextlib
import os
import signal
import sys

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

COUNT, DIGEST = 2, 32  # octets
_POLITE = 5  # pages and posts of others come first


def main(path: str) -> None:
    """Sign with the key of this file for whoever has started us; it ends us too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(OSError):  # a sandbox may forbid it
        os.nice(_POLITE)
    with open(path, "rb") as file:
        # Whoever starts us has loaded it, and seen that it is sound; looking again takes 40 ms.
        key = load_pem_private_key(file.read(), None, unsafe_skip_rsa_key_validation=True)
    assert isinstance(key, RSAPrivateKey)
    padding, hashed = PKCS1v15(), Prehashed(SHA256())
    asked, told = sys.stdin.buffer, sys.stdout.buffer
    while count := asked.read(COUNT):
        digests = [asked.read(DIGEST) for _ in range(int.from_bytes(count))]
        told.write(b"".join([key.sign(digest, padding, hashed) for digest in digests]))
        told.flush()


if __name__ == "__main__":
    main(sys.argv[1])
