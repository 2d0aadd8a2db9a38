"""Keys for tests, made once: an RSA key takes a while."""

import shutil
import tempfile
from functools import cache
from pathlib import Path

from mailgate.authentication.canonical import take_apart
from mailgate.outbound.signing.keyring import Algorithm, Keyring, SigningKey
from mailgate.outbound.signing.records import host_of
from tests.mailgate.authentication.records import Records

DOMAIN = "lists.example"


@cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kakehashi-keys-"))
    ring = Keyring(folder)
    ring.use(ring.make("rsa").selector)
    ring.use(ring.make("ed", Algorithm.ED25519).selector)
    return folder


def a_keyring(data_dir: Path) -> Keyring:
    """An RSA and an Ed25519 key in use, `rsa` and `ed`."""
    shutil.copytree(_made() / "dkim", data_dir / "dkim")
    return Keyring(data_dir)


def a_key(selector: str = "rsa") -> SigningKey:
    return Keyring(_made()).named(selector)


def records() -> dict[str, str]:
    """What is to be published of both keys."""
    return {host_of(key, DOMAIN): key.record for key in Keyring(_made()).all()}


def names() -> Records:
    return Records({host: {"TXT": [text.encode()]} for host, text in records().items()})


def fields_of(mail: bytes, name: bytes) -> list[bytes]:
    return [field.raw for field in take_apart(mail)[0] if field.name == name]
